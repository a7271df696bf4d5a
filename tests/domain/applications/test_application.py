"""An application's way: made, submitted, edited, withdrawn, revised (APP-1, APP-6, APP-8, APP-9, ELIG-4)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from moments.domain.applications.application import Application
from moments.domain.applications.events import (
    ApplicationEdited,
    ApplicationRevised,
    ApplicationStarted,
    ApplicationSubmitted,
    ApplicationWithdrawn,
)
from moments.domain.applications.form import Form
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.eligibility import Ineligibility, Ineligible, NotEligibleByRecords
from moments.domain.program.skills import RankedSkills, UnknownSkill, WrongNumberOfSkills
from moments.domain.program.working_hours import UnknownWorkingHours
from moments.domain.shared.errors import DomainError, DomainErrors, IllegalTransition
from moments.domain.shared.ids import ApplicationId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import refused, told
from tests.domain.builders import (
    ANN,
    CAREER,
    NOW,
    REVENUE,
    SAM,
    SOFT,
    ZOE,
    a_form,
    a_supervisor,
    an_application,
    as_submitted,
    later,
    sam,
    the_handbook,
)

BOOK = the_handbook()


@pytest.mark.rule("APP-9")
@pytest.mark.parametrize("kind", ApplicationKind)
def test_an_application_begins_as_its_applicants_draft(kind: ApplicationKind) -> None:
    draft = Application.start(ApplicationId("A-9"), applicant=ANN, kind=kind, form=Form(), supervisor=None, at=NOW)
    assert (draft.state, draft.submitted_at, draft.decision) == (ApplicationState.DRAFT, None, None)
    assert draft.collect_events() == (
        ApplicationStarted(occurred_at=NOW, by=ANN, application=ApplicationId("A-9"), applicant=ANN, kind=kind),
    )


@pytest.mark.rule("APP-6")
def test_a_submitted_application_waits_for_the_supervisor_it_is_routed_to() -> None:
    application = an_application().build()
    application.submit(reasons=(), catalog=BOOK, at=later(days=1))
    assert application.state is ApplicationState.SUBMITTED
    assert application.submitted_at == application.held_since == later(days=1)
    (event,) = application.collect_events()
    assert isinstance(event, ApplicationSubmitted)
    assert (event.supervisor, event.by, event.kind) == (SAM, ANN, ApplicationKind.MENTEE)


@pytest.mark.rule("APP-8")
@pytest.mark.parametrize("month", range(1, 13))
def test_an_application_is_made_in_any_month(month: int) -> None:
    application = an_application().build()
    application.submit(reasons=(), catalog=BOOK, at=datetime(2026, month, 28, 3, 0, tzinfo=UTC))
    assert application.state is ApplicationState.SUBMITTED


@pytest.mark.rule("APP-2")
def test_an_application_without_a_supervisor_asks_for_one() -> None:
    application = an_application().routed_to(None).build()
    with refused(InvalidText, application) as refusal:
        application.submit(reasons=(), catalog=BOOK, at=later(days=1))
    assert (refusal.error.field, refusal.error.rule) == ("supervisorEmail", "APP-2")
    assert "Name the one who is to decide" in refusal.sentence


@pytest.mark.rule("ELIG-4", "APP-3", "APP-4")
def test_an_ineligible_applicant_is_told_that_and_what_the_form_lacks_at_once() -> None:
    application = an_application().with_form(a_form(bio=None, skills=RankedSkills(CAREER[:2]))).build()
    with refused(DomainErrors, application) as refusal:
        application.submit(reasons=(Ineligibility.AT_RISK,), catalog=BOOK, at=later(days=1))
    assert told(refusal.error) == {
        ("Ineligible", "ELIG-2", None),
        ("InvalidText", "APP-3", "bio"),
        ("WrongNumberOfSkills", "APP-4", "careerSkills"),
    }


@pytest.mark.rule("ELIG-4")
def test_eligibility_is_checked_again_when_the_application_is_decided() -> None:
    application = an_application().of_kind(ApplicationKind.MENTOR).submitted().build()
    with refused(Ineligible, application) as refusal:
        application.approve(
            sam(),
            read=as_submitted(application),
            department=REVENUE,
            reasons=(Ineligibility.UNDER_DISCIPLINE,),
            message=None,
            at=later(days=1),
        )
    assert (refusal.error.rule, refusal.error.reasons) == ("ELIG-1", (Ineligibility.UNDER_DISCIPLINE,))
    application.deny(sam(), read=as_submitted(application), department=REVENUE, message=None, at=later(days=1))
    assert application.state is ApplicationState.DENIED


@pytest.mark.rule("ELIG-5")
def test_who_may_not_know_the_criteria_reads_that_the_records_say_no() -> None:
    application = an_application().of_kind(ApplicationKind.MENTOR).submitted().build()
    with refused(NotEligibleByRecords, application) as refusal:
        application.approve(
            replace(sam(), knows_criteria=False),
            read=as_submitted(application),
            department=REVENUE,
            reasons=(Ineligibility.UNDER_DISCIPLINE,),
            message=None,
            at=later(days=1),
        )
    assert "discipline" not in str(refusal.error).lower()


# --- edits ----------------------------------------------------------------------------------


@pytest.mark.rule("APP-9")
def test_an_approved_application_is_edited_without_a_new_approval() -> None:
    application = an_application().approved().build()
    decision = application.decision
    application.edit(a_form(bio="Another bio."), BOOK, at=later(days=9))
    assert application.form.bio == "Another bio."
    assert (application.state, application.decision) == (ApplicationState.APPROVED, decision)
    (event,) = application.collect_events()
    assert isinstance(event, ApplicationEdited)
    assert (event.by, event.occurred_at) == (ANN, later(days=9))


@pytest.mark.rule("APP-9", "APP-3", "APP-4")
@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (a_form(bio=" "), InvalidText),
        (a_form(working_hours=None), InvalidText),
        (a_form(working_hours="mon-fri-0000-0100"), UnknownWorkingHours),
        (a_form(skills=RankedSkills(CAREER[:2])), WrongNumberOfSkills),
        (Form(), DomainErrors),
    ],
    ids=["no bio", "no hours", "unknown hours", "two skills", "empty"],
)
def test_an_approved_application_has_to_stay_complete(form: Form, kind: type[DomainError]) -> None:
    application = an_application().approved().build()
    with refused(kind, application):
        application.edit(form, BOOK, at=later(days=9))


@pytest.mark.rule("APP-5")
@pytest.mark.parametrize("state", [ApplicationState.DRAFT, ApplicationState.APPROVED], ids=lambda state: state.value)
def test_an_edit_keeps_a_skill_retired_since_and_chooses_none_anew(state: ApplicationState) -> None:
    first, second, third, other, *_ = CAREER
    book = the_handbook(retired=("Change Management", "Delegation"))
    form = a_form(skills=RankedSkills((first, second, third)))
    application = an_application().with_form(form).in_state(state).build()
    application.edit(a_form(skills=RankedSkills((third, first, second))), book, at=later(days=9))
    with refused(UnknownSkill, application) as refusal:
        application.edit(a_form(skills=RankedSkills((third, first, other))), book, at=later(days=9))
    assert refusal.sentence == "Delegation has been retired from the catalog. Choose another skill."
    application.edit(a_form(skills=RankedSkills((third, second), (SOFT[0],))), book, at=later(days=9))
    with refused(UnknownSkill, application):
        application.edit(form, book, at=later(days=9))  # once given up, it is chosen anew


@pytest.mark.rule("APP-9")
def test_a_draft_is_edited_at_will() -> None:
    application = an_application().build()
    application.edit(Form(), BOOK, at=later(days=1))
    assert application.form == Form()


@pytest.mark.rule("APP-9")
def test_a_waiting_application_is_not_edited_under_its_supervisors_eyes() -> None:
    application = an_application().submitted().build()
    with refused(IllegalTransition, application) as refusal:
        application.edit(a_form(bio="Another bio."), BOOK, at=later(days=1))
    assert refusal.sentence == (
        "This application is waiting for the supervisor's decision, so it cannot be edited now. To change it, withdraw "
        "it first and then revise it. You can name another supervisor as it is."
    )


# --- withdrawn and revised --------------------------------------------------------------------


@pytest.mark.rule("APP-9")
@pytest.mark.parametrize(
    ("state", "told_to"),
    [
        (ApplicationState.DRAFT, None),
        (ApplicationState.SUBMITTED, SAM),
        (ApplicationState.APPROVED, None),
        (ApplicationState.DENIED, None),
    ],
    ids=lambda value: getattr(value, "value", str(value)),
)
def test_a_withdrawal_says_from_where_and_leaves_the_queue_it_was_in(state: ApplicationState, told_to) -> None:
    application = an_application().in_state(state).build()
    application.withdraw(at=later(days=4))
    assert (application.state, application.held_since) == (ApplicationState.WITHDRAWN, later(days=4))
    (event,) = application.collect_events()
    assert isinstance(event, ApplicationWithdrawn)
    assert (event.was, event.supervisor, event.by) == (state.value, told_to, ANN)


@pytest.mark.rule("APP-9")
def test_a_draft_without_a_supervisor_can_be_withdrawn() -> None:
    application = an_application().routed_to(None).build()
    application.withdraw(at=later(days=4))
    assert application.state is ApplicationState.WITHDRAWN


@pytest.mark.rule("APP-9")
@pytest.mark.parametrize("state", [ApplicationState.DENIED, ApplicationState.WITHDRAWN], ids=lambda s: s.value)
def test_a_denied_or_withdrawn_application_is_revised_and_submitted_again(state: ApplicationState) -> None:
    application = an_application().in_state(state).build()
    before = application.decision
    application.revise(a_supervisor(ZOE), at=later(days=2))
    assert (application.state, application.supervisor) == (ApplicationState.DRAFT, a_supervisor(ZOE))
    application.submit(reasons=(), catalog=BOOK, at=later(days=3))
    assert (application.state, application.decision) == (ApplicationState.SUBMITTED, before), "history is kept"
    revised, submitted = application.collect_events()
    assert isinstance(revised, ApplicationRevised)
    assert isinstance(submitted, ApplicationSubmitted)
    assert submitted.supervisor == ZOE

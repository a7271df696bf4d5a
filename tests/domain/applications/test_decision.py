"""The decision: by whom, in which capacity, once (APR-1, APR-4, APR-5, APR-8, APR-9)."""

from collections.abc import Callable

import pytest

from moments.domain.applications.application import Application, NothingToReview
from moments.domain.applications.decision import (
    AlreadyDecided,
    ApplicationChanged,
    CannotDecideOwn,
    Decider,
    Decision,
    DirectSupervisor,
    GroundRequired,
    InLieu,
    NotTheSupervisor,
    OtherDepartment,
    Outcome,
)
from moments.domain.applications.events import ApplicationApproved, ApplicationDenied, DecisionSeen
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.errors import DomainErrors
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import refused
from tests.domain.builders import (
    ADA,
    ANN,
    HEALTH,
    NOW,
    REVENUE,
    SAM,
    ZOE,
    a_form,
    a_supervisor,
    ada,
    an_application,
    as_decided,
    as_submitted,
    later,
    sam,
    the_handbook,
)

Verb = Callable[[Application, Decider, str | None], None]


def approve(application: Application, by: Decider, message: str | None = None) -> None:
    application.approve(
        by, read=as_submitted(application), department=REVENUE, reasons=(), message=message, at=later(days=2)
    )


def deny(application: Application, by: Decider, message: str | None = None) -> None:
    application.deny(by, read=as_submitted(application), department=REVENUE, message=message, at=later(days=2))


EITHER_WAY = pytest.mark.parametrize("decide", [approve, deny])


# --- the supervisor ---------------------------------------------------------------------------


@pytest.mark.rule("APR-1", "APP-6")
@pytest.mark.parametrize(
    ("decide", "outcome", "state", "event"),
    [
        (approve, Outcome.APPROVED, ApplicationState.APPROVED, ApplicationApproved),
        (deny, Outcome.DENIED, ApplicationState.DENIED, ApplicationDenied),
    ],
)
@pytest.mark.parametrize(
    ("message", "kept"), [(None, None), ("  ", None), (" Ask me again in May. ", "Ask me again in May.")]
)
def test_the_supervisor_decides_with_a_message_or_without(decide: Verb, outcome, state, event, message, kept) -> None:
    application = an_application().submitted().build()
    decide(application, sam(), message)
    assert (application.state, application.held_since) == (state, later(days=2))
    assert application.decision == Decision(outcome, SAM, "Sam Stone", SAM, later(days=2), kept)
    assert application.decision is not None
    assert not application.decision.in_lieu
    (happened,) = application.collect_events()
    assert type(happened) is event
    assert isinstance(happened, ApplicationApproved | ApplicationDenied)
    assert (happened.by, happened.supervisor, happened.outcome, happened.in_lieu) == (SAM, SAM, outcome, False)


@pytest.mark.rule("APR-1")
@EITHER_WAY
def test_nobody_but_the_supervisor_it_is_routed_to_decides(decide: Verb) -> None:
    application = an_application().submitted().build()
    with refused(NotTheSupervisor, application) as refusal:
        decide(application, DirectSupervisor(ZOE, "Zoe Zane"), None)
    assert refusal.error.rule == "APR-1"
    assert "This application is with another supervisor" in refusal.sentence


@pytest.mark.rule("APP-7", "APR-1")
@EITHER_WAY
def test_after_a_reroute_the_new_supervisor_decides_and_the_old_one_no_longer(decide: Verb) -> None:
    application = an_application().submitted().build()
    application.name_supervisor(a_supervisor(ZOE, chosen=True), at=later(days=1))
    with refused(NotTheSupervisor, application):
        decide(application, sam(), None)
    decide(application, DirectSupervisor(ZOE, "Zoe Zane"), None)
    assert application.decision is not None
    assert application.decision.by == ZOE


@EITHER_WAY
@pytest.mark.parametrize("message", ["x" * 2001, "a\x00b"], ids=["too long", "NUL"])
def test_a_message_that_cannot_be_sent_is_refused(decide: Verb, message: str) -> None:
    application = an_application().submitted().build()
    with refused(InvalidText, application) as refusal:
        decide(application, sam(), message)
    assert (refusal.error.field, refusal.error.rule) == ("message", "APR-1")


# --- nobody's own, and once -------------------------------------------------------------------


@pytest.mark.rule("APR-9")
@EITHER_WAY
@pytest.mark.parametrize(
    "capacity",
    [DirectSupervisor(ANN, "Ann Abbott"), InLieu(ANN, "Ann Abbott", frozenset({REVENUE}), "Maternity leave")],
    ids=["as supervisor", "as administrator"],
)
def test_nobody_decides_their_own_application_in_any_capacity(decide: Verb, capacity: Decider) -> None:
    application = an_application().routed_to(a_supervisor(ANN)).submitted().build()
    with refused(CannotDecideOwn, application) as refusal:
        decide(application, capacity, None)
    assert refusal.error.rule == "APR-9"
    assert "Wait for your supervisor to decide it" in refusal.sentence


@pytest.mark.rule("APR-9")
@EITHER_WAY
@pytest.mark.parametrize(
    ("first", "words"),
    [(approve, "Sam Stone has already approved this application"), (deny, "Sam Stone has already denied")],
)
@pytest.mark.parametrize("second", [sam(), ada()], ids=["the same", "an administrator"])
def test_of_two_who_decide_the_second_is_told_of_the_first(decide: Verb, first: Verb, words: str, second) -> None:
    application = an_application().submitted().build()
    first(application, sam(), None)
    application.collect_events()
    with refused(AlreadyDecided, application) as refusal:
        decide(application, second, None)
    assert refusal.error.rule == "APR-9"
    assert refusal.error.decision.by == SAM
    assert words in refusal.sentence
    assert "A decision is final" in refusal.sentence


NOT_TO_DECIDE = [
    pytest.param(DirectSupervisor(ANN, "Ann Abbott"), CannotDecideOwn, id="the applicant"),
    pytest.param(DirectSupervisor(ZOE, "Zoe Zane"), NotTheSupervisor, id="a stranger"),
    pytest.param(ada(department=HEALTH), OtherDepartment, id="another department's administrator"),
    pytest.param(ada(None, department=HEALTH), OtherDepartment, id="the same without a ground"),
]


@pytest.mark.rule("APR-9", "APR-1")
@EITHER_WAY
@pytest.mark.parametrize("state", ApplicationState, ids=lambda state: state.value)
@pytest.mark.parametrize(("decider", "kind"), NOT_TO_DECIDE)
def test_whoever_may_not_decide_is_told_that_and_nothing_of_who_did(decide: Verb, state, decider, kind) -> None:
    application = an_application().in_state(state).build()
    with refused(kind, application) as refusal:
        decide(application, decider, "x" * 2001)
    assert "Sam" not in refusal.sentence


@pytest.mark.rule("APR-9")
@EITHER_WAY
def test_a_decision_taken_is_told_before_a_ground_is_asked_for(decide: Verb) -> None:
    application = an_application().approved().build()
    with refused(AlreadyDecided, application):
        decide(application, ada(None), None)


def test_a_draft_without_a_supervisor_is_nobodys_to_decide() -> None:
    application = an_application().routed_to(None).build()
    with refused(NotTheSupervisor, application):
        approve(application, sam())


# --- in lieu ------------------------------------------------------------------------------------


@pytest.mark.rule("APR-4")
@EITHER_WAY
def test_an_administrator_decides_in_lieu_on_the_ground_stated_which_is_recorded(decide: Verb) -> None:
    application = an_application().submitted().build()
    decide(application, ada("  FMLA leave until June "), None)
    assert application.decision is not None
    assert application.decision.in_lieu
    assert (application.decision.by, application.decision.ground) == (ADA, "FMLA leave until June")
    (event,) = application.collect_events()
    assert isinstance(event, ApplicationApproved | ApplicationDenied)
    assert (event.by, event.supervisor, event.in_lieu) == (ADA, SAM, True)


@pytest.mark.rule("APR-4")
@EITHER_WAY
@pytest.mark.parametrize("ground", [None, "", "   ", "\n\t"])
def test_an_administrator_without_a_ground_is_told_to_state_one_or_leave_it(decide: Verb, ground) -> None:
    application = an_application().submitted().build()
    with refused(GroundRequired, application) as refusal:
        decide(application, ada(ground), None)
    assert (refusal.error.rule, refusal.error.field) == ("APR-4", "inLieuGround")
    assert "State the ground" in refusal.sentence
    assert "leave the decision to the supervisor" in refusal.sentence


@pytest.mark.rule("APR-4")
@EITHER_WAY
def test_an_administrator_decides_for_their_own_department_only(decide: Verb) -> None:
    application = an_application().submitted().build()
    with refused(OtherDepartment, application) as refusal:
        decide(application, ada(department=HEALTH), None)
    assert refusal.error.rule == "APR-4"
    assert "only for applicants in your own department" in refusal.sentence
    assert "Ask the supervisor or" in refusal.sentence


@pytest.mark.rule("APR-4")
@EITHER_WAY
def test_a_ground_is_one_line(decide: Verb) -> None:
    application = an_application().submitted().build()
    decide(application, ada("FMLA leave\r\n  until June"), None)
    assert application.decision is not None
    assert application.decision.ground == "FMLA leave until June"


@EITHER_WAY
@pytest.mark.parametrize("ground", ["x" * 501, "leave\x00"], ids=["too long", "NUL"])
def test_a_ground_that_cannot_be_kept_is_refused(decide: Verb, ground: str) -> None:
    application = an_application().submitted().build()
    with refused(InvalidText, application) as refusal:
        decide(application, ada(ground), None)
    assert (refusal.error.field, refusal.error.rule) == ("inLieuGround", "APR-4")


@pytest.mark.rule("APR-5")
@pytest.mark.parametrize("built", [an_application().approved(ada()), an_application().denied(ada())])
def test_what_was_decided_in_lieu_stays_marked_until_the_supervisor_has_seen_it(built) -> None:
    application = built.build()
    assert application.decision is not None
    assert (application.decision.in_lieu, application.decision.by_name) == (True, "Ada Adams")
    assert (application.decision.ground, application.decision.seen_at) == ("Maternity leave until May", None)
    application.mark_seen(SAM, read=as_decided(application), at=later(days=30))
    assert application.decision.seen_at == later(days=30)
    application.mark_seen(SAM, read=as_decided(application), at=later(days=31))
    assert application.decision.seen_at == later(days=30), "a second time changes nothing"
    assert [type(event) for event in application.collect_events()] == [DecisionSeen]


@pytest.mark.rule("APR-5")
@pytest.mark.parametrize("by", [ADA, ANN, ZOE])
def test_only_the_supervisor_marks_a_decision_seen(by) -> None:
    application = an_application().approved(ada()).build()
    with refused(NotTheSupervisor, application) as refusal:
        application.mark_seen(by, read=as_decided(application), at=later(days=3))
    assert "decide" not in refusal.sentence, "it is told to those who would mark it seen as well"


@pytest.mark.rule("APR-5")
@pytest.mark.parametrize(
    "built",
    [an_application().submitted(), an_application().approved(), an_application().routed_to(None)],
    ids=["not decided", "decided by the supervisor", "no supervisor"],
)
def test_without_a_decision_in_lieu_there_is_nothing_to_review(built) -> None:
    application = built.build()
    with refused(NothingToReview, application):
        application.mark_seen(SAM, read=as_decided(application), at=later(days=3))


@pytest.mark.rule("APR-5")
def test_a_denial_in_lieu_waits_for_its_supervisor_though_the_application_is_revised_and_waits_for_another() -> None:
    application = an_application().denied(ada()).build()
    application.revise(a_supervisor(ZOE), at=later(days=4))
    application.submit(reasons=(), catalog=the_handbook(), at=later(days=5))
    assert application.decision is not None
    assert application.decision.awaiting_review_by == SAM

    with refused(NotTheSupervisor, application):
        application.mark_seen(ZOE, read=as_decided(application), at=later(days=6))
    application.mark_seen(SAM, read=as_decided(application), at=later(days=7))
    assert application.decision.awaiting_review_by is None


@EITHER_WAY
def test_all_that_is_wrong_with_a_decision_is_said_at_once(decide: Verb) -> None:
    application = an_application().submitted().build()
    with refused(DomainErrors, application) as refusal:
        decide(application, ada(None), "x" * 2_001)
    assert [error.field for error in refusal.error.all] == ["inLieuGround", "message"]


def sent_again(application: Application) -> Application:
    """Withdrawn, revised, written anew and submitted, all at the moment at which it was submitted first."""
    application.withdraw(at=NOW)
    application.revise(a_supervisor(), at=NOW)
    application.edit(a_form(bio="Another one."), the_handbook(), at=NOW)
    application.submit(reasons=(), catalog=the_handbook(), at=NOW)
    return application


@pytest.mark.rule("APR-1")
@pytest.mark.parametrize("by", [sam(), ada()], ids=["supervisor", "in lieu"])
def test_what_was_sent_again_since_it_was_read_is_not_decided(by: Decider) -> None:
    application = an_application().submitted().build()
    read = as_submitted(application)
    sent_again(application)
    for decide in (
        lambda: application.approve(by, read=read, department=REVENUE, reasons=(), message=None, at=later(days=2)),
        lambda: application.deny(by, read=read, department=REVENUE, message=None, at=later(days=2)),
    ):
        with refused(ApplicationChanged, application) as refusal:
            decide()
        assert (refusal.error.application, refusal.error.field) == (application.id, "submittedAt")
    approve(application, by)
    assert application.state is ApplicationState.APPROVED


@pytest.mark.rule("APR-5")
def test_a_newer_decision_than_the_one_that_was_read_is_not_marked_as_seen() -> None:
    application = an_application().denied(ada()).build()
    read = as_decided(application)
    application.revise(a_supervisor(), at=later(days=4))
    application.submit(reasons=(), catalog=the_handbook(), at=later(days=5))
    approve(application, ada("Still on leave"))
    with refused(ApplicationChanged, application) as refusal:
        application.mark_seen(SAM, read=read, at=later(days=7))
    assert refusal.error.field == "decidedAt"

"""Which emails are due to whom, for every event there is; the table is the test's own, written out by hand."""

import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import Enum
from importlib import import_module
from typing import Any

import pytest

import moments.domain
from moments.application.email.due import EmailKind, emails_for
from moments.application.ports.journal import Email
from moments.domain.applications.application import Application
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.eligibility import SENTENCES, Ineligibility
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Survey
from tests.domain.builders import (
    ADA,
    ANN,
    DEFAULT_CHOICES,
    MOE,
    REVENUE,
    SAM,
    ZOE,
    a_form,
    a_meeting,
    a_mentee,
    a_mentor,
    a_mentorship,
    a_supervisor,
    a_survey,
    ada,
    an_application,
    as_decided,
    as_proposed,
    as_submitted,
    later,
    mentor_answers,
    sam,
    the_handbook,
    the_two,
)

MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
AT = later(days=2)
M1 = MentorshipId("M-1")

Make = Callable[[], Aggregate]
Verb = Callable[[Any], object]
Due = tuple[str, PersonId, Mapping[str, Any]]
"""Kind, to whom, what it says."""


@dataclass(frozen=True)
class Row:
    """`made`: the aggregate to which the event has just happened, and nothing else."""

    event: str
    made: Make
    emails: tuple[Due, ...]


ROWS: list[Any] = []


def row(event: str, situation: str, made: Make, *emails: Due, rules: tuple[str, ...] = ()) -> None:
    marks = [pytest.mark.rule(*rules)] if rules else []
    ROWS.append(pytest.param(Row(event, made, emails), id=f"{event} {situation}".strip(), marks=marks))


def silent(event: str, situation: str, made: Make, *, rules: tuple[str, ...] = ()) -> None:
    row(event, situation, made, rules=rules)


def after(build: Make, *verbs: Verb) -> Make:
    """As it is after the last of the verbs, with the events of that one alone."""

    def make() -> Aggregate:
        made = build()
        for verb in verbs:
            made.collect_events()
            verb(made)
        return made

    return make


# --- applications -------------------------------------------------------------------------------


def approve(by: Any, message: str | None = None) -> Verb:
    return lambda made: made.approve(
        by, read=as_submitted(made), department=REVENUE, reasons=(), message=message, at=AT
    )


def deny(by: Any, message: str | None = None) -> Verb:
    return lambda made: made.deny(by, read=as_submitted(made), department=REVENUE, message=message, at=AT)


draft, waiting = an_application().build, an_application().submitted().build
WHICH = {"application": "A-1"}


def approved(message: str | None, by: str = "Sam Stone") -> Due:
    return ("application_approved", ANN, WHICH | {"decided_by": by, "message": message})


def denied(message: str | None, by: str = "Sam Stone") -> Due:
    return ("application_denied", ANN, WHICH | {"decided_by": by, "message": message})


silent("ApplicationStarted", "", lambda: started())
silent(
    "ApplicationEdited",
    "approved",
    after(an_application().approved().build, lambda made: made.edit(a_form(bio="Anew."), the_handbook(), at=AT)),
)
row(
    "ApplicationSubmitted",
    "",
    after(draft, lambda made: made.submit(reasons=(), catalog=the_handbook(), at=AT)),
    ("application_received", ANN, WHICH),
)
row("ApplicationApproved", "", after(waiting, approve(sam())), approved(None), rules=("APR-3",))
row("ApplicationApproved", "with words", after(waiting, approve(sam(), "Go.")), approved("Go."), rules=("APR-3",))
row(
    "ApplicationApproved",
    "in lieu",
    after(waiting, approve(ada())),
    approved(None, "Ada Adams"),
    rules=("APR-3", "APR-5"),
)
row("ApplicationDenied", "", after(waiting, deny(sam())), denied(None), rules=("APR-2",))
row("ApplicationDenied", "with words", after(waiting, deny(sam(), "In May.")), denied("In May."), rules=("APR-2",))
row(
    "ApplicationDenied",
    "in lieu",
    after(waiting, deny(ada(), "In May.")),
    denied("In May.", "Ada Adams"),
    rules=("APR-2", "APR-5"),
)
silent(
    "DecisionSeen",
    "",
    after(an_application().approved(ada()).build, lambda made: made.mark_seen(SAM, read=as_decided(made), at=AT)),
    rules=("APR-5",),
)
silent(
    "ApplicationRerouted",
    "by the applicant",
    after(waiting, lambda made: made.name_supervisor(a_supervisor(ZOE, chosen=True), at=AT)),
    rules=("APR-5",),
)
silent(
    "ApplicationRerouted",
    "by the directory",
    after(waiting, lambda made: made.follow_directory(a_supervisor(ZOE), supervisor_left=True, at=AT)),
    rules=("APR-5",),
)
silent("ApplicationWithdrawn", "", after(waiting, lambda made: made.withdraw(at=AT)))
silent("ApplicationRevised", "", after(an_application().denied().build, lambda made: made.revise(None, at=AT)))


def started() -> Aggregate:
    made = draft()
    return Application.start(made.id, applicant=ANN, kind=MENTEE, form=made.form, supervisor=a_supervisor(), at=AT)


# --- participants -------------------------------------------------------------------------------

silent("ParticipantSuspended", "", after(a_mentor().build, lambda made: made.suspend(at=AT)), rules=("ELIG-5",))
silent("ParticipantReinstated", "", after(a_mentor().suspended().build, lambda made: made.reinstate(at=AT)))
silent(
    "AvailabilityChanged",
    "",
    after(a_mentor().build, lambda made: made.set_availability(available=False, capacity=1, at=AT)),
)

# --- requests and mentorships ---------------------------------------------------------------------


def accept(message: str | None) -> Verb:
    return lambda made: made.accept(**the_two(), message=message, ends_on=date(2027, 1, 7), at=AT)


def decline(reason: str | None) -> Verb:
    return lambda made: made.decline(mentee=a_mentee().build(), message=reason, at=AT)


def accepted(message: str | None) -> tuple[Due, Due]:
    return (
        ("request_accepted", ANN, {"mentorship": "M-1", "message": message}),
        ("mentorship_confirmed", MOE, {"mentorship": "M-1"}),
    )


def declined(reason: str | None) -> Due:
    return ("request_declined", ANN, {"mentorship": "M-1", "message": reason})


def request(note: str | None) -> Make:
    return lambda: Mentorship.request(M1, **the_two(), between=None, note=note, at=AT)


def requested(note: str | None) -> Due:
    return ("mentor_requested", MOE, {"mentorship": "M-1", "note": note})


def propose(mentorship: Mentorship) -> None:
    terms = {"goals": "Lead a team", "schedule": "Mondays", "obstacles": "Tax season"}
    mentorship.propose_agreement(Agreement.propose(**terms, ends_on=date(2026, 9, 30), by=ANN, at=AT), read=None)


asked, active = a_mentorship().noting("Please.").build, a_mentorship().active().build
row("MentorRequested", "", request(None), requested(None), rules=("REQ-2",))
row("MentorRequested", "with a note", request("Please."), requested("Please."), rules=("REQ-2",))
row("RequestAccepted", "", after(asked, accept(None)), *accepted(None), rules=("REQ-4", "REQ-5"))
row("RequestAccepted", "with words", after(asked, accept("Yes.")), *accepted("Yes."), rules=("REQ-4", "REQ-5"))
row("RequestDeclined", "", after(asked, decline(None)), declined(None), rules=("REQ-4",))
row("RequestDeclined", "with a reason", after(asked, decline("Busy.")), declined("Busy."), rules=("REQ-4",))
row(
    "RequestClosed",
    "",
    after(asked, lambda made: made.end_request(EndReason.MENTOR_FULL, at=AT)),
    ("request_closed", ANN, {"mentorship": "M-1"}),
    rules=("CAP-4",),
)
for reason in (EndReason.MENTEE_WITHDREW, EndReason.MENTEE_LEFT):
    row(
        "RequestCancelled",
        reason.value,
        after(asked, lambda made, reason=reason: made.end_request(reason, at=AT)),
        ("request_withdrawn", MOE, {"mentorship": "M-1"}),
        rules=("DIR-1",),
    )
silent("RequestCancelled", "", after(asked, lambda made: made.cancel(mentee=a_mentee().build(), at=AT)))
silent("AgreementProposed", "", after(active, propose))
silent(
    "AgreementAccepted",
    "",
    after(active, propose, lambda made: made.accept_agreement(MOE, read=as_proposed(made), at=AT)),
)
silent("MentorshipCompleted", "", after(active, lambda made: made.complete(MOE, **the_two(), at=AT)))
silent("MentorshipDiscontinued", "", after(active, lambda made: made.discontinue(ANN, **the_two(), at=AT)))

# --- meetings -------------------------------------------------------------------------------------


def entry(sequence: int, by: PersonId, **more: object) -> Mapping[str, Any]:
    return {"meeting": "T-1", "mentorship": "M-1", "sequence": sequence, "by": by, **more}


def move(by: PersonId, days: int = 3) -> Verb:
    return lambda made: made.move(
        by, read=made.starts_at, starts_at=later(days=days), minutes=60, outside_hours=False, at=later(hours=1)
    )


def call_off(by: PersonId) -> Verb:
    return lambda made: made.cancel(by, read=made.starts_at, at=AT)


WAS = {"moved_from": datetime(2026, 1, 6, 15, 0, tzinfo=UTC)}
HOUR: dict[str, Any] = {"starts_at": later(days=1), "minutes": 60, "agenda": "Goals", "outside_hours": False}


def proposed(by: PersonId) -> Make:
    return lambda: Meeting.propose(MeetingId("T-1"), active(), by=by, at=later(hours=1), **HOUR)


def logged() -> Meeting:
    return Meeting.log(MeetingId("T-1"), active(), by=ANN, at=AT, **HOUR)


anns, agreed = a_meeting().build, a_meeting().in_state(MeetingState.CONFIRMED).build
row("MeetingProposed", "by the mentee", proposed(ANN), ("meeting_proposed", MOE, entry(0, ANN)))
row("MeetingProposed", "by the mentor", proposed(MOE), ("meeting_proposed", ANN, entry(0, MOE)))
row(
    "MeetingConfirmed",
    "for both calendars",
    after(anns, lambda made: made.confirm(MOE, read=made.starts_at, minutes=made.minutes, at=AT)),
    ("meeting_confirmed", ANN, entry(1, MOE)),
    ("meeting_confirmed", MOE, entry(1, MOE)),
)
row(
    "MeetingMoved",
    "by who proposed it, before it was in their calendar",
    after(anns, move(ANN)),
    ("meeting_moved", MOE, entry(1, ANN, **WAS)),
)
row(
    "MeetingMoved",
    "by the other side, whose calendar has it",
    after(anns, move(MOE)),
    ("meeting_moved", ANN, entry(1, MOE, **WAS)),
    ("meeting_moved", MOE, entry(1, MOE, **WAS)),
)
row(
    "MeetingMoved",
    "by who proposed it, once confirmed",
    after(agreed, move(ANN)),
    ("meeting_moved", MOE, entry(2, ANN, **WAS)),
    ("meeting_moved", ANN, entry(2, ANN, **WAS)),
)
row(
    "MeetingCancelled",
    "by who proposed it, before it was in their calendar",
    after(anns, call_off(ANN)),
    ("meeting_called_off", MOE, entry(1, ANN)),
)
row(
    "MeetingCancelled",
    "by who was asked",
    after(anns, call_off(MOE)),
    ("meeting_called_off", ANN, entry(1, MOE)),
    ("meeting_called_off", MOE, entry(1, MOE)),
)
row(
    "MeetingCancelled",
    "once confirmed",
    after(agreed, call_off(MOE)),
    ("meeting_called_off", ANN, entry(2, MOE)),
    ("meeting_called_off", MOE, entry(2, MOE)),
)
row(
    "MeetingCancelled",
    "by who proposed it, after the other side had moved it",
    after(anns, move(MOE), call_off(ANN)),
    ("meeting_called_off", MOE, entry(2, ANN)),
    ("meeting_called_off", ANN, entry(2, ANN)),
)
row(
    "MeetingCancelled",
    "by who proposed it, moved it after it was confirmed, and had it in their calendar all the time",
    after(agreed, move(ANN), call_off(ANN)),
    ("meeting_called_off", MOE, entry(3, ANN)),
    ("meeting_called_off", ANN, entry(3, ANN)),
)
silent(
    "MeetingHeld",
    "as proposed",
    after(agreed, lambda made: made.mark_held(MOE, read=made.starts_at, minutes=60, at=AT)),
)
silent("MeetingHeld", "logged", logged)
silent(
    "MeetingHoursConfirmed",
    "by the other side",
    after(logged, lambda made: made.confirm_hours(MOE, read=made.starts_at, minutes=made.minutes, at=AT)),
)

# --- surveys --------------------------------------------------------------------------------------


def ask(side: ApplicationKind, person: PersonId) -> Make:
    return lambda: Survey.create(M1, side, person, at=AT)


def answer(survey: Survey) -> None:
    survey.submit(mentor_answers(contact_me=True), DEFAULT_CHOICES, at=AT)


def from_mentor() -> Survey:
    return a_survey(MENTOR)


row(
    "SurveyRequested",
    "mentor",
    ask(MENTOR, MOE),
    ("survey_due", MOE, {"mentorship": "M-1", "side": "mentor"}),
    rules=("SUR-1",),
)
row(
    "SurveyRequested",
    "mentee",
    ask(MENTEE, ANN),
    ("survey_due", ANN, {"mentorship": "M-1", "side": "mentee"}),
    rules=("SUR-1",),
)
silent("SurveySubmitted", "", after(from_mentor, answer), rules=("SUR-4",))
silent("FollowUpHandled", "", after(from_mentor, answer, lambda made: made.handle_follow_up(ZOE, at=AT)))

OTHERS = ("program", "email", "matching", "identity")
"""Packages of the domain whose events are of the program's lists, its cycle, its emails, its runs and its sign-ins. No
email follows from them: the cycle's are written by its stages."""
OF_LISTS = {"DirectoryImported", "DepartmentMoved", "PersonRenumbered", "RenumberingAnswered", "SurveyChoicesSet"}
"""Of the directory and of lists, in packages that have others. No email follows from them: an import's own follow from
the events of the applications and mentorships that it changes."""


# --- the tests ------------------------------------------------------------------------------------

EVERY = pytest.mark.parametrize("happened", ROWS)


def due(happened: Row) -> list[Email]:
    made = happened.made()
    (event,) = made.collect_events()
    assert type(event).__name__ == happened.event
    return list(emails_for(event, made))


def said(email: Email) -> dict[str, Any]:
    """Its data by their names, in plain words."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in asdict(email.data).items()}


@EVERY
def test_exactly_these_emails_are_due(happened: Row) -> None:
    assert [(each.kind, each.recipient, said(each)) for each in due(happened)] == list(happened.emails)


@EVERY
def test_an_email_is_due_when_it_happened_and_once_however_often_it_is_asked_for(happened: Row) -> None:
    emails = due(happened)
    assert [each.dedupe_key for each in emails] == [each.dedupe_key for each in due(happened)]
    assert len({each.dedupe_key for each in emails}) == len(emails)
    (event,) = happened.made().collect_events()
    assert all(each.due_at == event.occurred_at for each in emails)


@pytest.mark.rule("APR-5")
@EVERY
def test_no_email_ever_goes_to_a_supervisor_or_an_administrator(happened: Row) -> None:
    assert {each.recipient for each in due(happened)} <= {ANN, MOE}, f"{SAM}, {ADA} and {ZOE} read their dashboards"


SAID = {
    *("application", "decided_by", "message", "mentorship", "note", "side"),
    *("meeting", "sequence", "by", "moved_from"),
}


@pytest.mark.rule("ELIG-5")
@EVERY
def test_no_email_says_which_criterion_failed(happened: Row) -> None:
    for email in due(happened):
        assert set(said(email)) <= SAID
        words = " ".join(str(value) for value in said(email).values()).casefold()
        assert not any(reason.value in words for reason in Ineligibility)
        assert not any(sentence.casefold() in words for sentence in SENTENCES.values())


@pytest.mark.rule("APR-5")
@pytest.mark.parametrize("decide", ["approve", "deny"])
def test_a_decision_in_lieu_with_a_ground_sends_one_email_and_that_to_the_applicant(decide: str) -> None:
    """Whatever the way there: submitted, rerouted by the applicant, followed to another post by the directory."""
    made = an_application().submitted().build()
    made.name_supervisor(a_supervisor(ZOE, chosen=True), at=later(hours=1))
    made.follow_directory(a_supervisor(SAM), supervisor_left=True, at=later(hours=2))
    (approve(ada(), "Go.") if decide == "approve" else deny(ada(), "No."))(made)
    made.mark_seen(SAM, read=as_decided(made), at=later(days=3))
    emails = [email for event in made.collect_events() for email in emails_for(event, made)]
    assert [each.recipient for each in emails] == [ANN]
    assert not {SAM, ZOE, ADA} & {word for each in emails for word in said(each).values()}


@pytest.mark.rule("SUR-1")
def test_both_sides_emails_of_one_mentorship_are_two() -> None:
    """Also where one person was mentor and mentee of the same other: the side is in the key."""
    keys = {email.dedupe_key for side in (MENTOR, MENTEE) for email in _surveys(side)}
    assert len(keys) == 2


def _surveys(side: ApplicationKind) -> Iterator[Email]:
    survey = Survey.create(M1, side, ANN, at=AT)
    for event in survey.collect_events():
        yield from emails_for(event, survey)


THE_CLOCKS = {
    *(EmailKind.REQUEST_WAITING, EmailKind.REQUEST_STILL_WAITING, EmailKind.FIRST_MEETING_DUE),
    *(EmailKind.SURVEY_REMINDER, EmailKind.MONDAY_DIGEST, EmailKind.PERIOD_ANNOUNCED, EmailKind.PERIOD_ENDING),
    EmailKind.SUGGESTIONS_ARRIVED,
}
"""Due because of the time, not because of an event."""


def test_every_kind_of_email_is_due_by_an_event_or_by_the_clock() -> None:
    kinds = {EmailKind(email[0]) for each in ROWS for email in each.values[0].emails}
    assert kinds | THE_CLOCKS == set(EmailKind)
    assert not kinds & THE_CLOCKS


def test_every_event_there_is_has_its_row() -> None:
    rows = {each.values[0].event for each in ROWS}
    events = {kind.__name__ for kind in concrete(DomainEvent) if kind.__module__.split(".")[2] not in OTHERS}
    assert rows | OF_LISTS == events
    assert not rows & OF_LISTS


def concrete(kind: type[DomainEvent]) -> Iterator[type[DomainEvent]]:
    """The domain's classes below it that have none below themselves; a slotted dataclass leaves a twin behind."""
    for module in pkgutil.walk_packages(moments.domain.__path__, "moments.domain."):
        import_module(module.name)
    below = [each for each in kind.__subclasses__() if _is_there(each)]
    for each in below:
        further = list(concrete(each))
        yield from further or [each]


def _is_there(kind: type[DomainEvent]) -> bool:
    return getattr(sys.modules[kind.__module__], kind.__name__, None) is kind and "moments.domain" in kind.__module__

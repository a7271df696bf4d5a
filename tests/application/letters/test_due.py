"""Which letters are due to whom, for every event there is: the table is the test's own."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import pytest

import moments.application.letters.due as due
from moments.application.letters.due import letters_due
from moments.application.ports.journal import Letter
from moments.domain.applications.kind import ApplicationKind
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.eligibility import SENTENCES, Ineligibility
from moments.domain.participants.participant import Participant
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.recording import Aggregate
from moments.domain.surveys.survey import DEFAULT_CHOICES, Survey
from tests.domain.builders import (
    ADA,
    ANN,
    MOE,
    NOW,
    REVENUE,
    SAM,
    ZOE,
    ApplicationBuilder,
    a_form,
    a_meeting,
    a_mentee,
    a_mentor,
    a_mentorship,
    a_supervisor,
    a_survey,
    ada,
    an_application,
    later,
    mentor_answers,
    sam,
    the_handbook,
    the_two,
)
from tests.domain.shared.test_sentences import all_errors

Made = TypeVar("Made", bound=Aggregate)
Make = Callable[[], Aggregate]
Step = Callable[[Any], object]
TO_THE_SAME: list[str] = []
LATER = later(days=1)
BOOK = the_handbook()
MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE


def after(made: Made, step: Step) -> Made:
    """The aggregate when the step has been taken, with the step's events alone."""
    made.take_events()
    step(made)
    return made


def of_application(built: ApplicationBuilder, step: Step) -> Make:
    return lambda: after(built.build(), step)


def of_mentorship(state: MentorshipState, step: Step) -> Make:
    return lambda: after(a_mentorship().noting("You know budgets.").in_state(state).build(), step)


def of_meeting(state: MeetingState, step: Step) -> Make:
    """Of a meeting that the mentee proposed."""
    return lambda: after(a_meeting().in_state(state).build(), step)


def of_participant(made: Callable[[], Participant], step: Step) -> Make:
    return lambda: after(made(), step)


def of_survey(side: ApplicationKind, *steps: Step) -> Make:
    def make() -> Survey:
        survey = a_survey(side)
        for step in steps:
            after(survey, step)
        return survey

    return make


def requested() -> Mentorship:
    return Mentorship.request(
        MentorshipId("M-1"), **the_two(), open_pair=None, note="You know budgets.", at=LATER
    )


def a_meeting_made(make: Any, by: PersonId) -> Make:
    starts_at = later(days=3) if make == Meeting.propose else later(days=-1)
    said: dict[str, Any] = {"by": by, "starts_at": starts_at, "minutes": 45, "agenda": "Goals", "outside_hours": False}
    return lambda: make(MeetingId("T-1"), a_mentorship().active().build(), at=LATER, **said)


def submit(application: Any) -> None:
    application.submit(reasons=(), catalogue=BOOK, at=LATER)


def approve(decider: Any, message: str | None = None) -> Step:
    return lambda made: made.approve(decider, department=REVENUE, reasons=(), message=message, at=LATER)


def deny(decider: Any, message: str | None = None) -> Step:
    return lambda made: made.deny(decider, department=REVENUE, message=message, at=LATER)


def agreement(by: PersonId) -> Agreement:
    return Agreement.propose(
        goals="Lead", schedule="Mondays", obstacles="None", ends_on=date(2026, 9, 30), by=by, at=LATER
    )


def propose_agreement(mentorship: Mentorship) -> None:
    mentorship.propose_agreement(agreement(ANN))


def agree(mentorship: Mentorship) -> None:
    mentorship.propose_agreement(agreement(ANN))
    mentorship.take_events()
    mentorship.agree(MOE, at=LATER)


def accept(message: str | None) -> Step:
    return lambda made: made.accept(**the_two(), message=message, ends_on=date(2027, 1, 6), at=LATER)


def answer(survey: Survey) -> None:
    survey.answer(mentor_answers(contact_me=True), DEFAULT_CHOICES, at=LATER)


DRAFT, WAITING = an_application(), an_application().submitted()
REQUESTED, ACTIVE = MentorshipState.REQUESTED, MentorshipState.ACTIVE
PROPOSED, CONFIRMED = MeetingState.PROPOSED, MeetingState.CONFIRMED
WHICH = {"application": "A-1", "kind": "mentee"}
WHEN = {"meeting": "T-1", "mentorship": "M-1", "starts_at": later(days=1).isoformat(), "minutes": "60"}
NEW_WHEN = WHEN | {"starts_at": later(days=3).isoformat(), "minutes": "45"}

Row = tuple[str, str, Make, list[tuple[str, PersonId, dict[str, str | None]]], tuple[str, ...]]
TABLE: list[Row] = [
    # event, situation, the aggregate to which it happens, letters (kind, to whom, what it says), rules
    (
        "ApplicationSubmitted",
        "by the applicant",
        of_application(DRAFT, submit),
        [("application_received", ANN, WHICH | {"holder": "Sam Stone"})],
        (),
    ),
    (
        "ApplicationApproved",
        "by the supervisor",
        of_application(WAITING, approve(sam())),
        [("application_approved", ANN, WHICH | {"message": None})],
        ("APR-3",),
    ),
    (
        "ApplicationApproved",
        "by the supervisor with a message",
        of_application(WAITING, approve(sam(), "Enjoy it.")),
        [("application_approved", ANN, WHICH | {"message": "Enjoy it."})],
        ("APR-3",),
    ),
    (
        "ApplicationApproved",
        "in lieu",
        of_application(WAITING, approve(ada())),
        [("application_approved", ANN, WHICH | {"message": None})],
        ("APR-3", "APR-5"),
    ),
    (
        "ApplicationDenied",
        "by the supervisor",
        of_application(WAITING, deny(sam())),
        [("application_denied", ANN, WHICH | {"message": None})],
        ("APR-2",),
    ),
    (
        "ApplicationDenied",
        "by the supervisor with a message",
        of_application(WAITING, deny(sam(), "Ask me again in May.")),
        [("application_denied", ANN, WHICH | {"message": "Ask me again in May."})],
        ("APR-2",),
    ),
    (
        "ApplicationDenied",
        "in lieu",
        of_application(WAITING, deny(ada(), "Ask again in May.")),
        [("application_denied", ANN, WHICH | {"message": "Ask again in May."})],
        ("APR-2", "APR-5"),
    ),
    (
        "MentorRequested",
        "with a note",
        requested,
        [("mentor_requested", MOE, {"mentorship": "M-1", "note": "You know budgets."})],
        ("REQ-2",),
    ),
    (
        "RequestAccepted",
        "with a message",
        of_mentorship(REQUESTED, accept("Gladly.")),
        [
            ("request_accepted", ANN, {"mentorship": "M-1", "message": "Gladly."}),
            ("mentorship_confirmed", MOE, {"mentorship": "M-1"}),
        ],
        ("REQ-4", "REQ-5"),
    ),
    (
        "RequestAccepted",
        "without a message",
        of_mentorship(REQUESTED, accept(None)),
        [
            ("request_accepted", ANN, {"mentorship": "M-1", "message": None}),
            ("mentorship_confirmed", MOE, {"mentorship": "M-1"}),
        ],
        ("REQ-4", "REQ-5"),
    ),
    (
        "RequestDeclined",
        "with a reason",
        of_mentorship(REQUESTED, lambda made: made.decline(mentee=a_mentee().build(), reason="No time.", at=LATER)),
        [("request_declined", ANN, {"mentorship": "M-1", "message": "No time."})],
        ("REQ-4",),
    ),
    (
        "RequestDeclined",
        "without a reason",
        of_mentorship(REQUESTED, lambda made: made.decline(mentee=a_mentee().build(), reason=None, at=LATER)),
        [("request_declined", ANN, {"mentorship": "M-1", "message": None})],
        ("REQ-4",),
    ),
    (
        "RequestClosed",
        "by the programme",
        of_mentorship(REQUESTED, lambda made: made.close(at=LATER)),
        [("request_closed", ANN, {"mentorship": "M-1"})],
        ("CAP-4",),
    ),
    (
        "MeetingProposed",
        "by the mentee",
        a_meeting_made(Meeting.propose, ANN),
        [("meeting_proposed", MOE, NEW_WHEN)],
        (),
    ),
    (
        "MeetingProposed",
        "by the mentor",
        a_meeting_made(Meeting.propose, MOE),
        [("meeting_proposed", ANN, NEW_WHEN)],
        (),
    ),
    (
        "MeetingConfirmed",
        "by the mentor",
        of_meeting(PROPOSED, lambda made: made.confirm(MOE, at=LATER)),
        [("meeting_confirmed", ANN, WHEN)],
        (),
    ),
    (
        "MeetingCalledOff",
        "by the mentor",
        of_meeting(CONFIRMED, lambda made: made.call_off(MOE, at=LATER)),
        [("meeting_called_off", ANN, WHEN)],
        (),
    ),
    (
        "MeetingCalledOff",
        "by the mentee",
        of_meeting(PROPOSED, lambda made: made.call_off(ANN, at=LATER)),
        [("meeting_called_off", MOE, WHEN)],
        (),
    ),
    (
        "SurveyDue",
        "from the mentor",
        lambda: Survey.ask(MentorshipId("M-1"), MENTOR, MOE, at=LATER),
        [("survey_due", MOE, {"mentorship": "M-1", "side": "mentor"})],
        ("SUR-1",),
    ),
    (
        "SurveyDue",
        "from the mentee",
        lambda: Survey.ask(MentorshipId("M-1"), MENTEE, ANN, at=LATER),
        [("survey_due", ANN, {"mentorship": "M-1", "side": "mentee"})],
        ("SUR-1",),
    ),
]

SILENT: list[tuple[str, str, Make, tuple[str, ...]]] = [
    # nobody is written to: event, situation, the aggregate to which it happens, rules
    ("ApplicationStarted", "", an_application_started := lambda: _started(), ()),
    (
        "ApplicationEdited",
        "approved",
        of_application(an_application().approved(), lambda made: made.edit(a_form(bio="Anew."), BOOK, at=LATER)),
        (),
    ),
    (
        "ApplicationRerouted",
        "by the applicant",
        of_application(WAITING, lambda made: made.name_supervisor(a_supervisor(ZOE, chosen=True), at=LATER)),
        ("APR-5",),
    ),
    (
        "ApplicationRerouted",
        "by the directory",
        of_application(
            WAITING, lambda made: made.follow_directory(a_supervisor(ZOE), holder_left=True, at=LATER)
        ),
        ("APR-5",),
    ),
    ("ApplicationWithdrawn", "while it waits", of_application(WAITING, lambda made: made.withdraw(at=LATER)), ()),
    (
        "ApplicationRevised",
        "after a denial",
        of_application(an_application().denied(), lambda made: made.revise(a_supervisor(), at=LATER)),
        (),
    ),
    (
        "DecisionSeen",
        "by the supervisor",
        of_application(an_application().approved(ada()), lambda made: made.mark_seen(SAM, at=LATER)),
        ("APR-5",),
    ),
    (
        "ParticipantSuspended",
        "by the directory",
        of_participant(lambda: a_mentor().build(), lambda made: made.suspend(at=LATER)),
        ("ELIG-5",),
    ),
    (
        "ParticipantReinstated",
        "by the directory",
        of_participant(lambda: a_mentor().suspended().build(), lambda made: made.reinstate(at=LATER)),
        ("ELIG-5",),
    ),
    (
        "AvailabilityChanged",
        "by the mentor",
        of_participant(lambda: a_mentor().build(), lambda made: made.offer(available=False, capacity=1, at=LATER)),
        (),
    ),
    (
        "RequestCancelled",
        "by the mentee",
        of_mentorship(REQUESTED, lambda made: made.cancel(mentee=a_mentee().build(), at=LATER)),
        (),
    ),
    ("AgreementProposed", "by the mentee", of_mentorship(ACTIVE, propose_agreement), ()),
    ("AgreementAgreed", "by the mentor", of_mentorship(ACTIVE, agree), ()),
    (
        "MentorshipCompleted",
        "by the mentor",
        of_mentorship(ACTIVE, lambda made: made.complete(MOE, **the_two(), at=LATER)),
        (),
    ),
    (
        "MentorshipDiscontinued",
        "by the mentee",
        of_mentorship(ACTIVE, lambda made: made.discontinue(ANN, **the_two(), at=LATER)),
        (),
    ),
    ("MeetingHeld", "logged", a_meeting_made(Meeting.log, ANN), ()),
    ("MeetingHeld", "as planned", of_meeting(CONFIRMED, lambda made: made.hold(MOE, minutes=60, at=later(days=2))), ()),
    ("SurveySubmitted", "by the mentor", of_survey(MENTOR, answer), ("SUR-4",)),
    (
        "FollowUpHandled",
        "by the office",
        of_survey(MENTOR, answer, lambda made: made.handle_follow_up(ZOE, at=LATER)),
        ("SUR-4",),
    ),
]

OF_NO_AGGREGATE = {
    "SkillAdded",
    "SkillRetired",
    "SkillReinstated",
    "AdministratorNamed",
    "AdministratorRemoved",
    "OfficeMemberAdded",
    "OfficeMemberRemoved",
    "SurveyChoicesSet",
    "DirectoryImported",
}
"""What the office, the departments and the directory do to their lists; no letters are asked for."""

"""The letters that follow from an event; written in its transaction, sent by a reader of the outbox."""

from collections.abc import Iterator
from enum import Enum

from moments.application.ports.journal import Letter
from moments.domain.applications.application import Application
from moments.domain.applications.events import ApplicationApproved, ApplicationDenied, ApplicationSubmitted
from moments.domain.mentorships.events import (
    MeetingCalledOff,
    MeetingConfirmed,
    MeetingProposed,
    MentorRequested,
    RequestAccepted,
    RequestClosed,
    RequestDeclined,
)
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.shared.recording import Aggregate
from moments.domain.surveys.survey import Survey, SurveyDue


class LetterKind(Enum):
    """Every letter of the programme; which of them are reminders that a person may do without is in `reminders`."""

    APPLICATION_RECEIVED = "application_received"
    APPLICATION_APPROVED = "application_approved"
    APPLICATION_DENIED = "application_denied"
    MENTOR_REQUESTED = "mentor_requested"
    REQUEST_ACCEPTED = "request_accepted"
    MENTORSHIP_CONFIRMED = "mentorship_confirmed"
    REQUEST_DECLINED = "request_declined"
    REQUEST_CLOSED = "request_closed"
    REQUEST_WAITING = "request_waiting"
    REQUEST_STILL_WAITING = "request_still_waiting"
    FIRST_MEETING_DUE = "first_meeting_due"
    MEETING_PROPOSED = "meeting_proposed"
    MEETING_MOVED = "meeting_moved"
    MEETING_CONFIRMED = "meeting_confirmed"
    MEETING_CALLED_OFF = "meeting_called_off"
    SURVEY_DUE = "survey_due"
    SURVEY_REMINDER = "survey_reminder"
    MONDAY_DIGEST = "monday_digest"
    PERIOD_ANNOUNCED = "period_announced"
    PERIOD_ENDING = "period_ending"
    SUGGESTIONS_ARRIVED = "suggestions_arrived"


def letters_due(event: DomainEvent, aggregate: Aggregate) -> Iterator[Letter]:
    """The letters that `event` of `aggregate` makes due: to those whom it concerns, and where it is the beginning
    of something (an application received, a mentorship confirmed) to whoever did it, with what comes next.

    APR-5: there is none to a supervisor, neither for what is decided in lieu nor for what is rerouted;
    what waits for them is in the Monday digest (APR-6).
    """
    if isinstance(aggregate, Application):
        yield from _of_application(event, aggregate)
    elif isinstance(aggregate, Mentorship):
        yield from _of_mentorship(event, aggregate)
    elif isinstance(aggregate, Meeting):
        yield from _of_meeting(event, aggregate)
    elif isinstance(aggregate, Survey) and isinstance(event, SurveyDue):
        subject = f"{aggregate.mentorship}:{aggregate.side.value}"
        data: dict[str, str | None] = {"mentorship": aggregate.mentorship, "side": aggregate.side.value}
        yield _letter(LetterKind.SURVEY_DUE, aggregate.person, subject, event, data)


def _of_application(event: DomainEvent, application: Application) -> Iterator[Letter]:
    data: dict[str, str | None] = {"application": application.id, "kind": application.kind.value}
    kind: LetterKind
    if isinstance(event, ApplicationSubmitted) and application.supervisor:
        kind, data["holder"] = LetterKind.APPLICATION_RECEIVED, application.supervisor.name
    elif isinstance(event, ApplicationDenied) and application.decision:
        kind, data["message"] = LetterKind.APPLICATION_DENIED, application.decision.message
    elif isinstance(event, ApplicationApproved) and application.decision:
        kind, data["message"] = LetterKind.APPLICATION_APPROVED, application.decision.message
    else:
        return
    yield _letter(kind, application.applicant, application.id, event, data)


def _of_mentorship(event: DomainEvent, mentorship: Mentorship) -> Iterator[Letter]:
    data: dict[str, str | None] = {"mentorship": mentorship.id}
    answered = data | {"message": mentorship.answer}
    mentor, mentee, subject = mentorship.mentor, mentorship.mentee, mentorship.id
    if isinstance(event, MentorRequested):
        yield _letter(LetterKind.MENTOR_REQUESTED, mentor, subject, event, data | {"note": mentorship.note})
    elif isinstance(event, RequestAccepted):
        yield _letter(LetterKind.REQUEST_ACCEPTED, mentee, subject, event, answered)
        yield _letter(LetterKind.MENTORSHIP_CONFIRMED, mentor, subject, event, data)
    elif isinstance(event, RequestDeclined):
        yield _letter(LetterKind.REQUEST_DECLINED, mentee, subject, event, answered)
    elif isinstance(event, RequestClosed):
        yield _letter(LetterKind.REQUEST_CLOSED, mentee, subject, event, data)


def _of_meeting(event: DomainEvent, meeting: Meeting) -> Iterator[Letter]:
    kinds: dict[type[DomainEvent], LetterKind] = {
        MeetingProposed: LetterKind.MEETING_PROPOSED,
        MeetingConfirmed: LetterKind.MEETING_CONFIRMED,
        MeetingCalledOff: LetterKind.MEETING_CALLED_OFF,
    }
    kind = kinds.get(type(event))
    if kind is None:
        return
    other = meeting.mentee if event.by == meeting.mentor else meeting.mentor
    data: dict[str, str | None] = {
        "meeting": meeting.id,
        "mentorship": meeting.mentorship,
        "starts_at": meeting.starts_at.isoformat(),
        "minutes": str(meeting.minutes),
    }
    yield _letter(kind, other, meeting.id, event, data)


def _letter(
    kind: LetterKind, recipient: PersonId, subject: str, event: DomainEvent, data: dict[str, str | None]
) -> Letter:
    key = f"{kind.value}:{subject}:{recipient}:{event.occurred_at.isoformat()}"
    return Letter(kind.value, recipient, key, event.occurred_at, data)

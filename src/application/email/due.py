"""The emails that an event makes due; written in its transaction, sent by the outbox relay."""

from collections.abc import Iterator

from moments.application.ports.journal import Email
from moments.domain.applications.application import Application
from moments.domain.applications.events import ApplicationApproved, ApplicationDenied, ApplicationSubmitted
from moments.domain.email.data import (
    ApplicationEmail,
    DecisionEmail,
    EmailData,
    MeetingEmail,
    MentorshipEmail,
    MovedMeetingEmail,
    RequestEmail,
    ResponseEmail,
    SurveyEmail,
)
from moments.domain.email.kinds import EmailKind as EmailKind
from moments.domain.mentorships.events import (
    MeetingCancelled,
    MeetingConfirmed,
    MeetingMoved,
    MeetingProposed,
    MentorRequested,
    RequestAccepted,
    RequestCancelled,
    RequestClosed,
    RequestDeclined,
)
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.surveys.survey import Survey, SurveyRequested


def emails_for(event: DomainEvent, aggregate: Aggregate) -> Iterator[Email]:
    """The emails that `event` of `aggregate` makes due: to the people it concerns and, if it starts something (an
    application received, a mentorship confirmed), to the person who did it, with the next steps.

    APR-5: a supervisor gets no email about decisions made in lieu or about reroutes; their pending applications are in
    the Monday digest (APR-6).
    """
    if isinstance(aggregate, Application):
        yield from _of_application(event, aggregate)
    elif isinstance(aggregate, Mentorship):
        yield from _of_mentorship(event, aggregate)
    elif isinstance(aggregate, Meeting):
        yield from _of_meeting(event, aggregate)
    elif isinstance(aggregate, Survey) and isinstance(event, SurveyRequested):
        subject = f"{aggregate.mentorship}:{aggregate.side.value}"
        data = SurveyEmail(aggregate.mentorship, aggregate.side)
        yield _email(EmailKind.SURVEY_DUE, aggregate.person, subject, event, data)


def _of_application(event: DomainEvent, application: Application) -> Iterator[Email]:
    decision, data = application.decision, ApplicationEmail(application.id)
    if isinstance(event, ApplicationSubmitted):
        kind = EmailKind.APPLICATION_RECEIVED
    elif isinstance(event, ApplicationDenied) and decision:
        kind, data = EmailKind.APPLICATION_DENIED, DecisionEmail(application.id, decision.by_name, decision.message)
    elif isinstance(event, ApplicationApproved) and decision:
        kind, data = EmailKind.APPLICATION_APPROVED, DecisionEmail(application.id, decision.by_name, decision.message)
    else:
        return
    # of a decision each counts, for its message (APR-2)
    about = f"received:{application.id}" if kind is EmailKind.APPLICATION_RECEIVED else None
    yield _email(kind, application.applicant, application.id, event, data, about=about)


def _of_mentorship(event: DomainEvent, mentorship: Mentorship) -> Iterator[Email]:
    data = MentorshipEmail(mentorship.id)
    answered = ResponseEmail(mentorship.id, mentorship.response)
    mentor, mentee, subject = mentorship.mentor, mentorship.mentee, mentorship.id
    if isinstance(event, MentorRequested):
        request = RequestEmail(subject, mentorship.note)
        yield _email(EmailKind.MENTOR_REQUESTED, mentor, subject, event, request, about=f"request:{mentee}")
    elif isinstance(event, RequestAccepted):
        yield _email(EmailKind.REQUEST_ACCEPTED, mentee, subject, event, answered)
        yield _email(EmailKind.MENTORSHIP_CONFIRMED, mentor, subject, event, data, about=f"request:{mentee}")
    elif isinstance(event, RequestDeclined):
        yield _email(EmailKind.REQUEST_DECLINED, mentee, subject, event, answered)
    elif isinstance(event, RequestClosed):
        yield _email(EmailKind.REQUEST_CLOSED, mentee, subject, event, data)
    elif isinstance(event, RequestCancelled) and mentorship.end_reason is not None:
        yield _email(EmailKind.REQUEST_WITHDRAWN, mentor, subject, event, data, about=f"request:{mentee}")


def _of_meeting(event: DomainEvent, meeting: Meeting) -> Iterator[Email]:
    """To the other side; also to the person who acted, if their calendar has the event or should get it now. What the
    program calls off goes to both whose calendars have the event.
    """
    kinds: dict[type[DomainEvent], EmailKind] = {
        MeetingProposed: EmailKind.MEETING_PROPOSED,
        MeetingMoved: EmailKind.MEETING_MOVED,
        MeetingConfirmed: EmailKind.MEETING_CONFIRMED,
        MeetingCancelled: EmailKind.MEETING_CALLED_OFF,
    }
    kind = kinds.get(type(event))
    if kind is None:
        return
    data, about = _of_change(event, meeting), f"meeting:{meeting.id}"
    for person in sorted((meeting.mentor, meeting.mentee), key=lambda side: side == event.by):
        is_own = person == event.by
        if is_own and isinstance(event, MeetingProposed):
            continue
        if meeting.has_calendar_event(person) or (event.by is not None and not is_own):
            yield _email(kind, person, meeting.id, event, data, about=about)


def _of_change(event: DomainEvent, meeting: Meeting) -> MeetingEmail:
    if isinstance(event, MeetingMoved):
        return MovedMeetingEmail(meeting.mentorship, meeting.id, meeting.sequence, event.by, event.moved_from)
    return MeetingEmail(meeting.mentorship, meeting.id, meeting.sequence, event.by)


def _email(
    kind: EmailKind,
    recipient: PersonId,
    subject: str,
    event: DomainEvent,
    data: EmailData,
    *,
    about: str | None = None,
) -> Email:
    key = f"{kind.value}:{subject}:{recipient}:{event.occurred_at.isoformat()}"
    return Email(kind.value, recipient, key, event.occurred_at, data, about)

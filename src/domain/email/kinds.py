"""The kinds of email, and which of them are reminders that a person can mute."""

from collections.abc import Iterable
from enum import Enum

from moments.domain.shared.revision import revision_of


class EmailKind(Enum):
    """Every email of the program."""

    APPLICATION_RECEIVED = "application_received"
    APPLICATION_APPROVED = "application_approved"
    APPLICATION_DENIED = "application_denied"
    MENTOR_REQUESTED = "mentor_requested"
    REQUEST_ACCEPTED = "request_accepted"
    MENTORSHIP_CONFIRMED = "mentorship_confirmed"
    REQUEST_DECLINED = "request_declined"
    REQUEST_CLOSED = "request_closed"
    REQUEST_WITHDRAWN = "request_withdrawn"
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


class Reminder(Enum):
    """The emails that a person can mute; the values are those of their kinds. An email that a rule requires is not
    among them: the survey reminder (SUR-1) and the digests for supervisors and administrators (APR-6, APR-7).
    """

    REQUEST_WAITING = EmailKind.REQUEST_WAITING.value
    REQUEST_STILL_WAITING = EmailKind.REQUEST_STILL_WAITING.value
    FIRST_MEETING_DUE = EmailKind.FIRST_MEETING_DUE.value
    PERIOD_ENDING = EmailKind.PERIOD_ENDING.value


def reminders_revision(muted: Iterable[Reminder]) -> int:
    return revision_of(tuple(sorted(reminder.value for reminder in muted)))


def reminder_of(kind: EmailKind) -> Reminder | None:
    """Returns None for an email that cannot be muted."""
    return Reminder(kind.value) if kind.value in _REMINDERS else None


_REMINDERS = frozenset(reminder.value for reminder in Reminder)

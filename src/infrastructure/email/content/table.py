"""Who makes the content of each kind of letter; a kind without a row can't be written, and fails a test."""

from collections.abc import Mapping

from moments.domain.email.kinds import LetterKind
from moments.infrastructure.email.content import applications, digest, meetings, mentorships, periods, surveys
from moments.infrastructure.email.content.base import Make

CONTENTS: Mapping[LetterKind, Make] = {
    LetterKind.APPLICATION_RECEIVED: applications.received,
    LetterKind.APPLICATION_APPROVED: applications.approved,
    LetterKind.APPLICATION_DENIED: applications.denied,
    LetterKind.MENTOR_REQUESTED: mentorships.requested,
    LetterKind.REQUEST_ACCEPTED: mentorships.accepted,
    LetterKind.MENTORSHIP_CONFIRMED: mentorships.confirmed,
    LetterKind.REQUEST_DECLINED: mentorships.declined,
    LetterKind.REQUEST_CLOSED: mentorships.closed,
    LetterKind.REQUEST_WAITING: mentorships.waiting,
    LetterKind.REQUEST_STILL_WAITING: mentorships.still_waiting,
    LetterKind.FIRST_MEETING_DUE: mentorships.first_meeting_due,
    LetterKind.MEETING_PROPOSED: meetings.proposed,
    LetterKind.MEETING_MOVED: meetings.moved,
    LetterKind.MEETING_CONFIRMED: meetings.confirmed,
    LetterKind.MEETING_CALLED_OFF: meetings.called_off,
    LetterKind.SURVEY_DUE: surveys.due,
    LetterKind.SURVEY_REMINDER: surveys.due,
    LetterKind.MONDAY_DIGEST: digest.monday,
    LetterKind.PERIOD_ANNOUNCED: periods.announced,
    LetterKind.PERIOD_ENDING: periods.ending,
    LetterKind.SUGGESTIONS_ARRIVED: periods.suggestions,
}

"""Who makes the content of each kind of email; a kind without a row can't be written, and fails a test."""

from collections.abc import Mapping

from moments.domain.email.kinds import EmailKind
from moments.infrastructure.email.content import applications, digest, meetings, mentorships, periods, surveys
from moments.infrastructure.email.content.base import BuildContent

CONTENTS: Mapping[EmailKind, BuildContent] = {
    EmailKind.APPLICATION_RECEIVED: applications.received,
    EmailKind.APPLICATION_APPROVED: applications.approved,
    EmailKind.APPLICATION_DENIED: applications.denied,
    EmailKind.MENTOR_REQUESTED: mentorships.requested,
    EmailKind.REQUEST_ACCEPTED: mentorships.accepted,
    EmailKind.MENTORSHIP_CONFIRMED: mentorships.confirmed,
    EmailKind.REQUEST_DECLINED: mentorships.declined,
    EmailKind.REQUEST_CLOSED: mentorships.closed,
    EmailKind.REQUEST_WITHDRAWN: mentorships.withdrawn,
    EmailKind.REQUEST_WAITING: mentorships.waiting,
    EmailKind.REQUEST_STILL_WAITING: mentorships.still_waiting,
    EmailKind.FIRST_MEETING_DUE: mentorships.first_meeting_due,
    EmailKind.MEETING_PROPOSED: meetings.proposed,
    EmailKind.MEETING_MOVED: meetings.moved,
    EmailKind.MEETING_CONFIRMED: meetings.confirmed,
    EmailKind.MEETING_CALLED_OFF: meetings.called_off,
    EmailKind.SURVEY_DUE: surveys.due,
    EmailKind.SURVEY_REMINDER: surveys.due,
    EmailKind.MONDAY_DIGEST: digest.monday,
    EmailKind.PERIOD_ANNOUNCED: periods.announced,
    EmailKind.PERIOD_ENDING: periods.ending,
    EmailKind.SUGGESTIONS_ARRIVED: periods.suggestions,
}

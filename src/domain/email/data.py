"""What an email is about, by ids, and what can no longer be read when it is written; it is stored with the email."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from moments.domain.email.kinds import EmailKind
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MeetingId, MentorshipId, PersonId, RunId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class ApplicationEmail:
    application: ApplicationId


@dataclass(frozen=True, slots=True)
class DecisionEmail(ApplicationEmail):
    """Whose words they are goes with them: another decision may follow before the email is sent."""

    decided_by: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class MentorshipEmail:
    mentorship: MentorshipId


@dataclass(frozen=True, slots=True)
class RequestEmail(MentorshipEmail):
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseEmail(MentorshipEmail):
    """`message`: the mentor's."""

    message: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingEmail(MentorshipEmail):
    """`sequence`: of the change that the email is about; once the meeting has changed again it is untrue. `by`: whose
    change it is."""

    meeting: MeetingId
    sequence: int
    by: PersonId


@dataclass(frozen=True, slots=True)
class MovedMeetingEmail(MeetingEmail):
    """`moved_from`: the time before."""

    moved_from: datetime


@dataclass(frozen=True, slots=True)
class SurveyEmail(MentorshipEmail):
    """`side`: the recipient's."""

    side: ApplicationKind


@dataclass(frozen=True, slots=True)
class PeriodEmail:
    """`quarter`: by its name."""

    quarter: str
    closes: date


@dataclass(frozen=True, slots=True)
class AnnouncementEmail(PeriodEmail):
    opens: date


@dataclass(frozen=True, slots=True)
class SuggestionsEmail:
    run: RunId


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One application. `new`: since the last digest."""

    application: ApplicationId
    new: bool


@dataclass(frozen=True, slots=True)
class DigestDepartment:
    """`more`: how many others wait besides."""

    code: DepartmentCode
    applications: tuple[DigestLine, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DigestEmail:
    """`supervised`: what waits for the recipient as supervisor; `departments`: as administrator. `next_match`: when the
    next matching run is; `next_match_closes`: by when an application has to be decided to be in it."""

    supervised: tuple[DigestLine, ...] = ()
    supervised_more: int = 0
    departments: tuple[DigestDepartment, ...] = ()
    next_match: date | None = None
    next_match_closes: datetime | None = None


EmailData = ApplicationEmail | MentorshipEmail | PeriodEmail | SuggestionsEmail | DigestEmail
DATA_OF: Mapping[EmailKind, type[EmailData]] = {
    EmailKind.APPLICATION_RECEIVED: ApplicationEmail,
    EmailKind.APPLICATION_APPROVED: DecisionEmail,
    EmailKind.APPLICATION_DENIED: DecisionEmail,
    EmailKind.MENTOR_REQUESTED: RequestEmail,
    EmailKind.REQUEST_ACCEPTED: ResponseEmail,
    EmailKind.MENTORSHIP_CONFIRMED: MentorshipEmail,
    EmailKind.REQUEST_DECLINED: ResponseEmail,
    EmailKind.REQUEST_CLOSED: MentorshipEmail,
    EmailKind.REQUEST_WAITING: MentorshipEmail,
    EmailKind.REQUEST_STILL_WAITING: MentorshipEmail,
    EmailKind.FIRST_MEETING_DUE: MentorshipEmail,
    EmailKind.MEETING_PROPOSED: MeetingEmail,
    EmailKind.MEETING_MOVED: MovedMeetingEmail,
    EmailKind.MEETING_CONFIRMED: MeetingEmail,
    EmailKind.MEETING_CALLED_OFF: MeetingEmail,
    EmailKind.SURVEY_DUE: SurveyEmail,
    EmailKind.SURVEY_REMINDER: SurveyEmail,
    EmailKind.MONDAY_DIGEST: DigestEmail,
    EmailKind.PERIOD_ANNOUNCED: AnnouncementEmail,
    EmailKind.PERIOD_ENDING: PeriodEmail,
    EmailKind.SUGGESTIONS_ARRIVED: SuggestionsEmail,
}
"""A kind without a row cannot be read from the outbox, and fails a test."""

"""The data stored with an email: ids, plus text that cannot be read later, when the email is written."""

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
    """Stores the decider with the message, because another decision can follow before the email is sent."""

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
    """`message`: written by the mentor."""

    message: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingEmail(MentorshipEmail):
    """`sequence`: number of the change that the email reports; the email is obsolete once the meeting changes again.
    `by`: the person who made the change; None for the program.
    """

    meeting: MeetingId
    sequence: int
    by: PersonId | None


@dataclass(frozen=True, slots=True)
class MovedMeetingEmail(MeetingEmail):
    """`moved_from`: the previous start time."""

    moved_from: datetime


@dataclass(frozen=True, slots=True)
class SurveyEmail(MentorshipEmail):
    """`side`: the recipient's side of the mentorship."""

    side: ApplicationKind


@dataclass(frozen=True, slots=True)
class PeriodEmail:
    """`quarter`: its name."""

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
    """One application. `new`: it arrived since the last digest."""

    application: ApplicationId
    new: bool


@dataclass(frozen=True, slots=True)
class DigestDepartment:
    """`more`: how many further applications are pending."""

    code: DepartmentCode
    applications: tuple[DigestLine, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DigestEmail:
    """`supervised`: applications pending for the recipient as supervisor; `departments`: as administrator.
    `next_match`: time of the next matching run; `next_match_closes`: deadline for decisions that count in that run.
    """

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
    EmailKind.REQUEST_WITHDRAWN: MentorshipEmail,
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
"""An email of a kind without a row cannot be read from the outbox; a test checks that each kind has one."""

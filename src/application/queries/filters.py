"""What a list is narrowed by, and the order that it is in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from moments.application.events import EventKind, Subject
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.email import EmailState
from moments.domain.email.kinds import EmailKind
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.program.quarter import state_moment
from moments.domain.shared.ids import (
    DepartmentCode,
    PersonId,
    SkillId,
)
from moments.domain.shared.kind import ApplicationKind


class TimeOrder(Enum):
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Period:
    """Days in Central time (America/Chicago), both included; None for an open end."""

    since: date | None = None
    until: date | None = None

    @property
    def begin(self) -> datetime | None:
        return None if self.since is None else _midnight(self.since)

    @property
    def end(self) -> datetime | None:
        """The first moment after the period."""
        return None if self.until is None else _midnight(self.until, timedelta(days=1))


_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)


def _midnight(day: date, later: timedelta = timedelta()) -> datetime:
    """Days that no program has are the nearest that a database can store."""
    return state_moment(min(max(day, _FIRST), _LAST) + later, time())


ALWAYS = Period()


class ApplicationOrder(Enum):
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"


class ApplicationList(Enum):
    """Which list of applications; each has its own order. All contain only rows that the viewer may see."""

    OWN = "own"  # oldest start first
    QUEUE = "queue"  # pending for the viewer as supervisor; oldest first
    DECIDED = "decided"  # decided, with the viewer as supervisor; newest decision first
    IN_LIEU = "in_lieu"  # decided in lieu of the viewer and not marked as seen; newest decision first
    DEPARTMENT_QUEUE = "department_queue"  # pending, of the viewer's departments; oldest first
    DEPARTMENT = "department"  # submitted, approved, denied, of the viewer's departments; newest submission first
    ALL = "all"  # for the office: all that were submitted; newest submission first


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    list: ApplicationList
    kinds: frozenset[ApplicationKind] = frozenset()
    states: frozenset[ApplicationState] = frozenset()
    department: DepartmentCode | None = None
    rerouted: bool | None = None
    unexplained: bool | None = None
    """Rerouted though the directory's supervisor is not on leave `today` (APP-7)."""
    today: date | None = None
    name: str | None = None
    """Part of the applicant's name."""
    person: PersonId | None = None
    """The applicant."""
    supervisor: PersonId | None = None
    """The person to whom it is routed."""
    in_lieu: bool | None = None
    submitted: Period = ALWAYS
    order: ApplicationOrder | None = None
    """Instead of the list's own order: by submission, or by the applicant's name."""


class MentorshipList(Enum):
    """Newest request first."""

    AS_MENTOR = "as_mentor"
    AS_MENTEE = "as_mentee"
    ALL = "all"  # for the office


@dataclass(frozen=True, slots=True)
class MentorshipFilter:
    list: MentorshipList
    states: frozenset[MentorshipState] = frozenset()
    department: DepartmentCode | None = None
    """The department of either side."""
    has_suspended_side: bool | None = None
    """Active, with a suspended mentor or mentee (ELIG-4)."""
    name: str | None = None
    """Part of the name of either side."""
    person: PersonId | None = None
    """Either side."""
    requested: Period = ALWAYS
    order: TimeOrder = TimeOrder.NEWEST


class SurveyList(Enum):
    """Each has a moment by which it is ordered."""

    DUE = "due"  # the viewer's unanswered, by when they became due
    UNANSWERED = "unanswered"  # for the office: all unanswered, by when they became due
    SUBMITTED = "submitted"  # for the office: by when they were answered
    FOLLOW_UPS = "follow_ups"  # for the office: "contact me", not handled; by when they were answered


@dataclass(frozen=True, slots=True)
class SurveyFilter:
    """`period`: of the moment by which the list is ordered. `department`, `name`, `person`: of whoever answers."""

    list: SurveyList
    side: ApplicationKind | None = None
    department: DepartmentCode | None = None
    name: str | None = None
    person: PersonId | None = None
    period: Period = ALWAYS
    order: TimeOrder = TimeOrder.OLDEST


class ParticipantList(Enum):
    """Which list of people; all contain only rows that the viewer may see."""

    APPLICANTS = "applicants"  # everyone who has applied
    DEPARTMENTS = "departments"  # everyone in the viewer's departments who has applied
    TEAM = "team"  # everyone who reports to the viewer, most of whom never applied


class ParticipantOrder(Enum):
    NAME = "name"
    STANDING_SINCE = "standing_since"


@dataclass(frozen=True, slots=True)
class ParticipantFilter:
    """`takes_part`: approved in a role."""

    list: ParticipantList = ParticipantList.APPLICANTS
    takes_part: bool | None = None
    role: ApplicationKind | None = None
    suspended: bool | None = None
    available: bool | None = None
    department: DepartmentCode | None = None
    name: str | None = None
    order: ParticipantOrder = ParticipantOrder.NAME


@dataclass(frozen=True, slots=True)
class EmailFilter:
    """Ordered by when they became due; with a state, by the time of their last or next attempt."""

    state: EmailState | None = None
    kinds: frozenset[EmailKind] = frozenset()
    recipient: PersonId | None = None
    due: Period = ALWAYS
    order: TimeOrder = TimeOrder.NEWEST


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """`person`: acted, or is named in the event. `actor`: acted."""

    person: PersonId | None = None
    actor: PersonId | None = None
    actions: frozenset[EventKind] = frozenset()
    subject: Subject | None = None
    period: Period = ALWAYS
    order: TimeOrder = TimeOrder.NEWEST


@dataclass(frozen=True, slots=True)
class PrivateReadFilter:
    """`person`: whose private facts. `reader`: who read them. `period`: of the first read of a day."""

    person: PersonId | None = None
    reader: PersonId | None = None
    period: Period = ALWAYS
    order: TimeOrder = TimeOrder.NEWEST


@dataclass(frozen=True, slots=True)
class JobRunFilter:
    job: str | None = None
    ran: Period = ALWAYS
    order: TimeOrder = TimeOrder.NEWEST


class MentorOrder(Enum):
    BEST_MATCH = "best_match"
    NAME = "name"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class MentorFilter:
    """`skills`: the mentor has all of them. `text`: all its words are in the bio or the title. `working_hours`: the
    mentor has one of these choices; None for any.
    """

    skills: frozenset[SkillId] = frozenset()
    departments: frozenset[DepartmentCode] = frozenset()
    division: str | None = None
    location: str | None = None
    text: str | None = None
    working_hours: frozenset[str] | None = None

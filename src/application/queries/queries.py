"""The read side's port: one transaction's view of the program, for one person."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from moments.application.access.relations import Actor
from moments.application.queries.matching_rows import (
    ParticipationFilter,
    ParticipationRow,
    RunRow,
    RunRows,
    TrialRunRow,
    TrialRunRows,
)
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import (
    AdministratorRow,
    ApplicationRow,
    Counts,
    CycleRow,
    EmailCounts,
    EmailRow,
    HoursRow,
    JobRunRow,
    MeetingRow,
    MentorSearchRow,
    MentorshipRow,
    ParticipantRow,
    PersonRow,
    SuggestionListRow,
    SurveyRow,
    TimelineRow,
    ViewerRow,
)
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.email import EmailState
from moments.domain.email.kinds import Reminder
from moments.domain.matching.shortage import SkillShortage
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.employee import Department
from moments.domain.program.quarter import Quarter
from moments.domain.program.skills import RankedSkills, Skill
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    MeetingId,
    MentorshipId,
    PersonId,
    RunId,
    SkillId,
    TrialRunId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import ChoiceQuestion


class ApplicationList(Enum):
    """Which list of applications; each has its order. All are within what the viewer may see."""

    OWN = "own"  # oldest start first
    QUEUE = "queue"  # waiting for the viewer as supervisor; longest held first
    DECIDED = "decided"  # decided, of which the viewer is the supervisor; newest decision first
    IN_LIEU = "in_lieu"  # decided in lieu of the viewer and not marked as seen; newest decision first
    DEPARTMENT_QUEUE = "department_queue"  # waiting, of the viewer's departments; longest held first
    DEPARTMENT = "department"  # submitted, approved, denied, of the viewer's departments; newest submission first
    ALL = "all"  # the office's: whatever was submitted; newest submission first


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    list: ApplicationList
    kinds: frozenset[ApplicationKind] = frozenset()
    states: frozenset[ApplicationState] = frozenset()
    department: DepartmentCode | None = None
    rerouted: bool | None = None
    name: str | None = None
    """Part of the applicant's name."""


class MentorshipList(Enum):
    """Newest request first."""

    AS_MENTOR = "as_mentor"
    AS_MENTEE = "as_mentee"
    ALL = "all"  # the office's


@dataclass(frozen=True, slots=True)
class MentorshipFilter:
    list: MentorshipList
    states: frozenset[MentorshipState] = frozenset()
    department: DepartmentCode | None = None
    """Of either side."""
    has_suspended_side: bool | None = None
    """Active, with somebody suspended (ELIG-4)."""


class SurveyList(Enum):
    """Oldest due first."""

    DUE = "due"  # the viewer's unanswered
    SUBMITTED = "submitted"  # the office's: newest first
    FOLLOW_UPS = "follow_ups"  # the office's: "contact me", not handled; oldest answer first


@dataclass(frozen=True, slots=True)
class ParticipantFilter:
    """The office's list, by name."""

    role: ApplicationKind | None = None
    suspended: bool | None = None
    department: DepartmentCode | None = None
    name: str | None = None


class MentorOrder(Enum):
    BEST_MATCH = "best_match"
    NAME = "name"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class MentorFilter:
    """`skills`: the mentor has each. `text`: each of its words is in the bio or the title."""

    skills: frozenset[SkillId] = frozenset()
    departments: frozenset[DepartmentCode] = frozenset()
    division: str | None = None
    location: str | None = None
    text: str | None = None


class Queries(Protocol):
    """Each method is one SQL statement, or two where it says so, whatever the number of rows.

    Lists hold what the viewer may see and nothing else: the policy's twin in SQL.
    """

    async def viewer(self, person: PersonId) -> ViewerRow | None:
        """None for somebody whom the directory does not have, or who has left."""
        ...

    async def person_by_email(self, email: str) -> PersonId | None:
        """Whatever the letters' case; nobody who has left."""
        ...

    async def muted_reminders(self, person: PersonId) -> frozenset[Reminder]: ...

    async def applications(
        self, actor: Actor, criteria: ApplicationFilter, page: PageRequest
    ) -> Page[ApplicationRow]: ...

    async def applications_by_id(
        self, actor: Actor, ids: Collection[ApplicationId]
    ) -> Mapping[ApplicationId, ApplicationRow]:
        """Those that `actor` may see."""
        ...

    async def mentee_applications(
        self, actor: Actor, people: Collection[PersonId]
    ) -> Mapping[PersonId, ApplicationRow]:
        """The mentee applications of these people, as far as `actor` may see them (REQ-3)."""
        ...

    async def mentorships(self, actor: Actor, criteria: MentorshipFilter, page: PageRequest) -> Page[MentorshipRow]: ...

    async def mentorships_by_id(
        self, actor: Actor, ids: Collection[MentorshipId]
    ) -> Mapping[MentorshipId, MentorshipRow]: ...

    async def meetings(
        self, actor: Actor, mentorships: Collection[MentorshipId], page: PageRequest
    ) -> Mapping[MentorshipId, Page[MeetingRow]]:
        """The same page of each, newest first; one statement for all."""
        ...

    async def meetings_by_id(self, actor: Actor, ids: Collection[MeetingId]) -> Mapping[MeetingId, MeetingRow]: ...

    async def surveys(self, actor: Actor, criteria: SurveyList, page: PageRequest) -> Page[SurveyRow]: ...

    async def surveys_by_id(
        self, actor: Actor, ids: Collection[tuple[MentorshipId, ApplicationKind]]
    ) -> Mapping[tuple[MentorshipId, ApplicationKind], SurveyRow]:
        """Of the viewer's own side, or the office's; the other side's is nobody else's (SUR-4)."""
        ...

    async def hours(self, person: PersonId, since: date, until: date) -> Sequence[HoursRow]:
        """Both days included, by the State's clocks; at most one row a mentorship."""
        ...

    async def participants(
        self, actor: Actor, criteria: ParticipantFilter, page: PageRequest
    ) -> Page[ParticipantRow]: ...

    async def participants_by_id(self, actor: Actor, people: Collection[PersonId]) -> Mapping[PersonId, ParticipantRow]:
        """The viewer's own, their reports', their departments', or for the office anybody's."""
        ...

    async def people(self, ids: Collection[PersonId]) -> Mapping[PersonId, PersonRow]:
        """No access check: call it only for ids from rows that the viewer may read."""
        ...

    async def mentors(
        self, actor: Actor, desired_skills: RankedSkills, criteria: MentorFilter, order: MentorOrder, page: PageRequest
    ) -> Page[MentorSearchRow]:
        """Mentors who take requests, without the viewer and without those they have an open request or
        mentorship with as a mentee (SEA-1, REQ-6)."""
        ...

    async def mentors_by_id(
        self, desired_skills: RankedSkills, ids: Collection[PersonId]
    ) -> Mapping[PersonId, MentorSearchRow]:
        """Those of them that take requests."""
        ...

    async def suggestion_list(
        self, viewer: PersonRow, desired_skills: RankedSkills, at: datetime, *, may_ask: bool
    ) -> SuggestionListRow | None:
        """The viewer's list of the last run that was published and has one for them (MAT-4). `may_ask`: whether they
        may ask for a mentor at all."""
        ...

    async def matching_runs(self, actor: Actor, page: PageRequest) -> Page[RunRow]:
        """The office's, the newest quarter first."""
        ...

    async def matching_runs_by_id(self, actor: Actor, ids: Collection[RunId]) -> RunRows:
        """The office's."""
        ...

    async def participation(
        self, actor: Actor, run: RunId, criteria: ParticipationFilter, page: PageRequest
    ) -> Page[ParticipationRow]:
        """The office's: of one side of a run, by the people's ids; two statements, where the run is not in memory."""
        ...

    async def rehearsals(self, actor: Actor, page: PageRequest) -> Page[TrialRunRow]:
        """The office's, newest first."""
        ...

    async def rehearsals_by_id(self, actor: Actor, ids: Collection[TrialRunId]) -> TrialRunRows:
        """The office's."""
        ...

    async def shortages(self) -> Sequence[SkillShortage]:
        """Of each skill that can be chosen, by number; two statements. Unguarded: small groups are left out."""
        ...

    async def administrators(
        self, departments: Collection[DepartmentCode], page: PageRequest
    ) -> Mapping[DepartmentCode, Page[AdministratorRow]]:
        """By name, the same page of each; one statement for all."""
        ...

    async def office_members(self, page: PageRequest) -> Page[PersonRow]:
        """By name."""
        ...

    async def timelines(
        self, kind: str, subjects: Collection[str], page: PageRequest, *, reviews: bool = True
    ) -> Mapping[str, Page[TimelineRow]]:
        """Oldest first, the same page of each; two statements for all (the second for names). Unguarded: asked
        for what the viewer may see. `kind`: application, mentorship. `reviews`: with what is for reviewers alone."""
        ...

    async def audit(self, page: PageRequest) -> Page[TimelineRow]:
        """The office's: everything, newest first; two statements."""
        ...

    async def emails(self, actor: Actor, state: EmailState | None, page: PageRequest) -> Page[EmailRow]:
        """The office's, newest first; those of one state by when they were last tried, or are to be."""
        ...

    async def emails_by_id(self, actor: Actor, ids: Collection[int]) -> Mapping[int, EmailRow]:
        """The office's."""
        ...

    async def email_counts(self) -> EmailCounts:
        """Unguarded: they are nobody's."""
        ...

    async def departments(self) -> Sequence[Department]:
        """By name; kept in memory until an import."""
        ...

    async def skills(self) -> Sequence[Skill]:
        """By number; kept in memory until the catalog changes."""
        ...

    async def survey_choices(self) -> Mapping[ChoiceQuestion, Sequence[str]]: ...

    async def cycles(self, first: Quarter, last: Quarter) -> Sequence[CycleRow]:
        """Of these quarters, in order, as usually planned where nobody has touched them; two statements."""
        ...

    async def first_quarter(self) -> Quarter | None:
        """The earliest that anybody or the scheduler has touched."""
        ...

    async def job_runs(self, page: PageRequest) -> Page[JobRunRow]:
        """What the scheduler did, newest first."""
        ...

    async def last_runs(self, jobs: Collection[str]) -> Mapping[str, JobRunRow]: ...

    # --- for live streams ---

    async def last_event(self) -> int:
        """The id of the last event that this transaction sees; 0 before the first."""
        ...

    async def counts(self) -> Counts: ...

    async def mentees_of(self, run: RunId) -> frozenset[PersonId]:
        """Everybody who has a list of that run, an empty one too."""
        ...


class ReadTransactions(Protocol):
    """Opens a read-only transaction; all that one request looks at is of one moment."""

    def __call__(self) -> AbstractAsyncContextManager[Queries]: ...

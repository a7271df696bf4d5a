"""The scheduler's ports: the calendar, job runs, the quarterly cycles, and pending items to send emails about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from moments.domain.program.cycle import Cycle
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class JobFigure:
    """A figure of a job run, for the office: a count, or a sentence."""

    name: str
    value: int | str


JobFigures = tuple[JobFigure, ...]


def job_figures(**values: int | str) -> JobFigures:
    return tuple(JobFigure(name, value) for name, value in values.items())


class CronSchedule(Protocol):
    def dues(self, expression: str, after: datetime, until: datetime) -> Sequence[datetime]:
        """The due times of `expression` (cron, five fields, in Central time) after `after`, up to and including
        `until`.
        """
        ...

    def next(self, expression: str, after: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a job: when it was due, and when it was done."""

    job: str
    due: datetime
    ran_at: datetime
    outcome: JobFigures


class JobRuns(Protocol):
    """One row for each job and due time, written in the transaction that does the work."""

    async def lock(self, job: str) -> None:
        """Prevents other workers from running this job until the transaction ends."""
        ...

    async def started_at(self, now: datetime) -> datetime:
        """When the scheduler first ran; runs due before that are not made up. The first call sets it."""
        ...

    async def latest(self, job: str) -> Run | None:
        """The run with the latest due time."""
        ...

    async def add(self, run: Run) -> None:
        """Raises DuplicateKey if the run already exists."""
        ...


class Holidays(Protocol):
    """The State's holidays: those of the law, with what the office changed."""

    async def calendar(self) -> StateCalendar: ...

    async def save(self, day: date, name: str | None) -> None:
        """Keeps the day as a holiday of that name; None: the State works on it."""
        ...


class Cycles(Protocol):
    async def get(self, quarter: Quarter) -> Cycle:
        """The quarter's cycle, locked; with the default dates if it was never changed."""
        ...

    async def save(self, cycle: Cycle) -> None:
        """Inserts it (version 0) or updates the version that was read; raises ConcurrentUpdate."""
        ...

    async def since(self, first: Quarter, last: Quarter) -> Sequence[Cycle]:
        """The cycles of these quarters, in order, not locked."""
        ...


@dataclass(frozen=True, slots=True)
class PendingApplication:
    """A pending application and its supervisor. `supervisor`: None if that person has left. `since`: when the
    application was routed to them.
    """

    application: ApplicationId
    applicant: PersonId
    department: DepartmentCode
    supervisor: PersonId | None
    since: datetime


@dataclass(frozen=True, slots=True)
class PendingMentorship:
    """A request or mentorship whose next step is overdue."""

    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId


class PendingItems(Protocol):
    """Pending items, for the jobs that send emails about them. Excludes people who have left."""

    async def pending_applications(self) -> Sequence[PendingApplication]:
        """All pending applications, the oldest first."""
        ...

    async def administrators(self) -> Mapping[PersonId, Sequence[DepartmentCode]]: ...

    async def requests(self, before: datetime, unless_emailed: str, *, acceptable: bool) -> Sequence[PendingMentorship]:
        """Unanswered requests made before then, except those with an email `unless_emailed:ID`. `acceptable`: only
        those that can be accepted now, because neither of the two is suspended or has left (ELIG-4, DIR-1).
        """
        ...

    async def without_meeting(self, before: datetime, unless_emailed: str) -> Sequence[PendingMentorship]:
        """Mentorships active since before then that never had a meeting, of people who have not left."""
        ...

    async def mentorships_of_leavers(self, left_by: date) -> Sequence[PendingMentorship]:
        """Active mentorships of whose two people somebody left on that day or before (DIR-1)."""
        ...

    async def surveys(
        self, before: datetime, unless_emailed: str
    ) -> Sequence[tuple[MentorshipId, ApplicationKind, PersonId]]:
        """Unanswered surveys due since before then."""
        ...

    async def team_members(self) -> Sequence[PersonId]:
        """All current employees."""
        ...

    async def without_application(self) -> Sequence[PersonId]:
        """All current employees who have no submitted or approved application."""
        ...


class Expiry(Protocol):
    """Deletes data past its retention period. Each method returns how many rows."""

    async def of_keys(self, before: datetime) -> int: ...

    async def of_sessions(self, before: datetime) -> int:
        """Browser sessions whose time ended before then, and the logout tokens kept until then."""
        ...

    async def of_private_reads(self, before: datetime) -> int:
        """The days that were over before then of the record of who has read whose private facts."""
        ...

    async def of_events(self, before: datetime) -> int:
        """Streams can no longer be resumed from before then. The events stay, because they are the audit log. Never
        includes the last event, where new subscribers start.
        """
        ...

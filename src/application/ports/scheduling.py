"""The scheduler's ports: the calendar, the runs of its jobs, the quarterly cycles, and what waits for an email."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from moments.domain.program.cycle import Cycle
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class JobFigure:
    """What a run of a job did, as the office reads it: a count, or a sentence."""

    name: str
    value: int | str


JobFigures = tuple[JobFigure, ...]


def job_figures(**values: int | str) -> JobFigures:
    return tuple(JobFigure(name, value) for name, value in values.items())


class CronSchedule(Protocol):
    def dues(self, expression: str, after: datetime, until: datetime) -> Sequence[datetime]:
        """When `expression` (cron's five fields, by the State's clocks) falls due: behind `after`, up to `until`."""
        ...

    def next(self, expression: str, after: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Run:
    """A job's run: when it was due, and when it was done."""

    job: str
    due: datetime
    ran_at: datetime
    outcome: JobFigures


class JobRuns(Protocol):
    """One row for each job and due moment, written in the transaction that does the work."""

    async def lock(self, job: str) -> None:
        """Until the transaction ends nobody else runs this job."""
        ...

    async def started_at(self, now: datetime) -> datetime:
        """Since when the scheduler runs: what was due before is not made up for. The first call settles it."""
        ...

    async def latest(self, job: str) -> Run | None:
        """The run of the latest due moment."""
        ...

    async def add(self, run: Run) -> None:
        """Raises DuplicateKey where it was done before."""
        ...


class Cycles(Protocol):
    async def get(self, quarter: Quarter) -> Cycle:
        """The quarter's, locked; as it is usually planned where nobody has touched it."""
        ...

    async def save(self, cycle: Cycle) -> None:
        """Adds it (version 0) or writes it over the version that was read; raises ConcurrentUpdate."""
        ...

    async def since(self, first: Quarter, last: Quarter) -> Sequence[Cycle]:
        """Those of these quarters, in order, not locked."""
        ...


@dataclass(frozen=True, slots=True)
class PendingApplication:
    """An application that waits, and whose it is to decide. `supervisor`: None where that person has left.
    `since`: when it came to them."""

    application: ApplicationId
    applicant: PersonId
    department: DepartmentCode
    supervisor: PersonId | None
    since: datetime


@dataclass(frozen=True, slots=True)
class PendingMentorship:
    """A request or mentorship in which the next step has been waiting."""

    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId


class PendingItems(Protocol):
    """What waits, for the jobs that write emails about it. Nobody who has left is written to or waits."""

    async def pending_applications(self) -> Sequence[PendingApplication]:
        """All, the longest held first."""
        ...

    async def administrators(self) -> Mapping[PersonId, Sequence[DepartmentCode]]: ...

    async def requests(
        self, before: datetime, unless_emailed: str, *, mentor_employed: bool
    ) -> Sequence[PendingMentorship]:
        """Requested before then and unanswered; without those of which there is an email `unless_emailed:ID` already.
        `mentor_employed`: of a mentor who is still there."""
        ...

    async def without_meeting(self, before: datetime, unless_emailed: str) -> Sequence[PendingMentorship]:
        """Active since before then, and no meeting was ever set up."""
        ...

    async def surveys(
        self, before: datetime, unless_emailed: str
    ) -> Sequence[tuple[MentorshipId, ApplicationKind, PersonId]]:
        """Due since before then and unanswered."""
        ...

    async def team_members(self) -> Sequence[PersonId]:
        """Everybody the State employs."""
        ...

    async def without_application(self) -> Sequence[PersonId]:
        """Everybody who has no application that waits or is approved."""
        ...


class Expiry(Protocol):
    """What need not be kept. Each answers how many went."""

    async def of_keys(self, before: datetime) -> int: ...

    async def of_events(self, before: datetime) -> int:
        """Streams are resumed from no earlier; the events stay, as they are the audit. Never the last one, which is
        where new followers begin."""
        ...

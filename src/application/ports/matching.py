"""The matching's ports: what is worked out outside of transactions, and what of it is kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from moments.application.ports.matcher import Advance
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import Figures
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyList, Suggestion
from moments.domain.matching.trial_report import TrialReport
from moments.domain.matching.trial_run import TrialRun
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, RunId, TrialRunId


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run that is worked out. `inputs`, `exposures`, `lists`, `suggestions`: as they are stored, the latter two in
    pieces, for they are long."""

    run: RunId
    parameters: RunParameters
    salt: str
    code_version: str
    fingerprint: str
    lists_hash: str
    certificate: Certificate
    figures: Figures
    inputs: bytes
    exposures: bytes
    lists: Sequence[str]
    suggestions: Sequence[str]


@dataclass(frozen=True, slots=True)
class ComputedList:
    """One mentee's, by the prices of a run. `empty`: why there is nobody on it, and what would change it."""

    mentee: PersonId
    suggestions: Sequence[Suggestion]
    empty: EmptyList | None = None


@dataclass(frozen=True, slots=True)
class CurrentList:
    """A mentee's list as it is now. `impossible`: the places of those who can no longer be asked and were not taken up;
    `mentors`: everybody who is on it."""

    run: RunId
    impossible: Sequence[int]
    mentors: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """For whom a list is wanted by the prices of a run. `without`: who is on it already. `most`: mentors that are
    wanted besides those; None for a whole list."""

    mentee: PersonId
    without: Collection[PersonId] = field(default=frozenset())
    most: int | None = None


class MatchingService(Protocol):
    """Long-running computations. Reads in its own transaction, computes outside any transaction, and does not block the
    event loop."""

    async def run(self, at: datetime, advance: Advance | None = None) -> RunRecord:
        """The quarter's, over the people of now, with a new salt."""
        ...

    async def rehearse(
        self,
        basis: RunId | None,
        parameters: RunParameters,
        at: datetime,
        salt: str,
        advance: Advance | None = None,
    ) -> TrialReport:
        """`salt`: where neither the parameters nor the basis say. Raises NotFound for a run that there is none of."""
        ...

    async def lists(self, run: RunId, requests: Sequence[PriceRequest], at: datetime) -> Sequence[ComputedList]:
        """Of those among them who take part at the moment."""
        ...


class Matching(Protocol):
    """Runs, lists and rehearsals."""

    async def check_run(self, run: RunId) -> None:
        """Raises NotFound."""
        ...

    async def add_run(self, quarter: Quarter, record: RunRecord, *, by: PersonId | None, at: datetime) -> None:
        """Raises DuplicateKey where the quarter has one (MAT-8)."""
        ...

    async def publish(self, quarter: Quarter, at: datetime) -> RunId | None:
        """From now on the mentees see their lists; None where the quarter has no run."""
        ...

    async def mentees_of(self, run: RunId) -> Sequence[PersonId]:
        """Everybody who has a list of it, an empty one too."""
        ...

    async def latest_published(self) -> RunId | None: ...

    async def without_list(self, run: RunId, most: int) -> Sequence[PersonId]:
        """Mentees who take part now and have no list of the run."""
        ...

    async def list_of(self, mentee: PersonId, at: datetime) -> CurrentList | None:
        """The one of the latest published run that has one of theirs."""
        ...

    async def who_can_be_asked(
        self, mentee: PersonId, mentors: Collection[PersonId], at: datetime
    ) -> frozenset[PersonId]:
        """Who of them takes requests and is not barred from this mentee's list (MAT-6)."""
        ...

    async def add_lists(self, run: RunId, lists: Sequence[ComputedList], at: datetime) -> None: ...

    async def replace(
        self, run: RunId, mentee: PersonId, gone: Sequence[int], others: Sequence[Suggestion], at: datetime
    ) -> None:
        """Marks the places as replaced. The others are put behind; whoever was on the list once comes back, as they
        fit now."""
        ...

    async def rehearsal(self, identity: TrialRunId) -> TrialRun:
        """Locked; raises NotFound."""
        ...

    async def next_rehearsal(self, now: datetime) -> TrialRun | None:
        """The one that waits longest and that nobody works on."""
        ...

    async def save_rehearsal(self, rehearsal: TrialRun) -> None:
        """Adds it or writes it over the version that was read; raises ConcurrentUpdate."""
        ...

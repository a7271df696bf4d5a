"""Ports of matching: computations outside transactions, and the store of their results."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from moments.application.ports.matcher import Advance
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.exclusions import Between
from moments.domain.matching.figures import Figures
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import EmptyList, Suggestion
from moments.domain.matching.trial_report import TrialReport
from moments.domain.matching.trial_run import TrialRun
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, RunId, TrialRunId


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A computed run. `inputs`, `exposures`, `lists`, `suggestions`: as they are stored; the latter two are in pieces,
    because they are long.
    """

    run: RunId
    parameters: RunParameters
    seed: str
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
    """One mentee's list, from the prices of a run. `empty`: why it is empty, and which skills would fill it."""

    mentee: PersonId
    suggestions: Sequence[Suggestion]
    empty: EmptyList | None = None


@dataclass(frozen=True, slots=True)
class CurrentList:
    """A mentee's current list. `unavailable`: the positions of unavailable mentors who were never requested; `mentors`:
    all mentors on it.
    """

    run: RunId
    unavailable: Sequence[int]
    mentors: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """A mentee who needs a list from the prices of a run. `without`: mentors already on the list. `most`: how many more
    to return; None returns a full list.
    """

    mentee: PersonId
    without: Collection[PersonId] = field(default=frozenset())
    most: int | None = None


class MatchingService(Protocol):
    """Long-running computations. Reads in its own transaction, computes outside any transaction, and does not block the
    event loop."""

    async def run(self, at: datetime, advance: Advance | None = None) -> RunRecord:
        """Computes the quarter's run over the current people, with a new seed."""
        ...

    async def run_trial(
        self,
        basis: RunId | None,
        parameters: RunParameters,
        at: datetime,
        seed: str,
        advance: Advance | None = None,
    ) -> TrialReport:
        """`seed`: used if neither the parameters nor the basis have one. Raises NotFound if `basis` does not exist."""
        ...

    async def lists(self, run: RunId, requests: Sequence[PriceRequest], at: datetime) -> Sequence[ComputedList]:
        """Returns lists for those of the mentees who currently take part."""
        ...


class Matching(Protocol):
    """The store of runs, lists and trial runs."""

    async def check_run(self, run: RunId) -> None:
        """Raises NotFound."""
        ...

    async def add_run(self, quarter: Quarter, record: RunRecord, *, by: PersonId | None, at: datetime) -> None:
        """Raises DuplicateKey if the quarter already has a run (MAT-8)."""
        ...

    async def publish(self, quarter: Quarter, at: datetime) -> RunId | None:
        """Makes the lists visible to the mentees; returns None if the quarter has no run."""
        ...

    async def mentees_of(self, run: RunId) -> Sequence[PersonId]:
        """All mentees who have a list of the run, including empty lists."""
        ...

    async def latest_published(self) -> RunId | None: ...

    async def without_list(self, run: RunId, most: int) -> Sequence[PersonId]:
        """Mentees who currently take part and have no list of the run, at most `most`."""
        ...

    async def list_of(self, mentee: PersonId, at: datetime) -> CurrentList | None:
        """The mentee's list from the latest published run that has one for them."""
        ...

    async def who_can_be_asked(
        self, mentee: PersonId, mentors: Collection[PersonId], at: datetime
    ) -> frozenset[PersonId]:
        """The mentors who accept requests and are not excluded for this mentee (MAT-6)."""
        ...

    async def between(self, mentee: PersonId, mentor: PersonId, at: datetime) -> Between | None:
        """Why the mentee may not ask the mentor; None if nothing is between them (MAT-6)."""
        ...

    async def add_lists(self, run: RunId, lists: Sequence[ComputedList], at: datetime) -> None: ...

    async def replace(
        self, run: RunId, mentee: PersonId, gone: Sequence[int], others: Sequence[Suggestion], at: datetime
    ) -> None:
        """Marks the positions in `gone` as replaced and appends `others`; a mentor who was on the list before returns
        with the current fit.
        """
        ...

    async def trial_run(self, identity: TrialRunId) -> TrialRun:
        """Locks the row; raises NotFound."""
        ...

    async def next_trial_run(self, now: datetime) -> TrialRun | None:
        """The oldest waiting trial run that no worker holds."""
        ...

    async def save_trial_run(self, trial_run: TrialRun) -> None:
        """Inserts it or updates the version that was read; raises ConcurrentUpdate."""
        ...

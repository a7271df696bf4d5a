"""Rows of matching runs and trial runs, for the program office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from moments.application.queries.rows import PersonRow
from moments.domain.matching.figures import Figures
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_report import RunReport, TrialReport
from moments.domain.matching.trial_run import TrialRunState
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import DepartmentCode, RunId, TrialRunId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class RunRow:
    """`seed`, `code_version`, `fingerprint`, `lists_hash`: prove that a repeat gives the same lists (MAT-8). `before`:
    the previous quarter that has a run, and its figures.
    """

    id: RunId
    report: RunReport
    made_at: datetime
    by: PersonRow | None
    published_at: datetime | None
    seed: str
    code_version: str
    fingerprint: str
    lists_hash: str
    before: tuple[Quarter, Figures] | None


@dataclass(frozen=True, slots=True)
class ParticipationFilter:
    """`takes_part` None: no filter."""

    side: ApplicationKind
    takes_part: bool | None = None
    reason: NonParticipation | None = None
    department: DepartmentCode | None = None


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """A person on one side of a run, as of the run (MAT-3)."""

    person: PersonRow
    reasons: tuple[NonParticipation, ...]


@dataclass(frozen=True, slots=True)
class TrialRunRow:
    id: TrialRunId
    asked_at: datetime
    by: PersonRow | None
    basis: RunId | None
    parameters: RunParameters
    state: TrialRunState
    done_at: datetime | None
    report: TrialReport | None
    problem: str | None


RunRows = Mapping[RunId, RunRow]
TrialRunRows = Mapping[TrialRunId, TrialRunRow]

"""What the program office sees of matching runs and rehearsals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from moments.application.queries.rows import PersonRow
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import Figures
from moments.domain.matching.people import Absence
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_run import RehearsalState
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import DepartmentCode, RehearsalId, RunId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What a run came to. `run`, `quarter`: None for one that is of no quarter."""

    run: RunId | None
    quarter: Quarter | None
    made_at: datetime | None
    parameters: RunParameters
    certificate: Certificate
    figures: Figures


@dataclass(frozen=True, slots=True)
class RunRow:
    """`salt`, `code_version`, `fingerprint`, `lists_digest`: what it takes to prove that a repeat is the same (MAT-8).
    `before`: the quarter before that has a run, and its figures.
    """

    id: RunId
    report: ReportRow
    made_at: datetime
    by_name: str | None
    published_at: datetime | None
    salt: str
    code_version: str
    fingerprint: str
    lists_digest: str
    before: tuple[Quarter, Figures] | None


@dataclass(frozen=True, slots=True)
class ParticipationFilter:
    """`takes_part` None: both those who do and those who do not."""

    side: ApplicationKind
    takes_part: bool | None = None
    absence: Absence | None = None
    department: DepartmentCode | None = None


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """One side's view of somebody, as of the run (MAT-3)."""

    person: PersonRow
    absences: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class RehearsalReportRow:
    """`last`: the latest run before it. `lists_differ`: from the basis', in how many mentees' lists."""

    this: ReportRow
    last: ReportRow | None
    basis: ReportRow | None
    salt: str
    code_version: str
    fingerprint: str
    lists_digest: str
    lists_differ: int | None
    identical: bool | None


@dataclass(frozen=True, slots=True)
class RehearsalRow:
    id: RehearsalId
    asked_at: datetime
    by_name: str | None
    basis: RunId | None
    parameters: RunParameters
    state: RehearsalState
    done_at: datetime | None
    report: RehearsalReportRow | None
    problem: str | None


RunRows = Mapping[RunId, RunRow]
RehearsalRows = Mapping[RehearsalId, RehearsalRow]

"""The result of a trial run, beside the previous run and the run that it replays (MAT-2, MAT-8)."""

from dataclasses import dataclass
from datetime import datetime

from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import Figures
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import RunId


@dataclass(frozen=True, slots=True)
class RunReport:
    """The result of a run. `run`, `quarter`, `made_at`: None for the trial run itself."""

    run: RunId | None
    quarter: Quarter | None
    made_at: datetime | None
    parameters: RunParameters
    certificate: Certificate
    figures: Figures


@dataclass(frozen=True, slots=True)
class TrialReport:
    """`previous`: the latest run before the trial run. `baseline`: the run that it replays. `lists_differ`: how many
    lists differ from the baseline's. `identical`: whether all are the same. Both are None without a baseline.
    """

    current: RunReport
    previous: RunReport | None
    baseline: RunReport | None
    seed: str
    code_version: str
    fingerprint: str
    lists_hash: str
    lists_differ: int | None
    identical: bool | None

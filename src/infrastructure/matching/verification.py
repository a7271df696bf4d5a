"""Past runs: which there are, and the proof that one gives the same lists again (MAT-8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select

from moments.application.ports.errors import NotFound
from moments.application.ports.matcher import Advance
from moments.domain.matching.figures import Figures
from moments.domain.matching.lists_hash import lists_hash
from moments.domain.shared.ids import RunId
from moments.infrastructure.matching.computation import ComputedRun, Task
from moments.infrastructure.matching.run_executor import RunExecutor
from moments.infrastructure.matching.trial_report import lists_of
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.mappers.matching import certificate_of, parameters_of
from moments.infrastructure.persistence.mappers.trial_runs import figures_of
from moments.infrastructure.persistence.tables import matching_runs

_r = matching_runs.c
_RUNS = select(_r.id, _r.quarter, _r.made_at, _r.published_at, _r.figures).order_by(_r.quarter)
_ONE = select(matching_runs).where(or_(_r.id == bindparam("which"), _r.quarter == bindparam("which")))


@dataclass(frozen=True, slots=True)
class PastRun:
    id: RunId
    quarter: str
    made_at: datetime
    published_at: datetime | None
    figures: Figures


async def runs(database: Database) -> Sequence[PastRun]:
    """The oldest first."""
    async with database.reading() as connection:
        rows = await connection.execute(_RUNS)
    return [PastRun(row.id, row.quarter, row.made_at, row.published_at, figures_of(row.figures)) for row in rows]


async def repeat(database: Database, which: str, advance: Advance | None = None) -> Sequence[str]:
    """What differs, in sentences; none where it is the same. `which`: a run's id or its quarter; raises NotFound."""
    async with database.reading() as connection:
        run = (await connection.execute(_ONE, {"which": which})).first()
        if run is None:
            raise NotFound("run")
        kept = lists_hash(await lists_of(connection, run.id))
    task = Task(run.inputs, parameters_of(run.parameters), run.salt)
    worked = await RunExecutor()(task, advance)
    assert isinstance(worked, ComputedRun)
    return list(_differences(run, kept, worked))


def _differences(run: Row[Any], kept: str, worked: ComputedRun) -> Iterator[str]:
    if worked.fingerprint != run.fingerprint:
        yield f"The recorded inputs are not those of the run: {worked.fingerprint}, then {run.fingerprint}."
    if worked.lists_hash != run.lists_digest:
        now, then = worked.lists_hash, run.lists_digest
        yield f"The lists differ: {now} now, {then} recorded (version {run.code_version})."
    if kept != run.lists_digest:
        yield f"The lists that are kept are not those of the run: {kept}, then {run.lists_digest}."
    if worked.certificate != certificate_of(run):
        yield f"The certificate is another now. {worked.certificate.sentence()}"

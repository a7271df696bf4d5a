"""The report of a trial run: its own figures beside those of the run before and of the one it replays (MAT-8)."""

import asyncio
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_report import RunReport, TrialReport
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import RunId
from moments.infrastructure.matching.computation import ComputedRun, code_version
from moments.infrastructure.matching.market_query import BATCH_SIZE
from moments.infrastructure.persistence.mappers.matching import certificate_of, parameters_of
from moments.infrastructure.persistence.mappers.trial_runs import figures_of
from moments.infrastructure.persistence.sql import Statement
from moments.infrastructure.persistence.tables import matching_runs

_r = matching_runs.c
_HEADS: Statement = select(
    _r.id,
    _r.quarter,
    _r.made_at,
    _r.parameters,
    _r.figures,
    _r.bound,
    _r.value,
    _r.spread_cost,
    _r.beyond_limits,
    _r.lists_digest,
    _r.fingerprint,
)
HEAD: Statement = _HEADS.where(_r.id == bindparam("run"))
LAST: Statement = _HEADS.order_by(_r.quarter.desc()).limit(1)
BEFORE: Statement = _HEADS.where(_r.quarter < bindparam("quarter")).order_by(_r.quarter.desc()).limit(1)
_LISTS = {
    True: text(
        "SELECT l.mentee, (SELECT string_agg(s.mentor, chr(10) ORDER BY s.place) FROM suggestions s "
        "WHERE s.run = l.run AND s.mentee = l.mentee AND s.added_at IS NULL) AS mentors "
        "FROM suggestion_lists l JOIN matching_runs r ON r.id = l.run WHERE l.run = :run AND l.made_at = r.made_at"
    ),
    False: text(
        "SELECT l.mentee, (SELECT group_concat(mentor, char(10)) FROM (SELECT s.mentor FROM suggestions s "
        "WHERE s.run = l.run AND s.mentee = l.mentee AND s.added_at IS NULL ORDER BY s.place)) AS mentors "
        "FROM suggestion_lists l JOIN matching_runs r ON r.id = l.run WHERE l.run = :run AND l.made_at = r.made_at"
    ),
}
"""The lists as the run made them: neither replacements nor late ones. By whether it is PostgreSQL."""


async def lists_of(connection: AsyncConnection, run: RunId) -> Mapping[str, tuple[str, ...]]:
    statement = _LISTS[connection.dialect.name == "postgresql"]
    result = await connection.stream(statement, {"run": run})
    found: dict[str, tuple[str, ...]] = {}
    async for partition in result.partitions(BATCH_SIZE):
        found |= {row.mentee: tuple((row.mentors or "").splitlines()) for row in partition}
    return found


def _report_of(row: Row[Any] | None) -> RunReport | None:
    if row is None:
        return None
    return RunReport(
        run=row.id,
        quarter=Quarter.named(row.quarter),
        made_at=row.made_at,
        parameters=parameters_of(row.parameters),
        certificate=certificate_of(row),
        figures=figures_of(row.figures),
    )


async def report(
    connection: AsyncConnection, worked: ComputedRun, parameters: RunParameters, seed: str, basis: RunId | None
) -> TrialReport:
    """Reads what it is compared with."""
    head = (await connection.execute(HEAD, {"run": basis})).first() if basis else None
    last = await connection.execute(BEFORE, {"quarter": head.quarter}) if head else await connection.execute(LAST)
    differ = None
    if basis is not None:
        differ = await asyncio.to_thread(_differences, worked.lists, await lists_of(connection, basis))
    return TrialReport(
        current=RunReport(None, None, None, parameters, worked.certificate, worked.figures),
        previous=_report_of(last.first()),
        baseline=_report_of(head),
        seed=seed,
        code_version=code_version(),
        fingerprint=worked.fingerprint,
        lists_hash=worked.lists_hash,
        lists_differ=differ,
        identical=None if head is None else _is_identical(worked, head),
    )


def _is_identical(worked: ComputedRun, run: Row[Any]) -> bool:
    return (worked.lists_hash, worked.fingerprint) == (run.lists_digest, run.fingerprint)


def _differences(these: Mapping[str, tuple[str, ...]], those: Mapping[str, tuple[str, ...]]) -> int:
    """Somebody who has a list in one of them only counts, too."""
    return sum(1 for mentee in these.keys() | those.keys() if these.get(mentee) != those.get(mentee))

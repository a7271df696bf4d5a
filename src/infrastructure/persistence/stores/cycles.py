"""The quarterly cycles; an unchanged quarter has no row and follows the standard plan."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from moments.application.ports.scheduling import Holidays
from moments.domain.program.cycle import STAGE_ORDER, Cycle, StagePlan, StageState
from moments.domain.program.quarter import Quarter
from moments.infrastructure.persistence.optimistic_locking import write
from moments.infrastructure.persistence.tables import cycles
from moments.infrastructure.persistence.transaction import Transaction, Values

_ONE = select(cycles).where(cycles.c.quarter == bindparam("quarter")).with_for_update(key_share=True)
_SOME = select(cycles).where(cycles.c.quarter.between(bindparam("first"), bindparam("last")))


class SqlCycles:
    def __init__(self, work: Transaction, holidays: Holidays) -> None:
        self._work, self._holidays = work, holidays

    async def get(self, quarter: Quarter) -> Cycle:
        row = await self._work.first(_ONE, quarter=quarter.name)
        return Cycle.planned(quarter, await self._holidays.calendar()) if row is None else cycle_of(row)

    async def save(self, cycle: Cycle) -> None:
        await write(self._work, cycles, cycle_row(cycle), cycle)

    async def since(self, first: Quarter, last: Quarter) -> Sequence[Cycle]:
        rows = await self._work.all(_SOME, first=first.name, last=last.name)
        touched = {row.quarter: cycle_of(row) for row in rows}
        calendar = await self._holidays.calendar()
        found: list[Cycle] = []
        while first <= last:
            found.append(touched.get(first.name) or Cycle.planned(first, calendar))
            first = first.next
        return found


def cycle_of(row: Row[Any]) -> Cycle:
    stages = {stage: _planned_of(row.stages[stage.value]) for stage in STAGE_ORDER}
    return Cycle(Quarter.named(row.quarter), stages, version=row.version)


def cycle_row(cycle: Cycle) -> Values:
    stages = {stage.value: _planned_json(planned) for stage, planned in cycle.stages.items()}
    return {"quarter": cycle.quarter.name, "stages": stages}


def _planned_of(stored: dict[str, Any]) -> StagePlan:
    at = stored["at"]
    return StagePlan(
        due=datetime.fromisoformat(stored["due"]),
        state=StageState(stored["state"]),
        at=None if at is None else datetime.fromisoformat(at),
        by=stored["by"],
        reason=stored["reason"],
    )


def _planned_json(planned: StagePlan) -> dict[str, str | None]:
    return {
        "due": planned.due.isoformat(),
        "state": planned.state.value,
        "at": None if planned.at is None else planned.at.isoformat(),
        "by": planned.by,
        "reason": planned.reason,
    }

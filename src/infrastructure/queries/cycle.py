"""The quarterly cycle's stages, and what the scheduler did."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, String, bindparam, func, select

from moments.application.queries.filters import JobRunFilter, TimeOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import CycleRow, JobRunRow, PersonRow, StageRow
from moments.domain.program.cycle import STAGE_ORDER, Cycle, Stage, StagePlan
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.quarter import Quarter, state_day
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.stores.cycles import cycle_of
from moments.infrastructure.persistence.stores.holidays import CHANGES, calendar_of
from moments.infrastructure.persistence.stores.job_runs import CLOCK, job_figures_of
from moments.infrastructure.persistence.tables import cycles, job_runs
from moments.infrastructure.queries.criteria import PeriodShape, in_period, period_parameters, period_shape
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.participants import ParticipantsQueries

_TOUCHED = select(cycles).where(cycles.c.quarter.between(bindparam("first"), bindparam("last")))
_FIRST = select(func.min(cycles.c.quarter))
_r = job_runs.c


def _run(row: Row[Any]) -> JobRunRow:
    return JobRunRow(row.job, row.due, row.ran_at, job_figures_of(row.outcome))


_RUNS = select(_r.job, _r.due, _r.ran_at, _r.outcome).where(_r.job != CLOCK)


@lru_cache(maxsize=32)
def _runs(job: bool, ran: PeriodShape, order: TimeOrder) -> KeysetList[JobRunRow]:
    rows = in_period(_r.ran_at, ran)
    if job:
        rows.append(_r.job == bindparam("job", type_=String))
    keys = (SortKey(_r.ran_at, descending=order is TimeOrder.NEWEST), SortKey(_r.job), SortKey(_r.due))
    return KeysetList(_RUNS.where(*rows), keys, _run)


_newest = select(_r.job, func.max(_r.ran_at).label("ran_at")).where(in_array(_r.job)).group_by(_r.job).subquery()
_LAST = select(_r.job, _r.due, _r.ran_at, _r.outcome).join(
    _newest, (_newest.c.job == _r.job) & (_newest.c.ran_at == _r.ran_at)
)


class CycleQueries(ParticipantsQueries):
    async def cycles(self, first: Quarter, last: Quarter) -> Sequence[CycleRow]:
        rows = await self._rows(_TOUCHED, {"first": first.name, "last": last.name})
        touched = {row.quarter: cycle_of(row) for row in rows}
        people, calendar = await self._actors(touched.values()), await self.state_calendar()
        found: list[CycleRow] = []
        while first <= last:
            found.append(_to_row(touched.get(first.name) or Cycle.planned(first, calendar), people, calendar))
            first = first.next
        return found

    async def state_calendar(self) -> StateCalendar:
        return calendar_of(await self._rows(CHANGES, {}))

    async def first_quarter(self) -> Quarter | None:
        (row,) = await self._rows(_FIRST, {})
        return None if row[0] is None else Quarter.named(row[0])

    async def job_runs(self, criteria: JobRunFilter, page: PageRequest) -> Page[JobRunRow]:
        listed = _runs(criteria.job is not None, period_shape(criteria.ran), criteria.order)
        values = {"job": criteria.job, **period_parameters(criteria.ran)}
        return await listed.page(self._connection, values, page)

    async def last_runs(self, jobs: Collection[str]) -> Mapping[str, JobRunRow]:
        return {row.job: _run(row) for row in await self._rows(_LAST, {"ids": sorted_ids(jobs)})}

    async def _actors(self, found: Iterable[Cycle]) -> Mapping[PersonId, PersonRow]:
        return await self.people({each.by for cycle in found for each in cycle.stages.values() if each.by is not None})


def _to_row(cycle: Cycle, people: Mapping[PersonId, PersonRow], calendar: StateCalendar) -> CycleRow:
    return CycleRow(
        cycle.quarter,
        tuple(_to_stage_row(stage, cycle.stages[stage], people, calendar) for stage in STAGE_ORDER),
        calendar.last_working_day(state_day(cycle.stages[Stage.CLOSE].due)),
    )


def _to_stage_row(
    stage: Stage, plan: StagePlan, people: Mapping[PersonId, PersonRow], calendar: StateCalendar
) -> StageRow:
    by = people.get(plan.by) if plan.by else None
    return StageRow(stage, plan.state, plan.due, plan.at, by, plan.reason, calendar.day_off(state_day(plan.due)))

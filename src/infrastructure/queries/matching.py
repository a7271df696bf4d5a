"""The office's matching runs and trial runs."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, String, bindparam, select

from moments.application.access.relations import Actor
from moments.application.queries.matching_rows import (
    ParticipationFilter,
    ParticipationRow,
    RunRow,
    RunRows,
    TrialRunRow,
    TrialRunRows,
)
from moments.application.queries.paging import Page, PageRequest
from moments.domain.matching.trial_report import RunReport
from moments.domain.matching.trial_run import TrialRunState
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, RunId, TrialRunId
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.mappers.matching import certificate_of, parameters_of
from moments.infrastructure.persistence.mappers.trial_runs import figures_of, trial_report_of
from moments.infrastructure.persistence.tables import employees, matching_runs, rehearsals
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.participants import ParticipantsQueries
from moments.infrastructure.queries.participation import RunParticipants, page_of
from moments.infrastructure.queries.people import person_columns, person_or_none

_r, _h = matching_runs.c, rehearsals.c
_earlier = matching_runs.alias("earlier")
_BLOBS = ("inputs", "exposures")
_BEFORE = (
    select(_earlier.c.quarter)
    .where(_earlier.c.quarter < _r.quarter)
    .order_by(_earlier.c.quarter.desc())
    .limit(1)
    .correlate(matching_runs)
    .scalar_subquery()
)
_before = matching_runs.alias("before")
_RUNS = (
    select(
        *person_columns(employees, "actor"),
        *(column for column in _r if column.name not in _BLOBS),
        _before.c.quarter.label("before_quarter"),
        _before.c.figures.label("before_figures"),
    )
    .select_from(matching_runs)
    .outerjoin(employees, employees.c.id == _r.made_by)
    .outerjoin(_before, _before.c.quarter == _BEFORE)
)
_TRIAL_RUNS = (
    select(*person_columns(employees, "actor"), *_h)
    .select_from(rehearsals)
    .outerjoin(employees, employees.c.id == _h.asked_by)
)
_RUNS_BY_ID, _TRIAL_RUNS_BY_ID = _RUNS.where(in_array(_r.id)), _TRIAL_RUNS.where(in_array(_h.id))
_INPUTS = select(_r.inputs).where(_r.id == bindparam("run", type_=String))


def _run(row: Row[Any]) -> RunRow:
    quarter = Quarter.named(row.quarter)
    certificate = certificate_of(row)
    parameters = parameters_of(row.parameters)
    return RunRow(
        id=row.id,
        report=RunReport(row.id, quarter, row.made_at, parameters, certificate, figures_of(row.figures)),
        made_at=row.made_at,
        by=person_or_none(row),
        published_at=row.published_at,
        seed=row.salt,
        code_version=row.code_version,
        fingerprint=row.fingerprint,
        lists_hash=row.lists_digest,
        before=(Quarter.named(row.before_quarter), figures_of(row.before_figures)) if row.before_quarter else None,
    )


def _trial_run(row: Row[Any]) -> TrialRunRow:
    return TrialRunRow(
        id=row.id,
        asked_at=row.asked_at,
        by=person_or_none(row),
        basis=row.basis,
        parameters=parameters_of(row.parameters),
        state=TrialRunState(row.state),
        done_at=row.done_at,
        report=trial_report_of(row.report) if row.report else None,
        problem=row.problem,
    )


_QUARTER, _STATE = bindparam("quarter", type_=String), bindparam("state", type_=String)
_NEWEST_TRIAL_RUN = SortKey(_h.asked_at, descending=True), SortKey(_h.id, descending=True)
_RUN_LISTS = {
    of_quarter: KeysetList(statement, (SortKey(_r.quarter, descending=True),), _run)
    for of_quarter, statement in ((False, _RUNS), (True, _RUNS.where(_r.quarter == _QUARTER)))
}
_TRIAL_RUN_LISTS = {
    in_state: KeysetList(statement, _NEWEST_TRIAL_RUN, _trial_run)
    for in_state, statement in ((False, _TRIAL_RUNS), (True, _TRIAL_RUNS.where(_h.state == _STATE)))
}


class MatchingQueries(ParticipantsQueries):
    async def matching_runs(self, actor: Actor, quarter: Quarter | None, page: PageRequest) -> Page[RunRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        values = {} if quarter is None else {"quarter": quarter.name}
        return await _RUN_LISTS[quarter is not None].page(self._connection, values, page)

    async def matching_runs_by_id(self, actor: Actor, ids: Collection[RunId]) -> RunRows:
        if not actor.office:
            return {}
        return {row.id: _run(row) for row in await self._found(_RUNS_BY_ID, ids, {})}

    async def participation(
        self, actor: Actor, run: RunId, criteria: ParticipationFilter, page: PageRequest
    ) -> Page[ParticipationRow]:
        parts = await self._participants(run) if actor.office else None
        if parts is None:
            return Page(total=0 if page.total else None)
        found = page_of(parts, criteria, page)
        people = await self.people([PersonId(each.person) for each in found.rows])
        shown = tuple(ParticipationRow(people[each.person], each.reasons) for each in found.rows)
        return Page(shown, found.keys, found.has_next, found.has_previous, found.total)

    async def trial_runs(self, actor: Actor, state: TrialRunState | None, page: PageRequest) -> Page[TrialRunRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        values = {} if state is None else {"state": state.value}
        return await _TRIAL_RUN_LISTS[state is not None].page(self._connection, values, page)

    async def trial_runs_by_id(self, actor: Actor, ids: Collection[TrialRunId]) -> TrialRunRows:
        if not actor.office:
            return {}
        return {row.id: _trial_run(row) for row in await self._found(_TRIAL_RUNS_BY_ID, ids, {})}

    async def _participants(self, run: RunId) -> RunParticipants | None:
        cache = self._reference.participations
        if (cached := cache.get(run)) is not None:
            return cached
        rows = await self._rows(_INPUTS, {"run": run})
        return await cache.store(run, rows[0].inputs) if rows else None

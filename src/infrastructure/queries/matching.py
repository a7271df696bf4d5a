"""The office's matching runs and rehearsals."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, String, bindparam, select

from moments.application.access.relations import Standing
from moments.application.queries.matching_rows import (
    ParticipationFilter,
    ParticipationRow,
    RehearsalRow,
    RehearsalRows,
    RunRow,
    RunRows,
)
from moments.application.queries.paging import Page, PageRequest
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.trial_report import RunReport
from moments.domain.matching.trial_run import RehearsalState
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, RehearsalId, RunId
from moments.infrastructure.persistence.array_parameters import among
from moments.infrastructure.persistence.mappers.matching import parameters_of
from moments.infrastructure.persistence.mappers.trial_runs import figures_of, trial_report_of
from moments.infrastructure.persistence.tables import employees, matching_runs, rehearsals
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import Term
from moments.infrastructure.queries.participants import ParticipantsReader
from moments.infrastructure.queries.participation import Parts, page_of

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
        *(column for column in _r if column.name not in _BLOBS),
        employees.c.first_name,
        employees.c.last_name,
        _before.c.quarter.label("before_quarter"),
        _before.c.figures.label("before_figures"),
    )
    .select_from(matching_runs)
    .outerjoin(employees, employees.c.id == _r.made_by)
    .outerjoin(_before, _before.c.quarter == _BEFORE)
)
_REHEARSALS = (
    select(*_h, employees.c.first_name, employees.c.last_name)
    .select_from(rehearsals)
    .outerjoin(employees, employees.c.id == _h.asked_by)
)
_RUNS_BY_ID, _REHEARSALS_BY_ID = _RUNS.where(among(_r.id)), _REHEARSALS.where(among(_h.id))
_INPUTS = select(_r.inputs).where(_r.id == bindparam("run", type_=String))


def _name(row: Row[Any]) -> str | None:
    return None if row.first_name is None else f"{row.first_name} {row.last_name}"


def _run(row: Row[Any]) -> RunRow:
    quarter = Quarter.named(row.quarter)
    certificate = Certificate(row.bound, row.value)
    parameters = parameters_of(row.parameters)
    return RunRow(
        id=row.id,
        report=RunReport(row.id, quarter, row.made_at, parameters, certificate, figures_of(row.figures)),
        made_at=row.made_at,
        by_name=_name(row),
        published_at=row.published_at,
        salt=row.salt,
        code_version=row.code_version,
        fingerprint=row.fingerprint,
        lists_digest=row.lists_digest,
        before=(Quarter.named(row.before_quarter), figures_of(row.before_figures)) if row.before_quarter else None,
    )


def _rehearsal(row: Row[Any]) -> RehearsalRow:
    return RehearsalRow(
        id=row.id,
        asked_at=row.asked_at,
        by_name=_name(row),
        basis=row.basis,
        parameters=parameters_of(row.parameters),
        state=RehearsalState(row.state),
        done_at=row.done_at,
        report=trial_report_of(row.report) if row.report else None,
        problem=row.problem,
    )


_RUN_LIST = KeysetList(_RUNS, (Term(_r.quarter, descending=True),), _run)
_REHEARSAL_LIST = KeysetList(
    _REHEARSALS, (Term(_h.asked_at, descending=True), Term(_h.id, descending=True)), _rehearsal
)


class MatchingReader(ParticipantsReader):
    async def matching_runs(self, who: Standing, page: PageRequest) -> Page[RunRow]:
        if not who.office:
            return Page(total=0 if page.total else None)
        return await _RUN_LIST.page(self._connection, {}, page)

    async def matching_runs_by_id(self, who: Standing, ids: Collection[RunId]) -> RunRows:
        if not who.office:
            return {}
        return {row.id: _run(row) for row in await self._found(_RUNS_BY_ID, ids, {})}

    async def participation(
        self, who: Standing, run: RunId, wish: ParticipationFilter, page: PageRequest
    ) -> Page[ParticipationRow]:
        parts = await self._parts(run) if who.office else None
        if parts is None:
            return Page(total=0 if page.total else None)
        found = page_of(parts, wish, page)
        people = await self.people([PersonId(each.person) for each in found.rows])
        shown = tuple(ParticipationRow(people[each.person], each.absences) for each in found.rows)
        return Page(shown, found.keys, found.has_next, found.has_previous, found.total)

    async def rehearsals(self, who: Standing, page: PageRequest) -> Page[RehearsalRow]:
        if not who.office:
            return Page(total=0 if page.total else None)
        return await _REHEARSAL_LIST.page(self._connection, {}, page)

    async def rehearsals_by_id(self, who: Standing, ids: Collection[RehearsalId]) -> RehearsalRows:
        if not who.office:
            return {}
        return {row.id: _rehearsal(row) for row in await self._found(_REHEARSALS_BY_ID, ids, {})}

    async def _parts(self, run: RunId) -> Parts | None:
        known = self._reference.participations
        if (kept := known.of(run)) is not None:
            return kept
        rows = await self._rows(_INPUTS, {"run": run})
        return await known.keep(run, rows[0].inputs) if rows else None

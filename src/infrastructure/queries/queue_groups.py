"""The queue of a department's administrators, grouped by the supervisors with whom the applications wait (APR-7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Integer, Row, bindparam, case, func, literal_column, select

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import ApplicationRow, QueueGroupRow
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.tables import applications, employees
from moments.infrastructure.queries.applications import (
    APPLICANT,
    LONGEST_HELD,
    WAITS,
    ApplicationsQueries,
    application_row,
    visible,
)
from moments.infrastructure.queries.criteria import DEPARTMENT
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_or_none
from moments.infrastructure.queries.visibility import ViewerScope, actor_parameters, administers

_a = applications.c
_SUPERVISOR = func.coalesce(_a.supervisor, literal_column("''"))
"""Nobody's queue is a group, too."""
_TODAY = bindparam("today", type_=Date)


@dataclass(frozen=True, slots=True)
class _Shape:
    scope: ViewerScope
    department: bool

    def conditions(self) -> list[Any]:
        ours = [administers(APPLICANT.c.department, self.scope), WAITS]
        return [*ours, APPLICANT.c.department == DEPARTMENT] if self.department else ours


def _group(row: Row[Any]) -> QueueGroupRow:
    return QueueGroupRow(person_or_none(row), not row.at_work, row.waiting, row.oldest)


@lru_cache(maxsize=16)
def _groups(shape: _Shape) -> KeysetList[QueueGroupRow]:
    """Those whose supervisor is on leave come first, then by the application that waits longest."""
    waiting = (
        select(_SUPERVISOR.label("supervisor"), func.count().label("waiting"), func.min(_a.held_since).label("oldest"))
        .join(APPLICANT, APPLICANT.c.id == _a.applicant)
        .where(*shape.conditions())
        .group_by(_SUPERVISOR)
        .subquery("waiting")
    )
    boss = employees.alias("routed_to")
    no, yes = literal_column("0", Integer), literal_column("1", Integer)
    at_work = case((boss.c.on_leave_until >= _TODAY, no), else_=yes)
    statement = (
        select(*person_columns(boss, "routed_to"), waiting.c.waiting, waiting.c.oldest, at_work.label("at_work"))
        .select_from(waiting)
        .outerjoin(boss, boss.c.id == waiting.c.supervisor)
    )
    return KeysetList(statement, (SortKey(at_work), SortKey(waiting.c.oldest), SortKey(waiting.c.supervisor)), _group)


@lru_cache(maxsize=16)
def _of_supervisors(shape: _Shape) -> KeysetGroups[ApplicationRow]:
    statement = visible(shape.scope).where(*shape.conditions(), in_array(_SUPERVISOR))
    return KeysetGroups(statement, _SUPERVISOR, LONGEST_HELD, application_row)


class QueueGroupsQueries(ApplicationsQueries):
    async def queue_groups(
        self, actor: Actor, department: DepartmentCode | None, today: date, page: PageRequest
    ) -> Page[QueueGroupRow]:
        shape = _Shape(ViewerScope.of(actor), department is not None)
        values = {**actor_parameters(actor), "department": department, "today": today}
        return await _groups(shape).page(self._connection, values, page)

    async def queue_of_supervisors(
        self,
        actor: Actor,
        department: DepartmentCode | None,
        supervisors: Collection[PersonId | None],
        page: PageRequest,
    ) -> Mapping[PersonId | None, Page[ApplicationRow]]:
        shape, keys = _Shape(ViewerScope.of(actor), department is not None), [each or "" for each in supervisors]
        values = {**actor_parameters(actor), "department": department, "ids": sorted_ids(keys)}
        pages = await _of_supervisors(shape).pages(self._connection, keys, values, page)
        return {each: pages[each or ""] for each in supervisors}

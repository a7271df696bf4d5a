"""Departments' administrators (APR-8); one who has left the State's service administers nothing."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, select

from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import AdministratorRow
from moments.domain.shared.ids import DepartmentCode
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.tables import administrators, employees
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_row


def _to_row(row: Row[Any]) -> AdministratorRow:
    return AdministratorRow(person_row(row), row.department, row.named_at)


_OF_DEPARTMENTS = KeysetGroups(
    select(*person_columns(employees, "person"), administrators.c.department, administrators.c.named_at)
    .join(administrators, administrators.c.person == employees.c.id)
    .where(in_array(administrators.c.department), employees.c.left_on.is_(None)),
    administrators.c.department,
    (SortKey(employees.c.name_key), SortKey(employees.c.id)),
    _to_row,
)


class AdministratorsQueries(QueryBase):
    async def administrators(
        self, departments: Collection[DepartmentCode], page: PageRequest
    ) -> Mapping[DepartmentCode, Page[AdministratorRow]]:
        values = {"ids": sorted_ids(departments)}
        return await _OF_DEPARTMENTS.pages(self._connection, list(departments), values, page)

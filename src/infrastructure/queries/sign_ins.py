"""Who is bound to which account at the identity provider."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select

from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import SignInRow
from moments.infrastructure.persistence.sql import matches_terms, search_terms, term_parameters
from moments.infrastructure.persistence.tables import employees, sign_ins
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_row

_BY_NAME = (SortKey(employees.c.name_key), SortKey(employees.c.id), SortKey(sign_ins.c.issuer))


@lru_cache(maxsize=32)
def _list(terms: int) -> KeysetList[SignInRow]:
    statement = (
        select(*person_columns(employees, "person"), sign_ins.c.issuer, sign_ins.c.subject, sign_ins.c.bound_at)
        .join(sign_ins, sign_ins.c.person == employees.c.id)
        .where(sign_ins.c.subject.is_not(None), *matches_terms(employees.c.name_key, terms))
    )
    return KeysetList(statement, _BY_NAME, _row)


def _row(row: Row[Any]) -> SignInRow:
    return SignInRow(person_row(row), row.issuer, row.subject, row.bound_at)


class SignInsQueries(QueryBase):
    async def sign_ins(self, name: str | None, page: PageRequest) -> Page[SignInRow]:
        terms = search_terms(name)
        return await _list(len(terms)).page(self._connection, term_parameters(terms), page)

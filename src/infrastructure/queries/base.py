"""What the queries of one transaction share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.infrastructure.persistence.array_parameters import sorted_ids
from moments.infrastructure.persistence.sql import Statement, is_storable
from moments.infrastructure.queries.reference import ReferenceDataCache


class QueryBase:
    """`reference` outlives the transaction: it is the process's."""

    def __init__(self, connection: AsyncConnection, reference: ReferenceDataCache) -> None:
        self._connection, self._reference = connection, reference

    async def _rows(self, statement: Statement, values: Mapping[str, object]) -> Sequence[Row[Any]]:
        rows: Sequence[Row[Any]] = (await self._connection.execute(statement, values)).all()
        return rows

    async def _found(
        self, statement: Statement, ids: Iterable[str], values: Mapping[str, object]
    ) -> Sequence[Row[Any]]:
        """The statement's rows for the parameter `ids`; nothing is asked for no ids, or for those that a client
        made up and nothing can have."""
        wanted = sorted_ids(filter(is_storable, ids))
        return await self._rows(statement, {**values, "ids": wanted}) if wanted else ()

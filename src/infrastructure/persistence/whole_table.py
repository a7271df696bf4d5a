"""Small tables that a use-case reads whole before it changes them: the catalog, administrators, the office.

There is no single row to lock, so ..., and two members of the
office who remove each other at once would leave it empty. So what was read is read again under the table's
lock before the first write; if it has changed, the use-case is run again.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Row, Table

from moments.application.ports.errors import ConcurrentUpdate
from moments.infrastructure.persistence.transaction import Transaction

_Read = tuple[Executable, dict[str, object], Sequence[Row[Any]]]


class WholeTableRead:
    """One such table within one transaction."""

    def __init__(self, work: Transaction, table: Table) -> None:
        self._work, self._table = work, table
        self._reads: list[_Read] = []
        self._locked = False

    async def read(self, statement: Executable, **parameters: object) -> Sequence[Row[Any]]:
        rows = await self._work.all(statement, **parameters)
        if not self._locked:
            self._reads.append((statement, parameters, rows))
        return rows

    async def verify_unchanged(self) -> None:
        """Raises ConcurrentUpdate where what was read is no longer so."""
        if self._locked:
            return
        await self._work.lock_table(self._table)
        self._locked = True
        for statement, parameters, rows in self._reads:
            if await self._work.all(statement, **parameters) != rows:
                raise ConcurrentUpdate(f"{self._table.name} has changed since it was read")

"""What the stores of one unit of work share: its connection, and whose derived rows it has made stale."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Executable, Row, Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.ids import PersonId

Values = dict[str, Any]
"""A row to be written: column -> value."""


@dataclass(slots=True)
class StaleRows:
    """People whose derived rows no longer follow from the tables; `derived.py` mends them at the commit.

    `locked`: participants whose rows this transaction holds, so that nobody else mends them meanwhile.
    """

    counts: set[PersonId] = field(default_factory=set)
    listing: set[PersonId] = field(default_factory=set)
    locked: set[PersonId] = field(default_factory=set)


@dataclass(slots=True)
class Transaction:
    """`track` tells the unit of work that an aggregate was saved."""

    connection: AsyncConnection
    track: Callable[[Aggregate], None]
    stale: StaleRows = field(default_factory=StaleRows)

    @property
    def on_postgresql(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    async def all(self, statement: Executable, **parameters: object) -> Sequence[Row[Any]]:
        return (await self.connection.execute(statement, parameters)).all()

    async def first(self, statement: Executable, **parameters: object) -> Row[Any] | None:
        return (await self.connection.execute(statement, parameters)).first()

    async def run(self, statement: Executable, values: Mapping[str, object] | Sequence[Values] | None = None) -> int:
        """How many rows it wrote; for a list of values, which is sent as one, the driver may not know."""
        return (await self.connection.execute(statement, values)).rowcount

    async def lock_table(self, table: Table) -> None:
        """Against other writers, not readers. SQLite's transaction holds the whole file already."""
        if self.on_postgresql:
            await self.connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))

"""Counts the SQL statements that a block of a test sends, transactions' own apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from moments.infrastructure.persistence.database import Database
from tests.api.api_client import ApiClient

_counting: ContextVar[object] = ContextVar("counting", default=None)
"""Inherited by the tasks that the block begins, and by no other."""
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass
class Statements:
    all: list[str] = field(default_factory=list)

    @property
    def counts(self) -> int:
        """How many count a list as a whole."""
        return sum(" AS total" in each for each in self.all)


@contextmanager
def counted(world: ApiClient, *, everywhere: bool = False) -> Iterator[Statements]:
    """`everywhere`: also those of the application's own tasks, such as the live feed, which looks for new events now
    and then whatever the block does."""
    found = Statements()
    database: Database = world.container.database()
    engines = {database._reader.sync_engine, database._writer.sync_engine}

    def sent(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if (everywhere or _counting.get() is found) and not statement.startswith(TRANSACTION):
            found.all.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", sent)
    token = _counting.set(found)
    try:
        yield found
    finally:
        _counting.reset(token)
        for engine in engines:
            event.remove(engine, "before_cursor_execute", sent)

"""Steps that many tests begin with are taken once, by the real program, and the database as they leave it is kept.

Whoever takes the same steps from the same beginning gets a copy of it in milliseconds. A step is taken anew where
anything else has happened before it: something else was written, the clock was moved, or somebody follows live.
"""

import sqlite3
import zlib
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast

import asyncpg

from moments.infrastructure.persistence.stores.journal import CHANNEL
from moments.main import Container
from tests.contents import Contents, Layout

Result = TypeVar("Result")
_NO_WAL = b"\1\1"
"""The two bytes of a file's head that say that there is no write-ahead log: one in memory has none."""


class Clock(Protocol):
    at: datetime


class Database(Protocol):
    """A world's, seen from outside the program."""

    async def read(self) -> Any: ...

    async def write(self, kept: Any) -> None: ...

    async def untouched(self) -> bool:
        """Whether nothing was written since the last `read` or `write`."""
        ...

    async def close(self) -> None: ...


class Sqlite:
    def __init__(self, url: str) -> None:
        self._file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        self._version = self._written()

    async def read(self) -> bytes:
        self._version = self._written()
        image = bytearray(self._file.serialize())
        image[18:20] = _NO_WAL
        return zlib.compress(image, 1)

    async def write(self, kept: bytes) -> None:
        copy = sqlite3.connect(":memory:")
        copy.deserialize(zlib.decompress(kept))
        copy.backup(self._file)
        copy.close()

    async def untouched(self) -> bool:
        return self._written() == self._version

    async def close(self) -> None:
        self._file.close()

    def _written(self) -> int:
        """Another number after each commit by another connection."""
        return self._file.execute("PRAGMA data_version").fetchone()[0]  # type: ignore[no-any-return]


class Postgresql:
    _layout: Layout
    _connection: Any
    _contents: Contents

    @classmethod
    async def open(cls, url: str) -> "Postgresql":
        opened = cls()
        opened._connection = await asyncpg.connect(url)
        opened._layout = await Layout.of(opened._connection)
        await opened.read()
        return opened

    async def read(self) -> Contents:
        self._contents = await self._layout.read(self._connection)
        return self._contents

    async def write(self, kept: Contents) -> None:
        await self._layout.write(self._connection, kept)
        await self._connection.execute(f"NOTIFY {CHANNEL}")
        self._contents = kept

    async def untouched(self) -> bool:
        try:
            return self._contents == await self._layout.read(self._connection)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):  # a test has ended its server, or us
            return False

    async def close(self) -> None:
        self._connection.terminate()  # a goodbye would wait for a server that may be gone


@dataclass
class State:
    """`next`: by a step's name, where it leads and what it gives."""

    kept: Any = None
    at: datetime | None = None
    next: dict[Hashable, tuple["State", Any]] = field(default_factory=dict)


BEGINNINGS: dict[Hashable, State] = {}
"""Of each database and each kind of world: an empty database."""


class Steps:
    """`container`: of a running program whose memory has to follow the database; None where there is none."""

    def __init__(self, container: Container | None, clock: Clock, database: Database, beginning: State) -> None:
        self._container, self._clock, self._database = container, clock, database
        self._here: State | None = beginning
        self._at = clock.at

    @classmethod
    async def begin(cls, container: Container | None, clock: Clock, url: str, kind: Hashable) -> "Steps":
        """`url`: of a migrated, empty database."""
        database = Sqlite(url) if url.startswith("sqlite") else await Postgresql.open(url)
        return cls(container, clock, database, BEGINNINGS.setdefault((type(database), kind), State()))

    async def take(self, name: Hashable, step: Callable[[], Awaitable[Result]]) -> Result:
        """What `step` gives, which has to follow from its name and from what was before."""
        begin = await self._where()
        if begin is None:
            return await step()
        if name in begin.next:
            end, result = begin.next[name]
            await self._go_to(end)
            return cast("Result", result)
        result = await step()
        end = await self._where() or await self._keep()  # the last of the steps within it may have led there
        begin.next[name] = end, result
        return result

    async def _where(self) -> State | None:
        """The state that the world is in; None where it is in one of its own, and from then on."""
        known = self._clock.at == self._at and not self._followed() and await self._database.untouched()
        self._here = self._here if known else None
        return self._here

    def _followed(self) -> bool:
        return self._container is not None and bool(self._container.live()._feed._followers)

    async def _go_to(self, state: State) -> None:
        await self._database.write(state.kept)
        assert state.at
        self._clock.at = state.at
        if self._container is not None:
            self._container.read_transactions().invalidate()
            self._container.database().notify(0)  # on PostgreSQL, whoever writes says so
        self._here, self._at = state, state.at

    async def _keep(self) -> State:
        self._here, self._at = State(await self._database.read(), self._clock.at), self._clock.at
        return self._here

    async def end(self) -> None:
        await self._database.close()

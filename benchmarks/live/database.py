"""A database of its own for the run, migrated, and gone afterwards."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg  # type: ignore[import-untyped]

from moments.infrastructure.persistence.migrate import upgrade

SERVER = os.environ.get("MOMENTS_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"


@contextmanager
def a_database(kind: str, folder: Path) -> Iterator[str]:
    """`kind`: sqlite or postgresql."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'moments.db'}"
        upgrade(url)
        yield url
        return
    name = f"moments_benchmark_{os.getpid()}"
    _execute(f"CREATE DATABASE {name}")
    try:
        url = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
        upgrade(url)
        yield url
    finally:
        _execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _execute(statement: str) -> None:
    async def work() -> None:
        connection = await asyncpg.connect(SERVER)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(work())

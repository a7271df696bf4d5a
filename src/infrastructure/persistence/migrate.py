"""Brings a database's schema up to date; safe when several processes start at once.

Everything happens in one transaction under one lock, so whoever comes second finds it done, and a process
that is killed half way has changed nothing.
"""

import asyncio
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from moments.application.ports.errors import ConcurrentUpdate
from moments.application.retry import Backoff, retry
from moments.infrastructure.database_url import is_sqlite
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.locks import AdvisoryLock, acquire
from moments.infrastructure.private_files import make_folder, make_private

_MAX_ATTEMPTS, _PAUSES = 20, Backoff(first=0.25, longest=0.25)
"""A new SQLite file is switched to its journal by one process at a time, and SQLite has the others fail at
once instead of waiting."""


def upgrade(url: str) -> None:
    """To the newest revision, from whatever there is; makes SQLite's file and its folder,
    which are the owner's alone.

    `url` as an operator writes it. To be called where no event loop runs.
    """
    if is_sqlite(url):
        _make_private(Path(url.removeprefix("sqlite:///")))
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(_upgrade(url))


def _make_private(file: Path) -> None:
    """The file before SQLite makes it; its companions get the same rights, and those that are there do here."""
    make_folder(file.parent)
    make_private(file)
    for companion in (file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm", "-journal")):
        if companion.exists():
            make_private(companion)


async def is_current(database: Database) -> bool:
    """Whether the schema is the one that this version was written for."""
    async with database.reading() as connection:
        return await connection.run_sync(_revision) == _head()


async def _upgrade(url: str) -> None:
    database = open_database(url, pool_size=1)
    try:
        await retry(lambda: _upgrade_under_lock(database), on=ConcurrentUpdate, tries=_MAX_ATTEMPTS, backoff=_PAUSES)
    finally:
        await database.close()


async def _upgrade_under_lock(database: Database) -> None:
    async with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET LOCAL lock_timeout = 0"))
            await connection.execute(text(acquire(AdvisoryLock.MIGRATION)))
        else:
            await connection.execute(text("SELECT 1"))  # BEGIN IMMEDIATE comes before it
        await connection.run_sync(_run_revisions)
        await connection.commit()


def _run_revisions(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config

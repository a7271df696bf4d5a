"""Checks of the database before a command: reachable, at this version's schema, and with a member of the office."""

from collections.abc import AsyncGenerator, Generator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from moments.cli.running import fail, run, say

if TYPE_CHECKING:
    from moments.application.unit_of_work import UnitsOfWork
    from moments.infrastructure.persistence.database import Database
    from moments.infrastructure.settings import Settings


def make_ready(settings: "Settings") -> None:
    """SQLite's schema is brought up to date; PostgreSQL's must be so, as other servers may still use the old one.

    Exit 1, with what to do, where the database can't be used.
    """
    if settings.on_sqlite:
        migrate(settings)
    elif not run(_is_current(settings)):
        fail("The database's schema is not the one of this version. Run `moments migrate` first.")


def migrate(settings: "Settings") -> None:
    from moments.infrastructure.persistence.migrate import upgrade

    with _answering(settings):
        upgrade(settings.database_url)


@contextmanager
def served_alone(settings: "Settings") -> Generator[None]:
    """While a process serves SQLite in production, no other does. Exit 1, with what to do, where one does."""
    from moments.infrastructure.persistence.sole_process import AlreadyServed, sole_process
    from moments.infrastructure.settings import Mode

    if not settings.on_sqlite or settings.mode is not Mode.PRODUCTION:
        yield
        return
    with ExitStack() as held:
        try:
            held.enter_context(sole_process(settings.database_url))
        except AlreadyServed as served:
            fail(
                f"Another process serves {served} already, and SQLite is for one in production. "
                "Stop that one, or name a PostgreSQL database in MOMENTS_DATABASE_URL."
            )
        yield


@asynccontextmanager
async def opened(settings: "Settings") -> AsyncGenerator["Database", None]:
    """Exit 1 with the reason where it does not answer."""
    from moments.infrastructure.persistence.database import open_database

    database = open_database(settings.database_url, settings.database_pool_size)
    try:
        with _answering(settings):
            await database.ping()
        yield database
    finally:
        await database.close()


def units_of_work(database: "Database", settings: "Settings") -> "UnitsOfWork":
    from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork

    return lambda: SqlUnitOfWork(database, settings.mail_domain)


async def staff_office(settings: "Settings", database: "Database") -> None:
    """Adds the people in MOMENTS_PROGRAM_OFFICE if the office is empty; otherwise nobody could add administrators."""
    from moments.application.directory.staff_office import AddFirstOfficeMembers
    from moments.infrastructure.clock import SystemClock

    staffed = await AddFirstOfficeMembers(units_of_work(database, settings), SystemClock()).add_if_empty(
        settings.program_office
    )
    for person in staffed.added:
        say(f"{person.name} is in the program office now (MOMENTS_PROGRAM_OFFICE).")
    for email in staffed.unknown:
        say(f"MOMENTS_PROGRAM_OFFICE names {email}, whom the directory does not have.")


async def _is_current(settings: "Settings") -> bool:
    from moments.infrastructure.persistence.migrate import is_current

    async with opened(settings) as database:
        return await is_current(database)


@contextmanager
def _answering(settings: "Settings") -> Generator[None]:
    import asyncpg  # type: ignore[import-untyped]
    from sqlalchemy.exc import SQLAlchemyError

    from moments.infrastructure.database_url import redact

    try:
        yield
    except (OSError, SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        url = redact(settings.database_url)
        fail(f"The database {url} cannot be used: {reason}. Check MOMENTS_DATABASE_URL.")

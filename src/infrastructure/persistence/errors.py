"""A driver's errors as the ports' refusals, recognised by code: the words differ by version and language."""

import sqlite3

from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine

from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey

_UNIQUE_VIOLATION = frozenset({"23505", sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY})
"""PostgreSQL's SQLSTATE unique_violation, and SQLite's two extended codes for the same."""
_SERIALIZATION_FAILURE = frozenset(
    {
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
        "55P03",  # lock_not_available: lock_timeout has passed
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_BUSY_SNAPSHOT,
        sqlite3.SQLITE_BUSY_TIMEOUT,
        sqlite3.SQLITE_BUSY_RECOVERY,
        sqlite3.SQLITE_LOCKED,
    }
)


def code_of(error: BaseException | None) -> str | int | None:
    """PostgreSQL's SQLSTATE or SQLite's extended code; None for what came from neither."""
    code: str | int | None = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorcode", None)
    return code


def translate(context: ExceptionContext) -> None:
    """Raises the port's error in place of the driver's; what is neither stays as it is, for it is a bug."""
    code = code_of(context.original_exception)
    if code in _UNIQUE_VIOLATION:
        raise DuplicateKey(str(context.original_exception)) from context.original_exception
    if code in _SERIALIZATION_FAILURE:
        raise ConcurrentUpdate(str(context.original_exception)) from context.original_exception


def translate_errors_of(engine: AsyncEngine) -> None:
    """Every statement, BEGIN and COMMIT of the engine answers with the ports' errors from now on."""
    event.listen(engine.sync_engine, "handle_error", translate)

"""An exception for the log: its types, its place in the code, and the database's codes, but nothing that it says.

What an exception says may quote anybody: a value that does not parse, a row that PostgreSQL refused, a message that
a mail server sent back. The lines of our code are shown, and most of them say what was wrong.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Final

from sqlalchemy.exc import StatementError
from structlog.typing import ExcInfo

_CODES: Final = ("sqlstate", "sqlite_errorname", "constraint_name", "table_name", "column_name", "smtp_code")
"""Attributes of the drivers' errors that name things of the schema and the protocol, never what is in a row."""
_CAUSE: Final = "The above exception was the direct cause of the following exception:"
_CONTEXT: Final = "During handling of the above exception, another exception occurred:"


def format_exception(exc_info: ExcInfo | BaseException | None) -> str:
    """Like Python's own traceback, causes first, without the exceptions' texts."""
    error = exc_info if isinstance(exc_info, BaseException) else (exc_info or sys.exc_info())[1]
    return "" if error is None else "\n".join(_chain(error, set()))


def describe(error: BaseException) -> str:
    """The type, with the codes that say what was wrong."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    codes = ", ".join(_codes(error))
    return f"{name} ({codes})" if codes else name


def _codes(error: BaseException) -> Iterator[str]:
    if isinstance(error, OSError) and error.errno:
        yield os.strerror(error.errno)
    for name in _CODES:
        value = getattr(error, name, None)
        if isinstance(value, str | int) and value:
            yield f"{name} {value}"


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _chain(before, seen)
        yield f"\n{_CAUSE if before is error.__cause__ else _CONTEXT}\n"
    yield from _frames(error.__traceback__)
    yield describe(error)
    if isinstance(error, StatementError) and error.statement:
        yield f"[SQL: {error.statement}]"
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            if id(each) not in seen:
                yield f"\nOne of {len(error.exceptions)} in the group:\n"
                yield from _chain(each, seen)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    if trace is None:
        return
    yield "Traceback (most recent call last):"
    yield "".join(traceback.StackSummary.extract(traceback.walk_tb(trace), capture_locals=False).format()).rstrip("\n")

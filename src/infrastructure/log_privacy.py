"""What may stand in a line of the log: of our own lines the facts that are named here, of libraries' lines no values.

A library's line may hold anything: aiosqlite's and SQLAlchemy's a statement's parameters and the rows it found, a
WebSocket library's the messages, a server's the address with what was searched for. So it is written as where it comes
from, and the text is left out but for the few libraries whose texts are known.
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from structlog.typing import EventDict

from moments.security_log import FACTS as SECURITY_FACTS

LEFT_OUT: Final = "[left out]"
FACTS: Final = frozenset(
    {"request_id", "error_id", "level", "logger", "timestamp", "event", "exception", "where", "stack"}  # the line's own
    | {"person", "people", "action", "why", "department", "role"}  # of the security log
    | {"application", "session", "job", "email"}  # ids
    | {"count", "failures", "after_failures", "kept", "milliseconds", "status", "port"}
    | {"error", "kind", "field", "endpoint", "path"}  # names in the code, the schema and the protocol
)
"""Facts of a line that are written; others are left out, so that a new one is looked at before it is."""
PLAIN: Final = {"alembic.runtime.migration", "alembic.runtime.plugins"}
"""Libraries whose lines speak of our own code alone."""
TEMPLATES: Final = {"uvicorn.error"}
"""Libraries of whose notices the words are known; they are written without the texts among their values."""
_OWN: Final = "moments"
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(r"\beyJ[\w-]+(?:\.[\w-]*){1,2}")


def only_own_words(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Puts in place of a library's text where it comes from."""
    record, values = line.get("_record"), line.pop("positional_args", None)
    if not isinstance(record, logging.LogRecord):
        return line
    if is_own(record.name):
        line.update(getattr(record, SECURITY_FACTS, {}))
    elif record.name in TEMPLATES and record.levelno <= logging.INFO:
        line["event"] = _without_texts(str(record.msg), values)
    elif record.name not in PLAIN:
        line["event"] = "a line of a library"
        line["where"] = f"{Path(record.pathname).name}:{record.lineno}"
    return line


def is_own(logger: str) -> bool:
    return logger == _OWN or logger.startswith(f"{_OWN}.")


def without_personal_data(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """The last step before a line is written."""
    return {key: value if key.startswith("_") else _cleared(key, value) for key, value in line.items()}


def _without_texts(template: str, values: object) -> str:
    """The library's words, with the numbers in them."""
    given = cast("Sequence[object]", values) if isinstance(values, tuple) else ()
    kept = tuple(each if isinstance(each, int | float) else LEFT_OUT for each in given)
    try:
        return template % kept if kept else template
    except (TypeError, ValueError):
        return template


def _cleared(key: str, value: Any) -> Any:
    if key not in FACTS:
        return LEFT_OUT
    return _struck(value)


def _struck(value: Any) -> Any:
    """Addresses and tokens are no part of any fact; this is the last net."""
    if isinstance(value, str):
        return _TOKEN.sub("[token]", _EMAIL.sub("[email]", value))
    if isinstance(value, Mapping):
        found = cast("Mapping[object, Any]", value)
        return {inner: _cleared(str(inner), each) for inner, each in found.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_struck(each) for each in cast("Iterable[Any]", value)]
    return value

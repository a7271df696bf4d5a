"""Database addresses: from what an operator writes to what the drivers want, and to what a log may show."""

import re
from collections.abc import Container
from urllib.parse import parse_qsl, urlencode, urlsplit

ALLOWED = "sqlite:///relative/path.db, sqlite:////absolute/path.db or postgresql://user:password@host:port/database"

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_PARAMETERS = {"sslmode": "ssl", "host": "host"}
"""libpq's names, which every guide to PostgreSQL uses, to asyncpg's."""


_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite:")


def validation_error(url: str) -> str | None:
    """What is wrong with the address, as the second half of a sentence; None where nothing is."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in _DRIVERS:
        return f"allowed: {ALLOWED}"
    if scheme == "sqlite":
        return None if re.fullmatch(r"/[^?#]*[^?#/]", rest) else f"it names no file; allowed: {ALLOWED}"
    return _problem_with_postgresql(url)


def _problem_with_postgresql(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no port
    except ValueError:
        return f"its host or port cannot be read; allowed: {ALLOWED}"
    if not parts.path.strip("/"):
        return f"it names no database; allowed: {ALLOWED}"
    unknown = sorted({name for name, _ in parse_qsl(parts.query)} - _PARAMETERS.keys())
    if unknown:
        return f"the parameter {unknown[0]} is not known; allowed after the question mark: sslmode, host"
    return None


def is_open(url: str, this_machine: Container[str]) -> bool:
    """Whether what is asked and answered crosses a network unencrypted, or could. `url` has passed
    `validation_error`; `this_machine`: its names."""
    if is_sqlite(url):
        return False
    parts = urlsplit(url)
    parameters = dict(parse_qsl(parts.query))
    host = parameters.get("host") or parts.hostname or ""
    is_here = host in this_machine or host == "" or host.startswith("/")  # the folder of a socket
    return not is_here and parameters.get("sslmode") not in _ENCRYPTED


def driver_url(url: str) -> str:
    """The address as SQLAlchemy's asynchronous engines take it; `url` has passed `validation_error`."""
    scheme, _, rest = url.partition("://")
    address, question, query = rest.partition("?")
    if question:
        known = [(_PARAMETERS[name], value) for name, value in parse_qsl(query)]
        address = f"{address}?{urlencode(known)}"
    return f"{_DRIVERS[scheme]}://{address}"


def redact(url: str) -> str:
    """The address without user, password and parameters. Also safe on text that is not a URL."""
    address, question, _ = url.partition("?")
    scheme, separator, rest = address.rpartition("://") if "://" in address else ("", "", address)
    if "@" in rest:
        rest = "***@" + rest.rpartition("@")[2]
    return f"{scheme}{separator}{rest}{'?***' if question else ''}"

"""Keys of rows, as text and numbers that a cursor can carry, and back; a client may send anything."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Integer

from moments.application.queries.paging import BadCursor, Key
from moments.infrastructure.persistence.sql import is_storable
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.paging.sort_keys import SortKey

_MAX_INTEGER, _MAX_BIGINT = 2**31 - 1, 2**63 - 1


def key_of(values: Sequence[Any]) -> Key:
    return tuple(value.isoformat() if isinstance(value, datetime) else value for value in values)


def values_of(terms: Sequence[SortKey], key: Key) -> tuple[Any, ...]:
    """The key's parts as the columns have them; raises BadCursor for a key of another list or order."""
    if len(key) != len(terms):
        raise BadCursor
    return tuple(_value(term, part) for term, part in zip(terms, key, strict=True))


def _value(term: SortKey, part: object) -> Any:
    if part is None:
        if term.nullable:
            return None
        raise BadCursor
    if isinstance(term.column.type, UtcDateTime):
        return _moment(part)
    if isinstance(term.column.type, Integer):
        return _number(part, _MAX_BIGINT if isinstance(term.column.type, BigInteger) else _MAX_INTEGER)
    return _text(part)


def _moment(part: object) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(part))
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadCursor from error
    raise BadCursor


def _number(part: object, most: int) -> int:
    if isinstance(part, int) and not isinstance(part, bool) and abs(part) <= most:
        return part
    raise BadCursor


def _text(part: object) -> str:
    if isinstance(part, str) and is_storable(part):
        return part
    raise BadCursor

"""Events as rows hold them, and back. A row that cannot be read becomes an `UnknownEvent`, never an error."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, Union, cast, get_args, get_origin, get_type_hints

from moments.application.events import CatalogEntry, EventKind, People, Role, UnknownEvent, kind_named
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId

Data = Mapping[str, object]
"""The event's column of JSON."""
_OWN_COLUMNS = ("occurred_at", "by")


def encode(event: DomainEvent) -> dict[str, object]:
    """Every field that has no column of its own, as JSON can say it."""
    return {each: _plain(getattr(event, each)) for each in _fields(cast("Any", type(event)))}


def decode(name: str, version: int, occurred_at: datetime, by: PersonId | None, data: Data) -> DomainEvent:
    """UnknownEvent for what a newer or a broken server wrote."""
    kind = kind_named(name, version)
    if kind is not EventKind.OTHER:
        try:
            event: DomainEvent = kind.value.event(occurred_at=occurred_at, by=by, **read_fields(kind.value, data))
            return event
        except (KeyError, TypeError, ValueError):
            pass
    return UnknownEvent(occurred_at=occurred_at, by=by, people=people_in(data))


def people_in(data: Data) -> People:
    return {role: PersonId(person) for role in Role if isinstance(person := data.get(role.value), str)}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


@cache
def _fields(event: Any) -> Mapping[str, tuple[Any, bool]]:
    """The type of each stored field of the event class, and whether rows may lack it."""
    hints = get_type_hints(event)
    return {
        each.name: (hints[each.name], each.default is not MISSING)
        for each in fields(event)
        if each.name not in _OWN_COLUMNS
    }


def read_fields(entry: CatalogEntry, data: Data) -> dict[str, Any]:
    """Raises KeyError, TypeError or ValueError for data that is not this event's. What it has besides is left out."""
    given = {entry.renamed.get(name, name): value for name, value in data.items()}
    return {
        name: _read(wanted, given[name])
        for name, (wanted, may_lack) in _fields(cast("Any", entry.event)).items()
        if name in given or not may_lack
    }


def _read(wanted: Any, value: object) -> object:
    if get_origin(wanted) in (Union, UnionType):
        (wanted,) = (each for each in get_args(wanted) if each is not NoneType)
        return None if value is None else _read(wanted, value)
    if isinstance(wanted, NewType):
        wanted = wanted.__supertype__
    if issubclass(wanted, Enum):
        return wanted(value)
    if issubclass(wanted, date) and isinstance(value, str):
        return wanted.fromisoformat(value)
    if type(value) is not wanted:
        raise TypeError(f"{value!r} is no {wanted}")
    return value

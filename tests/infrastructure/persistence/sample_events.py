"""One event of each kind, its fields filled by their types."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from moments.application.events import EventKind
from moments.domain.shared.events import DomainEvent

NOON = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
_VALUES: dict[type, object] = {str: "x", int: 3, bool: True, datetime: NOON, date: NOON.date()}


def samples() -> Sequence[DomainEvent]:
    return [_sample(kind.value.event) for kind in EventKind if kind is not EventKind.OTHER]


def _sample(event: type[DomainEvent]) -> DomainEvent:
    hints = get_type_hints(event)
    values: dict[str, Any] = {each.name: _value(hints[each.name]) for each in fields(event)}
    return event(**values)


def _value(wanted: Any) -> object:
    if get_origin(wanted) in (Union, UnionType):
        wanted = next(each for each in get_args(wanted) if each is not NoneType)
    if isinstance(wanted, NewType):
        wanted = wanted.__supertype__
    return next(iter(wanted)) if issubclass(wanted, Enum) else _VALUES[wanted]

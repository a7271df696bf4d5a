"""JSON's objects as types: `isinstance(value, dict)` does not tell a type checker that their keys are text."""

from typing import Any, Final, TypeGuard

Json = dict[str, Any]
OBJECT: Final[type[Json]] = dict
"""For what takes a class, such as a reader of fields."""


def is_object(value: object) -> TypeGuard[Json]:
    """`value`: from a JSON parser, whose keys are always text."""
    return isinstance(value, dict)

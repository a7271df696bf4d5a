"""A dataclass and its JSON in a column: enums by their values, moments in ISO 8601 (docs/adr/0022)."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


class StoredJson(Generic[T]):
    """The keys are the names of the fields. A key that is missing takes the field's default; an unknown one is
    ignored, so that a row of a newer server can be read.

    `keys`: field -> key, for the fields whose stored name differs.
    """

    def __init__(self, kind: type[T], keys: Mapping[str, str] | None = None) -> None:
        self._kind, self._keys = kind, dict(keys or {})
        self._fields = {key: field for field, key in self._keys.items()}

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        """Made at the first use, as it costs milliseconds."""
        return TypeAdapter(self._kind)

    def dump(self, value: T) -> Any:
        return _renamed(self._adapter.dump_python(value, mode="json"), self._keys)

    def load(self, stored: object) -> T:
        """Raises ValueError for what is not of this type."""
        return self._adapter.validate_python(_renamed(stored, self._fields))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """What is no object is left to the validation."""
    if not names or not isinstance(value, dict):
        return value
    return {names.get(name, name): each for name, each in cast("dict[str, Any]", value).items()}

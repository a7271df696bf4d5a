"""A dataclass and its JSON in a column: enums by their values, moments in ISO 8601 (docs/adr/0022)."""

from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class StoredJson(Generic[T]):
    """The keys are the names of the fields. A key that is missing takes the field's default; an unknown one is
    ignored, so that a row of a newer server can be read."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        """Made at the first use, as it costs milliseconds."""
        return TypeAdapter(self._kind)

    def dump(self, value: T) -> Any:
        return self._adapter.dump_python(value, mode="json")

    def load(self, stored: object) -> T:
        """Raises ValueError for what is not of this type."""
        return self._adapter.validate_python(stored)

"""One row while it is read: gives cleaned values, and notes what is wrong with each instead of stopping."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from moments.infrastructure.directory.columns import Column, Requirement
from moments.infrastructure.directory.places import Places
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.values import BadValue, clean

Value = TypeVar("Value")


class Row:
    """Once anything is `refused` the row is not `sound`, and what was read of it must not be used.

    `broken`: its fields can't be told apart for sure, so that they serve to find whom it is of, and for nothing else.
    """

    __slots__ = ("_cells", "_notes", "_places", "broken", "line", "rank", "refused")

    def __init__(
        self, line: int, cells: Mapping[Column, str], notes: ProblemCollector, places: Places, *, broken: bool = False
    ) -> None:
        self.line, self._cells, self._notes, self._places, self.broken = line, cells, notes, places, broken
        self.refused: set[Column] = set()
        self.rank: int | None = None
        """Among several rows of a person, by the mapping: the lowest counts."""

    @property
    def sound(self) -> bool:
        return not self.refused and not self.broken and self.line not in self._notes.bad_lines

    def text(self, column: Column) -> str:
        """The value in one line of text; empty when there is none, or none that serves."""
        if column.name in self._places.on_record:
            return ""
        try:
            text = self._cleaned(column)
        except BadValue as trouble:
            self.refuse(column, str(trouble))
            return ""
        if len(text) > column.longest:
            self.refuse(column, f"The value has {len(text):,} characters; {column.longest} is the most.")
            return ""
        if not text and column.need is Requirement.EACH_ROW:
            self.refuse(column, "The value is missing.")
        return text

    def take(self, column: Column, parse: Callable[[str], Value], instead: Value) -> Value:
        """The value as `parse` has it, or `instead` where the field is empty or was refused."""
        text = self.text(column)
        if not text:
            return instead
        try:
            return parse(text)
        except BadValue as trouble:
            self.refuse(column, str(trouble))
            return instead

    def guess(self, column: Column, parse: Callable[[str], Value]) -> Value | None:
        """The value if it serves, of a row that is broken; notes nothing."""
        try:
            text = self._cleaned(column)
            return parse(text) if text and len(text) <= column.longest else None
        except BadValue:
            return None

    def _cleaned(self, column: Column) -> str:
        text = clean(self._cells[column])
        translate = self._places.translate.get(column)
        return translate(text) if translate else text

    def refuse(self, column: Column, reason: str) -> None:
        self.refused.add(column)
        self._notes.problem(self.line, column.name, reason)

    def warn(self, column: Column, reason: str) -> None:
        self._notes.warning(self.line, column.name, reason)

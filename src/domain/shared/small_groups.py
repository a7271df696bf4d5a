"""The one rule by which a number about fewer than five people is hidden, and each number from which it follows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=str | int)

MIN_GROUP_SIZE = 5
"""A number about fewer people than this is not shown, nor any number from which it could be derived."""


def shown(people: int) -> int | None:
    """Returns a number that is part of no published sum; None if it is hidden. 0 is hidden, too."""
    return people if people >= MIN_GROUP_SIZE else None


@dataclass(frozen=True, slots=True)
class Disclosure(Generic[Key]):
    """`rows`: those that can be shown. `totals`: of each column over all rows; None if they are hidden."""

    totals: tuple[int, ...] | None
    rows: Mapping[Key, tuple[int, ...]]

    @property
    def total(self) -> int | None:
        """Of a table of one column."""
        return None if self.totals is None else self.totals[0]

    def only(self, row: Key) -> int | None:
        """Of a table of one column."""
        cells = self.rows.get(row)
        return None if cells is None else cells[0]

    def hides(self, row: Key) -> bool:
        return row not in self.rows


def disclose(
    table: Mapping[Key, Sequence[int]], hidden: Collection[Key] = (), *, sizes_known: bool = False
) -> Disclosure[Key]:
    """Complementary suppression for groups of people that do not overlap.

    A row is hidden as a whole if one of its cells is about fewer than MIN_GROUP_SIZE people. Further rows are hidden
    until no hidden one can be derived from the totals; they are chosen in the order of the keys, because choosing the
    smallest would reveal that it is. `hidden`: rows that another table hides, if that one has sums of these cells.
    `sizes_known`: whether the sums of hidden rows, too, can be known from elsewhere.
    """
    left_out = {row for row, cells in table.items() if row in hidden or min(cells) < MIN_GROUP_SIZE}
    for row in sorted(table):
        if _is_safe([table[each] for each in left_out], sizes_known):
            break
        left_out.add(row)
    totals = tuple(sum(column) for column in zip(*table.values(), strict=True))
    is_safe = _is_safe([table[each] for each in left_out], sizes_known)
    return Disclosure(
        totals if totals and min(totals) >= MIN_GROUP_SIZE and is_safe else None,
        {row: tuple(cells) for row, cells in table.items() if row not in left_out},
    )


def _is_safe(rows: Sequence[Sequence[int]], sizes_known: bool) -> bool:
    """Whether the sums of the hidden rows reveal no single cell."""
    if len(rows) < 2:
        return not rows
    sizes = [sum(cells) for cells in rows]
    if sizes_known and sum(sizes) - max(sizes) < MIN_GROUP_SIZE:
        return False
    all_at_their_limit = len(rows) * (MIN_GROUP_SIZE - 1)
    return all(
        sum(column) >= MIN_GROUP_SIZE and sum(column) != all_at_their_limit for column in zip(*rows, strict=True)
    )

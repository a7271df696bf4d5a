"""From types to mentors: shows each type's members in turn, without exceeding a limit or showing an excluded mentor."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from moments.matcher.arrays import Ints, Weighed
from moments.matcher.market_arrays import MarketArrays

_NOBODY = -(1 << 30)


class Seating:
    """`left`: how often each mentor can still be shown; less than 0 where the limit gave way."""

    def __init__(self, board: MarketArrays, types: NDArray[np.int64], prices: Ints) -> None:
        self._board, self._prices = board, prices
        missed = self._in_turn(types)
        for mentee, kind in missed:
            self._any_member(mentee, kind)
        self.left -= board.room - board.limits
        self.fill()

    def _in_turn(self, types: NDArray[np.int64]) -> list[tuple[int, int]]:
        """Assigns each showing of a type to its members in turn; returns the showings where that was not allowed."""
        board = self._board
        unit, part = _units(board.room)
        unit = unit[np.lexsort((unit, part, board.offers.of[unit]))]
        first = np.searchsorted(board.offers.of[unit], np.arange(board.types + 1))
        mentees, places = np.nonzero(types < board.types)
        kinds = types[mentees, places]
        sort = np.argsort(kinds, kind="stable")
        mentees, kinds = mentees[sort], kinds[sort]
        mentors = unit[first[kinds] + np.arange(len(kinds)) - np.searchsorted(kinds, kinds)]
        allowed = self._allowed(mentees, mentors)
        self.left: Ints = board.room - np.bincount(mentors[allowed], minlength=len(board.mentors))
        self.lists = self._gathered(mentees[allowed], mentors[allowed])
        return list(zip(mentees[~allowed].tolist(), kinds[~allowed].tolist(), strict=True))

    def _allowed(self, mentees: Ints, mentors: Ints) -> NDArray[np.bool_]:
        """Drops excluded pairs, and all but the first occurrence of a pair."""
        board, size = self._board, len(self._board.mentors)
        pairs = mentees * size + mentors
        excluded = [mentee * size + mentor for mentee, those in enumerate(board.excluded) for mentor in those]
        once = np.zeros(len(pairs), bool)
        once[np.unique(pairs, return_index=True)[1]] = True
        result: NDArray[np.bool_] = once & ~np.isin(pairs, np.array(excluded, np.int64))
        return result

    def _gathered(self, mentees: Ints, mentors: Ints) -> list[list[int]]:
        sort = np.argsort(mentees, kind="stable")
        ends = np.cumsum(np.bincount(mentees, minlength=len(self._board.mentees))).tolist()
        shown = mentors[sort].tolist()
        return [shown[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    @cached_property
    def _members(self) -> list[list[int]]:
        members: list[list[int]] = [[] for _ in range(self._board.types)]
        kinds: list[int] = self._board.offers.of.tolist()
        for mentor, kind in enumerate(kinds):
            members[kind].append(mentor)
        return members

    def _any_member(self, mentee: int, kind: int) -> None:
        may = [m for m in self._members[kind] if self.left[m] > 0 and self._may(mentee, m)]
        if may:
            self._show(mentee, max(may, key=lambda m: (self.left[m] / self._board.room[m], -m)))

    def _may(self, mentee: int, mentor: int) -> bool:
        return mentor not in self.lists[mentee] and mentor not in self._board.excluded[mentee]

    def _show(self, mentee: int, mentor: int) -> None:
        self.lists[mentee].append(mentor)
        self.left[mentor] -= 1

    def fill(self) -> None:
        """Fills empty positions with the best mentors that can still be shown, one position per mentee in turn."""
        board = self._board
        short = [mentee for mentee, mentors in enumerate(self.lists) if len(mentors) < board.length]
        rest = np.flatnonzero(self.left > 0)
        self._values: dict[int, Weighed] = {}
        while short and len(rest):
            short = [mentee for mentee in short if self._fill_one(mentee, rest)]
            short = [mentee for mentee in short if len(self.lists[mentee]) < board.length]
            kept = self.left[rest] > 0
            rest = rest[kept]
            self._values = {kind: value[kept] for kind, value in self._values.items()}

    def _fill_one(self, mentee: int, rest: Ints) -> bool:
        value = np.where(self.left[rest] > 0, self._value(int(self._board.wishers.of[mentee]), rest), _NOBODY)
        while True:
            best = int(value.argmax())  # the first wins ties
            if value[best] == _NOBODY:
                return False
            if self._may(mentee, int(rest[best])):
                self._show(mentee, int(rest[best]))
                return True
            value[best] = _NOBODY

    def _value(self, wisher: int, rest: Ints) -> Weighed:
        """The value of each remaining mentor to a class of mentees, cached while the remaining mentors are the same."""
        if wisher not in self._values:
            kinds = self._board.offers.of[rest]
            worth = self._board.worths(np.array([wisher]), kinds)
            self._values[wisher] = np.where(worth > 0, worth - self._prices[kinds], _NOBODY).astype(np.int32)
        return self._values[wisher]


def _units(limits: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Repeats each mentor as often as the limit, with the fraction of the limit used before each repetition."""
    mentors = np.repeat(np.arange(len(limits)), limits)
    nth = np.arange(len(mentors)) - np.repeat(np.cumsum(limits) - limits, limits)
    return mentors, nth / limits[mentors]

"""From types to mentors: each type's members are shown in turn, nobody above the limit, nobody who is barred."""

import numpy as np
from numpy.typing import NDArray

from moments.infrastructure.matching.board import Board, Ints


class Seating:
    """`left`: how often each mentor may still be shown."""

    def __init__(self, board: Board, types: NDArray[np.int64], prices: Ints) -> None:
        self._board, self._prices = board, prices
        self.left: Ints = board.limits.copy()
        self.lists: list[list[int]] = [[] for _ in board.mentees]
        missed = self._in_turn(types)
        self._members: list[list[int]] = [[] for _ in range(board.types)]
        for mentor, kind in enumerate(board.offers.of):
            self._members[kind].append(mentor)
        for mentee, kind in missed:
            self._any_member(mentee, kind)
        self._fill()

    def _in_turn(self, types: NDArray[np.int64]) -> list[tuple[int, int]]:
        """Gives each showing of a type to its members in turn; returns those where that was not allowed."""
        board = self._board
        unit, part = _units(board.limits)
        unit = unit[np.lexsort((unit, part, board.offers.of[unit]))]
        first = np.searchsorted(board.offers.of[unit], np.arange(board.types + 1))
        mentees, places = np.nonzero(types < board.types)
        kinds = types[mentees, places]
        sort = np.argsort(kinds, kind="stable")
        mentees, kinds = mentees[sort], kinds[sort]
        mentors = unit[first[kinds] + np.arange(len(kinds)) - np.searchsorted(kinds, kinds)]
        missed = []
        for mentee, mentor, kind in zip(mentees.tolist(), mentors.tolist(), kinds.tolist(), strict=True):
            if mentor in self.lists[mentee] or mentor in board.barred[mentee]:
                missed.append((mentee, kind))
            else:
                self.lists[mentee].append(mentor)
                self.left[mentor] -= 1
        return missed

    def _any_member(self, mentee: int, kind: int) -> None:
        may = [m for m in self._members[kind] if self.left[m] > 0 and self._may(mentee, m)]
        if may:
            self._show(mentee, max(may, key=lambda m: (self.left[m] / self._board.limits[m], -m)))

    def _may(self, mentee: int, mentor: int) -> bool:
        return mentor not in self.lists[mentee] and mentor not in self._board.barred[mentee]

    def _show(self, mentee: int, mentor: int) -> None:
        self.lists[mentee].append(mentor)
        self.left[mentor] -= 1

    def _fill(self) -> None:
        """Whoever has an empty place gets the best of what may still be shown; in turn, a place each."""
        board = self._board
        short = [mentee for mentee, mentors in enumerate(self.lists) if len(mentors) < board.length]
        rest = np.flatnonzero(self.left > 0)
        while short and len(rest):
            short = [mentee for mentee in short if self._fill_one(mentee, rest)]
            short = [mentee for mentee in short if len(self.lists[mentee]) < board.length]
            rest = rest[self.left[rest] > 0]

    def _fill_one(self, mentee: int, rest: Ints) -> bool:
        board = self._board
        kinds = board.offers.of[rest]
        worth = board.worths(board.wishers.of[mentee : mentee + 1], kinds)
        open_ = (worth > 0) & (self.left[rest] > 0)
        value = np.where(open_, worth - self._prices[kinds], -(1 << 40))
        for best in np.argsort(-value, kind="stable"):
            if not open_[best]:
                return False
            if self._may(mentee, int(rest[best])):
                self._show(mentee, int(rest[best]))
                return True
        return False


def _units(limits: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Each mentor as often as the limit says, with the part of the limit that is used before."""
    mentors = np.repeat(np.arange(len(limits)), limits)
    nth = np.arange(len(mentors)) - np.repeat(np.cumsum(limits) - limits, limits)
    return mentors, nth / limits[mentors]

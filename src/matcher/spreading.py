"""Evens out the lengths of lists: what is scarce is spread first, and a limit gives way before a list stays empty."""

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from moments.matcher.arrays import Ints, Weighed
from moments.matcher.assignment import Seating
from moments.matcher.market_arrays import MarketArrays

_REMEMBERED = 1 << 24
"""How many worths of pairs are kept at a time."""
_NOBODY = -1
Mask = NDArray[np.bool_]
Steps = list[tuple[int, int]]
"""(mentee, mentor): each mentee takes the mentor from the list of the next one; the last mentor is free or passes."""


class Spreading:
    """MAT-4: changes `seating` in place.

    A mentor can pass from a list to a shorter one, also in turns: one list gives a mentor up and takes another. After
    this no turns lead from a list to one that is two names longer, or to a mentor below the limit. A list is empty only
    where there is nobody to ask: where spreading does not fill it, the limit of the mentor least above it gives way.

    `given_way`: for each mentee, the mentor who was added above the limit.
    """

    def __init__(self, board: MarketArrays, seating: Seating, prices: Ints) -> None:
        self._board, self._seating, self._lists = board, seating, seating.lists
        self._prices = prices[board.offers.of]
        self._known: dict[int, Weighed] = {}
        self.given_way: list[list[int]] = [[] for _ in board.mentees]
        if self._short() or (seating.left < 0).any():
            self._spread()

    @property
    def beyond(self) -> Ints:
        """By how many lists each mentor's limit gave way."""
        beyond: Ints = np.maximum(-self._seating.left, 0)
        return beyond

    def longest(self) -> Ints:
        """For each mentor, the longest list to be on: longer by a name at most than those that lack the mentor."""
        longest: Ints = np.full(len(self._board.mentors), self._board.length, np.int64)
        for mentee in self._short():
            askable = np.flatnonzero(self._askable(mentee))
            longest[askable] = np.minimum(longest[askable], len(self._lists[mentee]) + 1)
        return longest

    def _short(self) -> list[int]:
        """Mentees whose list is empty, or shorter by two names than a full one."""
        at_most = max(self._board.length - 2, 0)
        return [mentee for mentee, shown in enumerate(self._lists) if len(shown) <= at_most]

    def _spread(self) -> None:
        self._holders: list[list[int]] = [[] for _ in self._board.mentors]
        for mentee, shown in enumerate(self._lists):
            for mentor in shown:
                self._holders[mentor].append(mentee)
        self._take_back()
        self._longest: Ints = np.array([self._longest_with(m) for m in range(len(self._holders))], np.int64)
        self._closed: Mask = np.zeros(len(self._holders), bool)  # mentors from whom no turns lead anywhere
        for length in range(max(self._board.length - 1, 1)):
            behind = [mentee for mentee in self._short() if len(self._lists[mentee]) == length]
            stuck = [mentee for mentee in behind if not self._lengthen(mentee)]
            if not length:
                self._give_way(stuck)
        self._seating.fill()

    def _put(self, mentee: int, mentor: int) -> None:
        self._lists[mentee].append(mentor)
        self._holders[mentor].append(mentee)
        self._seating.left[mentor] -= 1

    def _take(self, mentee: int, mentor: int) -> None:
        self._lists[mentee].remove(mentor)
        self._holders[mentor].remove(mentee)
        self._seating.left[mentor] += 1

    # --- turns ---

    def _lengthen(self, mentee: int) -> bool:
        steps = self._steps(mentee, len(self._lists[mentee]) + 2)
        if not steps:
            return False
        last = steps[-1][1]
        givers = [taker for taker, _ in steps[1:]]
        if not self._seating.left[last] > 0:
            givers.append(self._loser(last))
        for (_, mentor), giver in zip(steps, givers, strict=False):
            self._take(giver, mentor)
        for taker, mentor in steps:
            self._put(taker, mentor)
        self._look_again(mentor for each in (mentee, *givers) for mentor in self._lists[each])
        self._look_again(mentor for _, mentor in steps)
        return True

    def _steps(self, mentee: int, enough: int) -> Steps:
        """The fewest turns that lead to a free mentor or to a list of `enough` names; none closes all who were met.

        What was closed stays so: lists that are met from a stuck one never become longer.
        """
        met = self._closed.copy()
        gives: dict[int, int] = {mentee: _NOBODY}
        takes: dict[int, int] = {}
        queue = deque([mentee])
        while queue:
            taker = queue.popleft()
            new = np.flatnonzero(self._askable(taker) & ~met)
            met[new] = True
            goals = new[(self._seating.left[new] > 0) | (self._longest[new] >= enough)]
            if len(goals):
                return _walked_back(taker, self._best(taker, goals), gives, takes)
            for mentor in new.tolist():
                takes[mentor] = taker
                for holder in self._holders[mentor]:
                    if holder not in gives:
                        gives[holder] = mentor
                        queue.append(holder)
        self._closed = met
        return []

    def _best(self, taker: int, goals: Ints) -> int:
        """A free mentor before one on the longest list; then the one with the most worth at the prices."""
        value = self._worths(taker)[self._board.offers.of[goals]] - self._prices[goals]
        free = self._seating.left[goals] > 0
        return int(goals[np.lexsort((goals, -value, -self._longest[goals] * ~free, ~free))[0]])

    def _loser(self, mentor: int) -> int:
        """Of the longest lists with the mentor, the one to which the mentor is worth least."""
        kind = self._board.offers.of[mentor]
        longest = [each for each in self._holders[mentor] if len(self._lists[each]) == self._longest[mentor]]
        return min(longest, key=lambda each: (self._worths(each)[kind], each))

    def _look_again(self, mentors: Iterator[int]) -> None:
        for mentor in set(mentors):
            self._longest[mentor] = self._longest_with(mentor)

    def _longest_with(self, mentor: int) -> int:
        return max((len(self._lists[mentee]) for mentee in self._holders[mentor]), default=0)

    # --- limits that give way ---

    def _take_back(self) -> None:
        """Whoever has another name needs no mentor above the limit."""
        for mentor in np.flatnonzero(self._seating.left < 0).tolist():
            kind = self._board.offers.of[mentor]
            enough = [mentee for mentee in self._holders[mentor] if len(self._lists[mentee]) > 1]
            enough.sort(key=lambda each: (self._worths(each)[kind], each))
            for mentee in enough[: -int(self._seating.left[mentor])]:
                self._take(mentee, mentor)

    def _give_way(self, empty: list[int]) -> None:
        """First for those who have the fewest to ask; then evenly."""
        askable = {mentee: int(self._askable(mentee).sum()) for mentee in empty}
        for mentee in sorted(empty, key=lambda each: (askable[each], each)):
            mentor = self._least_above(mentee)
            if mentor is not None:
                self.given_way[mentee].append(mentor)
                self._put(mentee, mentor)
        while any([self._even(mentor) for mentor in np.flatnonzero(self._seating.left < 0).tolist()]):
            pass
        self._look_again(iter(range(len(self._holders))))

    def _even(self, mentor: int) -> bool:
        """Shows mentees whose only name this is another one, above whose limit there is less."""
        left, limits, changed = self._seating.left, self._board.limits, False
        for mentee in list(self._holders[mentor]):
            other = self._least_above(mentee)
            if other is None or (1 - left[other]) * limits[mentor] >= -left[mentor] * limits[other]:
                continue
            self._take(mentee, mentor)
            self._put(mentee, other)
            if self.given_way[mentee]:
                self.given_way[mentee] = [other]
            changed = True
        return changed

    def _least_above(self, mentee: int) -> int | None:
        """The askable mentor who would be least above the limit, in proportion to it; then the one with most worth."""
        askable = np.flatnonzero(self._askable(mentee))
        if not len(askable):
            return None
        value = self._worths(mentee)[self._board.offers.of[askable]] - self._prices[askable]
        above = (1 - self._seating.left[askable]) / self._board.limits[askable]
        return int(askable[np.lexsort((askable, -value, above))[0]])

    # --- who can be asked ---

    def _askable(self, mentee: int) -> Mask:
        """The mentors who may be on the mentee's list and are not."""
        askable: Mask = (self._worths(mentee) > 0)[self._board.offers.of]
        askable[list(self._board.excluded[mentee])] = False
        askable[self._lists[mentee]] = False
        return askable

    def _worths(self, mentee: int) -> Weighed:
        """Of each type to the mentee; negative if it may not be shown."""
        wisher = int(self._board.wishers.of[mentee])
        if wisher not in self._known:
            if len(self._known) * self._board.types > _REMEMBERED:
                self._known.clear()
            worths = self._board.worths(np.array([wisher]), np.arange(self._board.types))
            self._known[wisher] = worths.astype(np.int32)
        return self._known[wisher]


def _walked_back(taker: int, mentor: int, gives: dict[int, int], takes: dict[int, int]) -> Steps:
    steps = [(taker, mentor)]
    while gives[taker] != _NOBODY:
        given = gives[taker]
        taker = takes[given]
        steps.insert(0, (taker, given))
    return steps

"""Finding the prices: stochastic dual descent on the pairs that matter (docs/adr/0014)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np

from moments.domain.matching.replacements import PRICE_UNIT
from moments.matcher.arrays import Floats, Ints, Weighed
from moments.matcher.kernels import Kernels
from moments.matcher.kernels_numpy import Picks
from moments.matcher.market_arrays import MarketArrays
from moments.matcher.passes import Round
from moments.matcher.scale import DEAREST, FINE, ONE, blocks

_STRIDE = 32
_LOW = ONE // 4
_LAST_LOOK = 24, 0.05
"""The margin is twenty times the largest `MarketArrays.slack`."""
_LEVELS = 8
"""So many levels of prices are tried for the bound that proves most."""


@dataclass(slots=True)
class Pairs:
    """For each class of mentees the types worth looking at; padded with the number of types."""

    index: Picks
    worth: Weighed


class Pricing:
    """The prices of types as they are at the moment, `FINE` bits finer than the unit of prices.

    Where every showing is needed for all lists to be full, all prices may rise or fall together and nothing changes.
    So they start low there, and may fall below nought: whom few want is shown at a premium rather than too seldom,
    and nobody's list is short because prices are high altogether. `for_proof`: not so; the total of fits alone counts.
    """

    def __init__(
        self, board: MarketArrays, kernels: Kernels, random: np.random.Generator, *, for_proof: bool = False
    ) -> None:
        self.board, self.kernels, self.random = board, kernels, random
        self._all_needed = not for_proof and int(board.stock.sum()) == board.length * len(board.mentees)
        self.fine: Ints = np.zeros(board.types + 1, np.int64)
        self.pairs: Pairs | None = None

    @property
    def prices(self) -> Ints:
        """In the unit of prices, as the lists are made with them."""
        prices: Ints = np.minimum(self.fine[:-1] >> FINE, DEAREST)
        return prices

    def start_at(self, prices: Ints) -> None:
        self.fine[:-1] = (prices - _LOW if self._all_needed else prices) << FINE

    def widen(self, most: int, margin: float | None = None) -> tuple[Picks, Floats]:
        """Looks at all pairs and adds those that the prices of the moment make worth looking at, `most` a class.

        `margin`: only what is at most so much of a fit below the last of the list that the known pairs would give.
        Answers what was found, best first, with rough worths less prices; padded as `Kernels.candidates` has it.
        """
        board, price = self.board, self.prices.astype(np.float32)
        bars = self._bars(price, most, margin)
        found = self.kernels.candidates(board.rough_wishes, board.rough_offers, price, bars, min(most, board.types))
        index = found[0]
        if self.pairs is not None:
            index = _union(self.pairs.index, index, board.types)
            self.pairs = None  # its memory is needed
        self.pairs = self._weighed(index)
        return found

    def _weighed(self, index: Picks) -> Pairs:
        """With the exact worths; what is worth nothing is put so low that nobody takes it."""
        board = self.board
        worth = np.full(index.shape, -DEAREST, np.int32)
        for rows in blocks(len(index)):
            some = index[rows]
            row, column = np.nonzero(some < board.types)
            value = board.worths(row + rows.start, some[row, column].astype(np.int64))
            worth[rows][row, column] = np.where(value > 0, value, -DEAREST)
        return Pairs(index, worth)

    def _bars(self, price: Floats, most: int, margin: float | None) -> Floats:
        if margin is None or self.pairs is None:
            return sampled_bars(self.board.rough_wishes, self.board.rough_offers, price, most)
        return (self.values_of_last() - round(margin * ONE)).astype(np.float32)

    def values_of_last(self) -> Ints:
        """What the last place of each class's list gives at the prices of the moment, less the price."""
        assert self.pairs is not None
        last = np.empty(len(self.pairs.index), np.int64)
        for rows in blocks(len(last)):
            last[rows] = self._last(self.pairs.index[rows], self.pairs.worth[rows])
        return last

    def _last(self, index: Picks, worth: Weighed) -> Ints:
        value = cast("Ints", worth - np.append(self.prices, 0)[index])
        several = np.append(self.board.several, 0)[index]
        sort = np.argsort(-value, axis=1, kind="stable")
        value, several = np.take_along_axis(value, sort, 1), np.take_along_axis(several, sort, 1)
        full = np.cumsum(several, axis=1) >= self.board.length
        last = np.where(full.any(1), full.argmax(1), value.shape[1] - 1)
        result: Ints = np.take_along_axis(value, last[:, None], 1)[:, 0]
        return result

    def certified(self) -> tuple[Ints, int]:
        """Looks at all pairs once more. Answers prices of nought or more and what they prove: no lists within the
        limits have more, in 1/10,000 (weak duality: each mentee's best at the prices, and each limit at its price).

        What the look finds holds each mentee's best, as its margin is greater than what a rough worth may be off.
        """
        board, prices = self.board, self.prices
        index, value = self.widen(*_LAST_LOOK)
        several = np.append(board.several, 0)[index[:, : board.length]]
        shown = (
            np.clip(board.length - np.cumsum(several, axis=1) + several, 0, several) * board.wishers.members[:, None]
        )
        value = value[:, : board.length]
        most = np.where(np.isfinite(value), value, -DEAREST).astype(np.int64) + board.slack
        lowest = min(int(prices[index[index < board.types]].min(initial=0)), 0)

        def bound(higher: int) -> int:
            """By all prices so much higher. Where nought is above that, this is more than needs be."""
            mentees = int((shown * np.maximum(most - higher, 0)).sum())
            return mentees + int((np.maximum(prices + higher, 0) * board.stock).sum())

        higher = min((-lowest * part // _LEVELS for part in range(_LEVELS + 1)), key=bound)
        return np.maximum(prices + higher, 0), -(-bound(higher) // PRICE_UNIT)

    def descend(self, round_: Round) -> None:
        """A pass for each step; the prices of the last ones are averaged."""
        assert self.pairs is not None
        board = self.board
        several = np.append(board.several, 0)
        least = round(round_.least * ONE) << FINE if self._all_needed else 0
        total = np.zeros_like(self.fine)
        for number, step in enumerate(round_.steps):
            whole = round(step * ONE) << FINE
            rise = np.append(whole // np.maximum(board.stock, 1), 0)
            order = self.random.permutation(len(board.mentees))
            self.kernels.descend(
                order, board.wishers.of, self.pairs.index, self.pairs.worth, several, self.fine, rise, whole, least,
                round_.batch, board.length,
            )  # fmt: skip
            if number >= len(round_.steps) - round_.averaged:
                total += self.fine
        self.fine = total // round_.averaged

    def go(self, rounds: Iterable[Round]) -> Iterator[None]:
        """A round at a time."""
        for round_ in rounds:
            self.widen(round_.most, round_.margin)
            self.descend(round_)
            yield


def sampled_bars(wishes: Floats, offers: Floats, price: Floats, most: int) -> Floats:
    """For each row, of every 32nd type the value that about twice `most` of all types are above."""
    if len(price) < _STRIDE * most:
        return np.full(len(wishes), -np.inf, np.float32)
    some, dear = np.ascontiguousarray(offers[:, ::_STRIDE]), price[::_STRIDE]
    above = max(most * 2 // _STRIDE, 1)
    bars = np.empty(len(wishes), np.float32)
    for rows in blocks(len(wishes), 1024):
        value = wishes[rows] @ some - dear
        bars[rows] = np.partition(value, -above, axis=1)[:, -above]
    return bars


def _union(one: Picks, other: Picks, padding: int) -> Picks:
    both = np.sort(np.concatenate([one, other], axis=1), axis=1)
    both[:, 1:][both[:, 1:] == both[:, :-1]] = padding
    both.sort(axis=1)
    return both[:, : max(int((both < padding).sum(1).max(initial=0)), 1)]

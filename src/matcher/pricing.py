"""Finds the prices: stochastic dual descent on the relevant pairs (docs/adr/0014)."""

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
"""The number of price levels tried to find the tightest bound."""


@dataclass(slots=True)
class Pairs:
    """For each class of mentees, the relevant types; padded with the number of types."""

    index: Picks
    worth: Weighed


@dataclass(frozen=True, slots=True)
class Proof:
    """`prices`: zero or more. `bound`: no lists within the limits have a greater total fit, in 1/10,000."""

    prices: Ints
    bound: int


class Pricing:
    """The current prices of types, `FINE` bits finer than the unit of prices.

    If all lists can be full only with every showing, then raising or lowering all prices together changes nothing. In
    that case prices start low and can fall below zero: a type that few mentees want is shown at a premium instead of
    too seldom, and no list is short because all prices are high. `for_proof`: turns this off; only total fit counts.
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
        """The prices in the unit used for making lists."""
        prices: Ints = np.minimum(self.fine[:-1] >> FINE, DEAREST)
        return prices

    def start_at(self, prices: Ints) -> None:
        self.fine[:-1] = (prices - _LOW if self._all_needed else prices) << FINE

    def widen(self, most: int, margin: float | None = None) -> tuple[Picks, Floats]:
        """Scans all pairs and adds those that are relevant at the current prices, at most `most` per class.

        `margin`: adds only pairs at most this fraction of a fit below the last entry of the list from the known pairs.
        Returns the pairs found, best first, with approximate worths less prices; padded as in `Kernels.candidates`.
        """
        board, price = self.board, self.prices.astype(np.float32)
        thresholds = self._thresholds(price, most, margin)
        found = self.kernels.candidates(
            board.rough_wishes, board.rough_offers, price, thresholds, min(most, board.types)
        )
        index = found[0]
        if self.pairs is not None:
            index = _union(self.pairs.index, index, board.types)
            self.pairs = None  # frees memory
        self.pairs = self._weighed(index)
        return found

    def _weighed(self, index: Picks) -> Pairs:
        """Adds the exact worths; a pair that is worth nothing gets a value so low that it is never taken."""
        board = self.board
        worth = np.full(index.shape, -DEAREST, np.int32)
        for rows in blocks(len(index)):
            some = index[rows]
            row, column = np.nonzero(some < board.types)
            value = board.worths(row + rows.start, some[row, column].astype(np.int64))
            worth[rows][row, column] = np.where(value > 0, value, -DEAREST)
        return Pairs(index, worth)

    def _thresholds(self, price: Floats, most: int, margin: float | None) -> Floats:
        if margin is None or self.pairs is None:
            return sampled_thresholds(self.board.rough_wishes, self.board.rough_offers, price, most)
        return (self.values_of_last() - round(margin * ONE)).astype(np.float32)

    def values_of_last(self) -> Ints:
        """The worth less price of the last entry of each class's list, at the current prices."""
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
        width: int = value.shape[1]
        last = np.where(full.any(1), full.argmax(1), width - 1)
        result: Ints = np.take_along_axis(value, last[:, None], 1)[:, 0]
        return result

    def certified(self) -> Proof:
        """Scans all pairs once more (weak duality: the bound is the sum of each mentee's best at the prices, and of
        each limit times its price).

        The scan finds each mentee's best, because its margin is greater than the error of an approximate worth.
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
            """The bound with all prices raised by `higher`. Clamping prices at zero can loosen it."""
            mentees = int((shown * np.maximum(most - higher, 0)).sum())
            return mentees + int((np.maximum(prices + higher, 0) * board.stock).sum())

        higher = min((-lowest * part // _LEVELS for part in range(_LEVELS + 1)), key=bound)
        return Proof(np.maximum(prices + higher, 0), -(-bound(higher) // PRICE_UNIT))

    def descend(self, round_: Round) -> None:
        """Runs one pass for each step; averages the prices of the last ones."""
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
        """Runs the rounds; yields after each."""
        for round_ in rounds:
            self.widen(round_.most, round_.margin)
            self.descend(round_)
            yield


def sampled_thresholds(wishes: Floats, offers: Floats, price: Floats, most: int) -> Floats:
    """For each row, a value that about twice `most` types exceed, estimated from every 32nd type."""
    if len(price) < _STRIDE * most:
        return np.full(len(wishes), -np.inf, np.float32)
    some, dear = np.ascontiguousarray(offers[:, ::_STRIDE]), price[::_STRIDE]
    above = max(most * 2 // _STRIDE, 1)
    thresholds = np.empty(len(wishes), np.float32)
    for rows in blocks(len(wishes), 1024):
        value = wishes[rows] @ some - dear
        thresholds[rows] = np.partition(value, -above, axis=1)[:, -above]
    return thresholds


def _union(one: Picks, other: Picks, padding: int) -> Picks:
    both = np.sort(np.concatenate([one, other], axis=1), axis=1)
    both[:, 1:][both[:, 1:] == both[:, :-1]] = padding
    both.sort(axis=1)
    return both[:, : max(int((both < padding).sum(1).max(initial=0)), 1)]

"""Finding the prices: stochastic dual descent on the pairs that matter (docs/adr/0014)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from moments.domain.matching.replacements import PRICE_UNIT
from moments.infrastructure.matching.arrays import Floats, Ints, Weighed
from moments.infrastructure.matching.board import Board
from moments.infrastructure.matching.kernels import Kernels
from moments.infrastructure.matching.kernels_numpy import Picks
from moments.infrastructure.matching.scale import DEAREST, FINE, ONE, blocks

_STRIDE = 32


@dataclass(slots=True)
class Pairs:
    """For each class of mentees the types worth looking at; padded with the number of types."""

    index: Picks
    worth: Weighed


class Pricing:
    """The prices of types as they are at the moment, `FINE` bits finer than the unit of prices."""

    def __init__(self, board: Board, kernels: Kernels, random: np.random.Generator) -> None:
        self.board, self.kernels, self.random = board, kernels, random
        self.fine: Ints = np.zeros(board.types + 1, np.int64)
        self.pairs: Pairs | None = None

    @property
    def prices(self) -> Ints:
        """In the unit of prices, as the lists are made with them."""
        prices: Ints = np.minimum(self.fine[:-1] >> FINE, DEAREST)
        return prices

    def start_at(self, prices: Ints) -> None:
        self.fine[:-1] = prices << FINE

    def best(self, bar: Floats, most: int) -> tuple[Picks, Floats]:
        board = self.board
        price = self.prices.astype(np.float32)
        return self.kernels.candidates(board.rough_wishes, board.rough_offers, price, bar, min(most, board.types))

    def widen(self, most: int, margin: float | None = None) -> None:
        """Looks at all pairs and adds those that the prices of the moment make worth looking at.

        `margin`: only what is at most so much of a fit below the last of the list that the known pairs would give.
        """
        index, _ = self.best(self._bars(most, margin), most)
        if self.pairs is not None:
            index = _union(self.pairs.index, index, self.board.types)
            self.pairs = None  # its memory is needed
        self.pairs = self._weighed(index)

    def _weighed(self, index: Picks) -> Pairs:
        board = self.board
        worth = np.full(index.shape, -DEAREST, np.int32)
        for rows in blocks(len(index)):
            some = index[rows]
            real = some < board.types
            value = board.worths(np.arange(len(index))[rows, None], np.where(real, some, 0))
            fit = real & (value > 0)
            some[~fit] = board.types
            worth[rows][fit] = value[fit]
        return Pairs(index, worth)

    def _bars(self, most: int, margin: float | None) -> Floats:
        if margin is None or self.pairs is None:
            board = self.board
            price = self.prices.astype(np.float32)
            return sampled_bars(board.rough_wishes, board.rough_offers, price, most)
        last = self.values_of_last()
        return (last - round(margin * ONE)).astype(np.float32)

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

    def bound(self) -> int:
        """In 1/10,000. Weak duality: each mentee's best at the prices, and each mentor's limit at its price."""
        board, prices = self.board, self.prices
        floor = np.maximum(self.values_of_last() - board.slack - 1, -1).astype(np.float32)
        index, value = self.best(floor, board.length)
        several = np.append(board.several, 0)[index]
        before = np.cumsum(several, axis=1) - several
        each = np.where(np.isfinite(value), value, 0).astype(np.int64) + board.slack
        gain = (np.clip(board.length - before, 0, several) * np.maximum(each, 0)).sum(1)
        gain += board.length * board.slack
        total = int(gain[board.wishers.of].sum()) + int((prices * board.stock).sum())
        return -(-total // PRICE_UNIT)

    def descend(self, steps: Sequence[float], batch: int, averaged: int) -> None:
        """One pass for each step, in parts of a whole fit; the prices of the last `averaged` passes are averaged."""
        assert self.pairs is not None
        board = self.board
        several = np.append(board.several, 0)
        total = np.zeros_like(self.fine)
        for number, step in enumerate(steps):
            whole = round(step * ONE) << FINE
            rise = np.append(whole // np.maximum(board.stock, 1), 0)
            order = self.random.permutation(len(board.mentees))
            self.kernels.descend(
                order, board.wishers.of, self.pairs.index, self.pairs.worth, several, self.fine, rise, whole, batch,
                board.length,
            )  # fmt: skip
            if number >= len(steps) - averaged:
                total += self.fine
        self.fine = total // averaged


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

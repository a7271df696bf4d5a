"""From prices to lists of types: auctions the showings, so that no type is shown more often than its limit."""

from collections.abc import Iterator
from typing import cast

import numpy as np
from numpy.typing import NDArray

from moments.matcher.arrays import Ints
from moments.matcher.market_arrays import MarketArrays
from moments.matcher.pricing import Pairs
from moments.matcher.scale import ONE, blocks

_MANY = 10_000
"""From this many mentees on, uses few rounds and high bids; many ties make the loss small."""
_MAX_ATTEMPTS = 3


def place(board: MarketArrays, pairs: Pairs, prices: Ints) -> NDArray[np.int64]:
    """Returns [mentee, position on the list] -> type; an empty position holds the number of types."""
    if len(board.mentees) >= _MANY:
        return _Auction(board, pairs, prices, ONE // 25).run(30)
    best, most = None, -1
    for _ in range(_MAX_ATTEMPTS):
        auction = _Auction(board, pairs, prices, ONE // 50)
        held = auction.run(150)
        if auction.total() > most:
            best, most = held, auction.total()
        prices = np.where(auction.unsold(), prices.min(initial=0), prices)
    assert best is not None
    return best


class _Auction:
    """Asking prices start at `prices`. Each bid is `more` above the minimum that would win, so each showing is within
    `more` of the best.
    """

    def __init__(self, board: MarketArrays, pairs: Pairs, prices: Ints, more: int) -> None:
        self._board, self._pairs, self._more = board, pairs, more
        self._none = board.types
        self._floor = np.append(prices, 0)
        self._ask = self._floor.copy()
        self._several = np.append(board.several, 0)
        self._held = np.full((len(board.mentees), board.length), self._none, np.int64)
        self._bids = np.zeros(self._held.shape, np.int64)

    def run(self, rounds: int) -> NDArray[np.int64]:
        for _ in range(rounds):
            mentees = np.flatnonzero((self._held == self._none).any(1))
            if not len(mentees) or not self._round(mentees):
                break
        return self._held

    def total(self) -> int:
        mentees, places = np.nonzero(self._held < self._none)
        return int(self._board.worths(self._board.wishers.of[mentees], self._held[mentees, places]).sum())

    def unsold(self) -> NDArray[np.bool_]:
        """The types shown less often than their limit."""
        result: NDArray[np.bool_] = np.bincount(self._held.ravel(), minlength=self._none + 1)[:-1] < self._board.stock
        return result

    def _round(self, mentees: Ints) -> bool:
        wanted = [self._wanted(mentees[some]) for some in blocks(len(mentees))]
        who, kind, bid = (np.concatenate(part) for part in zip(*wanted, strict=True))
        if not len(who):
            return False
        self._accept(who, kind, bid)
        return True

    def _wanted(self, mentees: Ints) -> Iterator[Ints]:
        """Each mentee's bids, one for each empty position, as three arrays: mentee, type, bid."""
        rows = self._board.wishers.of[mentees]
        kinds = self._pairs.index[rows].astype(np.int64)
        value = cast("Ints", self._pairs.worth[rows] - self._ask[kinds])
        held = self._held[mentees]
        room = self._several[kinds]
        for place in range(held.shape[1]):
            room -= kinds == held[:, place : place + 1]
        value[(room <= 0) | (kinds == self._none)] = -1
        best = _best(value, self._board.length + 1)
        value, kinds, room = (np.take_along_axis(each, best, 1) for each in (value, kinds, room))
        room[value <= 0] = 0
        empty = (held == self._none).sum(1)[:, None]
        until = np.cumsum(room, axis=1)
        many = np.clip(empty - until + room, 0, room)
        next_best = np.where((until > empty).any(1), (until > empty).argmax(1), -1)
        reference = np.where(next_best < 0, 0, np.take_along_axis(value, next_best[:, None], 1)[:, 0])
        bid = self._ask[kinds] + value - reference[:, None] + self._more
        row, column = np.nonzero(many)
        times = many[row, column]
        return (np.repeat(each, times) for each in (mentees[row], kinds[row, column], bid[row, column]))

    def _accept(self, who: Ints, kind: Ints, bid: Ints) -> None:
        """Each type accepts its highest bids; an outbid mentee has an empty position again."""
        touched = np.zeros(self._none + 1, bool)
        touched[kind] = True
        old_who, old_place = np.nonzero(touched[self._held] & (self._held < self._none))
        all_who = np.concatenate([old_who, who])
        all_kind = np.concatenate([self._held[old_who, old_place], kind])
        all_bid = np.concatenate([self._bids[old_who, old_place], bid])
        self._held[old_who, old_place] = self._none
        sort = np.lexsort((all_who, -all_bid, all_kind))
        all_who, all_kind, all_bid = all_who[sort], all_kind[sort], all_bid[sort]
        rank = np.arange(len(sort)) - np.searchsorted(all_kind, all_kind)
        stock = self._board.stock[all_kind]
        taken = rank < stock
        self._seat(all_who[taken], all_kind[taken], all_bid[taken])
        kinds = np.flatnonzero(touched)
        self._ask[kinds] = self._floor[kinds]
        last = rank == stock - 1
        self._ask[all_kind[last]] = np.maximum(all_bid[last], self._floor[all_kind[last]])

    def _seat(self, who: Ints, kind: Ints, bid: Ints) -> None:
        """Puts types into each mentee's empty positions, in order."""
        sort = np.argsort(who, kind="stable")
        who, kind, bid = who[sort], kind[sort], bid[sort]
        nth = np.arange(len(who)) - np.searchsorted(who, who)
        rows, places = np.nonzero(self._held == self._none)
        start = np.searchsorted(rows, who)
        self._held[who, places[start + nth]] = kind
        self._bids[who, places[start + nth]] = bid


def _best(value: Ints, most: int) -> NDArray[np.intp]:
    """Columns of each row's greatest values, greatest first; the first column wins ties."""
    columns: int = value.shape[1]
    key = value * 1024 - np.arange(columns)
    part = np.argpartition(key, -most, axis=1)[:, -most:] if most < columns else np.arange(columns)[None, :]
    part = np.broadcast_to(part, (len(value), part.shape[1]))
    order = np.argsort(-np.take_along_axis(key, part, 1), axis=1)
    result: NDArray[np.intp] = np.take_along_axis(part, order, 1)
    return result

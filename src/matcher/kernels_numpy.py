"""The two inner loops in NumPy. kernels_numba.py gives bit-identical results."""

import numpy as np
from numpy.typing import NDArray

from moments.domain.matching.fit import SCALE
from moments.matcher.arrays import Floats, Ints, Weighed

Picks = NDArray[np.int32]
_BLOCK = 1 << 21
_WIDEST = 1 << 12
"""An upper limit of columns of pairs. Value and column share one integer, so that the first column wins ties."""
_TYPES = 20
"""Bits of a type's number in a sort key."""


def candidates(wishes: Floats, offers: Floats, price: Floats, threshold: Floats, most: int) -> tuple[Picks, Floats]:
    """For each row, the types whose approximate worth less price is above its threshold, and whose worth is positive.

    Returns at most `most`, best first; the lower number wins ties. The padding is the number of types and -inf.
    """
    rows, types = len(wishes), offers.shape[1]
    index = np.full((rows, most), types, np.int32)
    value = np.full((rows, most), -np.inf, np.float32)
    left = np.concatenate([wishes, np.full((rows, 1), -1, np.float32)], axis=1)
    right = np.concatenate([offers, price[None, :]])
    step = max(1, _BLOCK // max(types, 1))
    for start in range(0, rows, step):
        found = left[start : start + step] @ right
        at = np.flatnonzero(found > threshold[start : start + step, None])  # much faster than `nonzero`
        row, kind = np.divmod(at, types)
        worth = found.ravel()[at]
        real = worth + price[kind] > 0
        row, kind, worth = row[real], kind[real], worth[real]
        key = ((row << 25) + ((1 << 24) - worth.astype(np.int64))) << _TYPES | kind
        key.sort()
        row, kind = key >> (25 + _TYPES), key & ((1 << _TYPES) - 1)
        place = np.arange(len(key)) - np.searchsorted(row, row)
        kept = place < most
        row, kind, place = row[kept], kind[kept], place[kept]
        index[start + row, place] = kind
        value[start + row, place] = found[row, kind]
    return index, value


def scores(sought: Ints, wish: Weighed, offer: Weighed, whole: Ints, wishers: Ints, offers: Ints) -> Ints:
    """The exact fits in 1/10,000 of these pairs of classes. `sought`: [wisher, nth skill] -> column."""
    worth = np.zeros(np.broadcast_shapes(wishers.shape, offers.shape), np.int64)
    for nth in sought.T:
        skill = nth[wishers]
        worth += wish[wishers, skill] * offer[offers, skill]
    all_ = whole[wishers]
    result: Ints = (2 * SCALE * worth + all_) // (2 * all_)
    return result


def descend(
    order: Ints,
    of: Ints,
    index: Picks,
    worth: Weighed,
    several: Ints,
    price: Ints,
    rise: Ints,
    fall: int,
    least: int,
    batch: int,
    length: int,
) -> None:
    """One pass over the mentees: each batch takes its best types at the current prices, then the prices change.

    A type with no value at its price is not taken, so that prices also converge where places are rare.

    A type's price rises by its `rise` for each showing, and all prices fall by `fall` over the pass, but not below
    `least`. `price`, `several` and `rise` have one more entry, for the padding. Prices are changed in place.
    """
    people, most = len(order), index.shape[1]
    places = np.arange(most, dtype=np.int64)[::-1]
    take = min(length, most)
    for start in range(0, people, batch):
        end = min(start + batch, people)
        rows = of[order[start:end]]
        kinds = index[rows]
        value = np.maximum((worth[rows].astype(np.int64) << 16) - price[kinds], 0) * _WIDEST + places
        if take < most:
            best = np.argpartition(value, most - take, axis=1)[:, most - take :]
            value, kinds = np.take_along_axis(value, best, 1), np.take_along_axis(kinds, best, 1)
        sort = np.argsort(-value, axis=1)
        kinds, value = np.take_along_axis(kinds, sort, 1), np.take_along_axis(value, sort, 1)
        many = np.where(value >= _WIDEST, several[kinds], 0)
        before = np.cumsum(many, axis=1) - many
        shown = np.clip(length - before, 0, many)
        counts = np.bincount(kinds.ravel(), shown.ravel(), len(price)).astype(np.int64)
        price += rise * counts
        price -= fall * end // people - fall * start // people
        np.maximum(price, least, out=price)
        price[-1] = 0

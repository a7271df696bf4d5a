"""The two inner loops compiled. kernels_numpy.py has the same to the bit, and says what they do."""

from typing import Any

import numba
import numpy as np

from moments.infrastructure.matching.board import Floats, Ints
from moments.infrastructure.matching.kernels_numpy import Picks


def _compiled(function: Any) -> Any:
    """Kept on disk, beside this file or in the user's cache, where either can be written to."""
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no place for a cache
        return numba.njit(nogil=True)(function)


def candidates(wishes: Floats, offers: Floats, price: Floats, bar: Floats, most: int) -> tuple[Picks, Floats]:
    counts = (wishes != 0).sum(1)
    most_terms = max(int(counts.max(initial=1)), 3) // 2 * 2 + 1  # an odd number: three at first, then two at a time
    terms = np.argsort(wishes == 0, axis=1, kind="stable")[:, :most_terms].astype(np.int32)
    terms = np.pad(terms, ((0, 0), (0, most_terms - terms.shape[1])))
    weights = np.ascontiguousarray(np.take_along_axis(wishes, terms, 1))
    weights[np.arange(most_terms) >= counts[:, None]] = 0
    index: Picks
    index, value = _candidates(weights, terms, counts, offers, price, bar, most)
    return index, value


@_compiled
def _candidates(weights, terms, counts, offers, price, bar, most):  # type: ignore[no-untyped-def]
    rows, types = weights.shape[0], offers.shape[1]
    index = np.full((rows, most), types, np.int32)
    value = np.full((rows, most), -np.inf, np.float32)
    found = np.zeros(rows, np.int32)
    worth = np.empty(1024, np.float32)
    for start in range(0, types, 1024):
        width = min(1024, types - start)
        dear = price[start : start + width]
        for row in range(rows):
            w0, w1, w2 = weights[row, 0], weights[row, 1], weights[row, 2]
            o0 = offers[terms[row, 0], start : start + width]
            o1 = offers[terms[row, 1], start : start + width]
            o2 = offers[terms[row, 2], start : start + width]
            for t in range(width):
                worth[t] = w0 * o0[t] + w1 * o1[t] + w2 * o2[t] - dear[t]
            for term in range(3, counts[row], 2):  # two at a time spare half the stores
                w0, w1 = weights[row, term], weights[row, term + 1]
                o0 = offers[terms[row, term], start : start + width]
                o1 = offers[terms[row, term + 1], start : start + width]
                for t in range(width):
                    worth[t] += w0 * o0[t] + w1 * o1[t]
            limit = max(bar[row], value[row, most - 1])
            for low in range(0, width, 64):
                high = min(low + 64, width)
                above = 0
                for t in range(low, high):
                    above += worth[t] > limit
                if above == 0:
                    continue
                for t in range(low, high):
                    if worth[t] > limit and worth[t] + dear[t] > 0:
                        place = min(found[row], most - 1)
                        found[row] = min(found[row] + 1, most)
                        while place > 0 and value[row, place - 1] < worth[t]:
                            value[row, place] = value[row, place - 1]
                            index[row, place] = index[row, place - 1]
                            place -= 1
                        value[row, place] = worth[t]
                        index[row, place] = start + t
                        limit = max(bar[row], value[row, most - 1])
    return index, value


def descend(
    order: Ints,
    of: Ints,
    index: Picks,
    worth: Ints,
    several: Ints,
    price: Ints,
    rise: Ints,
    fall: int,
    batch: int,
    length: int,
) -> None:
    _descend(order, of, index, worth, several, price, rise, fall, batch, length)


@_compiled
def _descend(order, of, index, worth, several, price, rise, fall, batch, length):  # type: ignore[no-untyped-def]
    people, most = order.shape[0], index.shape[1]
    best = np.empty(length, np.int64)
    kind = np.empty(length, np.int32)
    shown = np.empty(batch * length, np.int32)
    for start in range(0, people, batch):
        end = min(start + batch, people)
        showings = 0
        for person in range(start, end):
            row = of[order[person]]
            taken = 0
            for c in range(most):
                t = index[row, c]
                value = (worth[row, c] << 16) - price[t]
                for _ in range(several[t]):
                    if taken < length:
                        place = taken
                        taken += 1
                    elif value > best[length - 1]:
                        place = length - 1
                    else:
                        break
                    while place > 0 and best[place - 1] < value:
                        best[place], kind[place] = best[place - 1], kind[place - 1]
                        place -= 1
                    best[place], kind[place] = value, t
            for slot in range(taken):
                shown[showings] = kind[slot]
                showings += 1
        for showing in range(showings):
            price[shown[showing]] += rise[shown[showing]]
        down = fall * end // people - fall * start // people
        for t in range(price.shape[0]):
            price[t] = max(price[t] - down, 0)

"""The two inner loops, compiled. kernels_numpy.py gives bit-identical results and documents the functions."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from moments.domain.matching.fit import SCALE
from moments.matcher.arrays import Floats, Ints, Weighed
from moments.matcher.kernels_numpy import Picks

Function = TypeVar("Function", bound=Callable[..., Any])
_BLOCK, _PART, _TERMS = 2048, 32, 6
_PARTS = _BLOCK // _PART
_FAR = np.float32(1 << 30)
"""The price of the padding types after the last block: exact in float32, and too high for any mentee."""
_NOTHING = np.float32(0)
_ROUNDED = np.float32(8)
"""The maximum rounding error of six additions in float32, because the upper bound of a part can exceed 2^24."""
_LEAST = np.int32(-(1 << 31))
_EXACT = {"contract"}
"""Allows fused multiply-add, which rounds once instead of twice; no value here needs rounding (scale.py)."""


def _compiled(function: Function) -> Function:
    """Compiles with a cache on disk, beside this file or in the user's cache, if either is writable."""
    try:
        return cast("Function", numba.njit(cache=True, nogil=True, fastmath=_EXACT)(function))
    except RuntimeError:  # no writable cache directory
        return cast("Function", numba.njit(nogil=True, fastmath=_EXACT)(function))


def candidates(wishes: Floats, offers: Floats, price: Floats, threshold: Floats, most: int) -> tuple[Picks, Floats]:
    counts = (wishes != 0).sum(1)
    most_terms = max(int(counts.max(initial=1)), _TERMS)
    terms = np.argsort(wishes == 0, axis=1, kind="stable")[:, :most_terms].astype(np.int32)
    terms = np.pad(terms, ((0, 0), (0, most_terms - terms.shape[1])))
    weights = np.take_along_axis(wishes, terms, 1)
    weights[np.arange(most_terms) >= counts[:, None]] = 0
    order = _alike_together(wishes, offers)
    there = np.ascontiguousarray(offers[:, order]), price[order], order.astype(np.int32)
    index: Picks
    index, value = _candidates(weights, terms, counts, *there, *_best_of_parts(*there[:2]), threshold, most)
    return index, value


def _alike_together(wishes: Floats, offers: Floats) -> NDArray[np.intp]:
    """Orders the types so that those that offer the same of the most sought skills are adjacent."""
    sought = np.argsort(-(wishes != 0).sum(0), kind="stable")
    offered = offers[sought] != 0
    none = len(sought)
    offered_first = np.sort(np.where(offered, np.arange(none)[:, None], none), axis=0)[:_TERMS]
    return np.lexsort(offered_first[::-1])


def _best_of_parts(offers: Floats, price: Floats) -> tuple[Floats, Floats]:
    """For each part, the maximum offer of each skill and the minimum price."""
    types: int = offers.shape[1]
    parts = np.arange(0, max(types, 1), _PART)
    if not types:
        return np.zeros((offers.shape[0], 1), np.float32), np.zeros(1, np.float32)
    return np.maximum.reduceat(offers, parts, axis=1), np.minimum.reduceat(price, parts)


@_compiled
def _candidates(
    weights: Floats,
    terms: Picks,
    counts: Ints,
    offers: Floats,
    price: Floats,
    number: Picks,
    most_offered: Floats,
    least_price: Floats,
    threshold: Floats,
    most: int,
) -> tuple[Picks, Floats]:
    rows, types = weights.shape[0], offers.shape[1]
    index = np.full((rows, most), types, np.int32)
    value = np.full((rows, most), -np.inf, np.float32)
    found = np.zeros(rows, np.int32)
    offer = np.zeros((offers.shape[0], _PARTS, _PART), np.float32)
    flat_offer = offer.reshape(offers.shape[0], _BLOCK)
    offered = np.zeros((offers.shape[0], _PARTS), np.float32)
    dear = np.empty((_PARTS, _PART), np.float32)
    flat_dear = dear.reshape(_BLOCK)
    cheapest = np.empty(_PARTS, np.float32)
    at_most = np.empty(_PARTS, np.float32)
    worth = np.empty(_PART, np.float32)
    bits = worth.view(np.int32)  # same order for non-negative numbers, and compares faster
    for start in range(0, types, _BLOCK):
        width = min(_BLOCK, types - start)
        flat_offer[:, :width] = offers[:, start : start + width]
        flat_offer[:, width:] = 0
        flat_dear[:width] = price[start : start + width]
        flat_dear[width:] = _FAR
        parts = -(-width // _PART)
        offered[:, :parts] = most_offered[:, start // _PART : start // _PART + parts]
        cheapest[:parts] = least_price[start // _PART : start // _PART + parts]
        cheapest[parts:] = _FAR
        for row in range(rows):
            w0, w1, w2, w3 = weights[row, 0], weights[row, 1], weights[row, 2], weights[row, 3]
            w4, w5 = weights[row, 4], weights[row, 5]
            t0, t1, t2, t3 = terms[row, 0], terms[row, 1], terms[row, 2], terms[row, 3]
            t4, t5 = terms[row, 4], terms[row, 5]
            for part in range(_PARTS):
                at_most[part] = _ROUNDED - cheapest[part]
            for term in range(counts[row]):
                w, s = max(weights[row, term], _NOTHING), terms[row, term]  # no offer is negative
                for part in range(_PARTS):
                    at_most[part] += w * offered[s, part]
            limit = max(threshold[row], value[row, most - 1])
            for part in range(parts):
                if at_most[part] < limit or at_most[part] <= threshold[row]:
                    continue
                if counts[row] <= 4:
                    for t in range(_PART):
                        worth[t] = (
                            w0 * offer[t0, part, t]
                            + w1 * offer[t1, part, t]
                            + w2 * offer[t2, part, t]
                            + w3 * offer[t3, part, t]
                            - dear[part, t]
                        )
                else:
                    for t in range(_PART):
                        worth[t] = (
                            w0 * offer[t0, part, t] + w1 * offer[t1, part, t] + w2 * offer[t2, part, t]
                            + w3 * offer[t3, part, t] + w4 * offer[t4, part, t] + w5 * offer[t5, part, t]
                            - dear[part, t]
                        )  # fmt: skip
                for term in range(_TERMS, counts[row]):
                    w, s = weights[row, term], terms[row, term]
                    for t in range(_PART):
                        worth[t] += w * offer[s, part, t]
                if limit >= 0:
                    most_bits = _LEAST
                    for t in range(_PART):
                        most_bits = max(most_bits, bits[t])
                    if most_bits < np.float32(limit).view(np.int32):
                        continue
                for t in range(_PART):
                    here = worth[t]
                    if here < limit or here <= threshold[row] or here + dear[part, t] <= 0:
                        continue
                    kind = number[start + part * _PART + t]
                    if found[row] == most and here == value[row, most - 1] and kind > index[row, most - 1]:
                        continue
                    place = min(found[row], most - 1)
                    found[row] = min(found[row] + 1, most)
                    while place > 0 and (
                        value[row, place - 1] < here or (value[row, place - 1] == here and index[row, place - 1] > kind)
                    ):
                        value[row, place] = value[row, place - 1]
                        index[row, place] = index[row, place - 1]
                        place -= 1
                    value[row, place] = here
                    index[row, place] = kind
                    limit = max(threshold[row], value[row, most - 1])
    return index, value


def scores(sought: Ints, wish: Weighed, offer: Weighed, whole: Ints, wishers: Ints, offers: Ints) -> Ints:
    shape = np.broadcast_shapes(wishers.shape, offers.shape)
    flat = np.broadcast_to(wishers, shape).ravel(), np.broadcast_to(offers, shape).ravel()
    result: Ints = _scores(sought, wish, offer, whole, *flat).reshape(shape)
    return result


@_compiled
def _scores(sought: Ints, wish: Weighed, offer: Weighed, whole: Ints, wishers: Ints, offers: Ints) -> Ints:
    result = np.empty(len(wishers), np.int64)
    for pair in range(len(wishers)):
        wisher, other = wishers[pair], offers[pair]
        worth = 0
        for place in range(sought.shape[1]):
            skill = sought[wisher, place]
            worth += np.int64(wish[wisher, skill]) * offer[other, skill]
        result[pair] = (2 * SCALE * worth + whole[wisher]) // (2 * whole[wisher])
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
    _descend(order, of, index, worth, several, price, rise, fall, least, batch, length)


@_compiled
def _descend(
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
    people, most, nobody = order.shape[0], index.shape[1], price.shape[0] - 1
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
                if t == nobody:
                    break
                value = (np.int64(worth[row, c]) << 16) - price[t]
                if value <= 0:
                    continue
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
            price[t] = max(price[t] - down, least)
        price[nobody] = 0

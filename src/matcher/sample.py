"""Start prices: solves a part of the market, and prices all mentors by what the mentees of that part would pay."""

import numpy as np

from moments.matcher.arrays import Floats, Ints
from moments.matcher.kernels import Kernels
from moments.matcher.market_arrays import MarketArrays
from moments.matcher.passes import SAMPLE
from moments.matcher.pricing import Pricing, sampled_thresholds
from moments.matcher.scale import DEAREST

_DEEPEST = 48


def sampled_prices(board: MarketArrays, kernels: Kernels, random: np.random.Generator, part: float) -> Ints:
    """A price for each type of the whole market."""
    small = board.part(part)
    pricing = Pricing(small, kernels, random)
    for _ in pricing.go(SAMPLE):
        pass
    gives_up = np.maximum(pricing.values_of_last()[small.wishers.of], 0).astype(np.float32)
    return _clearing(board, small, kernels, gives_up, part)


def _clearing(board: MarketArrays, small: MarketArrays, kernels: Kernels, gives_up: Floats, part: float) -> Ints:
    """For each type, the price at which the sampled mentees take the sampled fraction of its stock; the next lower one
    would sell more.

    `gives_up`: the value that each of these mentees would have without the type.
    """
    wanted = board.stock * part
    depth = int(min(_DEEPEST, np.ceil(wanted.max(initial=0)) + 2))
    offers = np.ascontiguousarray(board.rough_offers.T)
    wishes = np.ascontiguousarray(small.rough_wishes[small.wishers.of].T)
    threshold = np.maximum(sampled_thresholds(offers, wishes, gives_up, 4 * depth), 0)
    _, value = kernels.candidates(offers, wishes, gives_up, threshold, depth)
    value = np.maximum(value, 0).astype(np.float64)
    at = np.clip(wanted - 0.5, 0, depth - 1.001)
    below = at.astype(np.int64)
    rows = np.arange(board.types)
    price = value[rows, below] * (1 - at + below) + value[rows, below + 1] * (at - below)
    prices: Ints = np.minimum(price, DEAREST).astype(np.int64)
    return prices

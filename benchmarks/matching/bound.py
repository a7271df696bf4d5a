"""A bound on the exact best where an exact assignment takes too long: the same prices, found with patience."""

import numpy as np

from moments.domain.matching.fit import Weights
from moments.domain.matching.market import Market
from moments.domain.matching.parameters import Parameters
from moments.matcher.kernels import best_for
from moments.matcher.market_arrays import MarketArrays
from moments.matcher.passes import Round
from moments.matcher.pricing import Pricing

_STEPS = (0.3, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.001)
_PASSES = 20
_MAX_ROUNDS = 200


def most_total(market: Market, weights: Weights) -> int:
    """No assignment of one mentor to each mentee within open places has more, in 1/10,000.

    It is the dual of lists of one mentor, each open place on one list: any prices give a bound, good ones a low one.
    """
    board = MarketArrays(market, Parameters(1, weights, max_lists_per_open_place=1), "bound")
    board.kernels = best_for(len(board.wishers.first) * board.types)
    pricing = Pricing(board, board.kernels, np.random.default_rng(1))
    rounds = (
        Round(_MAX_ROUNDS, None if step == _STEPS[0] else 0.03, (step,) * _PASSES, _PASSES // 2, 16) for step in _STEPS
    )
    return min(pricing.certified().bound for _ in pricing.go(rounds))

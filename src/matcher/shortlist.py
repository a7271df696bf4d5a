"""Finds the few mentors, out of thousands, who can be among the best for one mentee at given prices."""

from collections.abc import Mapping, Sequence

import numpy as np

from moments.domain.matching.market import Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.people import Mentee, Mentor
from moments.matcher.arrays import Ints
from moments.matcher.market_arrays import MarketArrays


class Shortlists:
    """Searches the participating mentors of a market."""

    def __init__(self, market: Market, parameters: Parameters, seed: str, prices: Mapping[str, int]) -> None:
        self._board = board = MarketArrays(market, parameters, seed)
        self._rows = {mentee.id: row for row, mentee in enumerate(board.mentees)}
        self._columns = {mentor.id: column for column, mentor in enumerate(board.mentors)}
        self._prices: Ints = np.array([prices[mentor.id] for mentor in board.mentors], np.int64)

    def now_costs(self, mentor: str, price: int) -> None:
        self._prices[self._columns[mentor]] = price

    def of(self, mentee: Mentee, most: int) -> Sequence[Mentor]:
        """Returns mentors that include the best `most` who are not excluded, and all who tie with the last of these."""
        board, row = self._board, self._rows[mentee.id]
        if not board.mentors:
            return ()
        worths = board.worths(board.wishers.of[row : row + 1], np.arange(board.types))[board.offers.of]
        fits = np.flatnonzero(worths > 0)
        value = worths[fits] - self._prices[fits]
        enough = most + len(board.excluded[row])
        if enough < len(fits):
            fits = fits[value >= np.partition(value, -enough)[-enough]]
        return [board.mentors[column] for column in fits.tolist()]

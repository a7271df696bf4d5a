"""Finds the few mentors, out of thousands, who can be among the best for one mentee at given prices."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from moments.domain.matching.market import Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.people import Mentee, Mentor
from moments.matcher.arrays import Ints
from moments.matcher.market_arrays import MarketArrays


class Shortlists:
    """Searches the participating mentors of a market. `longest`: as in `list_by_prices`."""

    def __init__(
        self,
        market: Market,
        parameters: Parameters,
        seed: str,
        prices: Mapping[str, int],
        longest: Mapping[str, int] | None = None,
    ) -> None:
        self._board = board = MarketArrays(market, parameters, seed)
        self._rows = {mentee.id: row for row, mentee in enumerate(board.mentees)}
        self._columns = {mentor.id: column for column, mentor in enumerate(board.mentors)}
        self._prices: Ints = np.array([prices[mentor.id] for mentor in board.mentors], np.int64)
        known = longest or {}
        self._longest: Ints = np.array([known.get(each.id, board.length) for each in board.mentors], np.int64)
        self._lengths = np.unique(self._longest).tolist()

    def now_costs(self, mentor: str, price: int) -> None:
        self._prices[self._columns[mentor]] = price

    def of(self, mentee: Mentee, most: int) -> Sequence[Mentor]:
        """Returns mentors that include the best `most` who are not excluded, and all who tie with the last of these;
        the same of those who may be on lists of each length.
        """
        board, row = self._board, self._rows[mentee.id]
        if not board.mentors:
            return ()
        worths = board.worths(board.wishers.of[row : row + 1], np.arange(board.types))[board.offers.of]
        fits = np.flatnonzero(worths > 0)
        value = worths[fits] - self._prices[fits]
        enough = most + len(board.excluded[row])
        if enough < len(fits):
            fits = fits[self._among_best(value, enough, self._longest[fits])]
        return [board.mentors[column] for column in fits.tolist()]

    def _among_best(self, value: Ints, enough: int, longest: Ints) -> NDArray[np.bool_]:
        among = np.zeros(len(value), bool)
        for length in self._lengths:
            may = longest >= length
            if enough < int(may.sum()):
                among |= may & (value >= np.partition(value[may], -enough)[-enough])
            else:
                among |= may
        return among

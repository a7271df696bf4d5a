"""The matcher: congestion-priced lists (docs/adr/0014)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from moments.application.ports.matcher import Advance
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.market import Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.replacements import PRICE_UNIT
from moments.domain.matching.result import MatchingResult
from moments.matcher.allocation import place
from moments.matcher.arrays import Ints
from moments.matcher.assignment import Seating
from moments.matcher.kernels import Kernels, best_for
from moments.matcher.market_arrays import MarketArrays
from moments.matcher.passes import Round, plan
from moments.matcher.pricing import Pricing
from moments.matcher.sample import sampled_prices

_WIDE = 0.02
"""A gap above this value gets a second, tighter bound."""


@dataclass(frozen=True, slots=True)
class PricedLists:
    """Gives the same result for the same people, parameters and seed, in any order of people (MAT-8).

    `kernels`: None chooses by the market's size; the result does not depend on it.
    """

    kernels: Kernels | None = None

    def __call__(
        self, market: Market, parameters: Parameters, seed: str, advance: Advance | None = None
    ) -> MatchingResult:
        board = MarketArrays(market, parameters, seed)
        if not board.mentees or not board.mentors:
            return MatchingResult({mentee.id: () for mentee in board.mentees}, {}, {}, Certificate(0, 0))
        return _Run(board, self.kernels, seed, advance or _silent).outcome()


def _silent(done: int, total: int) -> None: ...


class _Run:
    def __init__(self, board: MarketArrays, kernels: Kernels | None, seed: str, advance: Advance) -> None:
        self._board = board
        self._kernels = board.kernels = kernels or best_for(len(board.wishers.first) * board.types)
        number = int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())
        self._random = np.random.Generator(np.random.PCG64(number))
        self._advance = advance

    def outcome(self) -> MatchingResult:
        board = self._board
        pricing = Pricing(board, self._kernels, self._random)
        steps = plan(len(board.mentees), len(board.wishers.first), board.types)
        total = len(steps.rounds) + 3
        self._advance(0, total)
        if steps.sample:
            pricing.start_at(sampled_prices(board, self._kernels, self._random, steps.sample))
        self._advance(1, total)
        for done, _ in enumerate(pricing.go(steps.rounds), start=2):
            self._advance(done, total)
        prices, bound = pricing.certified()
        self._advance(total - 1, total)
        assert pricing.pairs is not None
        seating = Seating(board, place(board, pricing.pairs, pricing.prices), pricing.prices)
        certificate = Certificate(bound, self._value(seating))
        if certificate.gap > _WIDE:
            certificate = replace(certificate, bound=min(bound, self._bound_of_total(prices, steps.rounds)))
        self._advance(total, total)
        return self._told(seating, prices, certificate)

    def _bound_of_total(self, prices: Ints, rounds: Iterable[Round]) -> int:
        """A second bound from prices found for total fit only. If not all lists can be full, prices that try to fill
        them prove little.
        """
        pricing = Pricing(self._board, self._kernels, self._random, for_proof=True)
        pricing.start_at(prices)
        for _ in pricing.go(rounds):
            pass
        return pricing.certified()[1]

    def _value(self, seating: Seating) -> int:
        board = self._board
        mentees, mentors = _flat(seating.lists)
        worths = board.worths(board.wishers.of[mentees], board.offers.of[mentors])
        return int(worths.sum()) // PRICE_UNIT

    def _told(self, seating: Seating, prices: Ints, certificate: Certificate) -> MatchingResult:
        board = self._board
        mentees, mentors = _flat(seating.lists)
        scores = board.scores(board.wishers.of[mentees], board.offers.of[mentors])
        best_first = np.lexsort((mentors, prices[board.offers.of[mentors]], -scores, mentees))
        ids = [mentor.id for mentor in board.mentors]
        columns: list[int] = mentors[best_first].tolist()
        ordered = [ids[column] for column in columns]
        lists: dict[str, tuple[str, ...]] = {}
        start = 0
        for mentee, shown in zip(board.mentees, seating.lists, strict=True):
            lists[mentee.id] = tuple(ordered[start : start + len(shown)])
            start += len(shown)
        each = prices[board.offers.of].tolist()
        return MatchingResult(
            lists, dict(zip(ids, each, strict=True)), dict(zip(ids, board.limits.tolist(), strict=True)), certificate
        )


def _flat(lists: list[list[int]]) -> tuple[Ints, Ints]:
    counts = [len(mentors) for mentors in lists]
    return (
        np.repeat(np.arange(len(lists)), counts),
        np.fromiter((mentor for mentors in lists for mentor in mentors), np.int64, sum(counts)),
    )

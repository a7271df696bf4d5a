"""The matcher: congestion-priced lists (docs/adr/0014)."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from moments.application.ports.matcher import Advance
from moments.domain.matching.certificate import Certificate, Spread
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
from moments.matcher.pricing import Pricing, Proof
from moments.matcher.sample import sampled_prices
from moments.matcher.spreading import Spreading

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
        proofs = [pricing.certified()]
        self._advance(total - 1, total)
        seating = self._seated(pricing)
        unspread, prices = self._value(seating.lists), proofs[0].prices
        fair = board.as_long_as_there_is_room()
        if fair is not board:
            pricing = self._again(Pricing(fair, self._kernels, self._random), prices, steps.rounds)
            prices = pricing.certified().prices
            seating = self._seated(pricing)
        spreading = Spreading(board, seating, pricing.prices)
        value = self._value(seating.lists)
        if 1 - value / max(self._bound(proofs, spreading), 1) > _WIDE:
            for_proof = Pricing(board, self._kernels, self._random, for_proof=True)
            proofs.append(self._again(for_proof, proofs[0].prices, steps.rounds).certified())
        cost = max(unspread + self._value(spreading.given_way) - value, 0)
        certificate = Certificate(self._bound(proofs, spreading), value, Spread(cost, int(spreading.beyond.sum())))
        self._advance(total, total)
        return self._told(seating, spreading, prices, certificate)

    def _seated(self, pricing: Pricing) -> Seating:
        assert pricing.pairs is not None
        return Seating(self._board, place(pricing.board, pricing.pairs, pricing.prices), pricing.prices)

    def _again(self, pricing: Pricing, prices: Ints, rounds: Iterable[Round]) -> Pricing:
        """The prices of another purpose, found from these: for shorter lists; or for total fit only, because if not all
        lists can be full, prices that try to fill them prove little.
        """
        pricing.start_at(prices)
        for _ in pricing.go(rounds):
            pass
        return pricing

    def _bound(self, proofs: Iterable[Proof], spreading: Spreading) -> int:
        """The lowest bound under the limits as they are after they gave way."""
        board = self._board
        more = board.limits + spreading.beyond - board.room
        return min(proof.bound - (-int((more * proof.prices[board.offers.of]).sum()) // PRICE_UNIT) for proof in proofs)

    def _value(self, lists: list[list[int]]) -> int:
        board = self._board
        mentees, mentors = _flat(lists)
        worths = board.worths(board.wishers.of[mentees], board.offers.of[mentors])
        return int(worths.sum()) // PRICE_UNIT

    def _told(self, seating: Seating, spreading: Spreading, prices: Ints, certificate: Certificate) -> MatchingResult:
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
        limits: list[int] = (board.limits + spreading.beyond).tolist()
        return MatchingResult(
            lists,
            dict(zip(ids, each, strict=True)),
            dict(zip(ids, limits, strict=True)),
            certificate,
            _those(ids, spreading.beyond, spreading.beyond > 0),
            _those(ids, longest := spreading.longest(), longest < board.length),
        )


def _those(ids: list[str], numbers: Ints, which: NDArray[np.bool_]) -> dict[str, int]:
    return {ids[column]: int(numbers[column]) for column in np.flatnonzero(which)}


def _flat(lists: list[list[int]]) -> tuple[Ints, Ints]:
    counts = [len(mentors) for mentors in lists]
    return (
        np.repeat(np.arange(len(lists)), counts),
        np.fromiter((mentor for mentors in lists for mentor in mentors), np.int64, sum(counts)),
    )

"""One mentee's list from the prices of a run: replacements, and the list of a late mentee (MAT-4, MAT-7)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from moments.domain.matching.common_hours import share_hours
from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.fit import SCALE, fit
from moments.domain.matching.market import exclusion
from moments.domain.matching.order import lot
from moments.domain.matching.parameters import MAX_LIST_LENGTH, HoursRule, Parameters
from moments.domain.matching.people import Mentee, Mentor
from moments.domain.matching.suggestion import Suggestion

PRICE_UNIT = 256
"""Prices are in units of 1/(256 x 10,000) of a perfect fit."""
TIE_BREAK = SCALE // 50
"""The bonus for common hours as a tie-break, in 1/10,000."""
RISE = SCALE * PRICE_UNIT // 10
"""The price increase of a mentor who is on twice as many lists as the limit."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A mentor's state after a run: the price, the limit of lists, the number of lists they are on (MAT-7), and the
    longest list to be on (MAT-4).
    """

    price: int
    limit: int
    shown: int
    longest: int = MAX_LIST_LENGTH

    def cost(self, more: int) -> int:
        """The price once the mentor is on `more` further lists. Up to the limit it is the run's price; above the limit
        it rises, so that late mentees are not all sent to the same few mentors.
        """
        above = max(self.shown + more - self.limit, 0)
        return self.price + RISE * above // max(self.limit, 1)


_Offer = tuple[int | None, bytes, Mentor]
"""The worth less the price, the lot, and who it is."""


def weight(mentee: Mentee, parameters: Parameters) -> int:
    """The weight of this mentee's fits against prices, in hundredths."""
    return 100 if mentee.has_mentor else 100 + parameters.unmatched_bonus_percent


def list_by_prices(
    mentee: Mentee,
    mentors: Iterable[Mentor],
    prices: Mapping[str, int],
    parameters: Parameters,
    seed: str,
    between: Mapping[str, Exclusion] | None = None,
    without: Collection[str] = (),
    longest: Mapping[str, int] | None = None,
) -> tuple[Suggestion, ...]:
    """Selects the best mentors, by fit less price, who can be suggested now; returns them best fit first.

    `prices`: each mentor's current price; 0 if missing. `without`: mentors who are already on the list. `longest`: the
    longest list for a mentor to be on, if not any: what is scarce is left to those whose lists are short.
    """
    if not mentee.takes_part:
        return ()
    may = (m for m in mentors if m.takes_part and m.id not in without and exclusion(mentee, m, between or {}) is None)
    offers = [(_worth(mentee, m, prices, parameters), lot(seed, mentee.id, m.id), m) for m in may]
    by_value = sorted((o for o in offers if o[0] is not None), key=lambda o: (-(o[0] or 0), o[1]))
    best = _as_many_as_may_be(by_value, parameters.list_length, longest or {})
    found = [(fit(mentee.skills, m.skills, parameters.weights), m) for _, _, m in best]
    ranked = sorted(
        found, key=lambda each: (-each[0].score, prices.get(each[1].id, 0), lot(seed, mentee.id, each[1].id))
    )
    return tuple(Suggestion(m.id, found.score, found.common) for found, m in ranked)


def _as_many_as_may_be(offers: Sequence[_Offer], most: int, longest: Mapping[str, int]) -> Sequence[_Offer]:
    """The best `most`, or fewer where there would be somebody among them who may only be on shorter lists."""
    for length in range(most, 0, -1):
        may = [offer for offer in offers if longest.get(offer[2].id, most) >= length][:length]
        if len(may) == length:
            return may
    return ()


def _worth(mentee: Mentee, mentor: Mentor, prices: Mapping[str, int], parameters: Parameters) -> int | None:
    score = fit(mentee.skills, mentor.skills, parameters.weights).score
    together = parameters.hours is HoursRule.IGNORED or share_hours(mentee, mentor)
    if not score or (parameters.hours is HoursRule.REQUIRED and not together):
        return None
    bonus = TIE_BREAK if parameters.hours is HoursRule.TIE_BREAK and together else 0
    return (score + bonus) * PRICE_UNIT * weight(mentee, parameters) // 100 - prices.get(mentor.id, 0)

"""One mentee's list by the prices of a run: replacements, and the list of somebody approved after it (MAT-4, MAT-7)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from moments.domain.matching.common_hours import share_hours
from moments.domain.matching.fit import SCALE, fit
from moments.domain.matching.market import Bar, bar
from moments.domain.matching.order import lot
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.people import Mentee, Mentor
from moments.domain.matching.suggestion import Suggestion

PRICE_UNIT = 256
"""Prices are in 1/(256 x 10,000) of a whole fit."""
TIE_BREAK = SCALE // 50
"""What common hours are worth as a tie-break, in 1/10,000."""
RISE = SCALE * PRICE_UNIT // 10
"""By how much a mentor's price has risen who is on twice as many lists as the limit."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a run leaves of a mentor: the price, on how many lists they may be, and on how many they are (MAT-7)."""

    price: int
    limit: int
    shown: int

    def cost(self, more: int) -> int:
        """The price once they are on so many lists more. Up to the limit it is the run's; above it goes on to rise, so
        that those who come later are not all sent to the same few."""
        above = max(self.shown + more - self.limit, 0)
        return self.price + RISE * above // max(self.limit, 1)


def weight(mentee: Mentee, parameters: Parameters) -> int:
    """How much this mentee's fits count against prices, in hundredths."""
    return 100 if mentee.has_mentor else 100 + parameters.newcomers_first


def list_by_prices(
    mentee: Mentee,
    mentors: Iterable[Mentor],
    prices: Mapping[str, int],
    parameters: Parameters,
    salt: str,
    between: Mapping[str, Bar] | None = None,
    without: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """The best by fit and price of those who may be suggested now; best fit first.

    `prices`: what each costs now; a mentor without one costs nothing. `without`: mentors who are on the list already.
    """
    if not mentee.takes_part:
        return ()
    may = (m for m in mentors if m.takes_part and m.id not in without and bar(mentee, m, between or {}) is None)
    offers = [(_worth(mentee, m, prices, parameters), lot(salt, mentee.id, m.id), m) for m in may]
    best = sorted((o for o in offers if o[0] is not None), key=lambda o: (-(o[0] or 0), o[1]))[: parameters.list_length]
    found = [(fit(mentee.skills, m.skills, parameters.weights), m) for _, _, m in best]
    ranked = sorted(
        found, key=lambda each: (-each[0].score, prices.get(each[1].id, 0), lot(salt, mentee.id, each[1].id))
    )
    return tuple(Suggestion(m.id, found.score, found.common) for found, m in ranked)


def _worth(mentee: Mentee, mentor: Mentor, prices: Mapping[str, int], parameters: Parameters) -> int | None:
    score = fit(mentee.skills, mentor.skills, parameters.weights).score
    together = parameters.hours is HoursRule.IGNORED or share_hours(mentee, mentor)
    if not score or (parameters.hours is HoursRule.REQUIRED and not together):
        return None
    bonus = TIE_BREAK if parameters.hours is HoursRule.TIE_BREAK and together else 0
    return (score + bonus) * PRICE_UNIT * weight(mentee, parameters) // 100 - prices.get(mentor.id, 0)

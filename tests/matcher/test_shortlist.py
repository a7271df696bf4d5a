"""The shortlist holds everybody whom the definition would choose of all mentors (MAT-4, MAT-7)."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.matching.fit import SCALE
from moments.domain.matching.market import ExclusionIndex, Market
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.replacements import PRICE_UNIT, list_by_prices
from moments.matcher.shortlist import Shortlists
from tests.domain.matching.markets import drawn_market, markets, with_hours


@pytest.mark.rule("MAT-4", "MAT-6", "MAT-7")
@settings(max_examples=60, deadline=None)
@given(markets(30), st.integers(0, 1000), st.sampled_from(list(HoursRule)), st.sampled_from([0, 50]), st.integers(1, 5))
def test_of_the_shortlist_the_same_are_chosen_as_of_all(
    market: Market, seed: int, hours: HoursRule, newcomers: int, length: int
) -> None:
    random, market = Random(seed), with_hours(market, seed)
    parameters = Parameters(list_length=length, hours=hours, unmatched_bonus_percent=newcomers)
    mentors = [mentor for mentor in market.mentors if mentor.takes_part]
    prices = {mentor.id: random.choice((0, 100, 3_000)) * PRICE_UNIT for mentor in mentors}
    shortlists = Shortlists(market, parameters, "seed", prices)
    for mentee in (mentee for mentee in market.mentees if mentee.takes_part):
        without = {mentor.id for mentor in mentors if random.random() < 0.1}
        near = shortlists.of(mentee, length + len(without))
        given_ = prices, parameters, "seed", market.between(mentee.id), without
        found = list_by_prices(mentee, near, *given_)
        assert found == list_by_prices(mentee, mentors, *given_)
        for each in found:
            prices[each.mentor] += 2 * SCALE * PRICE_UNIT
            shortlists.now_costs(each.mentor, prices[each.mentor])


@pytest.mark.rule("MAT-7")
def test_it_is_short() -> None:
    market = drawn_market(3, 5, 500)
    mentors = {mentor.id: number for number, mentor in enumerate(market.mentors)}
    shortlists = Shortlists(market, Parameters(), "seed", mentors)
    mentee = next(mentee for mentee in market.mentees if mentee.takes_part)
    assert 5 <= len(shortlists.of(mentee, 5)) <= 5 + len(ExclusionIndex(market).exclusions_of(mentee)) < 100

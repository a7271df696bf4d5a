"""Nobody is left with an empty list, or a much shorter one than others who seek the same (MAT-4)."""

from collections import Counter, defaultdict

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from moments.domain.matching.explanation import empty_lists
from moments.domain.matching.market import Market
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.replacements import list_by_prices
from moments.domain.matching.result import MatchingResult
from moments.matcher import engine
from moments.matcher.engine import PricedLists
from moments.matcher.passes import Plan, Round
from tests.domain.matching.markets import a_market, a_mentee, a_mentor, drawn_market, markets, shuffled, with_hours
from tests.domain.matching.scarcity import a_niche_in_a_state, a_scarce_market, askable, scarce_markets
from tests.matcher.exact import best_total

RUN = PricedLists()
DEFAULT_PARAMETERS = Parameters()
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
QUICK = Plan(0.0, (Round(48, None, (0.3, 0.1, 0.05), 1, 8),))
settings_of_the_office = st.builds(
    Parameters,
    list_length=st.integers(1, 5),
    max_lists_per_open_place=st.sampled_from([None, None, 1.0, 2.5]),
    unmatched_bonus_percent=st.sampled_from([0, 50]),
    hours=st.sampled_from(list(HoursRule)),
)

WHERE_ALL_IS_SCARCE = Parameters(list_length=1, max_lists_per_open_place=2.5, hours=HoursRule.IGNORED)
"""With the example's market: no list is empty, and limits gave way before lists were spread."""


@pytest.fixture
def few_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are to be spread whatever the prices."""
    monkeypatch.setattr(engine, "plan", lambda *_: QUICK)


def check_spread(market: Market, outcome: MatchingResult, parameters: Parameters) -> None:
    can_ask = askable(market, parameters)
    lengths = {mentee: len(shown) for mentee, shown in outcome.lists.items()}
    for mentee, shown in outcome.lists.items():
        assert shown or not can_ask[mentee], "an empty list, and somebody to ask"
        for mentor in shown:
            assert lengths[mentee] <= outcome.longest.get(mentor, parameters.list_length)
        for mentor in can_ask[mentee] - set(shown):
            assert lengths[mentee] >= outcome.longest.get(mentor, parameters.list_length) - 1
    alike = defaultdict[frozenset[str], set[int]](set)
    for mentee, mentors in can_ask.items():
        alike[mentors].add(lengths[mentee])
    assert all(max(those) - min(those) <= 1 for those in alike.values())
    times = Counter(mentor for shown in outcome.lists.values() for mentor in shown)
    for mentor, more in outcome.beyond.items():
        assert more > 0
        assert times[mentor] == outcome.limits[mentor]


@pytest.mark.rule("MAT-4")
@MANY
@given(st.one_of(scarce_markets(), markets(20)), settings_of_the_office, st.integers(0, 99))
def test_nobody_is_empty_handed_while_others_who_seek_the_same_are_not(
    few_passes, market, parameters, seed: int
) -> None:
    """Who seek the same: who could be shown the same mentors. More: no mentor is on a list that is two names longer
    than that of somebody who could be shown the mentor and is not.
    """
    market = with_hours(market, seed)
    check_spread(market, RUN(market, parameters, "seed"), parameters)


@pytest.mark.rule("MAT-4")
@MANY
@given(scarce_markets(), settings_of_the_office)
@example(a_scarce_market(426168), WHERE_ALL_IS_SCARCE)
def test_limits_give_way_for_empty_lists_only_and_evenly(few_passes, market: Market, parameters: Parameters) -> None:
    outcome, can_ask = RUN(market, parameters, "seed"), askable(market, parameters)
    own = {mentor: limit - outcome.beyond.get(mentor, 0) for mentor, limit in outcome.limits.items()}
    times = Counter(mentor for shown in outcome.lists.values() for mentor in shown)
    assert sum(outcome.beyond.values()) == outcome.certificate.spread.beyond_limits
    for mentee, shown in outcome.lists.items():
        above = [mentor for mentor in shown if mentor in outcome.beyond]
        for mentor in above if len(shown) == 1 else ():
            for other in can_ask[mentee] - set(shown):
                assert (times[other] + 1 - own[other]) * own[mentor] >= outcome.beyond[mentor] * own[other]
    for mentor, more in outcome.beyond.items():
        assert more <= sum(shown == (mentor,) for shown in outcome.lists.values())


@pytest.mark.rule("MAT-4", "MAT-7")
@MANY
@given(st.integers(0, 100_000), settings_of_the_office)
def test_the_certificate_is_a_bound_where_limits_gave_way(few_passes, seed: int, parameters: Parameters) -> None:
    market = a_scarce_market(seed, 12, 5)
    outcome = RUN(market, parameters, "")
    best = best_total(market, outcome, parameters)
    assert outcome.certificate.value <= best <= outcome.certificate.bound


@pytest.mark.rule("MAT-4", "MAT-8")
@MANY
@given(scarce_markets(), st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing_where_something_is_scarce(few_passes, market: Market, seed: int) -> None:
    for parameters in (DEFAULT_PARAMETERS, Parameters(max_lists_per_open_place=1)):
        assert RUN(market, parameters, "s") == RUN(shuffled(market, seed), parameters, "s")


@pytest.mark.rule("MAT-4")
@pytest.mark.parametrize("seed", [1, 3, 4])
def test_a_niche_in_a_state(seed: int) -> None:
    market = a_niche_in_a_state(seed)
    outcome = RUN(market, DEFAULT_PARAMETERS, "seed")
    check_spread(market, outcome, DEFAULT_PARAMETERS)
    assert not empty_lists(market, outcome, DEFAULT_PARAMETERS)
    assert not outcome.beyond, "spreading is enough here"


@pytest.mark.rule("MAT-4")
@pytest.mark.parametrize(("mentees", "mentors"), [(100, 1), (300, 7), (120, 40)])
def test_all_have_a_name_however_few_mentors_there_are(mentees: int, mentors: int) -> None:
    market = drawn_market(2, mentees, mentors, fewest=2)
    outcome = RUN(market, DEFAULT_PARAMETERS, "seed")
    check_spread(market, outcome, DEFAULT_PARAMETERS)


@pytest.mark.rule("MAT-4", "MAT-7")
def test_a_late_list_leaves_what_is_scarce_to_those_who_have_little_else() -> None:
    """By the prices alone, who comes late would have more names than those of the run."""
    market = a_scarce_market(3)
    outcome = RUN(market, DEFAULT_PARAMETERS, "seed")
    assert outcome.longest
    for mentee in market.mentees:
        late = list_by_prices(
            mentee, market.mentors, outcome.prices, DEFAULT_PARAMETERS, "seed",
            market.between(mentee.id), longest=outcome.longest,
        )  # fmt: skip
        assert late or not outcome.lists[mentee.id]
        assert all(len(late) <= outcome.longest.get(each.mentor, 5) for each in late)
        assert len(late) >= len(outcome.lists[mentee.id]) - 1


def test_the_cost_is_told() -> None:
    market = a_market([a_mentee(f"e{n}") for n in range(100)], [a_mentor()])
    certificate = RUN(market, DEFAULT_PARAMETERS, "").certificate
    assert certificate.spread.beyond_limits == 60
    assert "60 more lists than their limits" in certificate.sentence()

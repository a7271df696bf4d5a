"""The engine: repeatable, bounded by its certificate, the same with and without the accelerator (MAT-7, MAT-8)."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.matching.fit import MAX_WEIGHT, Weights, fit
from moments.domain.matching.market import Market
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.replacements import list_by_prices
from moments.domain.program.skills import RankedSkills
from moments.matcher import kernels, passes
from moments.matcher.engine import PricedLists
from moments.matcher.kernels import PLAIN
from tests.domain.builders import CAREER
from tests.domain.matching.markets import (
    SKILLS,
    a_market,
    a_mentee,
    a_mentor,
    drawn_market,
    markets,
    shuffled,
    with_hours,
)
from tests.matcher.exact import best_total

RUN = PricedLists()
DEFAULT_PARAMETERS = Parameters()
FEW = settings(max_examples=25, deadline=None)


@pytest.mark.rule("MAT-8")
@FEW
@given(markets(), st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(market: Market, seed: int) -> None:
    one, other = RUN(market, DEFAULT_PARAMETERS, "seed"), RUN(shuffled(market, seed), DEFAULT_PARAMETERS, "seed")
    assert one == other
    assert list(one.lists) == list(other.lists), "nor the order of what is told"


@pytest.mark.rule("MAT-8")
def test_nor_in_a_market_large_enough_to_be_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "_SAMPLED_FROM", 1)
    market = drawn_market(2, 400, 200)
    assert RUN(market, DEFAULT_PARAMETERS, "seed") == RUN(shuffled(market, 9), DEFAULT_PARAMETERS, "seed")


@pytest.mark.rule("MAT-7", "MAT-8")
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.text(max_size=3))
def test_the_seed_changes_only_who_wins_ties(drawn_by: int, seed: str) -> None:
    """Where no limit binds, everybody has the five best fits under any seed; equal fits may change places."""
    market = drawn_market(drawn_by, 15, 40)
    roomy = Parameters(max_lists_per_open_place=1000)
    skills = {each.id: each.skills for each in (*market.mentees, *market.mentors)}

    def scores(with_seed: str) -> dict[str, list[int]]:
        lists = RUN(market, roomy, with_seed).lists
        return {e: [fit(skills[e], skills[m]).score for m in lists[e]] for e in sorted(lists)}

    assert scores(seed) == scores("another")


@pytest.mark.rule("MAT-8")
def test_another_seed_other_winners_where_all_are_alike() -> None:
    market = a_market([a_mentee(f"e{n}") for n in range(10)], [a_mentor(f"m{n}") for n in range(10)])
    assert RUN(market, DEFAULT_PARAMETERS, "one").lists != RUN(market, DEFAULT_PARAMETERS, "two").lists


@pytest.mark.rule("MAT-7")
@settings(max_examples=25, deadline=None)
@given(markets(8), st.integers(1, 5), st.sampled_from([None, 1.0, 2.0]))
def test_the_certificate_is_a_bound_on_what_any_lists_could_do(market: Market, length: int, shown) -> None:
    parameters = Parameters(list_length=length, max_lists_per_open_place=shown)
    outcome = RUN(market, parameters, "")
    skills = {each.id: each.skills for each in (*market.mentees, *market.mentors)}
    value = sum(fit(skills[e], skills[m]).score for e, shown in outcome.lists.items() for m in shown)
    assert outcome.certificate.value == value
    if outcome.limits:
        best = best_total(market, outcome, parameters)
        assert value <= best <= outcome.certificate.bound


def falling(most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.integers(1, most), min_size=6, max_size=6).map(lambda each: tuple(sorted(each, reverse=True)))


@pytest.mark.rule("MAT-1", "MAT-7")
@settings(max_examples=40, deadline=None)
@given(
    markets(9), falling(MAX_WEIGHT), falling(MAX_WEIGHT),
     st.sampled_from(list(HoursRule)), st.sampled_from([0, 37, 100]),
    st.booleans(), st.integers(0, 100),
)  # fmt: skip
def test_nor_is_it_broken_by_any_settings_of_the_office(
    market: Market, wish, offer, hours: HoursRule, newcomers: int, sampled: bool, seed: int
) -> None:
    market = with_hours(market, seed)
    parameters = Parameters(weights=Weights(wish, offer), hours=hours, unmatched_bonus_percent=newcomers)
    with pytest.MonkeyPatch.context() as patch:
        if sampled:
            patch.setattr(passes, "_SAMPLED_FROM", 1)
        outcome = RUN(market, parameters, "")
    if outcome.limits:
        best = best_total(market, outcome, parameters)
        assert outcome.certificate.value <= best <= outcome.certificate.bound
        assert outcome.certificate.value >= 0.8 * best


@pytest.mark.rule("MAT-7")
@pytest.mark.parametrize("seed", range(4))
def test_the_lists_of_a_small_market_are_near_the_best_that_could_be(seed: int) -> None:
    market = drawn_market(seed, 40, 20)
    outcome = RUN(market, DEFAULT_PARAMETERS, "")
    assert outcome.certificate.value >= 0.97 * best_total(market, outcome, DEFAULT_PARAMETERS)


@pytest.mark.rule("MAT-7", "MAT-8")
@pytest.mark.parametrize(("length", "shown"), [(5, 4.0), (1, 1.0), (5, 1.0)])
def test_where_lists_cannot_all_be_full_the_certificate_still_tells_how_good(length: int, shown: float) -> None:
    market = drawn_market(1, 400, 100)
    certificate = RUN(market, Parameters(list_length=length, max_lists_per_open_place=shown), "").certificate
    assert certificate.gap - certificate.spread.cost / certificate.bound < 0.01


@pytest.mark.rule("MAT-7")
@pytest.mark.parametrize("seed", range(3))
def test_where_places_would_fill_all_lists_but_skills_do_not_it_does_so_too(seed: int) -> None:
    """Each seeks and offers one skill: of some there is not enough, of others too much."""
    random = Random(seed)

    def one() -> RankedSkills:
        skill = random.choice(SKILLS)
        return RankedSkills((skill,), ()) if skill in CAREER else RankedSkills((), (skill,))

    mentees, mentors = [a_mentee(f"e{n}", one()) for n in range(200)], [a_mentor(f"m{n}", one()) for n in range(100)]
    outcome = RUN(a_market(mentees, mentors), DEFAULT_PARAMETERS, "")
    assert sum(outcome.limits.values()) == 5 * 200 > sum(map(len, outcome.lists.values()))
    assert outcome.certificate.gap < 0.01


@pytest.mark.rule("MAT-4", "MAT-7")
def test_a_list_by_the_prices_of_the_run_is_near_the_one_of_the_run() -> None:
    market = drawn_market(7, 150, 75)
    outcome = RUN(market, DEFAULT_PARAMETERS, "seed")
    own, given_ = 0, 0
    for mentee in market.mentees:
        shown = list_by_prices(
            mentee, market.mentors, outcome.prices, DEFAULT_PARAMETERS, "seed", market.between(mentee.id)
        )
        given_ += sum(each.score - outcome.prices[each.mentor] // 256 for each in shown)
        scores = {m.id: fit(mentee.skills, m.skills).score for m in market.mentors}
        own += sum(scores[mentor] - outcome.prices[mentor] // 256 for mentor in outcome.lists.get(mentee.id, ()))
    assert own >= given_ * 0.95


# --- both kinds of inner loops --------------------------------------------------------


@pytest.fixture(scope="module")
def fast() -> kernels.Kernels:
    pytest.importorskip("numba")
    return kernels.compiled()


@pytest.mark.rule("MAT-8")
@pytest.mark.parametrize("hours", list(HoursRule))
@pytest.mark.parametrize("sampled", [False, True])
def test_the_accelerator_changes_nothing(fast, hours: HoursRule, sampled: bool, monkeypatch) -> None:
    if sampled:
        monkeypatch.setattr(passes, "_SAMPLED_FROM", 1)
    random = Random(4)
    drawn = drawn_market(4, 300, 150)
    choices = ("mon-fri-0800-1700", "mon-fri-2300-0730", "mon-fri-1500-2330", None)
    market = a_market(
        [a_mentee(m.id, m.skills, person=m.person, places=m.open_places, hours=random.choice(choices),
                  has_mentor=m.has_mentor) for m in drawn.mentees],
        [a_mentor(m.id, m.skills, person=m.person, places=m.open_places, hours=random.choice(choices))
         for m in drawn.mentors],
        *drawn.excluded,
    )  # fmt: skip
    parameters = Parameters(hours=hours, unmatched_bonus_percent=30)
    assert PricedLists(fast)(market, parameters, "s") == PricedLists(PLAIN)(market, parameters, "s")


@pytest.mark.parametrize("most", [1, 5, 60])
@pytest.mark.parametrize("alike", [False, True])
@pytest.mark.parametrize("least", [0, -9_000], ids=["wishes", "and dislikes"])
def test_both_find_the_same_candidates_in_the_same_order(fast, most: int, alike: bool, least: int) -> None:
    random = np.random.default_rng(3)
    wishes = np.where(random.random((40, 10)) < 0.4, random.integers(1, 3 if alike else 9_000, (40, 10)), 0)
    wishes[:, 9] = np.where(random.random(40) < 0.4, least, wishes[:, 9])
    offers = np.where(random.random((10, 3_000)) < 0.4, random.integers(1, 3 if alike else 100, (10, 3_000)), 0)
    price = random.integers(-2, 3 if alike else 500_000, 3_000).astype(np.float32)
    threshold = np.where(random.random(40) < 0.5, -np.inf, random.integers(-5, 1_000, 40)).astype(np.float32)
    given_ = wishes.astype(np.float32), offers.astype(np.float32), price, threshold, most
    for one, other in zip(PLAIN.candidates(*given_), fast.candidates(*given_), strict=True):
        np.testing.assert_array_equal(one, other)
    exact = wishes @ offers - price.astype(np.int64)
    index, value = PLAIN.candidates(*given_)
    for row in range(40):
        allowed = [t for t in range(3_000) if exact[row, t] > threshold[row] and exact[row, t] + price[t] > 0]
        best = sorted(allowed, key=lambda t: (-exact[row, t], t))[:most]
        assert index[row, : len(best)].tolist() == best
        assert value[row, : len(best)].tolist() == [exact[row, t] for t in best]
        assert set(index[row, len(best) :].tolist()) <= {3_000}


@pytest.mark.parametrize("least", [0, -3])
def test_both_go_down_alike(fast, least: int) -> None:
    random = np.random.default_rng(5)
    people, classes, types, most = 300, 40, 60, 12
    of, several = random.integers(0, classes, people), np.append(random.integers(1, 4, types), 0)
    index = np.sort(random.integers(0, types + 1, (classes, most)), axis=1).astype(np.int32)
    index[:, 1:][index[:, 1:] == index[:, :-1]] = types
    index.sort(axis=1)
    worth = np.where(index < types, random.integers(1, 9, (classes, most)), -99).astype(np.int32)
    rise = np.append(random.integers(1, 50_000, types), 0)
    after = []
    for kernels_ in (PLAIN, fast):
        price = np.append(random.integers(0, 1, types), 0).astype(np.int64)
        order = np.arange(people)
        kernels_.descend(order, of, index, worth, several, price, rise, 100_000, least << 16, 7, 5)
        after.append(price)
    np.testing.assert_array_equal(*after)
    assert after[0][:-1].any()
    assert (after[0].min() < 0) == (least < 0)

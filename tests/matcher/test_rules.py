"""What no list of a run may ever hold, and who must have one (MAT-3 to MAT-7), in markets of every shape."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.matching.explanation import empty_lists, explained
from moments.domain.matching.fit import fit
from moments.domain.matching.market import ExclusionIndex, Market
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.result import MatchingResult
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.program.skills import RankedSkills
from moments.matcher.engine import PricedLists
from tests.domain.builders import CAREER, SOFT
from tests.domain.matching.markets import a_market, a_mentee, a_mentor, drawn_market, markets, skewed_market

RUN = PricedLists()
DEFAULT_PARAMETERS = Parameters()
FEW = settings(max_examples=40, deadline=None)
DAY, NIGHT = "mon-fri-0800-1700", "mon-fri-2300-0730"


def check(market: Market, outcome: MatchingResult, parameters: Parameters = DEFAULT_PARAMETERS) -> None:
    mentees = {mentee.id: mentee for mentee in market.mentees}
    mentors = {mentor.id: mentor for mentor in market.mentors}
    index = ExclusionIndex(market)
    assert set(outcome.lists) == {mentee.id for mentee in market.mentees if mentee.takes_part}
    assert set(outcome.prices) in (set(), {mentor.id for mentor in market.mentors if mentor.takes_part})
    for mentee, shown in outcome.lists.items():
        assert len(shown) == len(set(shown)) <= parameters.list_length
        assert not set(shown) & set(index.exclusions_of(mentees[mentee]))
        assert all(mentors[mentor].takes_part for mentor in shown)
        scores = [fit(mentees[mentee].skills, mentors[mentor].skills, parameters.weights).score for mentor in shown]
        assert all(scores)
        assert scores == sorted(scores, reverse=True), "best first"
    for mentor, times in Counter(mentor for shown in outcome.lists.values() for mentor in shown).items():
        assert times <= outcome.limits[mentor]


@pytest.mark.rule("MAT-3", "MAT-6", "MAT-7", "CAP-1", "CAP-2", "CAP-3")
@FEW
@given(markets(), st.integers(1, 5), st.sampled_from([None, 1.0, 3.5]))
def test_no_list_of_any_market_holds_what_it_may_not(market: Market, length: int, shown: float | None) -> None:
    parameters = Parameters(list_length=length, max_lists_per_open_place=shown)
    check(market, RUN(market, parameters, "seed"), parameters)


@pytest.mark.rule("MAT-3", "MAT-6", "MAT-7")
@pytest.mark.parametrize(("mentees", "mentors"), [(200, 100), (100, 200), (300, 15)])
def test_nor_does_one_of_a_larger_market(mentees: int, mentors: int) -> None:
    market = drawn_market(1, mentees, mentors)
    check(market, RUN(market, DEFAULT_PARAMETERS, "seed"))


@pytest.mark.rule("MAT-7")
@FEW
@given(markets(), st.sampled_from([1.0, 2.0, 7.3]))
def test_a_mentors_limit_is_in_proportion_to_the_open_places(market: Market, per_place: float) -> None:
    places = {mentor.id: mentor.open_places for mentor in market.mentors}
    mentees = sum(mentee.takes_part for mentee in market.mentees)
    outcome = RUN(market, Parameters(max_lists_per_open_place=per_place), "")
    for mentor, limit in outcome.limits.items():
        assert limit - outcome.beyond.get(mentor, 0) in (
            min(int(per_place * places[mentor]), mentees),
            min(int(per_place * places[mentor]) + 1, mentees),
        )


@pytest.mark.rule("MAT-4")
@FEW
@given(markets())
def test_every_empty_list_has_its_reason_and_every_other_its_explanation(market: Market) -> None:
    outcome = RUN(market, DEFAULT_PARAMETERS, "")
    reasons = empty_lists(market, outcome, DEFAULT_PARAMETERS)
    told = dict(explained(market, outcome, DEFAULT_PARAMETERS))
    assert set(told) == set(outcome.lists)
    assert set(reasons) == {mentee for mentee, shown in told.items() if not shown}
    skills = {each.id: each.skills for each in (*market.mentees, *market.mentors)}
    for mentee, shown in told.items():
        assert tuple(each.mentor for each in shown) == outcome.lists[mentee]
        for each in shown:
            ranks, offered = skills[mentee].ranks(), skills[each.mentor].ranks()
            assert {term.skill for term in each.common} == ranks.keys() & offered.keys()
            assert all((ranks[t.skill], offered[t.skill]) == (t.mentee_rank, t.mentor_rank) for t in each.common)
            assert sum(term.share for term in each.common) == each.score


@pytest.mark.rule("MAT-5")
def test_who_works_where_changes_no_list() -> None:
    apart = drawn_market(3, 40, 20)
    together = a_market(
        [a_mentee(m.id, m.skills, person=m.person, supervisor=m.supervisor, places=m.open_places,
                  non_participation=m.non_participation, has_mentor=m.has_mentor) for m in apart.mentees],
        [a_mentor(m.id, m.skills, person=m.person, supervisor=m.supervisor, places=m.open_places,
                  non_participation=m.non_participation)
         for m in apart.mentors],
        *apart.excluded,
    )  # fmt: skip
    assert RUN(together, DEFAULT_PARAMETERS, "x").lists == RUN(apart, DEFAULT_PARAMETERS, "x").lists


# --- markets at their ends ------------------------------------------------------------


@pytest.mark.parametrize(
    ("mentees", "mentors", "lists"),
    [
        ([], [], {}),
        ([], [a_mentor()], {}),
        ([a_mentee()], [], {"mentee": ()}),
        ([a_mentee()], [a_mentor()], {"mentee": ("mentor",)}),
        ([a_mentee(places=0)], [a_mentor()], {}),
        ([a_mentee()], [a_mentor(places=0)], {"mentee": ()}),
        ([a_mentee()], [a_mentor(non_participation=(NonParticipation.UNAVAILABLE,))], {"mentee": ()}),
        ([a_mentee()], [a_mentor(skills=RankedSkills(CAREER[3:5], SOFT[3:4]))], {"mentee": ()}),
        ([a_mentee(skills=RankedSkills())], [a_mentor()], {"mentee": ()}),
    ],
    ids=[
        "nobody",
        "no mentee",
        "no mentor",
        "one each",
        "full mentee",
        "full mentor",
        "away",
        "nothing shared",
        "blank",
    ],
)
@pytest.mark.rule("MAT-3")
def test_the_smallest_markets(mentees, mentors, lists) -> None:
    assert RUN(a_market(mentees, mentors), DEFAULT_PARAMETERS, "").lists == lists


@pytest.mark.rule("MAT-6")
def test_only_pairs_that_may_not_be() -> None:
    mentees = [a_mentee(f"e{number}", supervisor="boss") for number in range(20)]
    market = a_market(mentees, [a_mentor("boss", person="boss")])
    outcome = RUN(market, DEFAULT_PARAMETERS, "")
    check(market, outcome)
    assert not any(outcome.lists.values())
    assert {each.reason for each in empty_lists(market, outcome, DEFAULT_PARAMETERS).values()} == {
        EmptyReason.ONLY_EXCLUDED
    }


@pytest.mark.rule("MAT-7")
@pytest.mark.parametrize(("mentees", "mentors"), [(40, 20), (20, 40), (100, 3)])
def test_where_all_are_alike_all_mentors_are_shown_about_as_often(mentees: int, mentors: int) -> None:
    market = a_market([a_mentee(f"e{n}") for n in range(mentees)], [a_mentor(f"m{n}") for n in range(mentors)])
    outcome = RUN(market, DEFAULT_PARAMETERS, "")
    check(market, outcome)
    times = Counter(mentor for shown in outcome.lists.values() for mentor in shown)
    slots = min(5, mentors) * mentees
    assert times.total() >= min(slots, sum(outcome.limits.values())) * 0.95
    assert max(times.values()) - min(times[f"m{n}"] for n in range(mentors)) <= 0.3 * max(times.values()) + 1


@pytest.mark.rule("MAT-7")
@pytest.mark.parametrize("seed", range(4))
def test_mentors_whom_few_want_are_shown_all_the_same_where_lists_need_every_showing(seed: int) -> None:
    market = skewed_market(seed, 300, 150)
    outcome = RUN(market, DEFAULT_PARAMETERS, "")
    check(market, outcome)
    times = Counter(mentor for shown in outcome.lists.values() for mentor in shown)
    assert sum(outcome.limits.values()) == 5 * 300
    assert set(times) == set(outcome.limits), "a place that is on no list is a mentorship that can't be"
    assert times.total() >= 5 * 300 * 0.99


@pytest.mark.rule("MAT-4", "MAT-7")
@pytest.mark.parametrize(("others", "beyond"), [(1, 60), (3, 0)])
def test_one_mentor_is_shown_to_everybody_only_where_there_is_no_other(others: int, beyond: int) -> None:
    market = a_market([a_mentee(f"e{n}") for n in range(100)], [a_mentor(f"m{n}") for n in range(others)])
    outcome = RUN(market, DEFAULT_PARAMETERS, "")
    check(market, outcome)
    assert all(outcome.lists.values())
    assert sum(outcome.limits.values()) - 40 * others == sum(outcome.beyond.values()) == beyond


@pytest.mark.rule("MAT-7")
def test_a_mentor_whom_everybody_would_choose_is_left_to_those_who_have_no_other() -> None:
    """Ten seek only what the star has; ten others have mentors of their own who fit nearly as well."""
    only, both = RankedSkills(CAREER[:1], SOFT[:1]), RankedSkills(CAREER[:2], SOFT[:1])
    star, other = a_mentor("star", only), [a_mentor(f"m{n}", RankedSkills(CAREER[1:2], SOFT[:1])) for n in range(10)]
    lonely = [a_mentee(f"lonely{n}", RankedSkills(CAREER[:1])) for n in range(10)]
    rich = [a_mentee(f"rich{n}", both) for n in range(10)]
    outcome = RUN(a_market(lonely + rich, [star, *other]), Parameters(max_lists_per_open_place=5), "")
    assert all(outcome.lists[mentee.id] == ("star",) for mentee in lonely)
    assert all(len(outcome.lists[mentee.id]) == 5 for mentee in rich)


# --- the office's settings ------------------------------------------------------------


def test_required_hours_leave_out_who_shares_none_and_as_a_tie_break_they_come_first() -> None:
    mentees = [a_mentee(f"e{n}", hours=DAY) for n in range(3)]
    mentors = [a_mentor(f"{hours}-{n}", hours=hours) for hours in (DAY, NIGHT) for n in range(5)]
    market = a_market(mentees, mentors)
    required = RUN(market, Parameters(hours=HoursRule.REQUIRED), "")
    assert all(len(shown) == 5 for shown in required.lists.values())
    assert all(mentor.startswith(DAY) for shown in required.lists.values() for mentor in shown)
    preferred = RUN(market, Parameters(hours=HoursRule.TIE_BREAK), "")
    assert sum(mentor.startswith(DAY) for shown in preferred.lists.values() for mentor in shown) >= 14


def test_no_list_of_a_run_that_requires_hours_holds_somebody_without() -> None:
    mentees = [a_mentee(f"e{n}", hours=(DAY, NIGHT, None)[n % 3]) for n in range(30)]
    mentors = [a_mentor(f"m{n}", hours=(DAY, NIGHT, None)[n % 3]) for n in range(30)]
    market = a_market(mentees, mentors)
    outcome = RUN(market, Parameters(hours=HoursRule.REQUIRED), "")
    check(market, outcome)
    hours = {each.id: each.hours for each in (*mentees, *mentors)}
    assert all({hours[mentee], hours[m]} != {DAY, NIGHT} for mentee, shown in outcome.lists.items() for m in shown)


@pytest.mark.rule("MAT-7")
def test_mentees_without_a_mentor_are_served_first_where_the_office_says_so() -> None:
    better, worse = RankedSkills(CAREER[:3]), RankedSkills(CAREER[2::-1])
    mentees = [a_mentee(f"e{n}", RankedSkills(CAREER[:3]), has_mentor=n < 10) for n in range(20)]
    mentors = [a_mentor(f"good{n}", better) for n in range(10)] + [a_mentor(f"poor{n}", worse) for n in range(10)]
    lists = RUN(
        a_market(mentees, mentors), Parameters(unmatched_bonus_percent=100, max_lists_per_open_place=2.5), ""
    ).lists

    def good(numbers: range) -> int:
        return sum(mentor.startswith("good") for n in numbers for mentor in lists[f"e{n}"])

    assert good(range(10, 20)) > good(range(10))


@pytest.mark.rule("MAT-1")
def test_other_weights_other_lists() -> None:
    from moments.domain.matching.fit import Weights

    market = drawn_market(5, 60, 30)
    steep = Parameters(weights=Weights((1000, 100, 40, 10, 5, 1), (100, 50, 20, 10, 5, 1)))
    outcome = RUN(market, steep, "")
    check(market, outcome, steep)
    assert outcome.lists != RUN(market, DEFAULT_PARAMETERS, "").lists

"""One mentee's list by the prices of a run (MAT-4, MAT-6, MAT-7)."""

import pytest

from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.fit import SCALE, fit
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.replacements import PRICE_UNIT, list_by_prices
from moments.domain.program.skills import RankedSkills
from tests.domain.builders import CAREER, SOFT
from tests.domain.matching.markets import WANTED, a_mentee, a_mentor

DEFAULT_PARAMETERS = Parameters()
WHOLE = SCALE * PRICE_UNIT
LESS = RankedSkills(WANTED.career[:1], WANTED.soft)
DAY, NIGHT = "mon-fri-0800-1700", "mon-fri-2300-0730"


def names(mentee, mentors, prices=None, parameters=DEFAULT_PARAMETERS, seed="", **more) -> list[str]:
    return [each.mentor for each in list_by_prices(mentee, mentors, prices or {}, parameters, seed, **more)]


@pytest.mark.rule("MAT-7")
def test_who_is_dear_gives_way_to_who_fits_less_and_the_list_has_the_best_fit_first() -> None:
    mentors = [a_mentor("dear"), a_mentor("fits"), a_mentor("less", LESS)]
    two = Parameters(list_length=2)
    assert names(a_mentee(), mentors, {"dear": WHOLE}, two) == ["fits", "less"]
    assert sorted(names(a_mentee(), mentors, {}, two)) == ["dear", "fits"]


@pytest.mark.rule("MAT-6", "CAP-2", "CAP-3")
def test_nobody_is_given_who_cannot_be_suggested_now() -> None:
    mentors = [
        a_mentor("full", places=0), a_mentor("away", non_participation=(NonParticipation.UNAVAILABLE,)),
        a_mentor("self", person="ann"), a_mentor("boss", person="boss"), a_mentor("report", supervisor="ann"),
        a_mentor("declined"), a_mentor("shares nothing", RankedSkills(CAREER[3:5], SOFT[3:4])),
        a_mentor("there already"), a_mentor("good"),
    ]  # fmt: skip
    mentee = a_mentee("ann", person="ann", supervisor="boss")
    found = names(mentee, mentors, between={"declined": Exclusion.DECLINED}, without={"there already"})
    assert found == ["good"]
    assert names(a_mentee(places=0), mentors) == []


@pytest.mark.rule("MAT-8")
def test_the_order_of_rows_does_not_matter_and_the_salt_decides_ties() -> None:
    mentors = [a_mentor(f"m{number}") for number in range(30)]
    first = names(a_mentee(), mentors)
    assert first == names(a_mentee(), mentors[::-1])
    assert len({tuple(names(a_mentee(), mentors, seed=str(seed))) for seed in range(5)}) > 1


def test_hours_can_be_required_or_break_ties() -> None:
    mentee = a_mentee(hours=DAY)
    mentors = [a_mentor(f"night{number}", hours=NIGHT) for number in range(5)] + [a_mentor("day", hours=DAY)]
    assert names(mentee, mentors, parameters=Parameters(hours=HoursRule.REQUIRED)) == ["day"]
    assert "day" in names(mentee, mentors, parameters=Parameters(list_length=1, hours=HoursRule.TIE_BREAK))


def test_the_suggestions_bear_the_fit_and_its_terms() -> None:
    (found,) = list_by_prices(a_mentee(), [a_mentor("less", LESS)], {}, DEFAULT_PARAMETERS, "")
    assert (found.score, found.common) == (fit(WANTED, LESS).score, fit(WANTED, LESS).common)

"""Why a list is empty, and what would change it (MAT-4)."""

import pytest

from moments.domain.matching.empty_lists import SkillSupply
from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.suggestion import SENTENCES, EmptyReason
from moments.domain.program.skills import RankedSkills
from tests.domain.builders import CAREER, SOFT
from tests.domain.matching.markets import a_market, a_mentee, a_mentor

SOUGHT = RankedSkills(CAREER[:1], SOFT[:1])
OTHER = RankedSkills(CAREER[1:3], SOFT[2:3])
AWAY = (NonParticipation.UNAVAILABLE,)
DEFAULT_PARAMETERS = Parameters()
DAY, NIGHT = "mon-fri-0800-1700", "mon-fri-2300-0730"


def reason(*mentors, excluded=None, parameters=DEFAULT_PARAMETERS, hours=None):
    mentee = a_mentee("ann", SOUGHT, hours=hours)
    return SkillSupply(a_market([mentee], list(mentors)), parameters).why_empty(mentee, excluded or {})


@pytest.mark.rule("MAT-4")
@pytest.mark.parametrize(
    ("mentors", "why"),
    [
        ([], EmptyReason.NO_MENTORS),
        ([a_mentor(places=0)], EmptyReason.NO_MENTORS),
        ([a_mentor(skills=OTHER)], EmptyReason.NOBODY_OFFERS),
        ([a_mentor(skills=OTHER), a_mentor("full", SOUGHT, places=0)], EmptyReason.ALL_FULL),
        ([a_mentor(skills=OTHER), a_mentor("away", SOUGHT, non_participation=AWAY)], EmptyReason.ALL_UNAVAILABLE),
        (
            [
                a_mentor(skills=OTHER),
                a_mentor("full", SOUGHT, places=0),
                a_mentor("away", SOUGHT, non_participation=AWAY),
            ],
            EmptyReason.ALL_FULL_OR_UNAVAILABLE,
        ),
        ([a_mentor(skills=SOUGHT)], EmptyReason.SHOWN_ENOUGH),
    ],
)
def test_the_reason_is_the_first_that_explains_it(mentors, why) -> None:
    assert reason(*mentors).reason is why
    assert SENTENCES[why]


@pytest.mark.rule("MAT-4", "MAT-6")
def test_only_those_who_are_excluded_offer_what_is_sought() -> None:
    found = reason(a_mentor("boss", SOUGHT), a_mentor("other", OTHER), excluded={"boss": Exclusion.SUPERVISOR})
    assert found.reason is EmptyReason.ONLY_EXCLUDED


def test_no_common_hour_where_one_is_required() -> None:
    required = Parameters(hours=HoursRule.REQUIRED)
    night = a_mentor("night", SOUGHT, hours=NIGHT)
    assert reason(night, parameters=required, hours=DAY).reason is EmptyReason.NO_COMMON_HOURS
    assert reason(night, hours=DAY).reason is EmptyReason.SHOWN_ENOUGH


@pytest.mark.rule("MAT-4")
def test_what_would_change_it_counts_the_open_mentors_of_each_skill_not_sought() -> None:
    one = RankedSkills(CAREER[1:2], SOFT[2:3])
    found = reason(
        a_mentor("a", OTHER), a_mentor("b", one), a_mentor("full", OTHER, places=0), a_mentor("boss", OTHER),
        excluded={"boss": Exclusion.SUPERVISOR},
    )  # fmt: skip
    assert found.would_give == ((CAREER[1], 2), (SOFT[2], 2), (CAREER[2], 1))

"""The fit of a pair (MAT-1): each property of docs/matching.md, and an oracle written naively with fractions."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.matching.fit import Fit, fit, max_worth, to_scale
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from tests.domain.builders import CAREER, SOFT, skill_id

W = (6, 5, 4, 3, 2, 1)
G = (10, 9, 8, 7, 6, 5)
NEW_CAREER = tuple(SkillId(f"career-{number}") for number in range(3))
NEW_SOFT = tuple(SkillId(f"soft-{number}") for number in range(3))
CAREERS, SOFTS = (*CAREER, *NEW_CAREER), (*SOFT, *NEW_SOFT)
"""The handbook's catalog, grown by the program office, so that a category can be filled to six."""


def profiles() -> st.SearchStrategy[RankedSkills]:
    """What an application can hold: three to six skills over both categories, each category in an order."""
    every_skill = st.lists(st.sampled_from((*CAREERS, *SOFTS)), min_size=3, max_size=6, unique=True)
    return every_skill.map(
        lambda chosen: RankedSkills(
            tuple(skill for skill in chosen if skill in CAREERS), tuple(skill for skill in chosen if skill in SOFTS)
        )
    )


def worth(mentee: RankedSkills, mentor: RankedSkills) -> Fraction:
    """The numerator over the denominator, by the definition's own words and nothing of the code's."""
    numerator = denominator = 0
    for wished, offered in ((mentee.career, mentor.career), (mentee.soft, mentor.soft)):
        for place, skill in enumerate(wished):
            denominator += W[place] * G[place]
            if skill in offered:
                numerator += W[place] * G[offered.index(skill)]
    return Fraction(numerator, denominator)


def rounded(share: Fraction) -> int:
    exact = Decimal(share.numerator) * 10_000 / Decimal(share.denominator)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


FEW = settings(max_examples=40, deadline=None)


@pytest.mark.rule("MAT-1")
@settings(max_examples=120, deadline=None)
@given(profiles(), profiles())
def test_the_fit_is_the_definitions(mentee: RankedSkills, mentor: RankedSkills) -> None:
    share = worth(mentee, mentor)
    score = fit(mentee, mentor).score
    assert score == rounded(share)
    assert 0 <= score <= 10_000
    assert (score == 0) is (share == 0)
    assert (score == 10_000) is (share == 1)


@pytest.mark.rule("MAT-1")
def test_the_fit_of_a_pair_worked_out_by_hand() -> None:
    """Delegation: W1 x G2 = 54; Resiliency: W2 x G1 = 50; of 60 + 45 + 60 + 45 = 210."""
    mentee = RankedSkills(
        (skill_id("Delegation"), skill_id("Networking")), (skill_id("Goal Setting"), skill_id("Resiliency"))
    )
    mentor = RankedSkills(
        (skill_id("Collaboration"), skill_id("Delegation")),
        (skill_id("Resiliency"), skill_id("Growth Mindset")),
    )
    found = fit(mentee, mentor)
    assert found.score == 4952
    assert [(term.skill, term.mentee_rank, term.mentor_rank, term.share) for term in found.common] == [
        (skill_id("Delegation"), 1, 2, 2571),
        (skill_id("Resiliency"), 2, 1, 2381),
    ]


@pytest.mark.rule("MAT-1")
@FEW
@given(profiles(), profiles())
def test_nothing_in_common_is_a_fit_of_nought_and_only_that_is(mentee: RankedSkills, mentor: RankedSkills) -> None:
    shares_nothing = not set(mentee.all) & set(mentor.all)
    assert (fit(mentee, mentor).score == 0) is shares_nothing
    others = RankedSkills(
        tuple(skill for skill in mentor.career if skill not in mentee.all),
        tuple(skill for skill in mentor.soft if skill not in mentee.all),
    )
    assert fit(mentee, others) == Fit(0, ())


@pytest.mark.rule("MAT-1")
@FEW
@given(profiles(), profiles(), st.integers(0, 3), st.booleans())
def test_a_fit_is_whole_exactly_when_each_list_begins_with_the_wishes(mentee, mentor, more: int, begins: bool) -> None:
    if begins:
        mentor = RankedSkills(
            mentee.career + tuple(skill for skill in NEW_CAREER[:more] if skill not in mentee.career),
            mentee.soft + tuple(skill for skill in NEW_SOFT[:more] if skill not in mentee.soft),
        )
        mentor = RankedSkills(mentor.career[:6], mentor.soft[:6])
    starts = all(
        offered[: len(wished)] == wished
        for wished, offered in ((mentee.career, mentor.career), (mentee.soft, mentor.soft))
    )
    assert starts or not begins
    assert (fit(mentee, mentor).score == 10_000) is starts


def exchanged(ranked: tuple[SkillId, ...], one: int, other: int) -> tuple[SkillId, ...]:
    changed = list(ranked)
    changed[one], changed[other] = changed[other], changed[one]
    return tuple(changed)


@pytest.mark.rule("MAT-1")
@FEW
@given(profiles(), profiles(), st.data())
def test_a_shared_skill_that_changes_places_with_an_unshared_one_above_it_never_lowers_the_fit(
    mentee: RankedSkills, mentor: RankedSkills, data: st.DataObject
) -> None:
    shared = set(mentee.all) & set(mentor.all)

    def better(profile: RankedSkills) -> RankedSkills:
        for career in (True, False):
            ranked = profile.career if career else profile.soft
            pairs = [
                (high, low)
                for low, skill in enumerate(ranked)
                for high in range(low)
                if skill in shared and ranked[high] not in shared
            ]
            if pairs:
                moved = exchanged(ranked, *data.draw(st.sampled_from(pairs)))
                return RankedSkills(moved, profile.soft) if career else RankedSkills(profile.career, moved)
        return profile

    before = fit(mentee, mentor).score
    assert fit(better(mentee), mentor).score >= before
    assert fit(mentee, better(mentor)).score >= before


@pytest.mark.rule("MAT-1")
@FEW
@given(profiles(), profiles(), st.sampled_from(CAREERS))
def test_a_sought_skill_more_never_lowers_the_fit_and_an_unsought_one_changes_nothing(mentee, mentor, skill) -> None:
    if skill in mentor.career or len(mentor.career) == 6:
        return
    richer = RankedSkills((*mentor.career, skill), mentor.soft)
    before, after = fit(mentee, mentor), fit(mentee, richer)
    if skill in mentee.career:
        assert after.score > before.score
    else:
        assert after == before


@pytest.mark.rule("MAT-1")
@FEW
@given(profiles(), profiles(), st.permutations([*CAREERS, *SOFTS]))
def test_other_names_or_the_categories_swapped_change_nothing(mentee, mentor, names: list[SkillId]) -> None:
    other = dict(zip((*CAREERS, *SOFTS), names, strict=True))

    def renamed(profile: RankedSkills) -> RankedSkills:
        return RankedSkills(tuple(map(other.__getitem__, profile.career)), tuple(map(other.__getitem__, profile.soft)))

    def swapped(profile: RankedSkills) -> RankedSkills:
        return RankedSkills(profile.soft, profile.career)

    found = fit(mentee, mentor)
    assert fit(swapped(mentee), swapped(mentor)) == found
    again = fit(renamed(mentee), renamed(mentor))
    assert again.score == found.score
    before = {(other[term.skill], term.mentee_rank, term.mentor_rank) for term in found.common}
    assert before == {(term.skill, term.mentee_rank, term.mentor_rank) for term in again.common}
    assert [term.share for term in again.common] == [term.share for term in found.common], "in order of their weight"


@pytest.mark.rule("MAT-1")
@FEW
@given(profiles(), profiles())
def test_the_explanation_names_every_shared_skill_with_both_ranks_and_adds_up(mentee, mentor) -> None:
    found = fit(mentee, mentor)
    assert {term.skill for term in found.common} == set(mentee.all) & set(mentor.all)
    assert len(found.common) == len({term.skill for term in found.common})
    for term in found.common:
        assert term.mentee_rank == mentee.ranks()[term.skill]
        assert term.mentor_rank == mentor.ranks()[term.skill]
    worths = [W[term.mentee_rank - 1] * G[term.mentor_rank - 1] for term in found.common]
    assert worths == sorted(worths, reverse=True), "the weightiest first"
    assert Fraction(sum(worths), max_worth(mentee)) == worth(mentee, mentor)


@pytest.mark.rule("MAT-4")
@settings(max_examples=200, deadline=None)
@given(profiles(), profiles())
def test_the_shares_add_up_to_the_score_each_as_near_to_its_own_part_as_can_be(mentee, mentor) -> None:
    found = fit(mentee, mentor)
    shares = [term.share for term in found.common]
    exact = [
        Fraction(10_000 * W[term.mentee_rank - 1] * G[term.mentor_rank - 1], max_worth(mentee)) for term in found.common
    ]
    assert sum(shares) == found.score
    assert all(abs(share - part) < 1 for share, part in zip(shares, exact, strict=True))
    assert shares == sorted(shares, reverse=True), "what weighs more never shows less"
    up = [part % 1 for share, part in zip(shares, exact, strict=True) if share > part]
    down = [part % 1 for share, part in zip(shares, exact, strict=True) if share < part]
    assert not up or not down or min(up) >= max(down), "those that lost most by rounding down are made up for"


@pytest.mark.rule("MAT-1")
@FEW
@given(profiles(), profiles())
def test_with_the_roles_swapped_it_is_the_mentors_own_fit(mentee, mentor) -> None:
    own = fit(mentor, mentee)
    assert own.score == rounded(worth(mentor, mentee))
    assert {term.skill for term in own.common} == {term.skill for term in fit(mentee, mentor).common}


def test_terms_of_equal_worth_come_in_one_order_whatever_the_rows() -> None:
    """W1 x G1 of each category: equal, so the skill's id decides."""
    one = RankedSkills((CAREER[4],), (SOFT[0],))
    other = RankedSkills((SOFT[0],), (CAREER[4],))
    assert [term.skill for term in fit(one, one).common] == sorted([CAREER[4], SOFT[0]])
    assert fit(one, one) == fit(other, other)


@pytest.mark.rule("MAT-4")
def test_of_two_equal_terms_the_first_by_id_bears_the_odd_part() -> None:
    """Two skills of 60 each, of 60 + 45 + 60 + 45 + 32: 2479.33... each, 4959 together."""
    mentee = RankedSkills((CAREER[4], CAREER[0], CAREER[1]), (SOFT[0], SOFT[1]))
    found = fit(mentee, RankedSkills((CAREER[4],), (SOFT[0],)))
    assert found.score == 4959
    first, second = sorted([CAREER[4], SOFT[0]])
    assert [(term.skill, term.share) for term in found.common] == [(first, 2480), (second, 2479)]


def test_a_profile_without_skills_fits_nobody() -> None:
    assert fit(RankedSkills(), RankedSkills(CAREER, ())) == Fit(0, ())
    assert fit(RankedSkills(CAREER, ()), RankedSkills()) == Fit(0, ())


@pytest.mark.parametrize(
    ("part", "whole", "scaled"), [(1, 20_000, 1), (1, 20_001, 0), (3, 20_000, 2), (1, 3, 3333), (2, 3, 6667), (0, 7, 0)]
)
def test_halves_are_rounded_up(part: int, whole: int, scaled: int) -> None:
    assert to_scale(part, whole) == scaled

"""Who takes part in a run, and who may be suggested to whom (MAT-3, MAT-5, MAT-6)."""

import pytest

from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.market import ExcludedPair, ExclusionIndex, exclusion
from moments.domain.matching.people import NonParticipation
from tests.domain.matching.markets import a_market, a_mentee, a_mentor


@pytest.mark.rule("MAT-3")
@pytest.mark.parametrize("someone", [a_mentee, a_mentor])
def test_who_has_an_open_place_and_nothing_against_it_takes_part(someone) -> None:
    assert someone(places=1).takes_part
    assert someone(places=1).non_participation_reasons == ()


@pytest.mark.rule("MAT-3", "CAP-1", "CAP-2")
@pytest.mark.parametrize("someone", [a_mentee, a_mentor])
def test_who_has_no_place_left_takes_no_part_and_is_called_full(someone) -> None:
    assert not someone(places=0).takes_part
    assert someone(places=0).non_participation_reasons == (NonParticipation.FULL,)


@pytest.mark.rule("MAT-3", "CAP-3")
def test_every_reason_for_not_taking_part_is_told() -> None:
    mentor = a_mentor(places=0, non_participation=(NonParticipation.UNAVAILABLE, NonParticipation.INELIGIBLE))
    assert not mentor.takes_part
    assert mentor.non_participation_reasons == (
        NonParticipation.FULL,
        NonParticipation.UNAVAILABLE,
        NonParticipation.INELIGIBLE,
    )


@pytest.mark.rule("MAT-6")
@pytest.mark.parametrize(
    ("mentor", "why"),
    [
        (a_mentor(person="ann"), Exclusion.SELF),
        (a_mentor(person="boss"), Exclusion.SUPERVISOR),
        (a_mentor(supervisor="ann"), Exclusion.DIRECT_REPORT),
        (a_mentor("had", supervisor="boss"), Exclusion.WITHIN_THE_YEAR),
        (a_mentor("had", person="boss"), Exclusion.WITHIN_THE_YEAR),
        (a_mentor("had", supervisor="ann"), Exclusion.WITHIN_THE_YEAR),
        (a_mentor("had", person="ann"), Exclusion.SELF),
        (a_mentor(supervisor="boss"), None),
    ],
)
def test_who_is_left_out_of_a_mentees_list(mentor, why) -> None:
    mentee = a_mentee(person="ann", supervisor="boss")
    assert exclusion(mentee, mentor, {"had": Exclusion.WITHIN_THE_YEAR}) is why


@pytest.mark.rule("MAT-6")
def test_the_few_who_are_excluded_are_found_without_a_look_at_everybody() -> None:
    mentee = a_mentee("ann", person="ann", supervisor="boss")
    mentors = [
        a_mentor("self", person="ann"), a_mentor("boss", person="boss"), a_mentor("report", supervisor="ann"),
        a_mentor("asked"), a_mentor("anybody"),
    ]  # fmt: skip
    pairs = [ExcludedPair("ann", "asked", Exclusion.PENDING), ExcludedPair("other", "anybody", Exclusion.DECLINED)]
    market = a_market([mentee], mentors, *pairs)
    assert ExclusionIndex(market).exclusions_of(mentee) == {
        "self": Exclusion.SELF,
        "boss": Exclusion.SUPERVISOR,
        "report": Exclusion.DIRECT_REPORT,
        "asked": Exclusion.PENDING,
    }


@pytest.mark.rule("MAT-5")
@pytest.mark.parametrize("department", ["D1", "D2"])
def test_departments_exclude_nobody(department: str) -> None:
    assert exclusion(a_mentee(department="D1"), a_mentor(department=department), {}) is None

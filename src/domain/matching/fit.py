"""The fit of a mentee and a mentor: integers throughout, so that no result depends on an order (docs/matching.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

from moments.domain.programme.skills import RankedSkills
from moments.domain.shared.ids import SkillId

WISH = (6, 5, 4, 3, 2, 1)
"""What a wisher's rank 1, 2, ... weighs."""
OFFER = (10, 9, 8, 7, 6, 5)
"""What the other side's rank 1, 2, ... is worth."""
SCALE = 10_000
"""A fit is given in 1/10,000."""


@dataclass(frozen=True, slots=True)
class CommonSkill:
    """One term of a fit. `share`: its part of the score; those of all terms add up to it exactly."""

    skill: SkillId
    mentee_rank: int
    mentor_rank: int
    share: int


@dataclass(frozen=True, slots=True)
class Fit:
    """`score`: 0 to 10,000; 0 if and only if nothing is shared. `common`: the terms, the weightiest first."""

    score: int
    common: tuple[CommonSkill, ...]


def most_possible(wishes: RankedSkills) -> int:
    """The denominator: what a perfect match of these wishes would be worth."""
    return sum(WISH[rank - 1] * OFFER[rank - 1] for rank in wishes.ranks().values())


def fit(mentee: RankedSkills, mentor: RankedSkills) -> Fit:
    """The mentee's fit with the mentor (MAT-1). Roles swapped, it is the mentor's own."""
    whole = most_possible(mentee)
    offered = mentor.ranks()
    terms = [
        (WISH[rank - 1] * OFFER[offered[skill] - 1], skill, rank, offered[skill])
        for skill, rank in mentee.ranks().items()
        if skill in offered
    ]
    terms.sort(key=lambda term: (-term[0], term[1]))
    worths = [worth for worth, *_ in terms]
    score = per_scale(sum(worths), whole)
    shares = _apportion(score, worths, whole)
    common = zip(terms, shares, strict=True)
    return Fit(score, tuple(CommonSkill(skill, wish, offer, share) for (_, skill, wish, offer), share in common))


def _apportion(score: int, worths: Sequence[int], whole: int) -> list[int]:
    """Each worth in 1/10,000, rounded down, and one more for those that lost most by that, until all is given out.

    Of two that lost the same the weightier comes first, then the one whose skill's id does.
    """
    shares = [SCALE * worth // whole for worth in worths]
    lost = sorted(range(len(worths)), key=lambda term: -(SCALE * worths[term] % whole))
    for term in lost[: score - sum(shares)]:
        shares[term] += 1
    return shares


def per_scale(worth: int, whole: int) -> int:
    """worth / whole in 1/10,000, rounded half up; 0 for an empty whole."""
    return (2 * SCALE * worth + whole) // (2 * whole) if whole else 0

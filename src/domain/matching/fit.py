"""The fit of a mentee and a mentor: integers throughout, so that no result depends on an order (docs/matching.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from moments.domain.program.skills import MAX_SKILLS, RankedSkills
from moments.domain.shared.apportionment import apportion
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import SkillId

MENTEE_WEIGHTS = (6, 5, 4, 3, 2, 1)
"""Weights of the seeker's ranks 1, 2, ..."""
MENTOR_WEIGHTS = (10, 9, 8, 7, 6, 5)
"""Weights of the other side's ranks 1, 2, ..."""
SCALE = 10_000
"""A fit is in units of 1/10,000."""
MAX_WEIGHT = 1_000
"""The maximum weight of a rank."""


class InvalidWeights(DomainError):
    """Rank weights that do not decrease, or that are out of range."""

    rule = "MAT-1"

    def __init__(self, side: str, sentence: str) -> None:
        self.field = f"{side}Weights"
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of ranks 1, 2, ... on the seeker's side and on the other side; decreasing integers."""

    wish: tuple[int, ...] = MENTEE_WEIGHTS
    offer: tuple[int, ...] = MENTOR_WEIGHTS

    def __post_init__(self) -> None:
        for name, weights in (("mentee", self.wish), ("mentor", self.offer)):
            if len(weights) != MAX_SKILLS:
                raise InvalidWeights(
                    name, f"Give {MAX_SKILLS} weights for the {name}'s ranks; this has {len(weights)}."
                )
            if any(low >= high for high, low in pairwise(weights)) or not 1 <= weights[-1] <= weights[0] <= MAX_WEIGHT:
                raise InvalidWeights(
                    name,
                    (
                        f"Enter whole numbers from {MAX_WEIGHT} to 1 as the weights of the {name}'s ranks, each less "
                        "than the one before."
                    ),
                )


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class CommonSkill:
    """A skill that both list. `share`: its part of the score; the shares add up to the score."""

    skill: SkillId
    mentee_rank: int
    mentor_rank: int
    share: int


@dataclass(frozen=True, slots=True)
class Fit:
    """`score`: 0 to 10,000; 0 if and only if no skill is shared. `common`: the shared skills, largest share first."""

    score: int
    common: tuple[CommonSkill, ...]


def max_worth(wishes: RankedSkills, weights: Weights = DEFAULT_WEIGHTS) -> int:
    """The denominator: the worth of a perfect match for these desired skills."""
    return sum(weights.wish[rank - 1] * weights.offer[rank - 1] for rank in wishes.ranks().values())


def fit(mentee: RankedSkills, mentor: RankedSkills, weights: Weights = DEFAULT_WEIGHTS) -> Fit:
    """The mentee's fit with the mentor (MAT-1). Swap the arguments for the mentor's fit with the mentee."""
    whole = max_worth(mentee, weights)
    terms = shared(mentee.ranks(), mentor.ranks(), weights)
    worths = [-worth for worth, *_ in terms]
    score = to_scale(sum(worths), whole)
    shares = apportion(score, [SCALE * worth for worth in worths], whole)
    common = zip(terms, shares, strict=True)
    return Fit(score, tuple(CommonSkill(skill, wish, offer, share) for (_, skill, wish, offer), share in common))


def shared(
    wishes: Mapping[SkillId, int], offers: Mapping[SkillId, int], weights: Weights = DEFAULT_WEIGHTS
) -> list[tuple[int, SkillId, int, int]]:
    """For each shared skill: its negated worth, the skill, the seeker's rank and the other's; highest worth first."""
    wish, offer = weights.wish, weights.offer
    return sorted(
        (-wish[rank - 1] * offer[offers[skill] - 1], skill, rank, offers[skill])
        for skill, rank in wishes.items()
        if skill in offers
    )


def to_scale(worth: int, whole: int) -> int:
    """worth / whole in 1/10,000, rounded half up; 0 if whole is 0."""
    return (2 * SCALE * worth + whole) // (2 * whole) if whole else 0

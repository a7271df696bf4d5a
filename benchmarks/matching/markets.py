"""Invented markets: popular skills are sought more than offered, many places are taken, some pairs are excluded."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.fit import Weights
from moments.domain.matching.market import ExcludedPair, ExclusionIndex, Market
from moments.domain.matching.people import MarketMember, Mentee, Mentor, NonParticipation
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId, SkillId

Random = np.random.Generator


@dataclass(frozen=True)
class Shape:
    mentees: int
    ratio: float
    skills: int
    seed: int

    def __str__(self) -> str:
        return f"{self.mentees:,} x {round(self.mentees * self.ratio):,}, {self.skills} skills, seed {self.seed}"


def make_market(shape: Shape) -> Market:
    random = np.random.default_rng([shape.seed, shape.mentees, shape.skills, round(100 * shape.ratio)])
    offering = max(round(shape.mentees * shape.ratio), 1)
    names = [SkillId(f"{'career' if n < shape.skills // 2 else 'soft'}/{n:02}") for n in range(shape.skills)]
    zipf = 1 / np.arange(1, shape.skills + 1)
    sought = random.permutation(zipf)
    offered = sought**0.3 * random.permutation(zipf) ** 0.7
    people = [PersonId(f"P{n}") for n in random.permutation(shape.mentees + offering)]
    both = offering // 20
    pairs, taken_e, taken_m = _mentorships(random, shape.mentees, offering)
    bosses = random.integers(0, len(people), (2, max(shape.mentees, offering)))
    mentees = tuple(
        Mentee(f"E{n}", people[n], f"D{n % 17}", people[bosses[0, n]], _skills(random, sought, names), 2 - taken_e[n],
               has_mentor=bool(taken_e[n]))
        for n in range(shape.mentees)
    )  # fmt: skip
    mentors = tuple(
        Mentor(f"M{n}", people[n if n < both else shape.mentees + n], f"D{n % 17}", people[bosses[1, n]],
               _skills(random, offered, names), 2 - taken_m[n],
               (NonParticipation.UNAVAILABLE,) if random.random() < 0.1 else ())
        for n in range(offering)
    )  # fmt: skip
    declined = {(int(e), int(random.integers(offering))) for e in np.flatnonzero(random.random(shape.mentees) < 0.08)}
    excluded = [ExcludedPair(f"E{e}", f"M{m}", Exclusion.EXISTING) for e, m in sorted(pairs)]
    excluded += [ExcludedPair(f"E{e}", f"M{m}", Exclusion.DECLINED) for e, m in sorted(declined - pairs)]
    return Market(mentees, mentors, tuple(excluded), tuple(names))


def _skills(random: Random, popularity: np.ndarray, names: list[SkillId]) -> RankedSkills:
    """Three to six, the popular ones more often and rather higher."""
    keys = np.log(popularity) + random.gumbel(size=len(names))
    chosen = np.argsort(-keys)[: random.choice([3, 4, 5, 6], p=[0.2, 0.3, 0.25, 0.25])]
    chosen = chosen[np.argsort(-(keys[chosen] / 2 + random.gumbel(size=len(chosen))))]
    ranked = [names[skill] for skill in chosen]
    career = tuple(skill for skill in ranked if skill.startswith("career"))
    return RankedSkills(career, tuple(skill for skill in ranked if not skill.startswith("career")))


def _mentorships(random: Random, mentees: int, mentors: int) -> tuple[set[tuple[int, int]], list[int], list[int]]:
    """Three in twenty mentors have two, one in five has one; with how many each has."""
    wanted = random.choice([2, 1, 0], size=mentors, p=[0.15, 0.2, 0.65])
    pairs: set[tuple[int, int]] = set()
    taken_e, taken_m = [0] * mentees, [0] * mentors
    for mentor, mentee in zip(
        np.repeat(np.arange(mentors), wanted), random.integers(0, mentees, wanted.sum()), strict=True
    ):
        if taken_e[mentee] < 2 and (int(mentee), int(mentor)) not in pairs:
            pairs.add((int(mentee), int(mentor)))
            taken_e[mentee] += 1
            taken_m[mentor] += 1
    return pairs, taken_e, taken_m


@dataclass(frozen=True)
class Dense:
    """Those who take part, and every fit in 1/10,000, 0 where it may not be: by the definition, not by the engine."""

    mentees: list[Mentee]
    mentors: list[Mentor]
    fits: np.ndarray
    mentors_fits: np.ndarray
    places: np.ndarray


def dense(market: Market, weights: Weights) -> Dense:
    mentees = [mentee for mentee in market.mentees if mentee.takes_part]
    mentors = [mentor for mentor in market.mentors if mentor.takes_part]
    wish, offer = np.array([0, *weights.wish]), np.array([0, *weights.offer])
    seek, give = _ranks(market, mentees), _ranks(market, mentors)
    fits = _round(wish[seek] @ offer[give].T, (wish * offer)[seek].sum(1)[:, None])
    theirs = _round(offer[seek] @ wish[give].T, (wish * offer)[give].sum(1)[None, :])
    column, index = {mentor.id: number for number, mentor in enumerate(mentors)}, ExclusionIndex(market)
    for row, mentee in enumerate(mentees):
        fits[row, [column[mentor] for mentor in index.exclusions_of(mentee) if mentor in column]] = 0
    return Dense(mentees, mentors, fits, theirs, np.array([mentor.open_places for mentor in mentors]))


def _ranks(market: Market, people: Sequence[MarketMember]) -> np.ndarray:
    column = {skill: number for number, skill in enumerate(market.skills)}
    ranks = np.zeros((len(people), len(column)), np.int64)
    for row, person in enumerate(people):
        for skill, rank in person.skills.ranks().items():
            ranks[row, column[skill]] = rank
    return ranks


def _round(worth: np.ndarray, whole: np.ndarray) -> np.ndarray:
    rounded: np.ndarray = (20_000 * worth + whole) // (2 * whole)
    return rounded

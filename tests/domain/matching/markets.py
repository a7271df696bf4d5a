"""Small markets for tests: people by a word each, or drawn by a seed."""

from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.market import ExcludedPair, Market
from moments.domain.matching.people import Mentee, Mentor, NonParticipation
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId, SkillId
from tests.domain.builders import CAREER, SOFT

T = TypeVar("T")
SKILLS: tuple[SkillId, ...] = (*CAREER, *SOFT)
WANTED = RankedSkills(CAREER[:2], SOFT[:1])
"""What people of these markets seek and offer, where a test does not say otherwise."""


def a_mentee(
    name: str = "mentee",
    skills: RankedSkills = WANTED,
    *,
    person: str | None = None,
    supervisor: str | None = None,
    places: int = 2,
    non_participation: tuple[NonParticipation, ...] = (),
    hours: str | None = None,
    has_mentor: bool = False,
    department: str = "D1",
) -> Mentee:
    boss = PersonId(supervisor) if supervisor else None
    return Mentee(
        name, PersonId(person or f"p-{name}"), department, boss, skills, places, non_participation, hours, has_mentor
    )


def a_mentor(
    name: str = "mentor",
    skills: RankedSkills = WANTED,
    *,
    person: str | None = None,
    supervisor: str | None = None,
    places: int = 2,
    non_participation: tuple[NonParticipation, ...] = (),
    hours: str | None = None,
    department: str = "D1",
) -> Mentor:
    boss = PersonId(supervisor) if supervisor else None
    return Mentor(name, PersonId(person or f"p-{name}"), department, boss, skills, places, non_participation, hours)


def a_market(mentees: list[Mentee], mentors: list[Mentor], *excluded: ExcludedPair) -> Market:
    return Market(tuple(mentees), tuple(mentors), excluded, SKILLS)


def drawn_market(seed: int, mentees: int, mentors: int, *, fewest: int = 3) -> Market:
    """People of every standing, exclusions of every kind, some who are both mentee and mentor."""
    random = Random(seed)

    def skills() -> RankedSkills:
        chosen = random.sample(SKILLS, random.randint(fewest, 6))
        return RankedSkills(tuple(s for s in chosen if s in CAREER), tuple(s for s in chosen if s in SOFT))

    def non_participation() -> tuple[NonParticipation, ...]:
        return (
            (random.choice([NonParticipation.UNAVAILABLE, NonParticipation.INELIGIBLE]),)
            if random.random() < 0.1
            else ()
        )

    people = [f"p{number}" for number in range(mentees + mentors)]

    def standing() -> tuple[str, int, tuple[NonParticipation, ...], str]:
        return random.choice(people), random.choice((0, 1, 2, 2, 2)), non_participation(), random.choice("ABC")

    seeking, offering = [], []
    for n in range(mentees):
        boss, places, away, department = standing()
        seeking.append(
            a_mentee(
                f"e{n}", skills(), person=people[n], supervisor=boss, places=places, non_participation=away,
                department=department, has_mentor=random.random() < 0.2,
            )
        )  # fmt: skip
    for n in range(mentors):
        boss, places, away, department = standing()
        person = random.choice(people)
        offering.append(
            a_mentor(
                f"m{n}",
                skills(),
                person=person,
                supervisor=boss,
                places=places,
                non_participation=away,
                department=department,
            )
        )
    between = [Exclusion.EXISTING, Exclusion.WITHIN_THE_YEAR, Exclusion.PENDING, Exclusion.DECLINED]
    pairs = (
        {(random.choice(seeking).id, random.choice(offering).id) for _ in range((mentees + mentors) // 2)}
        if (mentees and mentors)
        else set()
    )
    excluded = [ExcludedPair(*pair, random.choice(between)) for pair in sorted(pairs)]
    return a_market(seeking, offering, *excluded)


def skewed_market(seed: int, mentees: int, mentors: int) -> Market:
    """What most seek is what fewest offer, and the other way round."""
    random = Random(seed)
    sought = random.sample(SKILLS, len(SKILLS))

    def skills(popular: list[SkillId]) -> RankedSkills:
        lots = {skill: random.random() ** (1 + place) ** 1.5 for place, skill in enumerate(popular)}
        chosen = sorted(SKILLS, key=lambda skill: -lots[skill])[: random.randint(3, 4)]
        return RankedSkills(tuple(s for s in chosen if s in CAREER), tuple(s for s in chosen if s in SOFT))

    return a_market(
        [a_mentee(f"e{n}", skills(sought)) for n in range(mentees)],
        [a_mentor(f"m{n}", skills(sought[::-1])) for n in range(mentors)],
    )


def with_hours(market: Market, seed: int) -> Market:
    """By day, by night, or not known."""
    random = Random(seed)
    choices = ("mon-fri-0800-1700", "mon-fri-2300-0730", None)
    mentees, mentors = (
        tuple(replace(each, hours=random.choice(choices)) for each in side) for side in (market.mentees, market.mentors)
    )
    return replace(market, mentees=mentees, mentors=mentors)


def markets(most: int = 12) -> st.SearchStrategy[Market]:
    """Of any shape up to so many on either side, nobody included."""
    return st.builds(
        drawn_market, st.integers(0, 10_000), st.integers(0, most), st.integers(0, most), fewest=st.integers(1, 3)
    )


def shuffled(market: Market, seed: int) -> Market:
    random = Random(seed)

    def mixed(rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(rows, len(rows)))

    return Market(mixed(market.mentees), mixed(market.mentors), mixed(market.excluded), mixed(market.skills))

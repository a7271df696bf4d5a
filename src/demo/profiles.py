"""What the demo's people choose on their applications: ranked skills, as unevenly wanted as offered, and hours."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from moments.demo.agencies import AGENCIES
from moments.domain.participants.employee import Employee
from moments.domain.program.skills import HANDBOOK, SkillCategory

WISHES: Mapping[str, float] = {
    "Networking": 10.0,
    "Decision Making": 6.5,
    "Change Management": 4.0,
    "Delegation": 3.5,
    "Collaboration": 2.0,
    "Interpersonal Communication": 8.0,
    "Time Management": 5.5,
    "Goal Setting": 5.0,
    "Growth Mindset": 3.0,
    "Resiliency": 2.5,
}
"""How often mentees look for a skill, against each other."""

STRENGTHS: Mapping[str, float] = {
    "Collaboration": 10.0,
    "Decision Making": 5.0,
    "Change Management": 3.5,
    "Networking": 2.5,
    "Delegation": 2.0,
    "Interpersonal Communication": 9.0,
    "Resiliency": 6.0,
    "Time Management": 4.0,
    "Goal Setting": 3.0,
    "Growth Mindset": 3.0,
}
"""How often mentors offer it: only loosely what mentees look for, and the difference is what makes matching hard."""

_HOW_MANY, _HOW_MANY_ODDS = (3, 4, 5, 6), (20, 30, 25, 25)
_CAREER = frozenset(HANDBOOK[SkillCategory.CAREER])

_DAY_HOURS = {
    "mon-fri-0800-1700": 46,
    "mon-fri-0730-1630": 24,
    "mon-fri-0700-1600": 16,
    "mon-fri-0900-1800": 4,
    "mon-thu-0700-1800": 7,
    "tue-fri-0700-1800": 3,
}
_ROUND_THE_CLOCK_HOURS = {
    "mon-fri-0700-1600": 22,
    "mon-fri-0800-1700": 14,
    "mon-fri-1500-2330": 24,
    "mon-fri-2300-0730": 16,
    "wed-sun-0700-1530": 16,
    "fri-sun-0700-1900": 8,
}
_IN_SHIFTS = frozenset(
    (agency.code, division.name, title)
    for agency in AGENCIES
    for division in agency.divisions
    if division.trade.around_the_clock
    for title in (*division.trade.staff, division.trade.supervisor)
)


@dataclass(frozen=True, slots=True)
class SkillNames:
    """A profile by the catalog's names, each category best first."""

    career: tuple[str, ...]
    soft: tuple[str, ...]


def strengths(rng: Random) -> SkillNames:
    """A mentor's three to six strongest skills, ranked."""
    return _profile(STRENGTHS, rng)


def wishes(rng: Random) -> SkillNames:
    """The three to six strengths that a mentee looks for, ranked."""
    return _profile(WISHES, rng)


def working_hours_of(person: Employee, rng: Random) -> str:
    """The id of one of the form's choices; prisons, hospitals and the patrol work in shifts, their managers by day."""
    in_shifts = (person.department, person.division, person.job_title) in _IN_SHIFTS
    odds = _ROUND_THE_CLOCK_HOURS if in_shifts else _DAY_HOURS
    return rng.choices(tuple(odds), tuple(odds.values()))[0]


def _profile(popularity: Mapping[str, float], rng: Random) -> SkillNames:
    """Drawn by popularity without doubles, then ranked by a taste that only leans on it (Gumbel's trick, twice)."""
    liking = {skill: math.log(weight) + _gumbel(rng) for skill, weight in popularity.items()}
    chosen = sorted(liking, key=liking.__getitem__, reverse=True)[: rng.choices(_HOW_MANY, _HOW_MANY_ODDS)[0]]
    taste = {skill: 0.5 * liking[skill] + _gumbel(rng) for skill in chosen}
    ranked = sorted(chosen, key=taste.__getitem__, reverse=True)
    return SkillNames(
        tuple(skill for skill in ranked if skill in _CAREER), tuple(skill for skill in ranked if skill not in _CAREER)
    )


def _gumbel(rng: Random) -> float:
    return -math.log(-math.log(1 - rng.random() * (1 - 1e-12) - 1e-13))

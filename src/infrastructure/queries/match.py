"""The match score in SQL: `domain.matching.fit` in integers, from the digits in which ranks are kept.

The digit at a skill's number is the mentor's rank of it, 0 where it was not chosen; beyond the string's end,
for skills that came later, there is none. A property test holds the two against each other.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, case, func, literal_column, type_coerce

from moments.domain.matching.fit import MENTEE_WEIGHTS, MENTOR_WEIGHTS, SCALE, max_worth
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from moments.infrastructure.persistence.tables import mentor_listing

_NOTHING = literal_column("0", Integer)
_OFFERS: dict[Any, ColumnElement[int]] = {
    literal_column(f"'{rank}'"): literal_column(str(value), Integer) for rank, value in enumerate((0, *MENTOR_WEIGHTS))
}
"""What a digit is worth, the one that is met most often first: most mentors have not chosen most skills."""


def negated_score(desired_skills: int) -> ColumnElement[int]:
    """How far the score is from the best there is: the best match first is in ascending order, and so is the
    identity after it, which lets a page's place be one comparison and the score be worked out once in it."""
    return type_coerce(literal_column(str(SCALE), Integer) - score(desired_skills), Integer)


def score(desired_skills: int) -> ColumnElement[int]:
    """For so many desired skills, whose weights, numbers and whole are `score_parameters`."""
    if not desired_skills:
        return _NOTHING
    worth: ColumnElement[int] = _NOTHING
    for i in range(desired_skills):
        offer = case(_OFFERS, value=_rank_of(_integer(f"number_{i}")), else_=_NOTHING)
        worth = worth + _integer(f"weight_{i}") * offer
    whole = _integer("whole")
    return type_coerce((literal_column(str(2 * SCALE), Integer) * worth + whole) // (whole + whole), Integer)


def score_parameters(desired_skills: RankedSkills, numbers: Mapping[SkillId, int]) -> dict[str, object]:
    parameters: dict[str, object] = {"whole": max_worth(desired_skills)}
    for i, (skill, rank) in enumerate(desired_skills.ranks().items()):
        parameters |= {
            f"number_{i}": numbers.get(skill, 0),
            f"weight_{i}": MENTEE_WEIGHTS[rank - 1] if skill in numbers else 0,
        }
    return parameters


def offers_each(skills: int) -> ColumnElement[bool]:
    """The mentor has chosen each of so many skills: parameters wanted_i, their numbers."""
    return and_(*(_rank_of(_integer(f"wanted_{i}")).not_in(_UNCHOSEN) for i in range(skills)))


def count_offering(number: int) -> ColumnElement[int]:
    """How many mentors have chosen the skill with that number."""
    is_chosen = _rank_of(literal_column(str(number), Integer)).not_in(_UNCHOSEN)
    return func.sum(case((is_chosen, literal_column("1", Integer)), else_=_NOTHING))


_UNCHOSEN = (literal_column("'0'", String), literal_column("''", String))


def _rank_of(number: ColumnElement[int]) -> ColumnElement[str]:
    return func.substr(mentor_listing.c.ranks, number, 1, type_=String)


def _integer(name: str) -> ColumnElement[int]:
    return bindparam(name, type_=Integer)

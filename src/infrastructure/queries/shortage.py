"""What is asked for and what is offered, counted by department and skill from the digits in which ranks are kept.

A sum for each skill has the people in its upper half and what they weigh in its lower one: one look at each
person's rank of each skill tells both, and those looks are nearly all that the statements cost.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Row, String, case, func, literal_column, select

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.fit import MENTEE_WEIGHTS
from moments.domain.matching.shortage import GroupCount, SkillShortage, shortage_of
from moments.domain.program.skills import Skill
from moments.domain.shared.ids import DepartmentCode, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.may_search import MAY_SEARCH
from moments.infrastructure.persistence.sql import Statement, constant
from moments.infrastructure.persistence.tables import applications, employees, mentor_listing, participants
from moments.infrastructure.queries.program import ProgramQueries

_ONE_PERSON = 1 << 32
_RANKS = range(1, len(MENTEE_WEIGHTS) + 1)
_a, _p, _l = applications.c, participants.c, mentor_listing.c
_SEEKING = (
    select(employees.c.department)
    .select_from(participants)
    .join(applications, _a.applicant == _p.id)
    .join(employees, employees.c.id == _p.id)
    .where(
        _a.kind == constant(ApplicationKind.MENTEE),
        _a.state == constant(ApplicationState.APPROVED),
        MAY_SEARCH,
    )
    .group_by(employees.c.department)
)
"""Approved, eligible mentees with an open place (MAT-3), by department."""
_OFFERING = select(_l.department).group_by(_l.department)
Sums = Mapping[DepartmentCode, Mapping[SkillId, GroupCount]]


@lru_cache(maxsize=8)
def _asked(numbers: tuple[int, ...]) -> Statement:
    return _SEEKING.add_columns(*(_sum(_a.ranks, number, _wish) for number in numbers))


@lru_cache(maxsize=8)
def _offered(numbers: tuple[int, ...]) -> Statement:
    return _OFFERING.add_columns(*(_sum(_l.ranks, number, _places) for number in numbers))


def _sum(ranks: Column[Any], number: int, weight: Callable[[int], ColumnElement[int]]) -> ColumnElement[int]:
    digit = func.substr(ranks, literal_column(str(number)), literal_column("1"), type_=String)
    chosen: dict[Any, ColumnElement[int]] = {literal_column(f"'{each}'"): weight(each) for each in _RANKS}
    return func.sum(case(chosen, value=digit, else_=literal_column("0", BigInteger)))


def _wish(rank: int) -> ColumnElement[int]:
    return literal_column(str(_ONE_PERSON + MENTEE_WEIGHTS[rank - 1]), BigInteger)


def _places(rank: int) -> ColumnElement[int]:
    return literal_column(str(_ONE_PERSON), BigInteger) + _l.open_places


class ShortageQueries(ProgramQueries):
    async def shortages(self) -> Sequence[SkillShortage]:
        skills = [skill for skill in await self.skills() if not skill.retired]
        departments = [department.code for department in await self.departments() if not department.retired]
        if not skills:
            return []
        numbers = tuple(skill.number for skill in skills)
        asked = _by_department(await self._rows(_asked(numbers), {}), skills)
        offered = _by_department(await self._rows(_offered(numbers), {}), skills)
        return [shortage_of(skill.id, departments, _of(asked, skill.id), _of(offered, skill.id)) for skill in skills]


def _by_department(rows: Sequence[Row[Any]], skills: Sequence[Skill]) -> Sums:
    return {row[0]: {skill.id: _tally(row[i]) for i, skill in enumerate(skills, 1)} for row in rows}


def _tally(packed: Any) -> GroupCount:
    """PostgreSQL sums whole numbers to decimals."""
    people, weight = divmod(int(packed), _ONE_PERSON)
    return GroupCount(people, weight)


def _of(sums: Sums, skill: SkillId) -> Mapping[DepartmentCode, GroupCount]:
    return {department: tallies[skill] for department, tallies in sums.items()}

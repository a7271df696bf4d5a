"""The search for a mentor, on the listing of those who take requests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Row, String, and_, func, literal_column, select, union_all

from moments.application.access.relations import Actor
from moments.application.queries.filters import MentorFilter, MentorOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import MentorFacets, MentorSearchRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.fit import fit
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.comparison import squeezed
from moments.domain.shared.ids import DepartmentCode, PersonId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.exclusions import earliest, excluded_pairs
from moments.infrastructure.persistence.sql import (
    Statement,
    constant,
    contains,
    matches_terms,
    pattern,
    term_parameters,
    text_terms,
)
from moments.infrastructure.persistence.tables import applications, employees, mentor_listing
from moments.infrastructure.queries.match import count_offering, negated_score, offers_each, score_parameters
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.program import ProgramQueries
from moments.infrastructure.queries.visibility import VIEWER

_l = mentor_listing.c
SEARCH_COLUMNS: tuple[ColumnElement[Any], ...] = (
    _l.person,
    _l.first_name,
    _l.last_name,
    _l.department,
    _l.division,
    _l.job_title,
    _l.work_location,
    _l.bio,
    _l.working_hours,
    _l.career,
    _l.soft,
    _l.open_places,
)
_SHOWN = select(*SEARCH_COLUMNS)
_viewer = employees.alias("viewer")
_EXCLUDED = union_all(
    select(excluded_pairs.c.mentor).where(excluded_pairs.c.mentee == VIEWER),
    select(_viewer.c.supervisor).where(_viewer.c.id == VIEWER, _viewer.c.supervisor.is_not(None)),
    select(_viewer.c.id).where(_viewer.c.supervisor == VIEWER),
)
"""MAT-6. A few ids, so worked out once for the statement rather than looked up for each mentor."""
_BY_ID = (
    select(
        employees.c.id.label("person"),
        employees.c.first_name,
        employees.c.last_name,
        employees.c.department,
        employees.c.division,
        employees.c.job_title,
        employees.c.work_location,
        applications.c.bio,
        applications.c.working_hours,
        applications.c.career,
        applications.c.soft,
        _l.open_places,
    )
    .select_from(employees)
    .join(
        applications,
        and_(
            applications.c.applicant == employees.c.id,
            applications.c.kind == constant(ApplicationKind.MENTOR),
            applications.c.state == constant(ApplicationState.APPROVED),
        ),
    )
    .outerjoin(mentor_listing, _l.person == employees.c.id)
    .where(in_array(employees.c.id), employees.c.left_on.is_(None))
)


@dataclass(frozen=True, slots=True)
class _Shape:
    order: MentorOrder
    desired_skills: int
    skills: int
    departments: bool
    division: bool
    location: bool
    working_hours: bool
    terms: int


def _terms(order: MentorOrder, desired_skills: int) -> tuple[SortKey, ...]:
    match order:
        case MentorOrder.BEST_MATCH:
            return SortKey(negated_score(desired_skills)), SortKey(_l.person)
        case MentorOrder.NAME:
            return SortKey(_l.name_key), SortKey(_l.person)
        case MentorOrder.NEWEST:
            return SortKey(_l.approved_at, descending=True), SortKey(_l.person, descending=True)


@lru_cache(maxsize=512)
def _list(shape: _Shape) -> KeysetList[Row[Any]]:
    return KeysetList(_SHOWN.where(*_rows_of(shape)), _terms(shape.order, shape.desired_skills), _as_it_is)


def _rows_of(shape: _Shape) -> list[ColumnElement[bool]]:
    rows: list[ColumnElement[bool]] = [_l.person != VIEWER, _l.person.not_in(_EXCLUDED)]
    if shape.skills:
        rows.append(offers_each(shape.skills))
    if shape.departments:
        rows.append(in_array(_l.department, "departments"))
    if shape.division:
        rows.append(contains(_l.division_key, "division"))
    if shape.location:
        rows.append(contains(_l.location_key, "location"))
    if shape.working_hours:
        rows.append(in_array(_l.working_hours, "working_hours"))
    return rows + matches_terms(_l.words, shape.terms)


@lru_cache(maxsize=128)
def _groups(shape: _Shape) -> Any:
    """Each list of groups without its own criterion, which would leave the chosen group alone in it."""
    of = (
        ("departments", _l.department, replace(shape, departments=False)),
        ("divisions", _l.division, replace(shape, division=False)),
        ("locations", _l.work_location, replace(shape, location=False)),
    )
    return union_all(
        *(
            select(
                literal_column(f"'{name}'", String).label("facet"), column.label("value"), func.count().label("people")
            )
            .where(column.is_not(None), *_rows_of(each))
            .group_by(column)
            for name, column, each in of
        )
    )


@lru_cache(maxsize=128)
def _skills_offered(shape: _Shape, numbers: tuple[int, ...]) -> Statement:
    return select(*(count_offering(number) for number in numbers)).where(*_rows_of(shape))


class MentorSearchQueries(ProgramQueries):
    async def mentors(
        self,
        actor: Actor,
        desired_skills: RankedSkills,
        criteria: MentorFilter,
        order: MentorOrder,
        page: PageRequest,
        at: datetime,
    ) -> Page[MentorSearchRow]:
        numbers = await self._numbers({*desired_skills.all, *criteria.skills})
        if not all(skill in numbers for skill in criteria.skills):
            return Page(total=0 if page.total else None)
        shape = _shape(criteria, order, len(desired_skills.ranks()) if order is MentorOrder.BEST_MATCH else 0)
        values = {**_values(actor, criteria, numbers, at), **score_parameters(desired_skills, numbers)}
        found = await _list(shape).page(self._connection, values, page)
        rows = tuple(map(partial(search_row, desired_skills), found.rows))
        return Page(rows, found.keys, found.has_next, found.has_previous, found.total)

    async def mentor_facets(self, actor: Actor, criteria: MentorFilter, at: datetime) -> MentorFacets:
        numbers = await self._numbers(criteria.skills)
        if not all(skill in numbers for skill in criteria.skills):
            return MentorFacets()
        catalog = [skill for skill in await self.skills() if not skill.retired]
        shape, values = _shape(criteria, MentorOrder.NAME, 0), _values(actor, criteria, numbers, at)
        groups: dict[str, dict[str, int]] = {"departments": {}, "divisions": {}, "locations": {}}
        for row in await self._rows(_groups(shape), values):
            groups[row.facet][row.value] = row.people
        offered = _skills_offered(shape, tuple(skill.number for skill in catalog))
        (counts,) = await self._rows(offered, values) if catalog else [()]
        skills = {skill.id: int(count or 0) for skill, count in zip(catalog, counts, strict=True)}
        departments = {DepartmentCode(code): people for code, people in groups["departments"].items()}
        return MentorFacets(departments, groups["divisions"], groups["locations"], skills)

    async def mentors_by_id(
        self, desired_skills: RankedSkills, ids: Collection[PersonId]
    ) -> Mapping[PersonId, MentorSearchRow]:
        return {row.person: search_row(desired_skills, row) for row in await self._found(_BY_ID, ids, {})}


def _shape(criteria: MentorFilter, order: MentorOrder, desired_skills: int) -> _Shape:
    return _Shape(
        order,
        desired_skills,
        len(criteria.skills),
        bool(criteria.departments),
        bool(squeezed(criteria.division or "")),
        bool(squeezed(criteria.location or "")),
        criteria.working_hours is not None,
        len(text_terms(criteria.text)),
    )


def _values(actor: Actor, criteria: MentorFilter, numbers: Mapping[SkillId, int], at: datetime) -> dict[str, object]:
    return {
        "viewer": actor.person,
        **earliest(at),
        **{f"wanted_{i}": numbers[skill] for i, skill in enumerate(criteria.skills)},
        "departments": sorted_ids(criteria.departments),
        "division": pattern(squeezed(criteria.division or "")),
        "location": pattern(squeezed(criteria.location or "")),
        "working_hours": sorted_ids(criteria.working_hours or ()),
        **term_parameters(text_terms(criteria.text)),
    }


def _as_it_is(row: Row[Any]) -> Row[Any]:
    return row


def search_row(desired_skills: RankedSkills, row: Row[Any]) -> MentorSearchRow:
    """The fit is the domain's own; the score in SQL is for the order only."""
    skills = RankedSkills(tuple(row.career), tuple(row.soft))
    return MentorSearchRow(
        person=row.person,
        first_name=row.first_name,
        last_name=row.last_name,
        department=row.department,
        division=row.division,
        job_title=row.job_title,
        work_location=row.work_location,
        bio=row.bio,
        working_hours=row.working_hours,
        skills=skills,
        open_places=row.open_places,
        fit=fit(desired_skills, skills),
    )

"""The search for a mentor, on the listing of those who take requests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from moments.application.access.relations import Standing
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import MentorFilter, MentorOrder
from moments.application.queries.rows import ListingRow
from moments.domain.matching.fit import fit
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import among, listed
from moments.infrastructure.persistence.sql import contains, has_words, pattern, word_parameters, words_of
from moments.infrastructure.persistence.tables import mentor_listing, mentorships
from moments.infrastructure.queries.match import offers_each, score_parameters, shortfall
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import Term
from moments.infrastructure.queries.program import ProgramReader
from moments.infrastructure.queries.visibility import OPEN, VIEWER

_l = mentor_listing.c
LISTED: tuple[ColumnElement[Any], ...] = (
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
_SHOWN = select(*LISTED)
_OPEN_PAIRS = select(mentorships.c.mentor).where(mentorships.c.mentee == VIEWER, OPEN)
"""Two or three ids at most, so worked out once for the statement rather than looked up for each mentor."""
_BY_ID = _SHOWN.where(among(_l.person))


@dataclass(frozen=True, slots=True)
class _Shape:
    order: MentorOrder
    wishes: int
    skills: int
    departments: bool
    division: bool
    location: bool
    words: int


def _terms(order: MentorOrder, wishes: int) -> tuple[Term, ...]:
    match order:
        case MentorOrder.BEST_MATCH:
            return Term(shortfall(wishes)), Term(_l.person)
        case MentorOrder.NAME:
            return Term(_l.name_key), Term(_l.person)
        case MentorOrder.NEWEST:
            return Term(_l.approved_at, descending=True), Term(_l.person, descending=True)


@lru_cache(maxsize=512)
def _list(shape: _Shape) -> KeysetList[Row[Any]]:
    rows: list[ColumnElement[bool]] = [_l.person != VIEWER, _l.person.not_in(_OPEN_PAIRS)]
    if shape.skills:
        rows.append(offers_each(shape.skills))
    if shape.departments:
        rows.append(among(_l.department, "departments"))
    if shape.division:
        rows.append(contains(_l.division, "division"))
    if shape.location:
        rows.append(contains(_l.work_location, "location"))
    rows += has_words(_l.words, shape.words)
    return KeysetList(_SHOWN.where(*rows), _terms(shape.order, shape.wishes), _as_it_is)


class ListingReader(ProgramReader):
    async def mentors(
        self, who: Standing, wishes: RankedSkills, wish: MentorFilter, order: MentorOrder, page: PageRequest
    ) -> Page[ListingRow]:
        numbers = await self._numbers({*wishes.all, *wish.skills})
        if not all(skill in numbers for skill in wish.skills):
            return Page(total=0 if page.total else None)
        words = words_of(wish.words)
        division, location = (wish.division or "").strip(), (wish.location or "").strip()
        shape = _Shape(
            order,
            len(wishes.ranks()) if order is MentorOrder.BEST_MATCH else 0,
            len(wish.skills),
            bool(wish.departments),
            bool(division),
            bool(location),
            len(words),
        )
        values = {
            "viewer": who.person,
            **score_parameters(wishes, numbers),
            **{f"wanted_{i}": numbers[skill] for i, skill in enumerate(wish.skills)},
            "departments": listed(wish.departments),
            "division": pattern(division),
            "location": pattern(location),
            **word_parameters(words),
        }
        found = await _list(shape).page(self._connection, values, page)
        rows = tuple(map(partial(listing_row, wishes), found.rows))
        return Page(rows, found.keys, found.has_next, found.has_previous, found.total)

    async def mentors_by_id(self, wishes: RankedSkills, ids: Collection[PersonId]) -> Mapping[PersonId, ListingRow]:
        return {row.person: listing_row(wishes, row) for row in await self._found(_BY_ID, ids, {})}


def _as_it_is(row: Row[Any]) -> Row[Any]:
    return row


def listing_row(wishes: RankedSkills, row: Row[Any]) -> ListingRow:
    """The fit is the domain's own; the score in SQL is for the order only."""
    skills = RankedSkills(tuple(row.career), tuple(row.soft))
    return ListingRow(
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
        fit=fit(wishes, skills),
    )

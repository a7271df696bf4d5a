"""Participants and other people of the directory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, String, and_, bindparam, exists, func, or_, select

from moments.application.access.relations import Actor
from moments.application.queries.filters import ParticipantFilter, ParticipantList, ParticipantOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import ParticipantRow, PersonRow
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.participant import Standing as ParticipantStanding
from moments.domain.shared.ids import PersonId
from moments.domain.shared.invisible import without_invisible
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.mappers.employees import email_key
from moments.infrastructure.persistence.sql import (
    MAX_CHARACTERS,
    MAX_TERMS,
    Statement,
    constant,
    is_storable,
    matches_terms,
    search_terms,
    term_parameters,
)
from moments.infrastructure.persistence.tables import (
    applications,
    employees,
    mentorships,
    office_members,
    participants,
)
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.criteria import DEPARTMENT
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import (
    eligibility_columns,
    person_columns,
    person_row,
    with_eligibility,
)
from moments.infrastructure.queries.visibility import (
    VIEWER,
    ViewerScope,
    actor_parameters,
    administers,
    visible_people,
)

_p = participants.c
_BY_NAME = (SortKey(employees.c.name_key), SortKey(employees.c.id))
_ORDERS = {
    ParticipantOrder.NAME: _BY_NAME,
    ParticipantOrder.STANDING_SINCE: (
        SortKey(_p.since, descending=True, nullable=True),
        SortKey(_p.id, descending=True),
    ),
}
_HAS_NOT_LEFT = employees.c.left_on.is_(None)

PARTICIPANT_COLUMNS: list[ColumnElement[Any]] = [
    *eligibility_columns(employees, "person"),
    _p.standing,
    _p.since,
    _p.mentor_approved,
    _p.mentee_approved,
    _p.available,
    _p.capacity,
    _p.mentees,
    _p.mentors,
    select(func.count())
    .where(
        mentorships.c.mentee == employees.c.id,
        mentorships.c.state == constant(MentorshipState.REQUESTED),
    )
    .correlate(employees)
    .scalar_subquery()
    .label("waiting"),
]


def participant_row(row: Row[Any]) -> ParticipantRow:
    person, reasons = with_eligibility(row)
    if row.standing is None:
        return ParticipantRow(person, reasons)
    return ParticipantRow(
        person=person,
        reasons=reasons,
        standing=ParticipantStanding(row.standing),
        since=row.since,
        mentor_approved=row.mentor_approved,
        mentee_approved=row.mentee_approved,
        available=row.available,
        capacity=row.capacity,
        mentees=row.mentees,
        mentors=row.mentors,
        waiting=row.waiting,
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    list: ParticipantList
    scope: ViewerScope
    takes_part: bool | None
    role: ApplicationKind | None
    suspended: bool | None
    available: bool | None
    department: bool
    terms: int
    order: ParticipantOrder


_HAS_ROLE = or_(_p.mentor_approved, _p.mentee_approved)
_TAKES_PART = and_(
    _p.id == employees.c.id,
    or_(
        _p.id == VIEWER,
        exists()
        .where(applications.c.applicant == _p.id, applications.c.submitted_at.is_not(None))
        .correlate(participants),
    ),
)
"""Drafts are private: people without a submitted application are hidden from others."""


def _people_of(shape: _Shape) -> tuple[list[ColumnElement[bool]], bool]:
    """Whose list it is, and whether people who never applied are on it."""
    match shape.list:
        case ParticipantList.APPLICANTS:
            return [], False
        case ParticipantList.DEPARTMENTS:
            return [administers(employees.c.department, shape.scope)], False
        case ParticipantList.TEAM:
            return [employees.c.supervisor == VIEWER, _HAS_NOT_LEFT], True


@lru_cache(maxsize=128)
def _list(shape: _Shape) -> KeysetList[ParticipantRow]:
    rows = matches_terms(employees.c.name_key, shape.terms)
    if shape.takes_part is not None:
        rows.append(_HAS_ROLE if shape.takes_part else or_(_p.id.is_(None), ~_HAS_ROLE))
    if shape.role is not None:
        rows.append(_p.mentor_approved if shape.role is ApplicationKind.MENTOR else _p.mentee_approved)
    if shape.suspended is not None:
        suspended = _p.standing == constant(ParticipantStanding.SUSPENDED)
        rows.append(suspended if shape.suspended else ~suspended)
    if shape.available is not None:
        rows.append(_p.available.is_(shape.available))
    if shape.department:
        rows.append(employees.c.department == DEPARTMENT)
    which, is_outer = _people_of(shape)
    statement = (
        select(*PARTICIPANT_COLUMNS)
        .select_from(employees)
        .join(participants, _TAKES_PART, isouter=is_outer)
        .where(visible_people(shape.scope, employees), *which, *rows)
    )
    return KeysetList(statement, _ORDERS[shape.order], participant_row)


@lru_cache(maxsize=(MAX_TERMS + 1) ** 2)
def _everyone(terms: int, addresses: int) -> KeysetList[ParticipantRow]:
    """People of the directory, most of whom never applied."""
    names, emails = (matches_terms(column, terms) for column in (employees.c.name_key, employees.c.email_key))
    statement = (
        select(*PARTICIPANT_COLUMNS)
        .select_from(employees)
        .outerjoin(participants, _TAKES_PART)
        .where(
            _HAS_NOT_LEFT,
            *(or_(*either) for either in zip(names, emails, strict=True)),
            *matches_terms(employees.c.email_key, addresses, "address"),
        )
    )
    return KeysetList(statement, _BY_NAME, participant_row)


@lru_cache
def _by_id(scope: ViewerScope) -> Statement:
    return (
        select(*PARTICIPANT_COLUMNS)
        .select_from(employees)
        .outerjoin(participants, _TAKES_PART)
        .where(in_array(employees.c.id), visible_people(scope, employees))
    )


_FOR_GUARDS = (
    select(*PARTICIPANT_COLUMNS)
    .select_from(employees)
    .join(participants, participants.c.id == employees.c.id)
    .where(in_array(employees.c.id))
)
_OFFICE_IDS = select(office_members.c.person)
_PEOPLE = select(*person_columns(employees, "person")).where(in_array(employees.c.id))
_OFFICE = (
    select(*person_columns(employees, "person"))
    .join(office_members, office_members.c.person == employees.c.id)
    .where(_HAS_NOT_LEFT)
)


@lru_cache(maxsize=MAX_TERMS + 1)
def _office(terms: int) -> KeysetList[PersonRow]:
    return KeysetList(_OFFICE.where(*matches_terms(employees.c.name_key, terms)), _BY_NAME, person_row)


def _names_and_addresses(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What has an `@` is compared with emails as it is."""
    pieces = without_invisible(text[: MAX_TERMS * MAX_CHARACTERS]).split()
    addresses = dict.fromkeys(email_key(each)[:MAX_CHARACTERS] for each in pieces if "@" in each)
    return search_terms(" ".join(each for each in pieces if "@" not in each)), tuple(addresses)[:MAX_TERMS]


_PERSON_WITH_EMAIL = select(*person_columns(employees, "person")).where(
    employees.c.email_key == bindparam("email", type_=String), _HAS_NOT_LEFT
)


class ParticipantsQueries(QueryBase):
    async def participants(self, actor: Actor, criteria: ParticipantFilter, page: PageRequest) -> Page[ParticipantRow]:
        terms = search_terms(criteria.name)
        shape = _Shape(
            criteria.list,
            ViewerScope.of(actor),
            criteria.takes_part,
            criteria.role,
            criteria.suspended,
            criteria.available,
            criteria.department is not None,
            len(terms),
            criteria.order,
        )
        values = {**actor_parameters(actor), **term_parameters(terms), "department": criteria.department}
        return await _list(shape).page(self._connection, values, page)

    async def participants_by_id(self, actor: Actor, people: Collection[PersonId]) -> Mapping[PersonId, ParticipantRow]:
        rows = await self._found(_by_id(ViewerScope.of(actor)), people, actor_parameters(actor))
        return {row.person_id: participant_row(row) for row in rows}

    async def participants_for_guards(self, people: Collection[PersonId]) -> Mapping[PersonId, ParticipantRow]:
        return {row.person_id: participant_row(row) for row in await self._found(_FOR_GUARDS, people, {})}

    async def office_member_ids(self) -> frozenset[PersonId]:
        return frozenset(row.person for row in await self._rows(_OFFICE_IDS, {}))

    async def people(self, ids: Collection[PersonId]) -> Mapping[PersonId, PersonRow]:
        return {row.person_id: person_row(row) for row in await self._found(_PEOPLE, ids, {})}

    async def search_people(self, actor: Actor, text: str, page: PageRequest) -> Page[ParticipantRow]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        names, addresses = _names_and_addresses(text)
        values = {**actor_parameters(actor), **term_parameters(names), **term_parameters(addresses, "address")}
        return await _everyone(len(names), len(addresses)).page(self._connection, values, page)

    async def person_with_email(self, email: str) -> PersonRow | None:
        if not is_storable(email):
            return None
        rows = await self._rows(_PERSON_WITH_EMAIL, {"email": email_key(without_invisible(email).strip())})
        return person_row(rows[0]) if rows else None

    async def office_members(self, name: str | None, page: PageRequest) -> Page[PersonRow]:
        terms = search_terms(name)
        return await _office(len(terms)).page(self._connection, term_parameters(terms), page)

"""Requests and mentorships."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, or_, select, true

from moments.application.access.relations import Actor
from moments.application.queries.filters import MentorshipFilter, MentorshipList, TimeOrder
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import MentorshipRow
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.participant import Standing as ParticipantStanding
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.mappers.mentorships import agreement_of
from moments.infrastructure.persistence.sql import Statement, constant, matches_terms, search_terms, term_parameters
from moments.infrastructure.persistence.tables import employees, mentorships, participants
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.criteria import (
    DEPARTMENT,
    PERSON,
    PeriodShape,
    in_period,
    period_parameters,
    period_shape,
)
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import WIDTH, person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER, ViewerScope, actor_parameters, visible_mentorships

_m = mentorships.c
_mentor, _mentee = employees.alias("mentor"), employees.alias("mentee")
_as_mentor, _as_mentee = participants.alias("as_mentor"), participants.alias("as_mentee")
_ORDERS = {
    TimeOrder.NEWEST: (SortKey(_m.requested_at, descending=True), SortKey(_m.id, descending=True)),
    TimeOrder.OLDEST: (SortKey(_m.requested_at), SortKey(_m.id)),
}
_MENTOR_SUSPENDED = _as_mentor.c.standing == constant(ParticipantStanding.SUSPENDED)
_MENTEE_SUSPENDED = _as_mentee.c.standing == constant(ParticipantStanding.SUSPENDED)
_HAS_SUSPENDED_SIDE = (_m.state == constant(MentorshipState.ACTIVE)) & or_(_MENTOR_SUSPENDED, _MENTEE_SUSPENDED)
_LEFT_OUT = ("mentor", "mentee", "mentor_place", "mentee_place", "version")


def _rows_of(which: MentorshipList, scope: ViewerScope) -> ColumnElement[bool]:
    match which:
        case MentorshipList.AS_MENTOR:
            return _m.mentor == VIEWER
        case MentorshipList.AS_MENTEE:
            return _m.mentee == VIEWER
        case MentorshipList.ALL:
            return true() if scope.office else false()


@dataclass(frozen=True, slots=True)
class _Shape:
    list: MentorshipList
    scope: ViewerScope
    states: bool
    department: bool
    has_suspended_side: bool | None
    terms: int
    person: bool
    requested: PeriodShape
    order: TimeOrder


@lru_cache(maxsize=128)
def _list(shape: _Shape) -> KeysetList[MentorshipRow]:
    rows = [_rows_of(shape.list, shape.scope)]
    if shape.states:
        rows.append(in_array(_m.state, "states"))
    if shape.department:
        rows.append(or_(_mentor.c.department == DEPARTMENT, _mentee.c.department == DEPARTMENT))
    if shape.person:
        rows.append(or_(_m.mentor == PERSON, _m.mentee == PERSON))
    if shape.terms:
        names = (and_(*matches_terms(side.c.name_key, shape.terms)) for side in (_mentor, _mentee))
        rows.append(or_(*names))
    rows += in_period(_m.requested_at, shape.requested)
    if shape.has_suspended_side is not None:
        rows.append(_HAS_SUSPENDED_SIDE if shape.has_suspended_side else ~_HAS_SUSPENDED_SIDE)
    return KeysetList(_visible(shape.scope).where(*rows), _ORDERS[shape.order], _to_row)


@lru_cache
def _visible(scope: ViewerScope) -> Statement:
    return (
        select(
            *person_columns(_mentor, "mentor"),
            *person_columns(_mentee, "mentee"),
            *(column for column in _m if column.name not in _LEFT_OUT),
            _MENTOR_SUSPENDED.label("mentor_suspended"),
            _MENTEE_SUSPENDED.label("mentee_suspended"),
        )
        .select_from(mentorships)
        .join(_mentor, _mentor.c.id == _m.mentor)
        .join(_mentee, _mentee.c.id == _m.mentee)
        .join(_as_mentor, _as_mentor.c.id == _m.mentor)
        .join(_as_mentee, _as_mentee.c.id == _m.mentee)
        .where(visible_mentorships(scope))
    )


@lru_cache
def _by_id(scope: ViewerScope) -> Statement:
    return _visible(scope).where(in_array(_m.id))


@lru_cache
def _of_people(scope: ViewerScope, side: ApplicationKind, states: bool) -> KeysetGroups[MentorshipRow]:
    person = _m.mentor if side is ApplicationKind.MENTOR else _m.mentee
    statement = _visible(scope).where(in_array(person), *([in_array(_m.state, "states")] if states else []))
    return KeysetGroups(statement, person, _ORDERS[TimeOrder.NEWEST], _to_row)


class MentorshipsQueries(QueryBase):
    async def mentorships(self, actor: Actor, criteria: MentorshipFilter, page: PageRequest) -> Page[MentorshipRow]:
        terms = search_terms(criteria.name)
        shape = _Shape(
            criteria.list,
            ViewerScope.of(actor),
            bool(criteria.states),
            criteria.department is not None,
            criteria.has_suspended_side,
            len(terms),
            criteria.person is not None,
            period_shape(criteria.requested),
            criteria.order,
        )
        values = {
            **actor_parameters(actor),
            "states": sorted_ids(state.value for state in criteria.states),
            "department": criteria.department,
            "person": criteria.person,
            **term_parameters(terms),
            **period_parameters(criteria.requested),
        }
        return await _list(shape).page(self._connection, values, page)

    async def mentorships_of(
        self,
        actor: Actor,
        side: ApplicationKind,
        people: Collection[PersonId],
        states: Collection[MentorshipState],
        page: PageRequest,
    ) -> Mapping[PersonId, Page[MentorshipRow]]:
        lists = _of_people(ViewerScope.of(actor), side, bool(states))
        values = {
            **actor_parameters(actor),
            "ids": sorted_ids(people),
            "states": sorted_ids(state.value for state in states),
        }
        return await lists.pages(self._connection, list(people), values, page)

    async def mentorships_by_id(
        self, actor: Actor, ids: Collection[MentorshipId]
    ) -> Mapping[MentorshipId, MentorshipRow]:
        rows = await self._found(_by_id(ViewerScope.of(actor)), ids, actor_parameters(actor))
        return {row.id: _to_row(row) for row in rows}


def _to_row(row: Row[Any]) -> MentorshipRow:
    return MentorshipRow(
        id=row.id,
        state=MentorshipState(row.state),
        mentor=person_row(row),
        mentee=person_row(row[WIDTH:]),
        requested_at=row.requested_at,
        held_since=row.held_since,
        note=row.note,
        response=row.answer,
        responded_at=row.answered_at,
        ends_on=row.ends_on,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        end_reason=None if row.end_reason is None else EndReason(row.end_reason),
        agreement=agreement_of(row),
        mentor_suspended=row.mentor_suspended,
        mentee_suspended=row.mentee_suspended,
    )

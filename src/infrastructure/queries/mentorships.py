"""Requests and mentorships."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, String, bindparam, false, or_, select, true

from moments.application.access.relations import Standing
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.queries import MentorshipFilter, MentorshipList
from moments.application.queries.rows import MentorshipRow
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.participant import Standing as ParticipantStanding
from moments.domain.shared.ids import MentorshipId
from moments.infrastructure.persistence.array_parameters import among, listed
from moments.infrastructure.persistence.mappers.mentorships import agreement_of
from moments.infrastructure.persistence.sql import Statement, constant
from moments.infrastructure.persistence.tables import employees, mentorships, participants
from moments.infrastructure.queries.base import Reader
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import Term
from moments.infrastructure.queries.people import WIDTH, person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER, Sight, standing_parameters, visible_mentorships

_m = mentorships.c
_mentor, _mentee = employees.alias("mentor"), employees.alias("mentee")
_as_mentor, _as_mentee = participants.alias("as_mentor"), participants.alias("as_mentee")
_NEWEST = (Term(_m.requested_at, descending=True), Term(_m.id, descending=True))
_MENTOR_SUSPENDED = _as_mentor.c.standing == constant(ParticipantStanding.SUSPENDED)
_MENTEE_SUSPENDED = _as_mentee.c.standing == constant(ParticipantStanding.SUSPENDED)
_FLAGGED = (_m.state == constant(MentorshipState.ACTIVE)) & or_(_MENTOR_SUSPENDED, _MENTEE_SUSPENDED)
_LEFT_OUT = ("mentor", "mentee", "mentor_place", "mentee_place", "version")


def _rows_of(which: MentorshipList, sight: Sight) -> ColumnElement[bool]:
    match which:
        case MentorshipList.AS_MENTOR:
            return _m.mentor == VIEWER
        case MentorshipList.AS_MENTEE:
            return _m.mentee == VIEWER
        case MentorshipList.PROGRAM:
            return true() if sight.office else false()


@dataclass(frozen=True, slots=True)
class _Shape:
    list: MentorshipList
    sight: Sight
    states: bool
    department: bool
    flagged: bool | None


@lru_cache(maxsize=128)
def _list(shape: _Shape) -> KeysetList[MentorshipRow]:
    rows = [_rows_of(shape.list, shape.sight)]
    if shape.states:
        rows.append(among(_m.state, "states"))
    if shape.department:
        department = bindparam("department", type_=String)
        rows.append(or_(_mentor.c.department == department, _mentee.c.department == department))
    if shape.flagged is not None:
        rows.append(_FLAGGED if shape.flagged else ~_FLAGGED)
    return KeysetList(_visible(shape.sight).where(*rows), _NEWEST, _shown)


@lru_cache
def _visible(sight: Sight) -> Statement:
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
        .where(visible_mentorships(sight))
    )


@lru_cache
def _by_id(sight: Sight) -> Statement:
    return _visible(sight).where(among(_m.id))


class MentorshipsReader(Reader):
    async def mentorships(self, who: Standing, wish: MentorshipFilter, page: PageRequest) -> Page[MentorshipRow]:
        shape = _Shape(wish.list, Sight.of(who), bool(wish.states), wish.department is not None, wish.flagged)
        values = {
            **standing_parameters(who),
            "states": listed(state.value for state in wish.states),
            "department": wish.department,
        }
        return await _list(shape).page(self._connection, values, page)

    async def mentorships_by_id(
        self, who: Standing, ids: Collection[MentorshipId]
    ) -> Mapping[MentorshipId, MentorshipRow]:
        rows = await self._found(_by_id(Sight.of(who)), ids, standing_parameters(who))
        return {row.id: _shown(row) for row in rows}


def _shown(row: Row[Any]) -> MentorshipRow:
    return MentorshipRow(
        id=row.id,
        state=MentorshipState(row.state),
        mentor=person_row(row),
        mentee=person_row(row[WIDTH:]),
        requested_at=row.requested_at,
        held_since=row.held_since,
        note=row.note,
        answer=row.answer,
        answered_at=row.answered_at,
        ends_on=row.ends_on,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        agreement=agreement_of(row),
        mentor_suspended=row.mentor_suspended,
        mentee_suspended=row.mentee_suspended,
    )

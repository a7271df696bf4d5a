"""Meetings, and the statement of hours that is drawn from them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Row, bindparam, case, func, literal_column, or_, select

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import HoursRow, HoursTotal, MeetingRow
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.sql import Statement, constant
from moments.infrastructure.persistence.tables import employees, meetings, mentorships
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.groups import KeysetGroups
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.queries.people import person_columns, person_row
from moments.infrastructure.queries.visibility import VIEWER, ViewerScope, actor_parameters, visible_mentorships

_NEWEST = (SortKey(meetings.c.starts_at, descending=True), SortKey(meetings.c.id, descending=True))


@lru_cache
def _visible(scope: ViewerScope) -> Statement:
    """Of the mentorships that the viewer may see."""
    return (
        select(*(column for column in meetings.c if column.name != "version"))
        .join(mentorships, mentorships.c.id == meetings.c.mentorship)
        .where(visible_mentorships(scope))
    )


@lru_cache
def _of_mentorships(scope: ViewerScope) -> KeysetGroups[MeetingRow]:
    rows = _visible(scope).where(in_array(meetings.c.mentorship))
    return KeysetGroups(rows, meetings.c.mentorship, _NEWEST, meeting_row)


@lru_cache
def _by_id(scope: ViewerScope) -> Statement:
    return _visible(scope).where(in_array(meetings.c.id))


_HELD_IN_PERIOD = (
    or_(meetings.c.mentor == VIEWER, meetings.c.mentee == VIEWER),
    meetings.c.state == constant(MeetingState.HELD),
    meetings.c.starts_at >= bindparam("since", type_=UtcDateTime),
    meetings.c.starts_at < bindparam("until", type_=UtcDateTime),
)
_CONFIRMED = meetings.c.hours_confirmed_at.is_not(None)


@lru_cache
def _held(confirmed: bool | None) -> KeysetList[MeetingRow]:
    wanted = [] if confirmed is None else [_CONFIRMED if confirmed else ~_CONFIRMED]
    rows = select(*(column for column in meetings.c if column.name != "version")).where(*_HELD_IN_PERIOD, *wanted)
    return KeysetList(rows, (SortKey(meetings.c.starts_at), SortKey(meetings.c.id)), meeting_row)


def _hours() -> Statement:
    """Summed first and dressed with names afterwards, so that it groups by one column."""
    confirmed_minutes = case((_CONFIRMED, meetings.c.minutes), else_=literal_column("0", Integer))
    held = (
        select(
            meetings.c.mentorship,
            func.count().label("meetings"),
            func.sum(meetings.c.minutes).label("minutes"),
            func.count(meetings.c.hours_confirmed_at).label("confirmed_meetings"),
            func.sum(confirmed_minutes).label("confirmed_minutes"),
        )
        .where(*_HELD_IN_PERIOD)
        .group_by(meetings.c.mentorship)
        .subquery("held")
    )
    mentors = mentorships.c.mentor == VIEWER
    other = employees.alias("other")
    return (
        select(*person_columns(other, "other"), held, mentors.label("mentors"))
        .select_from(held)
        .join(mentorships, mentorships.c.id == held.c.mentorship)
        .join(other, other.c.id == case((mentors, mentorships.c.mentee), else_=mentorships.c.mentor))
        .order_by(mentorships.c.requested_at, mentorships.c.id)
    )


_HOURS = _hours()


class MeetingsQueries(QueryBase):
    async def meetings(
        self, actor: Actor, mentorships: Collection[MentorshipId], page: PageRequest
    ) -> Mapping[MentorshipId, Page[MeetingRow]]:
        values = {**actor_parameters(actor), "ids": sorted_ids(mentorships)}
        return await _of_mentorships(ViewerScope.of(actor)).pages(self._connection, list(mentorships), values, page)

    async def meetings_by_id(self, actor: Actor, ids: Collection[MeetingId]) -> Mapping[MeetingId, MeetingRow]:
        rows = await self._found(_by_id(ViewerScope.of(actor)), ids, actor_parameters(actor))
        return {row.id: meeting_row(row) for row in rows}

    async def hours(self, person: PersonId, since: date, until: date) -> Sequence[HoursRow]:
        return [_hours_row(row) for row in await self._rows(_HOURS, {"viewer": person, **_period(since, until)})]

    async def held_meetings(
        self, person: PersonId, since: date, until: date, confirmed: bool | None, page: PageRequest
    ) -> Page[MeetingRow]:
        return await _held(confirmed).page(self._connection, {"viewer": person, **_period(since, until)}, page)


_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)
"""Days beyond these are taken for them, as a calendar's ends have no midnight in UTC."""


def _period(since: date, until: date) -> dict[str, datetime]:
    return {"since": _midnight(since), "until": _midnight(until, timedelta(days=1))}


def _midnight(day: date, later: timedelta = timedelta()) -> datetime:
    """The day's beginning by the State's clocks, or that of the day so much later."""
    return datetime.combine(min(max(day, _FIRST), _LAST) + later, time(), STATE_TIME)


def meeting_row(row: Row[Any]) -> MeetingRow:
    return MeetingRow(
        id=row.id,
        mentorship=row.mentorship,
        mentor=row.mentor,
        mentee=row.mentee,
        state=MeetingState(row.state),
        starts_at=row.starts_at,
        minutes=row.minutes,
        agenda=row.agenda,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        outside_hours=row.outside_hours,
        organizer=row.organizer,
        sequence=row.sequence,
        logged_by=row.logged_by,
        hours_confirmed_at=row.hours_confirmed_at,
    )


def _hours_row(row: Row[Any]) -> HoursRow:
    confirmed = HoursTotal(row.confirmed_meetings, int(row.confirmed_minutes))
    return HoursRow(
        mentorship=row.mentorship,
        side=ApplicationKind.MENTOR if row.mentors else ApplicationKind.MENTEE,
        other=person_row(row),
        confirmed=confirmed,
        unconfirmed=HoursTotal(row.meetings - confirmed.meetings, int(row.minutes) - confirmed.minutes),
    )

"""The readers' part for those who follow live."""

from sqlalchemy import ColumnElement, ScalarSelect, String, Table, bindparam, func, literal_column, or_, select

from moments.application.queries.rows import Counts
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.participant import Standing
from moments.domain.shared.ids import PersonId, RunId
from moments.infrastructure.persistence.pending import UNANSWERED_IN_SERVICE
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import (
    applications,
    events,
    mentorships,
    participants,
    suggestion_lists,
    surveys,
)
from moments.infrastructure.queries.base import QueryBase

_LAST = select(func.coalesce(func.max(events.c.id), literal_column("0")))


def _number(table: Table, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()


_p = participants.c
_COUNTS = select(
    _number(applications, applications.c.state == constant(ApplicationState.SUBMITTED)),
    _number(participants, or_(_p.mentor_approved, _p.mentee_approved), _p.standing == constant(Standing.ELIGIBLE)),
    _number(mentorships, mentorships.c.state == constant(MentorshipState.ACTIVE)),
    _number(surveys, UNANSWERED_IN_SERVICE),
)

_MENTEES = select(suggestion_lists.c.mentee).where(suggestion_lists.c.run == bindparam("run", type_=String))


class LiveQueries(QueryBase):
    async def last_event(self) -> int:
        last: int = (await self._connection.execute(_LAST)).scalar_one()
        return last

    async def counts(self) -> Counts:
        return Counts(*(await self._connection.execute(_COUNTS)).one())

    async def mentees_of(self, run: RunId) -> frozenset[PersonId]:
        return frozenset(row.mentee for row in await self._rows(_MENTEES, {"run": run}))

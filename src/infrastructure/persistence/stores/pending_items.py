"""What waits, for the jobs that write emails about it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, Integer, String, and_, bindparam, cast, exists, literal_column, or_, select

from moments.application.ports.scheduling import PendingApplication, PendingMentorship
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.participants.participant import Standing
from moments.domain.shared.ids import DepartmentCode, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.pending import SURVEY_UNANSWERED, WITHOUT_MEETING
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.states import ACTIVE, REQUESTED
from moments.infrastructure.persistence.tables import (
    administrators,
    applications,
    emails,
    employees,
    mentorships,
    participants,
    surveys,
)
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.types import UtcDateTime

_ONE = literal_column("1", Integer)
_a, _m, _s = applications.c, mentorships.c, surveys.c
_EMPLOYED = employees.c.left_on.is_(None)
_SUBMITTED, _APPROVED = (f"'{state.value}'" for state in (ApplicationState.SUBMITTED, ApplicationState.APPROVED))
_BEFORE = bindparam("before", type_=UtcDateTime)


def _written(subject: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether an email of that kind about it exists, for any recipient."""
    key = bindparam("unless_emailed", type_=String) + ":" + subject
    return exists(select(_ONE).select_from(emails).where(emails.c.key == key))


def _employed(person: ColumnElement[str]) -> ColumnElement[bool]:
    return person.in_(select(employees.c.id).where(_EMPLOYED))


def _eligible(person: ColumnElement[str]) -> ColumnElement[bool]:
    """ELIG-4: only such people accept, and are accepted."""
    return person.in_(select(participants.c.id).where(participants.c.standing == constant(Standing.ELIGIBLE)))


_boss = employees.alias("boss")
_UNDECIDED = (
    select(_a.id, _a.applicant, employees.c.department, _boss.c.id.label("supervisor"), _a.held_since)
    .join(employees, employees.c.id == _a.applicant)
    .outerjoin(_boss, and_(_boss.c.id == _a.supervisor, _boss.c.left_on.is_(None)))
    .where(literal_column(f"applications.state = {_SUBMITTED}"), _EMPLOYED)
    .order_by(_a.held_since, _a.id)
)
_ADMINISTRATORS = select(administrators.c.person, administrators.c.department).where(_employed(administrators.c.person))
_PAIR = select(_m.id, _m.mentor, _m.mentee).order_by(_m.requested_at, _m.id)
_REQUESTS = _PAIR.where(REQUESTED, _m.requested_at <= _BEFORE, ~_written(_m.id), _employed(_m.mentee))
_ACCEPTABLE = _REQUESTS.where(_employed(_m.mentor), _eligible(_m.mentor), _eligible(_m.mentee))
_BOTH_EMPLOYED = and_(_employed(_m.mentor), _employed(_m.mentee))
_WITHOUT_MEETING = _PAIR.where(WITHOUT_MEETING, _m.answered_at <= _BEFORE, ~_written(_m.id), _BOTH_EMPLOYED)
_LEFT_BY = employees.c.left_on <= bindparam("left_by", type_=Date)
_OF_LEAVERS = _PAIR.where(
    ACTIVE, or_(*(side.in_(select(employees.c.id).where(_LEFT_BY)) for side in (_m.mentor, _m.mentee)))
)
_SURVEYS = (
    select(_s.mentorship, _s.side, _s.person)
    .where(
        SURVEY_UNANSWERED,
        _s.due_at <= _BEFORE,
        ~_written(_s.mentorship + ":" + cast(_s.side, String)),
        _employed(_s.person),
    )
    .order_by(_s.due_at, _s.mentorship, _s.side)
)
_TEAM_MEMBERS = select(employees.c.id).where(_EMPLOYED).order_by(employees.c.id)
_APPLIED: ColumnElement[bool] = and_(
    _a.applicant == employees.c.id, literal_column(f"applications.state IN ({_SUBMITTED}, {_APPROVED})")
)
_NOT_APPLIED = _TEAM_MEMBERS.where(~exists(select(_ONE).select_from(applications).where(_APPLIED)))


class SqlPendingItems:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def pending_applications(self) -> Sequence[PendingApplication]:
        rows = await self._work.all(_UNDECIDED)
        return [
            PendingApplication(row.id, row.applicant, row.department, row.supervisor, row.held_since) for row in rows
        ]

    async def administrators(self) -> Mapping[PersonId, Sequence[DepartmentCode]]:
        found: dict[PersonId, list[DepartmentCode]] = {}
        for row in await self._work.all(_ADMINISTRATORS):
            found.setdefault(row.person, []).append(row.department)
        return found

    async def requests(self, before: datetime, unless_emailed: str, *, acceptable: bool) -> Sequence[PendingMentorship]:
        rows = await self._work.all(
            _ACCEPTABLE if acceptable else _REQUESTS, before=before, unless_emailed=unless_emailed
        )
        return [PendingMentorship(row.id, row.mentor, row.mentee) for row in rows]

    async def without_meeting(self, before: datetime, unless_emailed: str) -> Sequence[PendingMentorship]:
        rows = await self._work.all(_WITHOUT_MEETING, before=before, unless_emailed=unless_emailed)
        return [PendingMentorship(row.id, row.mentor, row.mentee) for row in rows]

    async def mentorships_of_leavers(self, left_by: date) -> Sequence[PendingMentorship]:
        rows = await self._work.all(_OF_LEAVERS, left_by=left_by)
        return [PendingMentorship(row.id, row.mentor, row.mentee) for row in rows]

    async def surveys(
        self, before: datetime, unless_emailed: str
    ) -> Sequence[tuple[MentorshipId, ApplicationKind, PersonId]]:
        rows = await self._work.all(_SURVEYS, before=before, unless_emailed=unless_emailed)
        return [(row.mentorship, ApplicationKind(row.side), row.person) for row in rows]

    async def team_members(self) -> Sequence[PersonId]:
        return [row.id for row in await self._work.all(_TEAM_MEMBERS)]

    async def without_application(self) -> Sequence[PersonId]:
        return [row.id for row in await self._work.all(_NOT_APPLIED)]

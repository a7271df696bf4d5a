"""What the two people of a mentorship may know of each other (REQ-3), and when both are free (MEN-3, MEN-4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select

from moments.application.access.relations import Actor
from moments.application.queries.rows import MentorSearchRow, PairRow
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.matching.fit import fit
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting_time import MAX_MINUTES, Engagement
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import MeetingId, MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.array_parameters import in_array
from moments.infrastructure.persistence.mappers.mentorships import engagement_of
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import applications, employees, meetings, mentor_listing, mentorships
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.visibility import VIEWER

_m, _t = mentorships.c, meetings.c
_of_mentor, _of_mentee = applications.alias("of_mentor"), applications.alias("of_mentee")
_APPROVED = constant(ApplicationState.APPROVED)
_OWN = and_(in_array(_m.id), or_(_m.mentor == VIEWER, _m.mentee == VIEWER))
_PAIRS = (
    select(
        _m.id,
        _m.mentor,
        _m.mentee,
        _m.state,
        _m.ends_on,
        employees.c.first_name,
        employees.c.last_name,
        employees.c.department,
        employees.c.division,
        employees.c.job_title,
        employees.c.work_location,
        _of_mentor.c.bio,
        _of_mentor.c.working_hours,
        _of_mentor.c.career,
        _of_mentor.c.soft,
        _of_mentee.c.working_hours.label("mentee_hours"),
        _of_mentee.c.career.label("mentee_career"),
        _of_mentee.c.soft.label("mentee_soft"),
        mentor_listing.c.open_places,
    )
    .select_from(mentorships)
    .join(employees, employees.c.id == _m.mentor)
    .outerjoin(
        _of_mentor,
        and_(
            _of_mentor.c.applicant == _m.mentor,
            _of_mentor.c.kind == constant(ApplicationKind.MENTOR),
            _of_mentor.c.state == _APPROVED,
        ),
    )
    .outerjoin(
        _of_mentee,
        and_(
            _of_mentee.c.applicant == _m.mentee,
            _of_mentee.c.kind == constant(ApplicationKind.MENTEE),
            _of_mentee.c.state == _APPROVED,
        ),
    )
    .outerjoin(mentor_listing, mentor_listing.c.person == _m.mentor)
    .where(_OWN)
)
_ENGAGEMENTS = (
    select(_m.id.label("pair"), _t.id, _t.mentorship, _t.mentor, _t.mentee, _t.state, _t.starts_at, _t.minutes)
    .select_from(mentorships)
    .join(meetings, or_(_t.mentor.in_([_m.mentor, _m.mentee]), _t.mentee.in_([_m.mentor, _m.mentee])))
    .where(
        _OWN,
        _t.state != constant(MeetingState.CANCELLED),
        _t.starts_at > bindparam("since", type_=UtcDateTime),
        _t.starts_at < bindparam("until", type_=UtcDateTime),
    )
)
_PROPOSALS = select(_t.mentorship, _t.id).where(
    in_array(_t.mentorship),
    _t.state == constant(MeetingState.PROPOSED),
    _t.starts_at > bindparam("at", type_=UtcDateTime),
)


class PairsQueries(QueryBase):
    async def pairs(self, actor: Actor, mentorships: Collection[MentorshipId]) -> Mapping[MentorshipId, PairRow]:
        return {row.id: _to_row(row) for row in await self._found(_PAIRS, mentorships, {"viewer": actor.person})}

    async def open_proposals(
        self, mentorships: Collection[MentorshipId], at: datetime
    ) -> Mapping[MentorshipId, frozenset[MeetingId]]:
        found: dict[MentorshipId, set[MeetingId]] = {each: set() for each in mentorships}
        for row in await self._found(_PROPOSALS, mentorships, {"at": at}):
            found[row.mentorship].add(row.id)
        return {mentorship: frozenset(each) for mentorship, each in found.items()}

    async def engagements(
        self, actor: Actor, mentorships: Collection[MentorshipId], since: datetime, until: datetime
    ) -> Mapping[MentorshipId, Sequence[Engagement]]:
        earliest = since - timedelta(minutes=MAX_MINUTES)
        values = {"viewer": actor.person, "since": earliest, "until": until}
        found: dict[MentorshipId, list[Engagement]] = {each: [] for each in mentorships}
        for row in await self._found(_ENGAGEMENTS, mentorships, values):
            found[row.pair].append(engagement_of(row))
        return found


def _to_row(row: Row[Any]) -> PairRow:
    return PairRow(
        mentorship=row.id,
        mentor=row.mentor,
        mentee=row.mentee,
        state=MentorshipState(row.state),
        ends_on=row.ends_on,
        mentor_profile=None if row.career is None else _profile(row),
        mentee_hours=row.mentee_hours,
    )


def _profile(row: Row[Any]) -> MentorSearchRow:
    skills = RankedSkills(tuple(row.career), tuple(row.soft))
    sought = RankedSkills(tuple(row.mentee_career or ()), tuple(row.mentee_soft or ()))
    return MentorSearchRow(
        person=row.mentor,
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
        fit=fit(sought, skills),
    )

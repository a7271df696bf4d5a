"""Meetings, each locked as it is read."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, or_, select

from moments.application.ports.errors import NotFound
from moments.application.ports.mentorships import Pair
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.meeting_time import MAX_MINUTES, Engagement
from moments.domain.program.common_hours import Span
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.mappers.mentorships import engagement_of, meeting_of, meeting_row
from moments.infrastructure.persistence.optimistic_locking import write
from moments.infrastructure.persistence.tables import meetings
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.types import UtcDateTime

_PAIR = select(meetings.c.mentor, meetings.c.mentee, meetings.c.mentorship).where(meetings.c.id == bindparam("id"))
_LOCKED = select(meetings).with_for_update(key_share=True)
_BY_ID = _LOCKED.where(meetings.c.id == bindparam("id"))
_TO_COME = _LOCKED.where(
    meetings.c.mentorship == bindparam("mentorship"),
    meetings.c.state.in_(["proposed", "confirmed"]),
    meetings.c.starts_at > bindparam("at", type_=UtcDateTime),
).order_by(meetings.c.starts_at, meetings.c.id)

_ENGAGEMENTS = select(
    meetings.c.id,
    meetings.c.mentorship,
    meetings.c.mentor,
    meetings.c.mentee,
    meetings.c.state,
    meetings.c.starts_at,
    meetings.c.minutes,
).where(
    or_(in_array(meetings.c.mentor), in_array(meetings.c.mentee)),
    meetings.c.state != "called_off",
    meetings.c.starts_at > bindparam("since", type_=UtcDateTime),
    meetings.c.starts_at < bindparam("until", type_=UtcDateTime),
)


class SqlMeetings:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def pair_of(self, identity: MeetingId) -> Pair:
        row = await self._found(identity)
        return Pair(row.mentor, row.mentee)

    async def mentorship_of(self, identity: MeetingId) -> MentorshipId:
        return MentorshipId((await self._found(identity)).mentorship)

    async def get(self, identity: MeetingId) -> Meeting:
        row = await self._work.first(_BY_ID, id=identity)
        if row is None:
            raise NotFound("meeting")
        return meeting_of(row)

    async def to_come(self, mentorship: MentorshipId, at: datetime) -> list[Meeting]:
        return [meeting_of(row) for row in await self._work.all(_TO_COME, mentorship=mentorship, at=at)]

    async def engagements(self, people: set[PersonId], around: Span) -> list[Engagement]:
        longest = timedelta(minutes=MAX_MINUTES)
        rows = await self._work.all(
            _ENGAGEMENTS, ids=sorted_ids(people), since=around.starts_at - longest, until=around.ends_at
        )
        found = map(engagement_of, rows)
        return [each for each in found if each.span.overlaps(around)]

    async def save(self, meeting: Meeting) -> None:
        await write(self._work, meetings, meeting_row(meeting), meeting)

    async def _found(self, identity: MeetingId) -> Row[Any]:
        row = await self._work.first(_PAIR, id=identity)
        if row is None:
            raise NotFound("meeting")
        return row

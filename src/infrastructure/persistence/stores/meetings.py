"""Meetings, each locked as it is read."""

from sqlalchemy import bindparam, select

from moments.application.ports.errors import NotFound
from moments.application.ports.mentorships import Pair
from moments.domain.mentorships.meeting import Meeting
from moments.domain.shared.ids import MeetingId
from moments.infrastructure.persistence.rows.mentorships import meeting_of, meeting_row
from moments.infrastructure.persistence.tables import meetings
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.versions import write

_PAIR = select(meetings.c.mentor, meetings.c.mentee).where(meetings.c.id == bindparam("id"))
_BY_ID = select(meetings).where(meetings.c.id == bindparam("id")).with_for_update(key_share=True)


class SqlMeetings:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def pair_of(self, identity: MeetingId) -> Pair:
        row = await self._work.first(_PAIR, id=identity)
        if row is None:
            raise NotFound("meeting")
        return Pair(row.mentor, row.mentee)

    async def get(self, identity: MeetingId) -> Meeting:
        row = await self._work.first(_BY_ID, id=identity)
        if row is None:
            raise NotFound("meeting")
        return meeting_of(row)

    async def save(self, meeting: Meeting) -> None:
        await write(self._work, meetings, meeting_row(meeting), meeting)

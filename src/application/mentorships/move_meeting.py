"""Move a meeting to another time."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.mentorships.loading import load_meeting
from moments.application.mentorships.propose_meeting import outside_hours
from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.ids import MeetingId, PersonId


@dataclass(frozen=True, slots=True)
class MoveMeetingCommand:
    """`read`: when the meeting starts, as the person has read it. `minutes`: None keeps the length."""

    meeting: MeetingId
    read: datetime
    starts_at: datetime
    minutes: int | None = None


def check_may_move(meeting: Meeting, mentorship: Mentorship, by: PersonId) -> None:
    """Raises IllegalTransition, also unless the mentorship is active; NotAllowedForSide."""
    mentorship.check_meets()
    meeting.check_may_move(by)


class MoveMeeting(UseCase[MoveMeetingCommand]):
    """MEN-2: for either side, while the mentorship is active; the other side confirms. MEN-3: it can warn."""

    action = "moveMeeting"

    async def execute(self, call: Call[MoveMeetingCommand]) -> str:
        work, command = call.work, call.command
        loaded = await load_meeting(work, command.meeting, call.by, self.action)
        meeting = loaded.meeting
        check_may_move(meeting, loaded.mentorship, call.by)
        minutes = meeting.minutes if command.minutes is None else command.minutes
        outside = await outside_hours(work, loaded.mentorship, command.starts_at, minutes)
        meeting.move(
            call.by,
            read=command.read,
            starts_at=command.starts_at,
            minutes=minutes,
            outside_hours=outside,
            at=call.at,
        )
        await work.meetings.save(meeting)
        return meeting.id

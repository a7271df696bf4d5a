"""Move a meeting to another time."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.mentorships.loading import load_meeting
from moments.application.mentorships.meeting_time import open_proposals, schedule_of
from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.meeting import check_may_move
from moments.domain.mentorships.meeting_time import MeetingWarningKind, check_accepted, is_outside_hours
from moments.domain.program.common_hours import Span
from moments.domain.shared.ids import MeetingId


@dataclass(frozen=True, slots=True)
class MoveMeetingCommand:
    """`read`: when the meeting starts, as the person has read it. `minutes`: None keeps the length. `accept_warnings`:
    those that the person has read and accepts.
    """

    meeting: MeetingId
    read: datetime
    starts_at: datetime
    minutes: int | None = None
    accept_warnings: frozenset[MeetingWarningKind] = frozenset()


class MoveMeeting(UseCase[MoveMeetingCommand]):
    """MEN-2: for either side, while the mentorship is active; the other side confirms. MEN-3, MEN-4: as to propose."""

    action = "moveMeeting"

    async def execute(self, call: Call[MoveMeetingCommand]) -> str:
        work, command = call.work, call.command
        loaded = await load_meeting(work, command.meeting, call.by, self.action, lock_people=True)
        meeting = loaded.meeting
        check_may_move(meeting, loaded.mentorship, call.by, await open_proposals(work, meeting.mentorship, call.at))
        minutes = meeting.minutes if command.minutes is None else command.minutes
        span = Span(command.starts_at, minutes)
        schedule = await schedule_of(work, loaded.mentorship, span)
        warnings = schedule.warnings(call.by, span, at=call.at)
        meeting.move(
            call.by,
            read=command.read,
            starts_at=command.starts_at,
            minutes=minutes,
            outside_hours=is_outside_hours(warnings),
            at=call.at,
        )
        schedule.check_to_come(call.by, span, at=call.at, moves=meeting.id)
        check_accepted(warnings, command.accept_warnings)
        await work.meetings.save(meeting)
        return meeting.id

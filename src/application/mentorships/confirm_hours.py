"""Confirm the hours of a meeting that the other side logged."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.mentorships.loading import load_meeting
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import MeetingId


@dataclass(frozen=True, slots=True)
class ConfirmHoursCommand:
    """`read`, `minutes`: when the meeting was and how long it took, as the person has read it."""

    meeting: MeetingId
    read: datetime
    minutes: int


class ConfirmHours(UseCase[ConfirmHoursCommand]):
    """MEN-4: until then the statements of both show them apart. Allowed after the mentorship's end."""

    action = "confirmHours"

    async def execute(self, call: Call[ConfirmHoursCommand]) -> str:
        meeting = (await load_meeting(call.work, call.command.meeting, call.by, self.action)).meeting
        meeting.confirm_hours(call.by, read=call.command.read, minutes=call.command.minutes, at=call.at)
        await call.work.meetings.save(meeting)
        return meeting.id

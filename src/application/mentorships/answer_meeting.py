"""Confirm or cancel a meeting, or mark it as held."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.mentorships.loading import load_meeting
from moments.application.mentorships.meeting_time import schedule_of
from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.program.common_hours import Span
from moments.domain.shared.ids import MeetingId, PersonId


@dataclass(frozen=True, slots=True)
class ConfirmMeetingCommand:
    """`read`, `minutes`: when the meeting starts and how long it is, as the person has read it."""

    meeting: MeetingId
    read: datetime
    minutes: int


def check_may_confirm(meeting: Meeting, mentorship: Mentorship, by: PersonId) -> None:
    """Raises IllegalTransition, also unless the mentorship is active; NotAllowedForSide."""
    mentorship.check_meets()
    meeting.check_may_confirm(by)


def check_may_mark_held(meeting: Meeting, mentorship: Mentorship, by: PersonId, at: datetime) -> None:
    """Raises InvalidMeetingTime, IllegalTransition, NotAllowedForSide."""
    meeting.check_before_the_end(mentorship)
    meeting.check_may_mark_held(by, at=at)


class ConfirmMeeting(UseCase[ConfirmMeetingCommand]):
    """MEN-2: for the side that did not propose it, while the mentorship is active."""

    action = "confirmMeeting"

    async def execute(self, call: Call[ConfirmMeetingCommand]) -> str:
        loaded = await load_meeting(call.work, call.command.meeting, call.by, self.action)
        meeting = loaded.meeting
        check_may_confirm(meeting, loaded.mentorship, call.by)
        meeting.confirm(call.by, read=call.command.read, minutes=call.command.minutes, at=call.at)
        await call.work.meetings.save(meeting)
        return meeting.id


@dataclass(frozen=True, slots=True)
class CancelMeetingCommand:
    """`read`: when the meeting starts, as the person has read it."""

    meeting: MeetingId
    read: datetime


class CancelMeeting(UseCase[CancelMeetingCommand]):
    """MEN-2: for either side."""

    action = "cancelMeeting"

    async def execute(self, call: Call[CancelMeetingCommand]) -> str:
        meeting = (await load_meeting(call.work, call.command.meeting, call.by, self.action)).meeting
        meeting.cancel(call.by, read=call.command.read, at=call.at)
        await call.work.meetings.save(meeting)
        return meeting.id


@dataclass(frozen=True, slots=True)
class MarkMeetingHeldCommand:
    """`read`: when the meeting started, as the person has read it. `minutes`: the actual length; None if it was as
    planned.
    """

    meeting: MeetingId
    read: datetime
    minutes: int | None = None


class MarkMeetingHeld(UseCase[MarkMeetingHeldCommand]):
    """MEN-4: the meeting counts in the statement of hours, confirmed once the other side says so. Allowed after the
    mentorship's end if it was held before.
    """

    action = "markMeetingHeld"

    async def execute(self, call: Call[MarkMeetingHeldCommand]) -> str:
        loaded = await load_meeting(call.work, call.command.meeting, call.by, self.action, lock_people=True)
        meeting = loaded.meeting
        check_may_mark_held(meeting, loaded.mentorship, call.by, call.at)
        minutes = meeting.minutes if call.command.minutes is None else call.command.minutes
        meeting.mark_held(call.by, read=call.command.read, minutes=minutes, at=call.at)
        span = Span(meeting.starts_at, minutes)
        schedule = await schedule_of(call.work, loaded.mentorship, span)
        schedule.check_held(call.by, span, ignoring=meeting.id)
        await call.work.meetings.save(meeting)
        return meeting.id

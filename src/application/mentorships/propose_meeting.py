"""Propose a meeting, or log one that was held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from moments.application.mentorships.loading import load
from moments.application.unit_of_work import UnitOfWork
from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.meeting import DEFAULT_MINUTES, Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.program.working_hours import covers, working_hours
from moments.domain.shared.ids import MeetingId, MentorshipId
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class MeetingCommand:
    mentorship: MentorshipId
    starts_at: datetime
    minutes: int = DEFAULT_MINUTES
    agenda: str | None = None


Make = Callable[..., Meeting]
"""Meeting.propose or Meeting.log, which have the same parameters."""


async def outside_hours(work: UnitOfWork, mentorship: Mentorship, starts_at: datetime, minutes: int) -> bool:
    """MEN-3: whether the meeting is outside the working hours on either application; False if they are unknown."""
    for person, kind in ((mentorship.mentor, ApplicationKind.MENTOR), (mentorship.mentee, ApplicationKind.MENTEE)):
        application = await work.applications.of(person, kind)
        hours = application.form.working_hours if application else None
        if hours and not covers(working_hours(hours), starts_at, minutes):
            return True
    return False


class _AddMeeting(UseCase[MeetingCommand]):
    """The common part of proposing and logging."""

    async def _add(self, call: Call[MeetingCommand], make: Make) -> str:
        work, command = call.work, call.command
        mentorship = (await load(work, command.mentorship, call.by, self.action)).mentorship
        meeting = make(
            MeetingId(self._new_id()),
            mentorship,
            by=call.by,
            starts_at=command.starts_at,
            minutes=command.minutes,
            agenda=command.agenda,
            outside_hours=await outside_hours(work, mentorship, command.starts_at, command.minutes),
            at=call.at,
        )
        await work.meetings.save(meeting)
        return meeting.id


class ProposeMeeting(_AddMeeting):
    """MEN-2: an hour by default. MEN-3: a meeting outside the regular working hours warns but is allowed."""

    action = "proposeMeeting"

    async def execute(self, call: Call[MeetingCommand]) -> str:
        return await self._add(call, Meeting.propose)


class LogMeeting(_AddMeeting):
    """MEN-4: a past meeting that was never proposed here."""

    action = "logMeeting"

    async def execute(self, call: Call[MeetingCommand]) -> str:
        return await self._add(call, Meeting.log)

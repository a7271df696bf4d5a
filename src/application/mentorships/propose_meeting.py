"""Propose a meeting, or log one that was held."""

from dataclasses import dataclass
from datetime import datetime

from moments.application.mentorships.loading import load
from moments.application.mentorships.meeting_time import open_proposals, schedule_of
from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.meeting import DEFAULT_MINUTES, Meeting, check_may_meet, check_may_propose
from moments.domain.mentorships.meeting_time import MeetingWarningKind, PairSchedule, check_accepted, is_outside_hours
from moments.domain.program.common_hours import Span
from moments.domain.shared.ids import MeetingId, MentorshipId


@dataclass(frozen=True, slots=True)
class MeetingCommand:
    mentorship: MentorshipId
    starts_at: datetime
    minutes: int = DEFAULT_MINUTES
    agenda: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.minutes)


@dataclass(frozen=True, slots=True)
class ProposeMeetingCommand(MeetingCommand):
    """`accept_warnings`: those that the person has read and accepts."""

    accept_warnings: frozenset[MeetingWarningKind] = frozenset()


class ProposeMeeting(UseCase[ProposeMeetingCommand]):
    """MEN-2: an hour by default. MEN-3: a meeting outside the regular working hours has to be accepted as such. MEN-4:
    nobody is in two meetings at a time.
    """

    action = "proposeMeeting"

    async def execute(self, call: Call[ProposeMeetingCommand]) -> str:
        work, command = call.work, call.command
        mentorship = (await load(work, command.mentorship, call.by, self.action)).mentorship
        check_may_propose(mentorship, call.by, await open_proposals(work, mentorship.id, call.at))
        schedule = await schedule_of(work, mentorship, command.span)
        warnings = schedule.warnings(call.by, command.span, at=call.at)
        meeting = Meeting.propose(
            MeetingId(self._new_id()),
            mentorship,
            by=call.by,
            starts_at=command.starts_at,
            minutes=command.minutes,
            agenda=command.agenda,
            outside_hours=is_outside_hours(warnings),
            at=call.at,
        )
        schedule.check_to_come(call.by, command.span, at=call.at)
        check_accepted(warnings, command.accept_warnings)
        await work.meetings.save(meeting)
        return meeting.id


class LogMeeting(UseCase[MeetingCommand]):
    """MEN-4: a past meeting that was never proposed here. One that the other side has logged at this very time is that
    meeting, and its hours are confirmed.
    """

    action = "logMeeting"

    async def execute(self, call: Call[MeetingCommand]) -> str:
        work, command = call.work, call.command
        mentorship = (await load(work, command.mentorship, call.by, self.action)).mentorship
        check_may_meet(mentorship, call.by)
        schedule = await schedule_of(work, mentorship, command.span)
        if same := await self._logged_by_the_other(call, schedule):
            same.confirm_hours(call.by, read=command.starts_at, minutes=command.minutes, at=call.at)
            await work.meetings.save(same)
            return same.id
        meeting = Meeting.log(
            MeetingId(self._new_id()),
            mentorship,
            by=call.by,
            starts_at=command.starts_at,
            minutes=command.minutes,
            agenda=command.agenda,
            outside_hours=is_outside_hours(schedule.warnings(call.by, command.span, at=call.at)),
            at=call.at,
        )
        schedule.check_held(call.by, command.span)
        await work.meetings.save(meeting)
        return meeting.id

    async def _logged_by_the_other(self, call: Call[MeetingCommand], schedule: PairSchedule) -> Meeting | None:
        identity = schedule.logged_as(call.command.span)
        meeting = await call.work.meetings.get(identity) if identity else None
        return meeting if meeting is not None and meeting.may_confirm_hours(call.by) else None

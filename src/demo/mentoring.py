"""A mentorship's life in the demo: agreement, meetings, end, and what both say of it afterwards."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from moments.application.mentorships.agreement import (
    AcceptAgreement,
    AcceptAgreementCommand,
    ProposeAgreement,
    ProposeAgreementCommand,
)
from moments.application.mentorships.answer_meeting import (
    CancelMeeting,
    CancelMeetingCommand,
    ConfirmMeeting,
    ConfirmMeetingCommand,
    MarkMeetingHeld,
    MarkMeetingHeldCommand,
)
from moments.application.mentorships.confirm_hours import ConfirmHours, ConfirmHoursCommand
from moments.application.mentorships.end_mentorship import (
    CompleteMentorship,
    DiscontinueMentorship,
    EndMentorshipCommand,
)
from moments.application.mentorships.propose_meeting import (
    LogMeeting,
    MeetingCommand,
    ProposeMeeting,
    ProposeMeetingCommand,
)
from moments.demo import sample_texts
from moments.demo.agenda import Life
from moments.demo.simulation import Stage
from moments.demo.surveys import answer_survey
from moments.domain.mentorships.meeting_time import MeetingWarningKind
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind

_AGREEMENT, _AGREED = 0.7, 0.85
_DISCONTINUED = 0.15
_PROPOSED, _CONFIRMED, _CALLED_OFF = 0.5, 0.7, 0.1


@dataclass(frozen=True, slots=True)
class _Pair:
    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId

    def sides(self, rng: Random) -> tuple[PersonId, PersonId]:
        """Who acts and who answers."""
        pair = (self.mentor, self.mentee)
        return pair if rng.random() < 0.4 else (self.mentee, self.mentor)


async def run_mentorship(
    stage: Stage, mentorship: MentorshipId, mentor: PersonId, mentee: PersonId, rng: Random
) -> Life:
    pair = _Pair(mentorship, mentor, mentee)
    discontinued = rng.random() < _DISCONTINUED
    ends = stage.clock.now() + timedelta(days=rng.randint(25, 150) if discontinued else rng.randint(150, 365))
    if rng.random() < _AGREEMENT:
        await _propose_agreement(stage, pair, rng, days=max(120, (ends - stage.clock.now()).days))
        proposed_at = stage.clock.now()
        yield stage.in_days(rng, 1, 6)
        if rng.random() < _AGREED:
            await stage.do(AcceptAgreement, AcceptAgreementCommand(mentorship, proposed_at), mentor)
    while stage.clock.now() < ends:
        if rng.random() < _PROPOSED:
            stage.begin(_meet_by_appointment(stage, pair, rng))
        else:
            await _log_meeting(stage, pair, rng)
        yield stage.in_days(rng, 22, 45)
    yield stage.in_days(rng, 15, 25)  # the last appointment is over by then
    await _end(stage, pair, rng, discontinued=discontinued)


async def _end(stage: Stage, pair: _Pair, rng: Random, *, discontinued: bool) -> None:
    by, _ = pair.sides(rng)
    how = DiscontinueMentorship if discontinued else CompleteMentorship
    await stage.do(how, EndMentorshipCommand(pair.mentorship), by)
    stage.market.ended(pair.mentor)
    for side, person in ((ApplicationKind.MENTOR, pair.mentor), (ApplicationKind.MENTEE, pair.mentee)):
        answer = answer_survey(stage, pair.mentorship, side, person, rng, discontinued=discontinued)
        stage.begin(answer, stage.in_days(rng, 1, 20))


async def _propose_agreement(stage: Stage, pair: _Pair, rng: Random, *, days: int) -> None:
    """MEN-1, by the mentee, who is told to reach out first (REQ-5)."""
    ends_on = stage.clock.now().astimezone(STATE_TIME).date() + timedelta(days=days)
    goals, schedule, obstacles = map(rng.choice, (sample_texts.GOALS, sample_texts.SCHEDULES, sample_texts.OBSTACLES))
    command = ProposeAgreementCommand(pair.mentorship, None, goals, schedule, obstacles, ends_on)
    await stage.do(ProposeAgreement, command, pair.mentee)


async def _log_meeting(stage: Stage, pair: _Pair, rng: Random) -> None:
    """MEN-4: held an hour or two ago, and written down now."""
    began = stage.clock.now() - timedelta(minutes=rng.choice((65, 80, 120)))
    minutes = rng.choice((30, 45, 60, 60, 60))
    command = MeetingCommand(pair.mentorship, began, minutes, rng.choice(sample_texts.AGENDAS))
    if stage.reserve(command.span, pair.mentor, pair.mentee):
        by, other = pair.sides(rng)
        meeting = MeetingId(await stage.do(LogMeeting, command, by))
        stage.begin(_confirm_hours(stage, ConfirmHoursCommand(meeting, began, minutes), other, rng))


async def _confirm_hours(stage: Stage, command: ConfirmHoursCommand, other: PersonId, rng: Random) -> Life:
    """MEN-4: not everybody gets round to it."""
    yield stage.in_days(rng, 0.5, 6)
    if rng.random() < _CONFIRMED:
        await stage.do(ConfirmHours, command, other)


async def _meet_by_appointment(stage: Stage, pair: _Pair, rng: Random) -> Life:
    by, other = pair.sides(rng)
    starts_at = stage.in_days(rng, 5, 12).replace(minute=rng.choice((0, 30)), second=0)
    accepted = frozenset(MeetingWarningKind)
    command = ProposeMeetingCommand(pair.mentorship, starts_at, 60, rng.choice(sample_texts.AGENDAS), accepted)
    if not stage.reserve(command.span, pair.mentor, pair.mentee):
        return
    meeting = MeetingId(await stage.do(ProposeMeeting, command, by))
    yield stage.in_days(rng, 0.5, 4)
    if rng.random() < _CALLED_OFF:
        await stage.do(CancelMeeting, CancelMeetingCommand(meeting, starts_at), other)
        return
    if rng.random() < _CONFIRMED:
        await stage.do(ConfirmMeeting, ConfirmMeetingCommand(meeting, starts_at, command.minutes), other)
    yield starts_at + timedelta(minutes=rng.randint(61, 180))
    held = MarkMeetingHeldCommand(meeting, starts_at, rng.choice((None, None, 45)))
    await stage.do(MarkMeetingHeld, held, by)
    minutes = 60 if held.minutes is None else held.minutes
    stage.begin(_confirm_hours(stage, ConfirmHoursCommand(meeting, starts_at, minutes), other, rng))

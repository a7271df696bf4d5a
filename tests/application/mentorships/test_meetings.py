"""Meetings belong to a mentorship that goes on; one that was held before its end can be logged after it."""

from datetime import timedelta

import pytest

from moments.application.mentorships.answer_meeting import (
    ConfirmMeeting,
    ConfirmMeetingCommand,
    MarkMeetingHeld,
    MarkMeetingHeldCommand,
)
from moments.application.mentorships.end_mentorship import DiscontinueMentorship, EndMentorshipCommand
from moments.application.mentorships.move_meeting import MoveMeeting, MoveMeetingCommand
from moments.application.mentorships.propose_meeting import (
    LogMeeting,
    MeetingCommand,
    ProposeMeeting,
    ProposeMeetingCommand,
)
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.domain.mentorships.errors import InvalidMeetingTime, MeetingOnRecord, MeetingsOverlap
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.meeting_time import MeetingWarningKind, UnacceptedWarnings
from moments.domain.participants.errors import NotApprovedYet
from moments.domain.shared.errors import IllegalTransition
from moments.domain.shared.ids import MeetingId
from tests.application.scenario import ACTIVE, DAY, HELD, MEETING, ZOE, Program
from tests.infrastructure.persistence.people import ANN, MIA, MOE, NOW


async def the_meeting(program: Program) -> Meeting:
    async with program.new_work() as work:
        return await work.meetings.get(MEETING)


async def end(program: Program, *, with_the_meeting: bool) -> None:
    """Without it, the meeting stays proposed, as when its end and the mentorship's were written at once."""
    await program.do(DiscontinueMentorship, EndMentorshipCommand(ACTIVE), MOE)
    if not with_the_meeting:
        stored = program.memory.state.meetings[MEETING]
        stored.state = MeetingState.PROPOSED


@pytest.mark.rule("MEN-2", "MEN-5")
async def test_no_meeting_outlives_the_mentorship(program: Program) -> None:
    await end(program, with_the_meeting=True)

    assert (await the_meeting(program)).state is MeetingState.CANCELLED


@pytest.mark.rule("MEN-2")
async def test_a_meeting_of_an_ended_mentorship_is_not_confirmed(program: Program) -> None:
    await end(program, with_the_meeting=False)

    with pytest.raises(IllegalTransition) as refusal:
        await program.do(ConfirmMeeting, ConfirmMeetingCommand(MEETING, NOW + DAY, 60), MOE)

    assert refusal.value.what == "mentorship"
    assert (await the_meeting(program)).state is MeetingState.PROPOSED


@pytest.mark.rule("MEN-2")
async def test_a_meeting_of_an_ended_mentorship_is_not_moved(program: Program) -> None:
    await end(program, with_the_meeting=False)

    with pytest.raises(IllegalTransition) as refusal:
        await program.do(MoveMeeting, MoveMeetingCommand(MEETING, NOW + DAY, NOW + 3 * DAY), ANN)

    assert refusal.value.what == "mentorship"
    assert (await the_meeting(program)).starts_at == NOW + DAY


@pytest.mark.rule("MEN-4")
async def test_a_meeting_that_was_to_begin_after_the_end_is_not_logged(program: Program) -> None:
    program.clock.advance(days=1)
    await end(program, with_the_meeting=False)
    program.clock.advance(days=1)

    with pytest.raises(InvalidMeetingTime):
        await program.do(MarkMeetingHeld, MarkMeetingHeldCommand(MEETING, NOW + DAY), ANN)

    assert (await the_meeting(program)).state is MeetingState.PROPOSED


@pytest.mark.rule("MEN-4")
async def test_a_meeting_held_before_the_end_is_logged_after_it(program: Program) -> None:
    program.clock.advance(seconds=(DAY + timedelta(minutes=1)).total_seconds())
    await end(program, with_the_meeting=True)
    program.clock.advance(days=1)

    await program.do(MarkMeetingHeld, MarkMeetingHeldCommand(MEETING, NOW + DAY, minutes=1), ANN)

    assert (await the_meeting(program)).state is MeetingState.HELD


@pytest.mark.rule("REQ-1", "APP-6")
async def test_who_never_applied_asks_nobody(program: Program) -> None:
    with pytest.raises(NotApprovedYet):
        await program.do(RequestMentor, RequestMentorCommand(MIA), ZOE)


HALF_AN_HOUR = timedelta(minutes=30)
SATURDAY = NOW + 5 * DAY
OUTSIDE = frozenset({MeetingWarningKind.OUTSIDE_MENTOR_HOURS, MeetingWarningKind.OUTSIDE_MENTEE_HOURS})


@pytest.mark.rule("MEN-4")
async def test_no_meeting_is_proposed_over_another(program: Program) -> None:
    with pytest.raises(MeetingsOverlap) as refusal:
        await program.do(ProposeMeeting, ProposeMeetingCommand(ACTIVE, NOW + DAY + HALF_AN_HOUR), ANN)

    assert refusal.value.meeting == MEETING
    assert set(program.memory.state.meetings) == {MEETING, HELD}


@pytest.mark.rule("MEN-4")
async def test_no_meeting_is_moved_over_another(program: Program) -> None:
    second = await program.do(ProposeMeeting, ProposeMeetingCommand(ACTIVE, NOW + 2 * DAY), ANN)

    with pytest.raises(MeetingsOverlap) as refusal:
        await program.do(MoveMeeting, MoveMeetingCommand(MEETING, NOW + DAY, NOW + 2 * DAY + HALF_AN_HOUR), ANN)

    assert refusal.value.meeting == second
    assert (await the_meeting(program)).starts_at == NOW + DAY


@pytest.mark.rule("MEN-3")
async def test_a_meeting_outside_the_working_hours_is_proposed_once_that_is_accepted(program: Program) -> None:
    with pytest.raises(UnacceptedWarnings) as refusal:
        await program.do(ProposeMeeting, ProposeMeetingCommand(ACTIVE, SATURDAY), ANN)
    assert {each.kind for each in refusal.value.warnings} == OUTSIDE
    assert set(program.memory.state.meetings) == {MEETING, HELD}

    made = await program.do(ProposeMeeting, ProposeMeetingCommand(ACTIVE, SATURDAY, accept_warnings=OUTSIDE), ANN)
    assert program.memory.state.meetings[MeetingId(made)].outside_hours


@pytest.mark.rule("MEN-3")
async def test_a_meeting_is_moved_outside_the_working_hours_once_that_is_accepted(program: Program) -> None:
    with pytest.raises(UnacceptedWarnings):
        await program.do(MoveMeeting, MoveMeetingCommand(MEETING, NOW + DAY, SATURDAY), ANN)
    assert (await the_meeting(program)).starts_at == NOW + DAY

    await program.do(MoveMeeting, MoveMeetingCommand(MEETING, NOW + DAY, SATURDAY, accept_warnings=OUTSIDE), ANN)
    assert (await the_meeting(program)).outside_hours


@pytest.mark.rule("MEN-4")
async def test_one_meeting_of_the_pair_is_logged_once(program: Program) -> None:
    with pytest.raises(MeetingOnRecord) as refusal:
        await program.do(LogMeeting, MeetingCommand(ACTIVE, NOW - 2 * DAY / 24 + HALF_AN_HOUR), ANN)

    assert refusal.value.meeting == HELD
    assert set(program.memory.state.meetings) == {MEETING, HELD}


@pytest.mark.rule("MEN-4")
async def test_two_logs_of_the_same_time_are_one_meeting_confirmed(program: Program) -> None:
    start = NOW - 2 * DAY / 24
    same = MeetingCommand(ACTIVE, start)
    with pytest.raises(MeetingOnRecord):  # logged by MOE, who confirms nothing by it
        await program.do(LogMeeting, same, MOE)
    with pytest.raises(MeetingOnRecord):  # another length is another account of it
        await program.do(LogMeeting, MeetingCommand(ACTIVE, start, 30), ANN)
    assert await program.do(LogMeeting, same, ANN) == HELD

    held = program.memory.state.meetings[HELD]
    assert (held.logged_by, held.hours_confirmed_at) == (MOE, NOW)
    assert set(program.memory.state.meetings) == {MEETING, HELD}
    for who in (ANN, MOE):
        with pytest.raises(MeetingOnRecord):
            await program.do(LogMeeting, same, who)


@pytest.mark.rule("MEN-4")
async def test_once_the_mentorship_is_over_a_log_is_not_taken_for_the_other_sides(program: Program) -> None:
    await program.do(DiscontinueMentorship, EndMentorshipCommand(ACTIVE), MOE)
    with pytest.raises(IllegalTransition):
        await program.do(LogMeeting, MeetingCommand(ACTIVE, NOW - 2 * DAY / 24), ANN)

    assert program.memory.state.meetings[HELD].hours_confirmed_at is None


@pytest.mark.rule("MEN-4")
async def test_a_meeting_does_not_last_into_another_that_was_held(program: Program) -> None:
    program.clock.advance(days=2)
    after = await program.do(LogMeeting, MeetingCommand(ACTIVE, NOW + DAY + 2 * HALF_AN_HOUR), MOE)

    with pytest.raises(MeetingOnRecord) as refusal:
        await program.do(MarkMeetingHeld, MarkMeetingHeldCommand(MEETING, NOW + DAY, 90), ANN)

    assert refusal.value.meeting == after
    assert (await the_meeting(program)).state is MeetingState.PROPOSED

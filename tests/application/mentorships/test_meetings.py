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
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.domain.mentorships.errors import InvalidMeetingTime
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.participants.errors import NotApprovedYet
from moments.domain.shared.errors import IllegalTransition
from tests.application.scenario import ACTIVE, DAY, MEETING, ZOE, Program
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

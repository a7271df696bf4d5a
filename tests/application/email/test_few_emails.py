"""Emails about a thing that have not gone out become one, and nobody causes more than five an hour to another."""

import asyncio
from bisect import bisect_right
from collections import defaultdict
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.application.applications.submit_application import SubmitApplication, SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplication, WithdrawApplicationCommand
from moments.application.email.writer import AN_HOUR, HELD, MOST_AN_HOUR, SUPERSEDED, UNHEARD_OF, next_time
from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.answer_meeting import (
    CancelMeeting,
    CancelMeetingCommand,
    ConfirmMeeting,
    ConfirmMeetingCommand,
)
from moments.application.mentorships.cancel_request import CancelRequest, CancelRequestCommand
from moments.application.mentorships.decline_request import DeclineRequest, DeclineRequestCommand
from moments.application.mentorships.end_mentorship import (
    CompleteMentorship,
    DiscontinueMentorship,
    EndMentorshipCommand,
)
from moments.application.mentorships.move_meeting import MoveMeeting, MoveMeetingCommand
from moments.application.mentorships.propose_meeting import ProposeMeeting, ProposeMeetingCommand
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.participants.set_availability import SetAvailability, SetAvailabilityCommand
from moments.application.ports.errors import ConcurrentUpdate
from moments.domain.email.email import EmailState
from moments.domain.mentorships.errors import AskedTooSoon, TooManyProposals
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.mentorships.meeting import MAX_PROPOSALS
from moments.domain.mentorships.meeting_time import MeetingWarningKind
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from tests.application.fakes.memory import StoredLetter
from tests.application.scenario import (
    ACTIVE,
    DAY,
    DENIED,
    DRAFT,
    REQUEST,
    NewUseCase,
    Program,
    a_program,
)
from tests.infrastructure.persistence.people import ANN, BEN, MIA, MOE, NOW

ANY_WARNING = frozenset(MeetingWarningKind)
MINUTE = timedelta(minutes=1)


def pass_(program: Program, span: timedelta) -> datetime:
    return program.clock.advance(seconds=span.total_seconds())


def letters(program: Program, recipient: PersonId, state: EmailState | None = None) -> list[StoredLetter]:
    return [
        each
        for each in program.memory.state.emails.values()
        if each.email.recipient == recipient and state in (None, each.state)
    ]


async def propose(program: Program, by: PersonId, days: int) -> MeetingId:
    pass_(program, MINUTE)
    command = ProposeMeetingCommand(ACTIVE, NOW + days * DAY, accept_warnings=ANY_WARNING)
    return MeetingId(await program.do(ProposeMeeting, command, by))


async def call_off(program: Program, by: PersonId, meeting: MeetingId) -> None:
    pass_(program, MINUTE)
    read = program.memory.state.meetings[meeting].starts_at
    await program.do(CancelMeeting, CancelMeetingCommand(meeting, read), by)


# --- the pair's next request waits ---


@pytest.mark.rule("MAT-6", "REQ-2")
async def test_a_request_that_was_canceled_is_made_again_a_day_later_and_each_is_one_email(program: Program) -> None:
    async def ask() -> MentorshipId:
        return MentorshipId(await program.do(RequestMentor, RequestMentorCommand(MOE), BEN))

    for _ in range(2):
        before = len(letters(program, MOE))
        await program.do(CancelRequest, CancelRequestCommand(await ask()), BEN)
        canceled_at = program.clock.now()
        with pytest.raises(AskedTooSoon) as refusal:
            await ask()
        assert refusal.value.until == canceled_at + DAY
        pass_(program, DAY - timedelta(seconds=1))
        with pytest.raises(AskedTooSoon):
            await ask()
        pass_(program, timedelta(seconds=1))
        assert len(letters(program, MOE)) == before + 1


@pytest.mark.rule("MEN-2")
async def test_three_proposals_of_a_mentorship_wait_at_a_time_whoever_made_them(program: Program) -> None:
    second, third = await propose(program, MOE, 2), await propose(program, ANN, 3)
    with pytest.raises(TooManyProposals):
        await propose(program, ANN, 4)

    await program.do(ConfirmMeeting, ConfirmMeetingCommand(third, NOW + 3 * DAY, 60), MOE)
    fourth = await propose(program, ANN, 4)
    moved = MoveMeetingCommand(third, NOW + 3 * DAY, NOW + 5 * DAY, accept_warnings=ANY_WARNING)
    with pytest.raises(TooManyProposals):  # to move proposes again
        await program.do(MoveMeeting, moved, ANN)
    again = MoveMeetingCommand(fourth, NOW + 4 * DAY, NOW + 6 * DAY, accept_warnings=ANY_WARNING)
    await program.do(MoveMeeting, again, ANN)

    await call_off(program, ANN, second)
    await program.do(MoveMeeting, moved, ANN)
    pass_(program, 20 * DAY)  # those whose time has passed wait no more
    assert MAX_PROPOSALS == 3
    for days in (21, 22, 23):
        await propose(program, ANN, days)


# --- what has not gone out becomes one ---


@pytest.mark.rule("MEN-2")
async def test_of_the_emails_about_a_meeting_that_wait_the_newest_is_sent(program: Program) -> None:
    meeting = await propose(program, ANN, 2)
    start = NOW + 2 * DAY
    for _ in range(2):
        pass_(program, MINUTE)
        later = start + timedelta(hours=1)
        command = MoveMeetingCommand(meeting, start, later, accept_warnings=ANY_WARNING)
        await program.do(MoveMeeting, command, ANN)
        start = later
    theirs = [each for each in letters(program, MOE) if each.email.about == f"meeting:{meeting}"]
    assert [(each.email.kind, each.state, each.problem) for each in theirs] == [
        ("meeting_proposed", EmailState.OBSOLETE, SUPERSEDED),
        ("meeting_moved", EmailState.OBSOLETE, SUPERSEDED),
        ("meeting_moved", EmailState.QUEUED, None),
    ]
    program.memory.send_emails(program.clock.now())
    await call_off(program, ANN, meeting)
    theirs = [each for each in letters(program, MOE) if each.email.about == f"meeting:{meeting}"]
    assert [each.state for each in theirs[-2:]] == [EmailState.SENT, EmailState.QUEUED]


@pytest.mark.rule("MEN-2")
async def test_beyond_five_an_hour_an_email_waits_and_none_is_lost(program: Program) -> None:
    program.memory.send_emails(NOW)
    begin = pass_(program, 2 * AN_HOUR)
    for _ in range(8):
        meeting = await propose(program, ANN, 2)
        program.memory.send_emails(program.clock.now())
        await call_off(program, ANN, meeting)
        program.memory.send_emails(program.clock.now())
    sent, waiting = letters(program, MOE, EmailState.SENT), letters(program, MOE, EmailState.QUEUED)
    lately = [each for each in sent if each.settled_at and each.settled_at >= begin]
    assert len(lately) == MOST_AN_HOUR
    assert {each.problem for each in waiting} <= {HELD}
    unheard_of = [each for each in letters(program, MOE) if each.problem == UNHEARD_OF]
    assert unheard_of
    assert all(each.email.kind == "meeting_called_off" and each.state is EmailState.OBSOLETE for each in unheard_of)

    pass_(program, AN_HOUR)
    program.memory.send_emails(program.clock.now())
    assert not letters(program, MOE, EmailState.QUEUED)


@pytest.mark.rule("MEN-2")
async def test_what_one_person_causes_takes_nothing_from_another(
    program: Program,
) -> None:
    for _ in range(4):
        await call_off(program, ANN, await propose(program, ANN, 2))
    await program.do(CancelRequest, CancelRequestCommand(REQUEST), BEN)
    await program.do(RequestMentor, RequestMentorCommand(MOE), BEN)
    (asked,) = [each for each in letters(program, MOE) if each.email.caused_by == BEN]
    assert asked.next_at == asked.email.due_at


@pytest.mark.rule("CAP-4")
async def test_a_closed_request_is_counted_to_whose_action_closed_it(program: Program) -> None:
    await program.do(AcceptRequest, AcceptRequestCommand(REQUEST), MIA)
    assert {each.email.caused_by for each in letters(program, BEN) if each.email.about is None} >= {MIA}


def test_the_time_of_the_next_keeps_five_in_any_hour() -> None:
    times: list[datetime] = []
    for number in range(23):
        times = sorted([*times, next_time(times, NOW + number * MINUTE)])
    assert most_in_an_hour(times) == MOST_AN_HOUR
    assert times[-1] < NOW + 5 * AN_HOUR


# --- whatever one person does ---


def most_in_an_hour(times: list[datetime]) -> int:
    times = sorted(times)
    return max((bisect_right(times, at) - bisect_right(times, at - AN_HOUR) for at in times), default=0)


DAYS = st.integers(1, 40)
PLACES = st.integers(0, 5)
ACTIONS = ["propose", "move", "call off", "confirm", "ask", "cancel", "accept", "decline", "complete", "discontinue"]
ACTIONS += ["available", "submit", "withdraw", "answer"]
A_STEP = st.tuples(st.sampled_from(ACTIONS), PLACES, DAYS, st.sampled_from([0, 0, 1, 5, 20, 61]))
A_PAIR_OF_STEPS = st.sampled_from([("propose", "call off"), ("propose", "move"), ("move", "answer"), ("ask", "cancel")])
A_BURST = st.builds(
    lambda pair, times, days: [(what, 0, days + each, 0) for each in range(times) for what in pair],
    A_PAIR_OF_STEPS,
    st.integers(1, 8),
    DAYS,
)
STEPS = st.lists(st.one_of(A_STEP.map(lambda step: [step]), A_BURST), min_size=3, max_size=20).map(
    lambda parts: [step for part in parts for step in part]
)
OTHER = {ANN: MOE, MOE: ANN, MIA: BEN, BEN: MIA}


def _command(program: Program, what: str, place: int, days: int) -> tuple[NewUseCase, object] | None:
    """The action on the thing that is in that place of its list; None if there is none."""
    state, start = program.memory.state, program.clock.now() + days * DAY
    open_states = (MeetingState.PROPOSED, MeetingState.CONFIRMED)
    meetings = [each for each in state.meetings.values() if each.state in open_states] or [*state.meetings.values()]
    mentorships = [each.id for each in state.mentorships.values() if each.is_open] or [*state.mentorships]
    meeting, mentorship = meetings[-1 - place % len(meetings)], mentorships[-1 - place % len(mentorships)]
    match what:
        case "propose":
            return ProposeMeeting, ProposeMeetingCommand(mentorship, start, accept_warnings=ANY_WARNING)
        case "move":
            return MoveMeeting, MoveMeetingCommand(meeting.id, meeting.starts_at, start, accept_warnings=ANY_WARNING)
        case "call off":
            return CancelMeeting, CancelMeetingCommand(meeting.id, meeting.starts_at)
        case "confirm" | "answer":
            return ConfirmMeeting, ConfirmMeetingCommand(meeting.id, meeting.starts_at, meeting.minutes)
        case "ask":
            return RequestMentor, RequestMentorCommand([MOE, MIA][place % 2])
        case "cancel":
            return CancelRequest, CancelRequestCommand(mentorship)
        case "accept":
            return AcceptRequest, AcceptRequestCommand(mentorship)
        case "decline":
            return DeclineRequest, DeclineRequestCommand(mentorship)
        case "complete":
            return CompleteMentorship, EndMentorshipCommand(mentorship)
        case "discontinue":
            return DiscontinueMentorship, EndMentorshipCommand(mentorship)
        case "available":
            return SetAvailability, SetAvailabilityCommand(bool(place % 2), 1 + days % 2)
        case "submit":
            return SubmitApplication, SubmitApplicationCommand(DRAFT)
        case _:
            return WithdrawApplication, WithdrawApplicationCommand([DRAFT, DENIED][place % 2])


async def _attempt(program: Program, by: PersonId, steps: list[tuple[str, int, int, int]]) -> None:
    """The mail goes out at once; `answer` is the other side's."""
    for what, place, days, minutes in steps:
        pass_(program, timedelta(seconds=1))
        who = OTHER[by] if what == "answer" else by
        found = _command(program, what, place, days)
        if found is not None:
            with suppress(DomainError, ConcurrentUpdate):
                await program.do(*found, who)
        program.memory.send_emails(program.clock.now())
        for _ in range(minutes):
            pass_(program, MINUTE)
            program.memory.send_emails(program.clock.now())
    while waiting := [each.next_at for each in program.memory.state.emails.values() if each.state is EmailState.QUEUED]:
        pass_(program, max(min(at for at in waiting if at) - program.clock.now(), timedelta()))
        program.memory.send_emails(program.clock.now())


@pytest.mark.rule("MEN-2", "REQ-2", "MAT-6")
@settings(max_examples=40, deadline=None)
@given(by=st.sampled_from([ANN, MOE, MIA, BEN]), steps=STEPS)
def test_whatever_one_person_does_another_gets_at_most_five_emails_an_hour_of_it(
    by: PersonId, steps: list[tuple[str, int, int, int]]
) -> None:
    async def run() -> Program:
        program = await a_program()
        program.memory.send_emails(program.clock.now())
        pass_(program, 2 * AN_HOUR)
        await _attempt(program, by, steps)
        return program

    program = asyncio.run(run())
    times: dict[tuple[PersonId, PersonId], list[datetime]] = defaultdict(list)
    for each in program.memory.state.emails.values():
        cause, recipient = each.email.caused_by, each.email.recipient
        assert each.state is not EmailState.QUEUED
        if each.state is EmailState.SENT and each.settled_at and cause and cause != recipient:
            times[cause, recipient].append(each.settled_at)
        elif each.state is EmailState.OBSOLETE:
            assert each.problem in (SUPERSEDED, UNHEARD_OF)
    assert all(most_in_an_hour(each) <= MOST_AN_HOUR for each in times.values())

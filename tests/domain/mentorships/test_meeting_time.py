"""A pair's times: nobody is in two meetings, one meeting is logged once, and warnings are accepted (MEN-3, MEN-4)."""

from datetime import datetime

import pytest

from moments.domain.mentorships.errors import InvalidMeetingTime, MeetingOnRecord, MeetingsOverlap
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.mentorships.meeting_time import (
    Engagement,
    MeetingWarning,
    MeetingWarningKind,
    PairSchedule,
    UnacceptedWarnings,
    check_accepted,
)
from moments.domain.program.common_hours import Span
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from tests.domain.builders import ANN, MOE, NOW, ZOE, later

THIS, OTHER = MentorshipId("M-1"), MentorshipId("M-2")
PLANNED = (MeetingState.PROPOSED, MeetingState.CONFIRMED)
LATER, EARLIER = Span(later(days=1), 60), Span(later(days=-1), 60)


def a_schedule(
    span: Span, state: MeetingState, *, mentorship: MentorshipId = OTHER, person: PersonId = ANN
) -> PairSchedule:
    """ANN's and MOE's, with a meeting of one of them, that begins in the middle of the span."""
    taken = Span(span.starts_at + (span.ends_at - span.starts_at) / 2, 60)
    engagement = Engagement(MeetingId("T-9"), mentorship, frozenset({person, ZOE}), state, taken)
    return PairSchedule(mentorship=THIS, mentor=MOE, mentee=ANN, engagements=(engagement,))


@pytest.mark.rule("MEN-4")
@pytest.mark.parametrize("state", PLANNED)
@pytest.mark.parametrize(("person", "named"), [(ANN, MeetingId("T-9")), (MOE, None)], ids=["one's own", "the other's"])
def test_no_meeting_is_planned_over_another(state: MeetingState, person: PersonId, named: MeetingId | None) -> None:
    with pytest.raises(MeetingsOverlap) as refusal:
        a_schedule(LATER, state, person=person).check_to_come(ANN, LATER, at=NOW)
    assert (refusal.value.meeting, refusal.value.field) == (named, "startsAt")


def test_a_meeting_may_be_moved_over_its_own_former_time() -> None:
    a_schedule(LATER, MeetingState.CONFIRMED).check_to_come(ANN, LATER, at=NOW, moves=MeetingId("T-9"))


@pytest.mark.parametrize(("starts_at", "minutes"), [(NOW, 60), (later(days=1), 0)], ids=["the past", "no length"])
def test_a_meeting_to_come_has_a_time_and_a_length_that_can_be(starts_at: datetime, minutes: int) -> None:
    with pytest.raises(InvalidMeetingTime):
        a_schedule(LATER, MeetingState.CONFIRMED).check_to_come(ANN, Span(starts_at, minutes), at=NOW)


@pytest.mark.rule("MEN-4")
def test_a_meeting_of_the_pair_is_logged_once() -> None:
    for state in (*PLANNED, MeetingState.HELD):
        with pytest.raises(MeetingOnRecord) as refusal:
            a_schedule(EARLIER, state, mentorship=THIS).check_held(ANN, EARLIER)
        assert refusal.value.meeting == "T-9"


@pytest.mark.rule("MEN-4")
def test_nobody_was_in_two_meetings_at_a_time() -> None:
    with pytest.raises(MeetingsOverlap):
        a_schedule(EARLIER, MeetingState.HELD).check_held(ANN, EARLIER)
    for state in PLANNED:  # of another pair; nobody knows whether it was held
        a_schedule(EARLIER, state).check_held(ANN, EARLIER)


def test_a_meeting_that_was_held_has_a_length_that_can_be() -> None:
    with pytest.raises(InvalidMeetingTime):
        a_schedule(EARLIER, MeetingState.HELD).check_held(ANN, Span(EARLIER.starts_at, 0))


@pytest.mark.rule("MEN-3")
def test_each_warning_has_to_be_accepted() -> None:
    outside, far = (
        MeetingWarning(kind, f"{kind.value}.")
        for kind in (MeetingWarningKind.OUTSIDE_MENTOR_HOURS, MeetingWarningKind.FAR_AHEAD)
    )
    with pytest.raises(UnacceptedWarnings) as refusal:
        check_accepted((outside, far), {far.kind})
    assert refusal.value.warnings == (outside,)
    check_accepted((outside, far), {outside.kind, far.kind})

"""What a participant has standing and room for: CAP-1 to CAP-4, SEA-1, REQ-7, ELIG-4, APP-6."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.participants.errors import (
    ActiveMentorshipExists,
    CapacityOutOfRange,
    MenteeAtCapacity,
    MentorAtCapacity,
    MentorNoLongerAvailable,
    NotApprovedYet,
    Suspended,
    TooManyPendingRequests,
)
from moments.domain.participants.events import AvailabilityChanged, ParticipantReinstated, ParticipantSuspended
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from tests.domain.assertions import refused
from tests.domain.builders import ANN, MOE, NOW, a_mentee, a_mentor, later

M9 = MentorshipId("M-9")


# --- the caps -------------------------------------------------------------------------------


@pytest.mark.rule("CAP-1")
def test_a_mentee_with_two_mentors_takes_no_third() -> None:
    mentee = a_mentee().with_active_mentors(2).build()
    with refused(MenteeAtCapacity, mentee) as refusal:
        mentee.take_mentor(M9)
    assert refusal.error.rule == "CAP-1"
    assert "two are confirmed" in refusal.sentence
    assert "To ask another, end one" in refusal.sentence


@pytest.mark.rule("CAP-1", "SEA-1")
@pytest.mark.parametrize("active", [0, 1])
def test_a_mentee_with_an_open_place_may_search_and_request(active: int) -> None:
    mentee = a_mentee().with_active_mentors(active).build()
    mentee.check_may_search()
    mentee.check_may_request()


@pytest.mark.rule("CAP-1", "SEA-1")
def test_a_mentee_with_two_mentors_neither_searches_nor_requests() -> None:
    mentee = a_mentee().with_active_mentors(2).build()
    with refused(MenteeAtCapacity, mentee):
        mentee.check_may_search()
    with refused(MenteeAtCapacity, mentee):
        mentee.check_may_request()


@pytest.mark.rule("CAP-2")
def test_a_mentor_with_two_mentees_takes_no_third() -> None:
    mentor = a_mentor().with_active_mentees(2).build()
    with refused(MentorAtCapacity, mentor) as refusal:
        mentor.take_mentee(M9)
    assert refusal.error.rule == "CAP-2"
    assert "Two mentees are confirmed" in refusal.sentence


@pytest.mark.rule("CAP-2", "SEA-1")
def test_a_mentor_with_two_mentees_is_not_searchable_and_a_request_points_to_the_search() -> None:
    mentor = a_mentor().with_active_mentees(2).build()
    assert not mentor.takes_requests
    with refused(MentorNoLongerAvailable, mentor) as refusal:
        mentor.check_may_be_asked()
    assert (refusal.error.rule, refusal.error.field) == ("CAP-2", "mentor")
    assert "no longer available" in refusal.sentence
    assert "Search for another mentor" in refusal.sentence


@pytest.mark.rule("CAP-2")
def test_a_mentor_who_wants_one_mentee_has_no_second_place_but_is_told_how_to_open_it() -> None:
    mentor = a_mentor().who_wants(1).with_active_mentees(1).build()
    assert not mentor.takes_requests
    with refused(MentorAtCapacity, mentor) as refusal:
        mentor.take_mentee(M9)
    assert "raise your number of mentees first" in refusal.sentence
    mentor.set_availability(available=True, capacity=2, at=later(days=1))
    assert mentor.take_mentee(M9) == 2


@pytest.mark.rule("CAP-2")
def test_a_mentor_with_two_mentees_who_now_wants_one_keeps_both_and_has_no_place() -> None:
    mentor = a_mentor().with_active_mentees(2).build()
    mentor.set_availability(available=True, capacity=1, at=later(days=1))
    assert len(mentor.mentees) == 2
    assert mentor.open_places_as_mentor == 0
    mentor.release_slot(MentorshipId("earlier-1"))
    assert mentor.open_places_as_mentor == 0
    mentor.release_slot(MentorshipId("earlier-2"))
    assert mentor.open_places_as_mentor == 1


@pytest.mark.rule("CAP-2")
@pytest.mark.parametrize("capacity", [-1, 0, 3, 100])
def test_a_capacity_other_than_one_or_two_is_refused(capacity: int) -> None:
    mentor = a_mentor().build()
    with refused(CapacityOutOfRange, mentor) as refusal:
        mentor.set_availability(available=True, capacity=capacity, at=NOW)
    assert (refusal.error.rule, refusal.error.field) == ("CAP-2", "capacity")
    assert "Choose 1 or 2" in refusal.sentence


@pytest.mark.rule("CAP-4")
def test_the_freed_place_is_the_one_taken_next() -> None:
    mentor = a_mentor().with_active_mentees(2).build()
    mentor.release_slot(MentorshipId("earlier-1"))
    assert mentor.mentees == {2: MentorshipId("earlier-2")}
    assert mentor.takes_requests
    assert mentor.take_mentee(M9) == 1
    assert mentor.mentees == {1: M9, 2: MentorshipId("earlier-2")}


@pytest.mark.rule("CAP-4")
def test_freeing_a_place_that_somebody_else_holds_changes_nothing() -> None:
    mentor, mentee = a_mentor().with_active_mentees(2).build(), a_mentee().with_active_mentors(1).build()
    mentor.release_slot(M9)
    mentee.release_slot(M9)
    assert (len(mentor.mentees), len(mentee.mentors)) == (2, 1)


def test_mentors_and_mentees_of_one_person_have_places_apart() -> None:
    both = a_mentee().with_active_mentors(2).build()
    both.grant_role(ApplicationKind.MENTOR)
    assert both.takes_requests
    assert both.take_mentee(M9) == 1
    assert (both.open_places_as_mentor, both.open_places_as_mentee) == (1, 0)


# --- caps under any sequence ----------------------------------------------------------------

STEPS = st.lists(
    st.tuples(st.sampled_from(["mentee", "mentor", "free", "want-1", "want-2"]), st.integers(0, 4)), max_size=25
)


@pytest.mark.rule("CAP-1", "CAP-2", "CAP-4")
@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_the_caps_hold_under_any_sequence_of_taking_and_freeing(steps: list[tuple[str, int]]) -> None:
    """Against a model that is nothing but two sets and a number."""
    person = Participant(MOE, mentor_approved=True, mentee_approved=True)
    mentees, mentors, capacity = set[str](), set[str](), 2
    for number, (step, which) in enumerate(steps):
        new = f"{step}-{number}"
        if step == "mentee":
            if len(mentees) < capacity:
                person.take_mentee(MentorshipId(new))
                mentees.add(new)
            else:
                with refused(MentorAtCapacity, person):
                    person.take_mentee(MentorshipId(new))
        elif step == "mentor":
            if len(mentors) < 2:
                person.take_mentor(MentorshipId(new))
                mentors.add(new)
            else:
                with refused(MenteeAtCapacity, person):
                    person.take_mentor(MentorshipId(new))
        elif step == "free":
            ended = dict(enumerate(sorted(mentees | mentors))).get(which, "nobody's")
            person.release_slot(MentorshipId(ended))
            mentees.discard(ended)
            mentors.discard(ended)
        else:
            capacity = int(step[-1])
            person.set_availability(available=True, capacity=capacity, at=NOW)
        assert set(person.mentees.values()) == mentees
        assert set(person.mentors.values()) == mentors
        assert len(person.mentees) == len(mentees) <= 2
        assert len(person.mentors) == len(mentors) <= 2
        assert set(person.mentees) | set(person.mentors) <= {1, 2}
        assert person.open_places_as_mentor == max(0, capacity - len(mentees))
        assert person.open_places_as_mentee == 2 - len(mentors)
        assert person.takes_requests is (len(mentees) < capacity)


@pytest.mark.rule("REQ-7")
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["ask", "accepted", "over", "ended"]), st.integers(0, 3)), max_size=25))
def test_an_acceptance_always_finds_the_mentees_place_free(steps: list[tuple[str, int]]) -> None:
    mentee = a_mentee().build()
    for number, (step, which) in enumerate(steps):
        waiting, active = sorted(mentee.waiting), sorted(mentee.mentors.values())
        if step == "ask" and len(waiting) + len(active) < 2:
            mentee.check_may_request()
            mentee.waiting.add(MentorshipId(f"M-{number}"))
        elif step == "ask":
            with refused(MenteeAtCapacity if len(active) == 2 else TooManyPendingRequests, mentee):
                mentee.check_may_request()
        elif step == "accepted" and which < len(waiting):
            mentee.take_mentor(waiting[which])
            assert waiting[which] not in mentee.waiting
        elif step == "over" and which < len(waiting):
            mentee.release_slot(waiting[which])
        elif step == "ended" and which < len(active):
            mentee.release_slot(active[which])
        assert len(mentee.waiting) <= mentee.open_places_as_mentee


@pytest.mark.rule("REQ-7")
@pytest.mark.parametrize(
    ("active", "waiting", "words"), [(0, 2, "2 requests"), (1, 1, "one request")], ids=["two open", "one open"]
)
def test_a_mentee_has_no_more_requests_waiting_than_open_places(active: int, waiting: int, words: str) -> None:
    mentee = a_mentee().with_active_mentors(active).with_requests_waiting(waiting).build()
    mentee.check_may_search()
    with refused(TooManyPendingRequests, mentee) as refusal:
        mentee.check_may_request()
    assert refusal.error.rule == "REQ-7"
    assert refusal.error.open_places == 2 - active
    assert words in refusal.sentence
    assert "Cancel one to ask somebody else" in refusal.sentence


# --- availability ---------------------------------------------------------------------------


@pytest.mark.rule("CAP-3", "SEA-1")
def test_an_unavailable_mentor_is_not_searchable_and_cannot_be_asked() -> None:
    mentor = a_mentor().unavailable().build()
    assert not mentor.takes_requests
    with refused(MentorNoLongerAvailable, mentor) as refusal:
        mentor.check_may_be_asked()
    assert "no longer available" in refusal.sentence


@pytest.mark.rule("CAP-3")
def test_an_unavailable_mentor_may_still_answer_what_waits() -> None:
    mentor = a_mentor().unavailable().build()
    mentor.check_may_take_mentee()
    assert mentor.take_mentee(M9) == 1


@pytest.mark.rule("CAP-3")
@pytest.mark.parametrize("mentor", [a_mentor(), a_mentor().suspended(), a_mentor().with_active_mentees(2)])
def test_availability_changes_at_any_time_and_says_so_once(mentor) -> None:
    mentor = mentor.build()
    mentor.set_availability(available=False, capacity=1, at=later(days=1))
    mentor.set_availability(available=False, capacity=1, at=later(days=2))
    assert mentor.collect_events() == (
        AvailabilityChanged(occurred_at=later(days=1), by=MOE, person=MOE, available=False, capacity=1),
    )
    mentor.set_availability(available=True, capacity=2, at=later(days=3))
    assert (mentor.available, mentor.capacity) == (True, 2)


# --- standing and roles ---------------------------------------------------------------------


@pytest.mark.rule("ELIG-4", "SEA-1")
def test_a_suspended_mentor_is_not_searchable_and_cannot_be_asked_nor_accept() -> None:
    mentor = a_mentor().suspended().build()
    assert not mentor.takes_requests
    with refused(MentorNoLongerAvailable, mentor):
        mentor.check_may_be_asked()
    with refused(Suspended, mentor) as refusal:
        mentor.take_mentee(M9)
    assert refusal.error.rule == "ELIG-4"
    assert "by itself, once the records change" in refusal.sentence


@pytest.mark.rule("ELIG-4", "SEA-1")
def test_a_suspended_mentee_neither_searches_nor_requests() -> None:
    mentee = a_mentee().suspended().build()
    for check in (mentee.check_may_search, mentee.check_may_request):
        with refused(Suspended, mentee):
            check()


@pytest.mark.rule("ELIG-4")
def test_a_suspension_is_lifted_by_a_later_update_and_all_is_as_before() -> None:
    mentor = a_mentor().with_active_mentees(1).build()
    mentor.suspend(at=later(days=1))
    assert (mentor.suspended, mentor.since, len(mentor.mentees)) == (True, later(days=1), 1)
    mentor.reinstate(at=later(days=2))
    assert (mentor.suspended, mentor.since, mentor.takes_requests) == (False, later(days=2), True)
    assert mentor.collect_events() == (
        ParticipantSuspended(occurred_at=later(days=1), by=None, person=MOE),
        ParticipantReinstated(occurred_at=later(days=2), by=None, person=MOE),
    )


@pytest.mark.rule("APP-6", "SEA-1")
def test_before_the_approval_nobody_takes_part_in_the_role() -> None:
    mentor, mentee = a_mentor().not_approved().build(), a_mentee().not_approved().build()
    assert not mentor.takes_requests
    with refused(MentorNoLongerAvailable, mentor):
        mentor.check_may_be_asked()
    with refused(NotApprovedYet, mentor):
        mentor.take_mentee(M9)
    for check in (mentee.check_may_search, mentee.check_may_request):
        with refused(NotApprovedYet, mentee) as refusal:
            check()
        assert refusal.error.rule == "APP-6"
        assert "once your supervisor has approved your mentee application" in refusal.sentence


@pytest.mark.rule("APP-1", "APP-6")
@pytest.mark.parametrize("kind", ApplicationKind)
def test_an_approval_admits_to_its_own_role_only(kind: ApplicationKind) -> None:
    person = Participant(ANN)
    person.grant_role(kind)
    assert person.mentor_approved is (kind is ApplicationKind.MENTOR)
    assert person.mentee_approved is (kind is ApplicationKind.MENTEE)
    other = next(each for each in ApplicationKind if each is not kind)
    person.grant_role(other)
    person.revoke_role(kind)
    assert person.mentor_approved is (kind is ApplicationKind.MENTEE)
    assert person.mentee_approved is (kind is ApplicationKind.MENTOR)


@pytest.mark.rule("APP-9")
def test_a_role_is_not_left_while_a_mentorship_in_it_is_active() -> None:
    mentor, mentee = a_mentor().with_active_mentees(1).build(), a_mentee().with_active_mentors(1).build()
    for person, kind in ((mentor, ApplicationKind.MENTOR), (mentee, ApplicationKind.MENTEE)):
        with refused(ActiveMentorshipExists, person) as refusal:
            person.revoke_role(kind)
        assert "End the mentorship first" in refusal.sentence
        person.release_slot(MentorshipId("earlier-1"))
        person.revoke_role(kind)
    assert not mentor.mentor_approved
    assert not mentee.mentee_approved


@pytest.mark.rule("APP-9")
def test_a_role_is_left_freely_while_only_the_other_role_has_a_mentorship() -> None:
    both = a_mentee().with_active_mentors(1).build()
    both.grant_role(ApplicationKind.MENTOR)
    both.revoke_role(ApplicationKind.MENTOR)
    assert (both.mentor_approved, both.mentee_approved) == (False, True)

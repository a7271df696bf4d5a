"""A request and its answer: REQ-1, REQ-4, REQ-6, REQ-7, CAP-1 to CAP-4, ELIG-4, as the two of them meet it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from moments.domain.matching.exclusions import Between, Exclusion
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.errors import AskedTooSoon, PairExists, SelfMentoring, SupervisionBetween
from moments.domain.mentorships.events import (
    MentorRequested,
    RequestAccepted,
    RequestCancelled,
    RequestClosed,
    RequestDeclined,
)
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.errors import (
    MenteeAtCapacity,
    MenteeSuspended,
    MentorAtCapacity,
    MentorNoLongerAvailable,
    NotApprovedYet,
    Suspended,
    TooManyPendingRequests,
)
from moments.domain.participants.participant import Participant
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import refused
from tests.domain.builders import ANN, MOE, NOW, ZOE, ParticipantBuilder, a_mentee, a_mentor, a_mentorship, later

M7 = MentorshipId("M-7")


def ask(
    mentee: Participant,
    mentor: Participant | None,
    *,
    between: Between | None = None,
    note: str | None = None,
) -> Mentorship:
    return Mentorship.request(M7, mentee=mentee, mentor=mentor, between=between, note=note, at=NOW)


def accept(mentorship: Mentorship, mentor: Participant, mentee: Participant, message: str | None = None) -> None:
    mentorship.accept(mentor=mentor, mentee=mentee, message=message, ends_on=date(2027, 1, 6), at=later(days=1))


# --- the request ------------------------------------------------------------------------------


@pytest.mark.rule("REQ-1")
@pytest.mark.parametrize(("note", "kept"), [(None, None), (" ", None), (" You know budgets. ", "You know budgets.")])
def test_a_mentee_asks_a_mentor_with_a_note_or_without(note: str | None, kept: str | None) -> None:
    mentee, mentor = a_mentee().build(), a_mentor().build()
    request = ask(mentee, mentor, note=note)
    assert (request.state, request.mentor, request.mentee) == (MentorshipState.REQUESTED, MOE, ANN)
    assert (request.note, request.requested_at, request.held_since) == (kept, NOW, NOW)
    assert (request.mentor_place, request.mentee_place) == (None, None)
    assert mentee.waiting == {M7}
    assert request.collect_events() == (
        MentorRequested(occurred_at=NOW, by=ANN, mentorship=M7, mentor=MOE, mentee=ANN),
    )


NOT_NOW = [
    pytest.param(a_mentee().not_approved(), NotApprovedYet, "APP-6", marks=pytest.mark.rule("APP-6")),
    pytest.param(a_mentee().suspended(), Suspended, "ELIG-4", marks=pytest.mark.rule("ELIG-4")),
    pytest.param(a_mentee().with_active_mentors(2), MenteeAtCapacity, "CAP-1", marks=pytest.mark.rule("CAP-1")),
    pytest.param(a_mentee().with_requests_waiting(2), TooManyPendingRequests, "REQ-7", marks=pytest.mark.rule("REQ-7")),
    pytest.param(
        a_mentee().with_active_mentors(1).with_requests_waiting(1),
        TooManyPendingRequests,
        "REQ-7",
        marks=pytest.mark.rule("REQ-7"),
    ),
]


@pytest.mark.parametrize(("built", "kind", "rule"), NOT_NOW)
def test_a_mentee_who_cannot_ask_now_is_told_why(built, kind: type[DomainError], rule: str) -> None:
    mentee, mentor = built.build(), a_mentor().build()
    with refused(kind, mentee, mentor) as refusal:
        ask(mentee, mentor)
    assert refusal.error.rule == rule


@pytest.mark.rule("CAP-1")
def test_what_keeps_the_mentee_from_asking_anybody_is_told_before_what_is_the_mentors() -> None:
    mentee = a_mentee().with_active_mentors(2).build()
    for mentor, between in ((None, None), (a_mentor().build(), Between(Exclusion.EXISTING)), (mentee, None)):
        with refused(MenteeAtCapacity, mentee):
            ask(mentee, mentor, between=between)


GONE = [
    pytest.param(a_mentor().with_active_mentees(2), marks=pytest.mark.rule("CAP-2"), id="full"),
    pytest.param(a_mentor().who_wants(1).with_active_mentees(1), marks=pytest.mark.rule("CAP-2"), id="wants one"),
    pytest.param(a_mentor().unavailable(), marks=pytest.mark.rule("CAP-3"), id="unavailable"),
    pytest.param(a_mentor().suspended(), marks=pytest.mark.rule("ELIG-4", "ELIG-5"), id="suspended"),
    pytest.param(a_mentor().not_approved(), marks=pytest.mark.rule("APP-6"), id="not approved"),
    pytest.param(None, id="unknown"),
]


@pytest.mark.parametrize("built", GONE)
def test_a_mentor_who_takes_no_request_is_no_longer_available_whatever_the_reason(built) -> None:
    mentee = a_mentee().build()
    mentor = built.build() if built else None
    with refused(MentorNoLongerAvailable, mentee, *([mentor] if mentor else [])) as refusal:
        ask(mentee, mentor)
    assert (
        refusal.sentence
        == "This mentor is no longer available; they may have two mentees by now. Search for another mentor."
    )


@pytest.mark.rule("REQ-1")
def test_nobody_is_their_own_mentor() -> None:
    both = a_mentee().build()
    both.mentor_approved = True
    with refused(SelfMentoring, both) as refusal:
        ask(both, both)
    assert (refusal.error.rule, refusal.error.field) == ("REQ-1", "mentor")
    assert "Choose somebody else" in refusal.sentence


@pytest.mark.rule("REQ-6")
@pytest.mark.parametrize(
    ("why", "words"),
    [(Exclusion.PENDING, "Wait for their answer"), (Exclusion.EXISTING, "This is your mentor already")],
    ids=["pending", "active"],
)
def test_a_pair_has_one_open_mentorship_in_a_direction(why: Exclusion, words: str) -> None:
    mentee, mentor = a_mentee().build(), a_mentor().build()
    with refused(PairExists, mentee, mentor) as refusal:
        ask(mentee, mentor, between=Between(why))
    assert (refusal.error.rule, refusal.error.field) == ("REQ-6", "mentor")
    assert words in refusal.sentence


@pytest.mark.rule("MAT-6")
@pytest.mark.parametrize("why", [Exclusion.SUPERVISOR, Exclusion.DIRECT_REPORT])
@pytest.mark.parametrize("mentor", [a_mentor(), a_mentor().unavailable(), None], ids=["there", "unavailable", "none"])
def test_the_approver_is_not_asked_nor_the_report(why: Exclusion, mentor: ParticipantBuilder | None) -> None:
    mentee = a_mentee().build()
    with refused(SupervisionBetween, mentee) as refusal:
        ask(mentee, mentor and mentor.build(), between=Between(why))
    assert (refusal.error.rule, refusal.error.field) == ("MAT-6", "mentor")
    assert "do not mentor each other" in refusal.sentence


@pytest.mark.rule("MAT-6")
@pytest.mark.parametrize(
    ("why", "since", "until", "words"),
    [
        (
            Exclusion.DECLINED,
            datetime(2026, 2, 3, 15, tzinfo=UTC),
            datetime(2026, 4, 1, 5, tzinfo=UTC),
            "April 1, 2026.",
        ),
        (
            Exclusion.DECLINED,
            datetime(2027, 1, 1, 5, tzinfo=UTC),
            datetime(2027, 1, 1, 6, tzinfo=UTC),
            "January 1, 2027.",
        ),
        (
            Exclusion.DECLINED,
            datetime(2026, 12, 31, 6, tzinfo=UTC),
            datetime(2027, 1, 1, 6, tzinfo=UTC),
            "January 1, 2027.",
        ),
        (
            Exclusion.CANCELED,
            datetime(2026, 2, 3, 15, tzinfo=UTC),
            datetime(2026, 2, 4, 15, tzinfo=UTC),
            "9:00 a.m. CST.",
        ),
        (
            Exclusion.WITHIN_THE_YEAR,
            datetime(2026, 2, 3, 15, tzinfo=UTC),
            datetime(2027, 2, 3, 15, tzinfo=UTC),
            "February 3, 2027, 9:00 a.m. CST.",
        ),
    ],
)
def test_a_pair_waits_and_is_told_until_when(why: Exclusion, since: datetime, until: datetime, words: str) -> None:
    mentee, mentor = a_mentee().build(), a_mentor().build()
    with refused(AskedTooSoon, mentee, mentor) as refusal:
        ask(mentee, mentor, between=Between(why, since))
    assert (refusal.error.rule, refusal.error.field, refusal.error.until) == ("MAT-6", "mentor", until)
    assert refusal.sentence.endswith(words)


@pytest.mark.rule("REQ-6")
def test_the_other_direction_is_a_pair_of_its_own() -> None:
    ann, moe = a_mentee().build(), a_mentor().build()
    for person in (ann, moe):
        person.mentor_approved = person.mentee_approved = True
    accept(ask(ann, moe), moe, ann)
    other_way = Mentorship.request(MentorshipId("M-8"), mentee=moe, mentor=ann, between=None, note=None, at=NOW)
    accept(other_way, ann, moe)
    assert (len(ann.mentors), len(ann.mentees), len(moe.mentors), len(moe.mentees)) == (1, 1, 1, 1)


@pytest.mark.parametrize("note", ["x" * 1001, "a\x00b", "\ud83d"], ids=["too long", "NUL", "surrogate"])
def test_a_note_that_cannot_be_kept_is_refused(note: str) -> None:
    mentee, mentor = a_mentee().build(), a_mentor().build()
    with refused(InvalidText, mentee, mentor) as refusal:
        ask(mentee, mentor, note=note)
    assert (refusal.error.field, refusal.error.rule) == ("message", "REQ-1")


# --- the answer -------------------------------------------------------------------------------


@pytest.mark.rule("REQ-4")
@pytest.mark.parametrize(("message", "kept"), [(None, None), ("  ", None), (" Gladly. ", "Gladly.")])
def test_an_acceptance_takes_a_place_on_both_sides(message: str | None, kept: str | None) -> None:
    mentee, mentor = a_mentee().build(), a_mentor().with_active_mentees(1).build()
    mentorship = ask(mentee, mentor)
    mentorship.collect_events()
    accept(mentorship, mentor, mentee, message)
    assert (mentorship.state, mentorship.response, mentorship.responded_at) == (
        MentorshipState.ACTIVE,
        kept,
        later(days=1),
    )
    assert (mentorship.mentor_place, mentorship.mentee_place) == (2, 1)
    assert (mentor.mentees[2], mentee.mentors[1]) == (M7, M7)
    assert mentee.waiting == set()
    assert (mentorship.ends_on, mentorship.held_since) == (date(2027, 1, 6), later(days=1))
    (event,) = mentorship.collect_events()
    assert isinstance(event, RequestAccepted)
    assert event.by == MOE


CANNOT_ACCEPT = [
    pytest.param(a_mentor().with_active_mentees(2), a_mentee(), MentorAtCapacity, marks=pytest.mark.rule("CAP-2")),
    pytest.param(
        a_mentor().who_wants(1).with_active_mentees(1), a_mentee(), MentorAtCapacity, marks=pytest.mark.rule("CAP-2")
    ),
    pytest.param(a_mentor().suspended(), a_mentee(), Suspended, marks=pytest.mark.rule("ELIG-4")),
    pytest.param(a_mentor().not_approved(), a_mentee(), NotApprovedYet, marks=pytest.mark.rule("APP-6")),
    pytest.param(a_mentor(), a_mentee().suspended(), MenteeSuspended, marks=pytest.mark.rule("ELIG-4")),
    pytest.param(a_mentor(), a_mentee().not_approved(), MenteeSuspended, marks=pytest.mark.rule("APP-6")),
    pytest.param(a_mentor(), a_mentee().with_active_mentors(2), MenteeAtCapacity, marks=pytest.mark.rule("CAP-1")),
]


@pytest.mark.parametrize(("mentor_then", "mentee_then", "kind"), CANNOT_ACCEPT)
def test_an_acceptance_that_has_become_impossible_changes_nobody(mentor_then, mentee_then, kind) -> None:
    mentorship = a_mentorship().build()
    mentor, mentee = mentor_then.build(), mentee_then.build()
    with refused(kind, mentorship, mentor, mentee):
        accept(mentorship, mentor, mentee)


@pytest.mark.rule("ELIG-5")
def test_the_mentor_of_a_suspended_mentee_hears_only_that_they_cannot_take_part_now() -> None:
    mentorship, mentor, mentee = a_mentorship().build(), a_mentor().build(), a_mentee().suspended().build()
    with refused(MenteeSuspended, mentorship) as refusal:
        accept(mentorship, mentor, mentee)
    assert (
        refusal.sentence
        == "This mentee cannot take part right now. Leave the request and answer it later, or decline it."
    )


@pytest.mark.rule("CAP-3")
def test_a_mentor_who_is_unavailable_since_may_still_accept_what_waited() -> None:
    mentee, mentor = a_mentee().build(), a_mentor().build()
    mentorship = ask(mentee, mentor)
    mentor.set_availability(available=False, capacity=2, at=NOW)
    accept(mentorship, mentor, mentee)
    assert mentorship.state is MentorshipState.ACTIVE


@pytest.mark.rule("REQ-4")
@pytest.mark.parametrize("text", ["x" * 1001, "a\x00b"], ids=["too long", "NUL"])
def test_an_answer_that_cannot_be_sent_is_refused(text: str) -> None:
    mentorship, mentor, mentee = a_mentorship().build(), a_mentor().build(), a_mentee().build()
    with refused(InvalidText, mentorship, mentor, mentee) as refusal:
        accept(mentorship, mentor, mentee, text)
    assert (refusal.error.field, refusal.error.rule) == ("message", "REQ-4")
    with refused(InvalidText, mentorship, mentee) as refusal:
        mentorship.decline(mentee=mentee, message=text, at=later(days=1))
    assert (refusal.error.field, refusal.error.rule) == ("message", "REQ-4")


@pytest.mark.rule("REQ-4")
@pytest.mark.parametrize(("reason", "kept"), [(None, None), (" No time. ", "No time.")])
def test_a_mentor_declines_with_a_reason_or_without(reason: str | None, kept: str | None) -> None:
    mentorship = a_mentorship().build()
    mentorship.decline(mentee=a_mentee().build(), message=reason, at=later(days=1))
    assert (mentorship.state, mentorship.response) == (MentorshipState.DECLINED, kept)
    assert (mentorship.responded_at, mentorship.mentor_place, mentorship.ends_on) == (later(days=1), None, None)
    (event,) = mentorship.collect_events()
    assert isinstance(event, RequestDeclined)
    assert event.by == MOE


@pytest.mark.rule("REQ-4")
def test_a_mentee_cancels_a_request_that_waits() -> None:
    mentorship = a_mentorship().build()
    mentorship.cancel(mentee=a_mentee().build(), at=later(days=1))
    assert (mentorship.state, mentorship.held_since) == (MentorshipState.CANCELLED, later(days=1))
    (event,) = mentorship.collect_events()
    assert isinstance(event, RequestCancelled)
    assert event.by == ANN


@pytest.mark.rule("CAP-4")
def test_a_request_closed_by_the_program_is_nobodys_doing() -> None:
    mentorship = a_mentorship().build()
    mentorship.end_request(EndReason.MENTOR_FULL, at=later(days=1))
    assert (mentorship.state, mentorship.held_since) == (MentorshipState.CLOSED, later(days=1))
    (event,) = mentorship.collect_events()
    assert isinstance(event, RequestClosed)
    assert event.by is None


def declined(request: Mentorship, mentee: Participant) -> None:
    request.decline(mentee=mentee, message=None, at=later(days=1))


def cancelled(request: Mentorship, mentee: Participant) -> None:
    request.cancel(mentee=mentee, at=later(days=1))


@pytest.mark.rule("REQ-7")
@pytest.mark.parametrize("over", [declined, cancelled])
def test_a_mentee_whose_request_is_over_may_ask_another(over: Callable[[Mentorship, Participant], None]) -> None:
    mentee = a_mentee().with_active_mentors(1).build()
    request = ask(mentee, a_mentor().build())
    with refused(TooManyPendingRequests, mentee):
        ask(mentee, a_mentor(ZOE).build())
    over(request, mentee)
    assert ask(mentee, a_mentor(ZOE).build()).mentor == ZOE


@pytest.mark.parametrize(
    ("mentor", "mentee"), [(MOE, ZOE), (ZOE, ANN), (ANN, MOE)], ids=["mentee", "mentor", "the two the wrong way round"]
)
def test_an_acceptance_takes_nobody_elses_place(mentor: PersonId, mentee: PersonId) -> None:
    mentorship, one, other = a_mentorship().build(), a_mentor(mentor).build(), a_mentee(mentee).build()
    with pytest.raises(ValueError, match="M-1 is of other people"):
        accept(mentorship, one, other)
    assert (one.mentees, other.mentors, mentorship.state) == ({}, {}, MentorshipState.REQUESTED)


@pytest.mark.parametrize("over", [declined, cancelled])
def test_a_request_is_over_for_its_own_mentee(over: Callable[[Mentorship, Participant], None]) -> None:
    mentorship = a_mentorship().build()
    with pytest.raises(ValueError, match="M-1 is of other people"):
        over(mentorship, a_mentee(ZOE).build())
    assert mentorship.state is MentorshipState.REQUESTED


@pytest.mark.parametrize("state", MentorshipState, ids=lambda state: state.value)
def test_a_mentorship_is_open_while_it_waits_or_is_active(state: MentorshipState) -> None:
    mentorship = a_mentorship().in_state(state).build()
    assert mentorship.is_open is (state in (MentorshipState.REQUESTED, MentorshipState.ACTIVE))
    assert (mentorship.mentor_place is not None) is (state is MentorshipState.ACTIVE)
    assert (mentorship.mentee_place is not None) is (state is MentorshipState.ACTIVE)


def test_a_mentorship_has_two_sides_and_a_stranger_neither() -> None:
    mentorship = a_mentorship().build()
    assert [mentorship.has_side(person) for person in (MOE, ANN, ZOE)] == [True, True, False]

"""The life of a mentorship: its agreement (MEN-1), its usual length (MEN-2), its end (MEN-5, CAP-4, ELIG-4)."""

from datetime import UTC, date, datetime

import pytest

from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.errors import AgreementChanged, InvalidEndDate, NoAgreementProposed, NotAllowedForSide
from moments.domain.mentorships.events import (
    AgreementAccepted,
    AgreementProposed,
    MentorshipCompleted,
    MentorshipDiscontinued,
)
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.mentorship import Mentorship, default_end_from
from moments.domain.shared.errors import DomainErrors, IllegalTransition
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import refused, told
from tests.domain.builders import ANN, MOE, NOW, ZOE, a_mentee, a_mentor, a_mentorship, as_proposed, later, the_two

EITHER_SIDE = pytest.mark.parametrize(("one", "other"), [(ANN, MOE), (MOE, ANN)], ids=["mentee", "mentor"])


def an_agreement(
    by: PersonId = ANN, *, ends_on: date = date(2026, 9, 30), goals: str = "Lead a team", at: datetime = NOW
) -> Agreement:
    return Agreement.propose(
        goals=goals,
        schedule="First Mondays at ten",
        obstacles="Tax season: we skip April",
        ends_on=ends_on,
        by=by,
        at=at,
    )


# --- the agreement ------------------------------------------------------------------------------


@pytest.mark.rule("MEN-1")
@EITHER_SIDE
def test_an_agreement_proposed_by_one_side_holds_once_the_other_agrees(one: PersonId, other: PersonId) -> None:
    mentorship = a_mentorship().active().build()
    mentorship.propose_agreement(an_agreement(by=one), read=None)
    assert mentorship.agreement == an_agreement(by=one)
    assert mentorship.ends_on == date(2027, 1, 5), "not before it is agreed"
    mentorship.accept_agreement(other, read=as_proposed(mentorship), at=later(days=2))
    assert mentorship.agreement is not None
    assert mentorship.agreement.agreed_at == later(days=2)
    assert mentorship.ends_on == date(2026, 9, 30)
    proposed, agreed = mentorship.collect_events()
    assert isinstance(proposed, AgreementProposed)
    assert isinstance(agreed, AgreementAccepted)
    assert (proposed.by, agreed.by) == (one, other)


@pytest.mark.rule("MEN-1")
def test_an_agreement_has_goals_a_schedule_and_obstacles_and_names_all_that_lack() -> None:
    with pytest.raises(DomainErrors) as refusal:
        Agreement.propose(goals=" ", schedule="", obstacles="x" * 2001, ends_on=date(2027, 1, 1), by=ANN, at=NOW)
    assert told(refusal.value) == {
        ("InvalidText", "MEN-1", "goals"),
        ("InvalidText", "MEN-1", "schedule"),
        ("InvalidText", "MEN-1", "obstacles"),
    }
    with pytest.raises(InvalidText) as one:
        an_agreement(goals="\x00")
    assert one.value.field == "goals"
    assert an_agreement(goals="  Lead a team ") == an_agreement()


@pytest.mark.rule("MEN-1")
@EITHER_SIDE
def test_whoever_proposed_an_agreement_does_not_agree_to_it_for_the_other(one: PersonId, other: PersonId) -> None:
    mentorship = a_mentorship().active().build()
    mentorship.propose_agreement(an_agreement(by=one), read=None)
    with refused(NoAgreementProposed, mentorship) as refusal:
        mentorship.accept_agreement(one, read=as_proposed(mentorship), at=later(days=2))
    assert refusal.error.rule == "MEN-1"
    assert refusal.sentence.endswith("Propose one yourself, or wait for theirs.")
    mentorship.accept_agreement(other, read=as_proposed(mentorship), at=later(days=2))
    with refused(NoAgreementProposed, mentorship):
        mentorship.accept_agreement(other, read=as_proposed(mentorship), at=later(days=3))


@pytest.mark.rule("MEN-1")
def test_without_an_agreement_there_is_nothing_to_agree_to_and_the_mentorship_goes_on() -> None:
    mentorship = a_mentorship().active().build()
    with refused(NoAgreementProposed, mentorship):
        mentorship.accept_agreement(MOE, read=as_proposed(mentorship), at=later(days=2))
    mentorship.complete(MOE, **the_two(), at=later(days=300))
    assert (mentorship.state, mentorship.agreement) == (MentorshipState.COMPLETED, None)


@pytest.mark.rule("MEN-1")
def test_a_new_proposal_replaces_the_one_before_and_has_yet_to_be_agreed() -> None:
    mentorship = a_mentorship().active().build()
    mentorship.propose_agreement(an_agreement(by=ANN), read=None)
    mentorship.accept_agreement(MOE, read=as_proposed(mentorship), at=later(days=2))
    mentorship.propose_agreement(an_agreement(by=MOE, ends_on=date(2026, 12, 1)), read=as_proposed(mentorship))
    assert mentorship.agreement is not None
    assert mentorship.agreement.agreed_at is None
    assert mentorship.ends_on == date(2026, 9, 30), "what was agreed, until something else is"
    mentorship.accept_agreement(ANN, read=as_proposed(mentorship), at=later(days=3))
    assert mentorship.ends_on == date(2026, 12, 1)


@pytest.mark.rule("MEN-1")
def test_a_stranger_neither_proposes_nor_agrees() -> None:
    mentorship = a_mentorship().active().build()
    with refused(NotAllowedForSide, mentorship) as refusal:
        mentorship.propose_agreement(an_agreement(by=ZOE), read=None)
    assert refusal.error.rule == "MEN-1"
    mentorship.propose_agreement(an_agreement(by=ANN), read=None)
    with refused(NotAllowedForSide, mentorship) as refusal:
        mentorship.accept_agreement(ZOE, read=as_proposed(mentorship), at=later(days=2))
    assert "Only its mentor and its mentee" in refusal.sentence


@pytest.mark.rule("MEN-1")
@pytest.mark.parametrize("ends_on", [date(2025, 12, 31), date(2026, 1, 5)], ids=["before", "the day itself"])
def test_an_agreed_end_lies_after_the_day_it_is_proposed(ends_on: date) -> None:
    mentorship = a_mentorship().active().build()
    with refused(InvalidEndDate, mentorship) as refusal:
        mentorship.propose_agreement(an_agreement(ends_on=ends_on), read=None)
    assert (refusal.error.rule, refusal.error.field) == ("MEN-1", "endsOn")
    assert refusal.sentence == "This end is too early. Choose January 6, 2026, or later."
    mentorship.propose_agreement(an_agreement(ends_on=date(2026, 1, 6)), read=None)


@pytest.mark.rule("MEN-1")
def test_an_end_past_when_it_is_proposed_is_refused_though_it_lies_within_the_mentorship() -> None:
    mentorship = a_mentorship().active().build()
    with refused(InvalidEndDate, mentorship) as refusal:
        mentorship.propose_agreement(an_agreement(ends_on=date(2026, 3, 6), at=later(days=60)), read=None)
    assert refusal.error.earliest == date(2026, 3, 7)


@pytest.mark.rule("MEN-1")
def test_the_day_it_is_proposed_is_missouris() -> None:
    mentorship = a_mentorship().active().build()
    evening = datetime(2026, 1, 6, 3, tzinfo=UTC)
    mentorship.propose_agreement(an_agreement(ends_on=date(2026, 1, 6), at=evening), read=None)
    assert mentorship.agreement is not None


@pytest.mark.rule("MEN-1", "MEN-2")
@pytest.mark.parametrize(
    ("days", "end"),
    [(0, date(2027, 1, 5)), (364, date(2027, 1, 5)), (365, date(2028, 1, 5)), (500, date(2028, 5, 20))],
    ids=["at once", "the day before its end", "the day of its end", "after its end"],
)
def test_an_agreement_ends_with_the_mentorship_unless_said_otherwise_or_a_year_on(days: int, end: date) -> None:
    mentorship = a_mentorship().active().build()
    assert mentorship.agreement_default_end(later(days=days)) == end
    mentorship.propose_agreement(an_agreement(ends_on=end, at=later(days=days)), read=None)


@pytest.mark.parametrize("state", [each for each in MentorshipState if each is not MentorshipState.ACTIVE])
def test_only_an_active_mentorship_has_an_agreement_made(state: MentorshipState) -> None:
    mentorship = a_mentorship().in_state(state).build()
    with refused(IllegalTransition, mentorship) as refusal:
        mentorship.propose_agreement(an_agreement(), read=None)
    assert refusal.error.state == state.value
    assert "so it cannot be given an agreement now." in refusal.sentence
    with refused(IllegalTransition, mentorship):
        mentorship.accept_agreement(MOE, read=as_proposed(mentorship), at=later(days=2))


# --- how long it lasts ----------------------------------------------------------------------------


@pytest.mark.rule("MEN-2")
@pytest.mark.parametrize(
    ("began", "ends"),
    [
        (NOW, date(2027, 1, 5)),
        (datetime(2028, 2, 29, 18, tzinfo=UTC), date(2029, 2, 28)),
        (datetime(2026, 3, 1, 3, tzinfo=UTC), date(2027, 2, 28)),
        (datetime(2027, 1, 1, 5, 59, tzinfo=UTC), date(2027, 12, 31)),
    ],
    ids=["a year on", "leap day", "Missouri's evening, UTC's next day", "New Year's Eve in Missouri"],
)
def test_the_usual_end_is_a_year_on_by_missouris_calendar(began: datetime, ends: date) -> None:
    assert default_end_from(began) == ends


@pytest.mark.rule("MEN-2")
@pytest.mark.parametrize("ends_on", [date(2026, 2, 1), date(2029, 1, 5)], ids=["a month", "three years"])
def test_a_year_is_the_default_and_never_enforced(ends_on: date) -> None:
    mentorship = a_mentorship().active().build()
    mentorship.propose_agreement(an_agreement(ends_on=ends_on), read=None)
    mentorship.accept_agreement(MOE, read=as_proposed(mentorship), at=later(days=1))
    assert mentorship.ends_on == ends_on
    mentorship.complete(ANN, **the_two(), at=later(days=2000))
    assert mentorship.state is MentorshipState.COMPLETED


# --- the end --------------------------------------------------------------------------------------


@pytest.mark.rule("MEN-5")
@pytest.mark.parametrize("by", [ANN, MOE], ids=["mentee", "mentor"])
@pytest.mark.parametrize(
    ("end", "state", "event"),
    [
        (Mentorship.complete, MentorshipState.COMPLETED, MentorshipCompleted),
        (Mentorship.discontinue, MentorshipState.DISCONTINUED, MentorshipDiscontinued),
    ],
    ids=["completed", "discontinued"],
)
@pytest.mark.parametrize("days", [0, 3, 365, 4000])
def test_either_side_ends_a_mentorship_at_any_time_without_a_reason(by, end, state, event, days: int) -> None:
    mentorship = a_mentorship().active().build()
    end(mentorship, by, **the_two(), at=later(days=days))
    assert (mentorship.state, mentorship.ended_by, mentorship.ended_at) == (state, by, later(days=days))
    assert mentorship.held_since == later(days=days)
    (happened,) = mentorship.collect_events()
    assert isinstance(happened, event)
    assert happened.by == by


@pytest.mark.rule("MEN-5")
@pytest.mark.parametrize("end", [Mentorship.complete, Mentorship.discontinue], ids=["complete", "discontinue"])
def test_a_stranger_does_not_end_it(end) -> None:
    mentorship = a_mentorship().active().build()
    with refused(NotAllowedForSide, mentorship) as refusal:
        end(mentorship, ZOE, **the_two(), at=later(days=3))
    assert refusal.error.rule == "MEN-5"
    assert refusal.sentence == "Only its mentor and its mentee end a mentorship. Ask one of them."


@pytest.mark.rule("CAP-4")
@pytest.mark.parametrize("end", [Mentorship.complete, Mentorship.discontinue], ids=["complete", "discontinue"])
def test_an_ended_mentorship_frees_a_place_on_both_sides(end) -> None:
    mentor, mentee = a_mentor().with_active_mentees(1).build(), a_mentee().with_active_mentors(1).build()
    mentorship = Mentorship.request(MentorshipId("M-7"), mentee=mentee, mentor=mentor, between=None, note=None, at=NOW)
    mentorship.accept(mentor=mentor, mentee=mentee, message=None, ends_on=date(2027, 1, 5), at=NOW)
    assert (mentor.open_places_as_mentor, mentee.open_places_as_mentee) == (0, 0)
    end(mentorship, ANN, mentor=mentor, mentee=mentee, at=later(days=9))
    assert (mentorship.mentor_place, mentorship.mentee_place) == (None, None)
    assert (mentor.open_places_as_mentor, mentee.open_places_as_mentee) == (1, 1)
    assert mentor.takes_requests
    mentee.check_may_request()


@pytest.mark.rule("ELIG-4")
def test_an_active_mentorship_goes_on_when_a_side_is_suspended() -> None:
    mentor, mentee = a_mentor().build(), a_mentee().build()
    mentorship = Mentorship.request(MentorshipId("M-7"), mentee=mentee, mentor=mentor, between=None, note=None, at=NOW)
    mentorship.accept(mentor=mentor, mentee=mentee, message=None, ends_on=date(2027, 1, 5), at=NOW)
    mentor.suspend(at=later(days=1))
    mentee.suspend(at=later(days=1))
    assert (list(mentor.mentees.values()), list(mentee.mentors.values())) == ([mentorship.id], [mentorship.id])
    mentorship.complete(MOE, mentor=mentor, mentee=mentee, at=later(days=365))
    assert mentorship.state is MentorshipState.COMPLETED


@pytest.mark.parametrize("end", [Mentorship.complete, Mentorship.discontinue], ids=["complete", "discontinue"])
@pytest.mark.parametrize(
    ("mentor", "mentee"), [(MOE, ZOE), (ZOE, ANN), (ANN, MOE)], ids=["mentee", "mentor", "the two the wrong way round"]
)
def test_a_mentorship_does_not_end_with_other_peoples_places(end, mentor: PersonId, mentee: PersonId) -> None:
    mentorship = a_mentorship().active().build()
    with pytest.raises(ValueError, match="M-1 is of other people"):
        end(mentorship, MOE, mentor=a_mentor(mentor).build(), mentee=a_mentee(mentee).build(), at=later(days=3))
    assert mentorship.state is MentorshipState.ACTIVE


@pytest.mark.rule("MEN-1")
@pytest.mark.parametrize("by", [ANN, MOE], ids=["one's own, in another window", "the other side's"])
def test_what_is_replaced_is_the_version_that_was_read(by: PersonId) -> None:
    mentorship = a_mentorship().active().build()
    mentorship.propose_agreement(an_agreement(by=ANN, at=later(days=1)), read=None)
    mentorship.propose_agreement(an_agreement(by=by, at=later(days=2)), read=later(days=1))
    for read in (None, later(days=1)):
        with refused(AgreementChanged, mentorship):
            mentorship.propose_agreement(an_agreement(by=ANN, at=later(days=3)), read=read)
    mentorship.propose_agreement(an_agreement(by=ANN, at=later(days=3)), read=later(days=2))
    assert mentorship.agreement == an_agreement(by=ANN, at=later(days=3))


@pytest.mark.rule("MEN-1")
def test_what_is_agreed_to_is_the_version_that_was_read() -> None:
    mentorship = a_mentorship().active().build()
    mentorship.propose_agreement(an_agreement(by=ANN, at=later(days=1)), read=None)
    mentorship.propose_agreement(an_agreement(by=ANN, at=later(days=2)), read=later(days=1))
    with refused(AgreementChanged, mentorship):
        mentorship.accept_agreement(MOE, read=later(days=1), at=later(days=3))
    mentorship.accept_agreement(MOE, read=later(days=2), at=later(days=3))
    assert mentorship.agreement is not None
    assert mentorship.agreement.agreed_at == later(days=3)

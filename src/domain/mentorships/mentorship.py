"""A mentorship, from the mentee's request to its end."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypedDict

from moments.domain.matching.exclusions import Between
from moments.domain.matching.request_blockers import RequestBlocker, blocked_by
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.errors import (
    AgreementChanged,
    AskedTooSoon,
    InvalidEndDate,
    NoAgreementProposed,
    NotAllowedForSide,
    PairExists,
    RequestWasClosed,
    SelfMentoring,
    SupervisionBetween,
)
from moments.domain.mentorships.events import (
    AgreementAccepted,
    AgreementProposed,
    MentorRequested,
    MentorshipCompleted,
    MentorshipDiscontinued,
    MentorshipEvent,
    RequestAccepted,
    RequestCancelled,
    RequestClosed,
    RequestDeclined,
)
from moments.domain.mentorships.lifecycle import MENTORSHIP, MentorshipState
from moments.domain.participants.errors import MenteeSuspended, MentorNoLongerAvailable
from moments.domain.participants.participant import Participant
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.text import optional_text

NOTE_LIMIT = 1_000


class _EventFields(TypedDict):
    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId


@dataclass(slots=True, eq=False)
class Mentorship(Aggregate):
    """`mentor_place` and `mentee_place` (1 or 2) are set only while the mentorship is active (CAP-1, CAP-2).

    `note`: the mentee's text in the request. `response`: the mentor's text in the acceptance or decline. `end_reason`:
    why the program ended it; None where one of the two did.
    """

    id: MentorshipId
    mentor: PersonId
    mentee: PersonId
    requested_at: datetime
    held_since: datetime
    state: MentorshipState = MENTORSHIP.initial
    note: str | None = None
    response: str | None = None
    responded_at: datetime | None = None
    mentor_place: int | None = None
    mentee_place: int | None = None
    ends_on: date | None = None
    ended_at: datetime | None = None
    ended_by: PersonId | None = None
    end_reason: EndReason | None = None
    agreement: Agreement | None = None

    @classmethod
    def request(
        cls,
        identity: MentorshipId,
        *,
        mentee: Participant,
        mentor: Participant | None,
        between: Between | None,
        note: str | None,
        at: datetime,
    ) -> "Mentorship":
        """REQ-1. Raises the errors of `check_may_request`, and InvalidText."""
        mentor = check_may_request(mentee, mentor, between)
        note = optional_text(note, "message", "The message", limit=NOTE_LIMIT, rule="REQ-1")
        mentee.waiting.add(identity)
        new = cls(identity, mentor.id, mentee.id, requested_at=at, held_since=at, note=note)
        new._record_event(MentorRequested, mentee.id, at)
        return new

    @property
    def is_open(self) -> bool:
        return self.state in (MentorshipState.REQUESTED, MentorshipState.ACTIVE)

    def has_side(self, person: PersonId) -> bool:
        return person in (self.mentor, self.mentee)

    def check_side(self, person: PersonId, sentence: str, rule: str) -> None:
        """Raises NotAllowedForSide with `sentence` unless the person is the mentor or the mentee."""
        if not self.has_side(person):
            raise NotAllowedForSide(sentence, rule)

    def accept(
        self, *, mentor: Participant, mentee: Participant, message: str | None, ends_on: date, at: datetime
    ) -> None:
        """REQ-4, CAP-1, CAP-2, ELIG-4: takes a slot on both sides. `ends_on`: the default end, a year later (MEN-2).

        Raises the errors of `check_may_accept`, and InvalidText.
        """
        state = self.check_may_accept(mentor=mentor, mentee=mentee)
        response = optional_text(message, "message", "The message", limit=NOTE_LIMIT, rule="REQ-4")
        self.mentee_place = mentee.take_mentor(self.id)
        self.mentor_place = mentor.take_mentee(self.id)
        self.state, self.response, self.responded_at, self.held_since = state, response, at, at
        self.ends_on = ends_on
        self._record_event(RequestAccepted, self.mentor, at)

    def check_may_accept(self, *, mentor: Participant, mentee: Participant) -> MentorshipState:
        """Returns the state after the acceptance. Raises RequestWasClosed, IllegalTransition, the mentor's errors,
        MenteeSuspended, MenteeAtCapacity.
        """
        self._check_participants_match(mentor=mentor, mentee=mentee)
        state = self._respond("accept")
        mentor.check_may_take_mentee()
        if mentee.suspended or not mentee.mentee_approved:
            raise MenteeSuspended
        mentee.check_may_take_mentor()
        return state

    def check_may_decline(self) -> MentorshipState:
        """Returns the state after the decline; raises RequestWasClosed, IllegalTransition."""
        return self._respond("decline")

    def check_may_cancel(self) -> MentorshipState:
        """Returns the state after the cancellation; raises IllegalTransition."""
        return MENTORSHIP.next_state(self.state, "cancel")

    def decline(self, *, mentee: Participant, message: str | None, at: datetime) -> None:
        """REQ-4: the mentor judges the match; the message is optional. REQ-7: the mentee can request another mentor."""
        self._check_participants_match(mentee=mentee)
        state = self.check_may_decline()
        self.response = optional_text(message, "message", "The message", limit=NOTE_LIMIT, rule="REQ-4")
        self.state, self.responded_at, self.held_since = state, at, at
        mentee.release_slot(self.id)
        self._record_event(RequestDeclined, self.mentor, at)

    def cancel(self, *, mentee: Participant, at: datetime) -> None:
        """REQ-4: the mentee cancels a pending request. REQ-7: they can request another mentor."""
        self._check_participants_match(mentee=mentee)
        self.state = self.check_may_cancel()
        self.held_since = at
        mentee.release_slot(self.id)
        self._record_event(RequestCancelled, self.mentee, at)

    def end_request(self, reason: EndReason, *, by: PersonId | None = None, at: datetime) -> None:
        """CAP-4, APP-9, DIR-1: the part of one side has ended, so the request waits no longer. A mentor's end closes
        it, a mentee's cancels it. `by`: the mentee who withdrew; a close is nobody's doing. Raises IllegalTransition.

        Only that side is locked here; the other's pending requests are reloaded when they are next locked.
        """
        of_mentor = reason.side is ApplicationKind.MENTOR
        self.state = MENTORSHIP.next_state(self.state, "close" if of_mentor else "cancel")
        self.held_since, self.end_reason = at, reason
        self._record_event(RequestClosed if of_mentor else RequestCancelled, None if of_mentor else by, at)

    def check_meets(self) -> None:
        """Meetings need an active mentorship; raises IllegalTransition."""
        self._check_active("meet")

    def check_may_propose_agreement(self, by: PersonId) -> None:
        """Raises IllegalTransition, NotAllowedForSide."""
        self._check_active("propose")
        self.check_side(by, "Only its mentor and its mentee make a mentorship's agreement. Ask one of them.", "MEN-1")

    def check_may_accept_agreement(self, by: PersonId) -> Agreement:
        """Returns the agreement that waits for this side. Raises the errors of `check_may_propose_agreement`, and
        NoAgreementProposed.
        """
        self.check_may_propose_agreement(by)
        if self.agreement is None or self.agreement.agreed_at or self.agreement.proposed_by == by:
            raise NoAgreementProposed
        return self.agreement

    def propose_agreement(self, agreement: Agreement, *, read: datetime | None) -> None:
        """MEN-1: replaces any earlier agreement; the other side must agree.

        `read`: when the version that the proposer has read was proposed; None if there was none. Raises
        AgreementChanged, and InvalidEndDate unless the end is after the day of the proposal.
        """
        self.check_may_propose_agreement(agreement.proposed_by)
        if read != (self.agreement and self.agreement.proposed_at):
            raise AgreementChanged(self.id)
        day = agreement.proposed_at.astimezone(STATE_TIME).date()
        if agreement.ends_on <= day:
            raise InvalidEndDate(day + timedelta(days=1))
        self.agreement = agreement
        self._record_event(AgreementProposed, agreement.proposed_by, agreement.proposed_at)

    def accept_agreement(self, by: PersonId, *, read: datetime, at: datetime) -> None:
        """MEN-1: for the side that did not propose the agreement; its end becomes the mentorship's end.

        `read`: when the version that the person has read was proposed. Raises NoAgreementProposed, AgreementChanged.
        """
        agreement = self.check_may_accept_agreement(by)
        if read != agreement.proposed_at:
            raise AgreementChanged(self.id)
        self.agreement = replace(agreement, agreed_at=at)
        self.ends_on = agreement.ends_on
        self._record_event(AgreementAccepted, by, at)

    def agreement_default_end(self, at: datetime) -> date:
        """The default end of an agreement proposed now: the mentorship's current end if it is in the future."""
        today = at.astimezone(STATE_TIME).date()
        return self.ends_on if self.ends_on is not None and self.ends_on > today else default_end_from(at)

    def complete(self, by: PersonId, *, mentor: Participant, mentee: Participant, at: datetime) -> None:
        """MEN-5: for either side. CAP-4: frees a slot on both sides.

        *Reading*: the agreed date is not binding; goals can be met before it.
        """
        self._end("complete", MentorshipCompleted, by, mentor, mentee, at)

    def discontinue(self, by: PersonId, *, mentor: Participant, mentee: Participant, at: datetime) -> None:
        """MEN-5: for either side, at any time, without a reason. CAP-4: frees a slot on both sides."""
        self._end("discontinue", MentorshipDiscontinued, by, mentor, mentee, at)

    def end_for_departure(self, gone: PersonId, *, mentor: Participant, mentee: Participant, at: datetime) -> None:
        """DIR-1: `gone`, one of the two, has left the State's service for good. CAP-4: frees a slot on both sides."""
        self._check_participants_match(mentor=mentor, mentee=mentee)
        self.check_side(gone, "Only the departure of its mentor or its mentee ends a mentorship.", "DIR-1")
        state = MENTORSHIP.next_state(self.state, "discontinue")
        self.end_reason = EndReason.left(ApplicationKind.MENTOR if gone == self.mentor else ApplicationKind.MENTEE)
        self._finish(state, MentorshipDiscontinued, None, mentor, mentee, at)

    def check_may_complete(self, by: PersonId) -> None:
        """Raises IllegalTransition, NotAllowedForSide."""
        self._check_may_end("complete", by)

    def check_may_discontinue(self, by: PersonId) -> None:
        """Raises IllegalTransition, NotAllowedForSide."""
        self._check_may_end("discontinue", by)

    def _check_may_end(self, trigger: str, by: PersonId) -> MentorshipState:
        state = MENTORSHIP.next_state(self.state, trigger)
        self.check_side(by, "Only its mentor and its mentee end a mentorship. Ask one of them.", "MEN-5")
        return state

    def _end(
        self,
        trigger: str,
        event: type[MentorshipEvent],
        by: PersonId,
        mentor: Participant,
        mentee: Participant,
        at: datetime,
    ) -> None:
        self._check_participants_match(mentor=mentor, mentee=mentee)
        self._finish(self._check_may_end(trigger, by), event, by, mentor, mentee, at)

    def _finish(
        self,
        state: MentorshipState,
        event: type[MentorshipEvent],
        by: PersonId | None,
        mentor: Participant,
        mentee: Participant,
        at: datetime,
    ) -> None:
        self.state, self.ended_at, self.ended_by, self.held_since = state, at, by, at
        self.mentor_place = self.mentee_place = None
        mentor.release_slot(self.id)
        mentee.release_slot(self.id)
        self._record_event(event, by, at)

    def _check_participants_match(self, *, mentee: Participant, mentor: Participant | None = None) -> None:
        """Raises ValueError if the participants are not those of this mentorship, which is a bug in the caller."""
        if mentee.id != self.mentee or (mentor is not None and mentor.id != self.mentor):
            raise ValueError(f"Mentorship {self.id} is of other people than the participants given.")

    def _respond(self, trigger: str) -> MentorshipState:
        if self.state in (MentorshipState.CLOSED, MentorshipState.CANCELLED):
            raise RequestWasClosed(self.end_reason)
        return MENTORSHIP.next_state(self.state, trigger)

    def _check_active(self, trigger: str) -> None:
        check_active(self.state, trigger)

    def _record_event(self, event: type[MentorshipEvent], by: PersonId | None, at: datetime) -> None:
        self._record(event(occurred_at=at, by=by, **self._event_fields))

    @property
    def _event_fields(self) -> _EventFields:
        return {"mentorship": self.id, "mentor": self.mentor, "mentee": self.mentee}


def check_active(state: MentorshipState, trigger: str) -> None:
    """Raises IllegalTransition unless the mentorship is active."""
    if state is not MentorshipState.ACTIVE:
        raise MENTORSHIP.refusal(state, trigger)


def check_may_request(mentee: Participant, mentor: Participant | None, between: Between | None) -> Participant:
    """REQ-1: returns the mentor, whom the mentee may request. `between`: what stands between the two (MAT-6).

    Raises, in this order: the mentee's errors (APP-6, ELIG-4, CAP-1), SelfMentoring, PairExists (REQ-6),
    SupervisionBetween, AskedTooSoon, MentorNoLongerAvailable (CAP-2, CAP-3), TooManyPendingRequests (REQ-7).
    """
    mentee.check_may_search()
    if mentor is not None and mentor.id == mentee.id:
        raise SelfMentoring
    if between is not None:
        raise _refusal(between)
    if mentor is None:
        raise MentorNoLongerAvailable
    mentor.check_may_be_asked()
    mentee.check_may_request()
    return mentor


def _refusal(between: Between) -> DomainError:
    blocked = blocked_by(between)
    match blocked.why:
        case RequestBlocker.YOURSELF:
            return SelfMentoring()
        case RequestBlocker.REQUESTED | RequestBlocker.CURRENT_MENTOR:
            return PairExists(blocked.why is RequestBlocker.CURRENT_MENTOR)
        case _ if blocked.until is not None:
            return AskedTooSoon(blocked.until, blocked.sentence)
        case _:
            return SupervisionBetween(blocked.sentence)


def default_end_from(began: datetime) -> date:
    """A year later, which is best practice and only a default (MEN-2); February 29 becomes February 28."""
    day = began.astimezone(STATE_TIME).date()
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)

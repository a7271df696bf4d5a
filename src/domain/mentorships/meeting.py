"""A meeting of a mentorship: proposed by one side, confirmed by the other, logged once held (MEN-2 to MEN-4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from moments.domain.mentorships.errors import (
    HoursAlreadyConfirmed,
    InvalidMeetingTime,
    MeetingChanged,
    NotAllowedForSide,
    TooManyProposals,
)
from moments.domain.mentorships.events import (
    MeetingCancelled,
    MeetingConfirmed,
    MeetingEvent,
    MeetingHeld,
    MeetingHoursConfirmed,
    MeetingMoved,
    MeetingProposed,
)
from moments.domain.mentorships.lifecycle import MEETING, MeetingState
from moments.domain.mentorships.meeting_time import not_to_come, wrong_minutes
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError, collecting, raise_all
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.text import optional_text

DEFAULT_MINUTES = 60
"""One hour, once a month, is best practice and only a default (MEN-2)."""
AGENDA_LIMIT = 1_000
MAX_PROPOSALS = 3
"""Of a mentorship, that wait for an answer."""
_NOT_YOUR_MEETING = "Only a mentorship's mentor and mentee propose, confirm, and log its meetings. Ask one of them."
_OWN_PROPOSAL = "You proposed this meeting, so your partner confirms it. Wait for their answer, or move or cancel it."
_OWN_LOG = "You logged this meeting, so your partner confirms its hours. Ask them to open it and confirm."


class _EventFields(TypedDict):
    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    meeting: MeetingId


@dataclass(slots=True, eq=False)
class Meeting(Aggregate):
    """`minutes`: planned length; actual length once held. Times are UTC. `proposed_by`: who proposed the current time.

    For the calendar event: `organizer` proposed the meeting first and stays the organizer when the other side moves it;
    `sequence` counts the changes; `shared`: the organizer has been sent the event, too, which the other side has from
    the start. `logged_by`: who said that it was held; the other side confirms the hours (MEN-4).
    """

    id: MeetingId
    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    starts_at: datetime
    minutes: int
    agenda: str | None
    proposed_by: PersonId
    proposed_at: datetime
    organizer: PersonId
    state: MeetingState = MEETING.initial
    outside_hours: bool = False
    sequence: int = 0
    shared: bool = False
    logged_by: PersonId | None = None
    hours_confirmed_at: datetime | None = None

    @classmethod
    def propose(
        cls,
        identity: MeetingId,
        mentorship: Mentorship,
        *,
        by: PersonId,
        starts_at: datetime,
        minutes: int,
        agenda: str | None,
        outside_hours: bool,
        at: datetime,
    ) -> "Meeting":
        """Raises IllegalTransition (not active), NotAllowedForSide; InvalidMeetingTime and InvalidText all at once.

        `outside_hours`: the meeting is outside a participant's working hours; this warns but is allowed (MEN-3).
        """
        errors = [*not_to_come(starts_at, at), *wrong_minutes(minutes)]
        new = cls._make(identity, mentorship, by, starts_at, minutes, agenda, outside_hours, at, errors)
        new._record_event(MeetingProposed, by, at)
        return new

    @classmethod
    def log(
        cls,
        identity: MeetingId,
        mentorship: Mentorship,
        *,
        by: PersonId,
        starts_at: datetime,
        minutes: int,
        agenda: str | None,
        outside_hours: bool,
        at: datetime,
    ) -> "Meeting":
        """Records a past meeting that was never proposed here (MEN-4). Raises the same errors as `propose`."""
        began, errors = mentorship.responded_at or mentorship.requested_at, wrong_minutes(minutes)
        if not errors and (not _is_over(starts_at, minutes, at) or starts_at < began - timedelta(days=1)):
            sentence = "A meeting is logged once it is over, and within the mentorship. Check the date and the minutes."
            errors.append(InvalidMeetingTime("startsAt", sentence))
        new = cls._make(identity, mentorship, by, starts_at, minutes, agenda, outside_hours, at, errors)
        new.state, new.logged_by = MEETING.next_state(new.state, "hold"), by
        new._record_event(MeetingHeld, by, at)
        return new

    @classmethod
    def _make(
        cls,
        identity: MeetingId,
        mentorship: Mentorship,
        by: PersonId,
        starts_at: datetime,
        minutes: int,
        agenda: str | None,
        outside_hours: bool,
        at: datetime,
        errors: list[DomainError],
    ) -> "Meeting":
        """`errors`: those found before, raised together with the others."""
        check_may_meet(mentorship, by)
        with collecting(errors):
            agenda = optional_text(agenda, "agenda", "The agenda", limit=AGENDA_LIMIT, rule="MEN-2")
        raise_all(errors)
        return cls(
            identity,
            mentorship.id,
            mentorship.mentor,
            mentorship.mentee,
            starts_at,
            minutes,
            agenda,
            by,
            at,
            outside_hours=outside_hours,
            organizer=by,
        )

    def check_may_confirm(self, by: PersonId) -> MeetingState:
        """Returns the state after the confirmation; raises IllegalTransition, NotAllowedForSide."""
        state = self._check_may("confirm", by)
        if by == self.proposed_by:
            raise NotAllowedForSide(_OWN_PROPOSAL, "MEN-2")
        return state

    def check_may_move(self, by: PersonId) -> MeetingState:
        """Returns the state after the move; raises IllegalTransition, NotAllowedForSide."""
        return self._check_may("move", by)

    def check_may_cancel(self, by: PersonId) -> MeetingState:
        """Returns the state after the cancellation; raises IllegalTransition, NotAllowedForSide."""
        return self._check_may("cancel", by)

    def check_may_mark_held(self, by: PersonId, *, minutes: int = 1, at: datetime) -> MeetingState:
        """Returns the state after. Raises IllegalTransition, NotAllowedForSide, and InvalidMeetingTime unless `minutes`
        have passed since the start; the default is the shortest meeting.
        """
        state = self._check_may("hold", by)
        raise_all(wrong_minutes(minutes))
        if not _is_over(self.starts_at, minutes, at):
            raise InvalidMeetingTime("minutes", "This meeting is not over yet. Log it once it was held.")
        return state

    def check_may_confirm_hours(self, by: PersonId) -> MeetingState:
        """Returns the state after. Raises IllegalTransition, NotAllowedForSide, HoursAlreadyConfirmed."""
        state = self._check_may("confirm_hours", by)
        if by == self.logged_by:
            raise NotAllowedForSide(_OWN_LOG, "MEN-4")
        if self.hours_confirmed_at is not None:
            raise HoursAlreadyConfirmed
        return state

    def confirm(self, by: PersonId, *, read: datetime, minutes: int, at: datetime) -> None:
        """For the side that did not propose the meeting. `read`, `minutes`: when the meeting starts and how long it is,
        as the person has read it. Raises IllegalTransition, NotAllowedForSide, MeetingChanged.
        """
        state = self.check_may_confirm(by)
        self._check_read(read, minutes)
        self.state = state
        self._changed(shared=True)
        self._record_event(MeetingConfirmed, by, at)

    def move(
        self, by: PersonId, *, read: datetime, starts_at: datetime, minutes: int, outside_hours: bool, at: datetime
    ) -> None:
        """For either side. The person who moves the meeting becomes its proposer, and the other side must confirm.

        `read`: when the meeting starts, as the person has read it. `outside_hours`: as for `propose` (MEN-3). Raises
        IllegalTransition, NotAllowedForSide, MeetingChanged, and InvalidMeetingTime, all at once.
        """
        state = self.check_may_move(by)
        self._check_read(read)
        errors = [*wrong_minutes(minutes, "newMinutes"), *not_to_come(starts_at, at, "newStartsAt")]
        if not errors and (starts_at, minutes) == (self.starts_at, self.minutes):
            sentence = "The meeting is at this time already. Choose another."
            errors.append(InvalidMeetingTime("newStartsAt", sentence))
        raise_all(errors)
        moved_from, self.starts_at, self.minutes, self.outside_hours = self.starts_at, starts_at, minutes, outside_hours
        self.state, self.proposed_by, self.proposed_at = state, by, at
        self._changed(shared=by != self.organizer)
        self._record(MeetingMoved(occurred_at=at, by=by, **self._event_fields, moved_from=moved_from))

    def mark_held(self, by: PersonId, *, read: datetime, minutes: int, at: datetime) -> None:
        """For either side. Records the actual minutes (MEN-4); `read`: when the meeting started, as the person has
        read it. Raises IllegalTransition, NotAllowedForSide, MeetingChanged, InvalidMeetingTime.
        """
        self._check_may("hold", by)
        self._check_read(read)
        self.state, self.minutes = self.check_may_mark_held(by, minutes=minutes, at=at), minutes
        self.logged_by = by
        self._record_event(MeetingHeld, by, at)

    def may_confirm_hours(self, by: PersonId) -> bool:
        return by != self.logged_by and self.hours_confirmed_at is None

    def confirm_hours(self, by: PersonId, *, read: datetime, minutes: int, at: datetime) -> None:
        """MEN-4: for the side that did not log the meeting. `read`, `minutes`: as for `confirm`. Raises the errors of
        `check_may_confirm_hours`, and MeetingChanged.
        """
        state = self.check_may_confirm_hours(by)
        self._check_read(read, minutes)
        self.state, self.hours_confirmed_at = state, at
        self._record_event(MeetingHoursConfirmed, by, at)

    def check_before_the_end(self, mentorship: Mentorship) -> None:
        """Raises InvalidMeetingTime if the meeting started after the mentorship ended (MEN-4)."""
        if mentorship.ended_at is not None and self.starts_at >= mentorship.ended_at:
            raise InvalidMeetingTime(
                "meeting", "The mentorship ended before this meeting, so you cannot log it. Check the date."
            )

    def cancel(self, by: PersonId, *, read: datetime, at: datetime) -> None:
        """For either side; `read`: when the meeting starts, as the person has read it. Raises IllegalTransition,
        NotAllowedForSide, MeetingChanged.
        """
        state = self.check_may_cancel(by)
        self._check_read(read)
        self.state = state
        self._changed()
        self._record_event(MeetingCancelled, by, at)

    def end_with_mentorship(self, by: PersonId | None, *, at: datetime) -> None:
        """The mentorship has ended, so the meeting does not take place. Raises IllegalTransition."""
        self.state = MEETING.next_state(self.state, "cancel")
        self._changed()
        self._record_event(MeetingCancelled, by, at)

    def has_calendar_event(self, person: PersonId) -> bool:
        """Whether that side has been sent the calendar event."""
        return self.shared or person != self.organizer

    def _check_may(self, trigger: str, by: PersonId) -> MeetingState:
        state = MEETING.next_state(self.state, trigger)
        if by not in (self.mentor, self.mentee):
            raise NotAllowedForSide(_NOT_YOUR_MEETING, "MEN-2")
        return state

    def _check_read(self, starts_at: datetime, minutes: int | None = None) -> None:
        """`minutes`: None if the step does not depend on them."""
        if starts_at != self.starts_at:
            raise MeetingChanged(self.id)
        if minutes not in (None, self.minutes):
            raise MeetingChanged(self.id, "minutes")

    def _record_event(self, event: type[MeetingEvent], by: PersonId | None, at: datetime) -> None:
        self._record(event(occurred_at=at, by=by, **self._event_fields))

    def _changed(self, *, shared: bool = False) -> None:
        self.sequence += 1
        self.shared = self.shared or shared

    @property
    def _event_fields(self) -> _EventFields:
        return {"mentorship": self.mentorship, "mentor": self.mentor, "mentee": self.mentee, "meeting": self.id}


def check_may_meet(mentorship: Mentorship, by: PersonId) -> None:
    """Raises IllegalTransition (not active), NotAllowedForSide."""
    mentorship.check_meets()
    mentorship.check_side(by, _NOT_YOUR_MEETING, "MEN-2")


def check_may_propose(mentorship: Mentorship, by: PersonId, open_proposals: Collection[MeetingId]) -> None:
    """`open_proposals`: the mentorship's proposed meetings to come. Raises the errors of `check_may_meet`, and
    TooManyProposals.
    """
    check_may_meet(mentorship, by)
    if len(open_proposals) >= MAX_PROPOSALS:
        raise TooManyProposals(MAX_PROPOSALS)


def check_may_move(
    meeting: Meeting, mentorship: Mentorship, by: PersonId, open_proposals: Collection[MeetingId]
) -> None:
    """Moving proposes again. Raises IllegalTransition, also unless the mentorship is active; NotAllowedForSide;
    TooManyProposals.
    """
    mentorship.check_meets()
    meeting.check_may_move(by)
    if len({*open_proposals} - {meeting.id}) >= MAX_PROPOSALS:
        raise TooManyProposals(MAX_PROPOSALS)


def _is_over(starts_at: datetime, minutes: int, at: datetime) -> bool:
    return starts_at <= at - timedelta(minutes=minutes)

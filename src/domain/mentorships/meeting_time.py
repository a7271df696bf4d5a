"""Whether two people can meet at a time: their other meetings refuse it (MEN-4), and their hours warn of it (MEN-3)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from moments.domain.mentorships.errors import InvalidMeetingTime, MeetingOnRecord, MeetingsOverlap
from moments.domain.mentorships.lifecycle import MeetingState
from moments.domain.program.common_hours import Span
from moments.domain.program.working_hours import STATE_TIME, WorkingHours, covers
from moments.domain.shared.errors import DomainError, raise_all
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind

MIN_MINUTES, MAX_MINUTES = 1, 8 * 60
FAR_AHEAD = timedelta(days=92)
"""A meeting beyond this is more likely a mistake in the month or the year."""
MAX_AHEAD = timedelta(days=730)


class MeetingWarningKind(Enum):
    OUTSIDE_MENTOR_HOURS = "outside_mentor_hours"
    OUTSIDE_MENTEE_HOURS = "outside_mentee_hours"
    AFTER_AGREED_END = "after_agreed_end"
    FAR_AHEAD = "far_ahead"


OUTSIDE_HOURS = {
    ApplicationKind.MENTOR: MeetingWarningKind.OUTSIDE_MENTOR_HOURS,
    ApplicationKind.MENTEE: MeetingWarningKind.OUTSIDE_MENTEE_HOURS,
}


@dataclass(frozen=True, slots=True)
class MeetingWarning:
    """What speaks against a time without forbidding it."""

    kind: MeetingWarningKind
    message: str


class UnacceptedWarnings(DomainError):
    """MEN-3: a warning, which the person has to accept, and not a ban."""

    rule = "MEN-3"
    field = "acceptWarnings"

    def __init__(self, warnings: Sequence[MeetingWarning]) -> None:
        self.warnings = tuple(warnings)
        said = " ".join(each.message for each in warnings)
        super().__init__(f"{said} Choose another time, or accept the warning.")


@dataclass(frozen=True, slots=True)
class Engagement:
    """A meeting of a person that was not called off."""

    meeting: MeetingId
    mentorship: MentorshipId
    people: frozenset[PersonId]
    state: MeetingState
    span: Span


@dataclass(frozen=True, slots=True)
class PairSchedule:
    """What decides about a pair's times. `hours`: of the sides whose working hours are known. `engagements`: all of
    either person around the times asked about, with this pair and with others.
    """

    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId
    ends_on: date | None = None
    hours: Mapping[ApplicationKind, WorkingHours] = field(default_factory=dict[ApplicationKind, WorkingHours])
    engagements: Sequence[Engagement] = ()

    def check_to_come(self, by: PersonId, span: Span, *, at: datetime, moves: MeetingId | None = None) -> None:
        """For a meeting to propose, or to move there: `moves`. Raises InvalidMeetingTime, MeetingsOverlap."""
        start, length = ("startsAt", "minutes") if moves is None else ("newStartsAt", "newMinutes")
        errors = [*not_to_come(span.starts_at, at, start), *wrong_minutes(span.minutes, length)]
        if not errors:
            planned = (MeetingState.PROPOSED, MeetingState.CONFIRMED)
            others = [each for each in self._overlapping(span, moves) if each.state in planned]
            errors += self._overlap(by, others, start)
        raise_all(errors)

    def check_held(self, by: PersonId, span: Span, *, ignoring: MeetingId | None = None) -> None:
        """MEN-4: one meeting of the pair is one, and nobody is in two that were held. Raises InvalidMeetingTime for the
        minutes, MeetingOnRecord, MeetingsOverlap.
        """
        raise_all(wrong_minutes(span.minutes))
        others = list(self._overlapping(span, ignoring))
        own = next((each for each in others if each.mentorship == self.mentorship), None)
        if own is not None:
            raise MeetingOnRecord(own.meeting)
        held = [each for each in others if each.state is MeetingState.HELD]
        raise_all(list(self._overlap(by, held, "startsAt")))

    def logged_as(self, span: Span) -> MeetingId | None:
        """MEN-4: the pair's meeting that was held at this very time; None if there is none."""
        same = (
            each.meeting
            for each in self.engagements
            if (each.mentorship, each.span) == (self.mentorship, span) and each.state is MeetingState.HELD
        )
        return next(same, None)

    def warnings(self, by: PersonId, span: Span, *, at: datetime) -> tuple[MeetingWarning, ...]:
        """MEN-3; said to `by`, one of the two. Empty for a length that is refused anyway."""
        return () if wrong_minutes(span.minutes) else tuple(self._warnings(by, span, at))

    def _warnings(self, by: PersonId, span: Span, at: datetime) -> Iterator[MeetingWarning]:
        for side, hours in self.hours.items():
            if not covers(hours, span.starts_at, span.minutes):
                yield MeetingWarning(
                    OUTSIDE_HOURS[side],
                    f"This is outside {self._whose(side, by)} regular working hours ({hours.label}). Meetings are held "
                    "in working time, without overtime.",
                )
        if self.ends_on and span.starts_at.astimezone(STATE_TIME).date() > self.ends_on:
            sentence = f"This is after the agreed end of the mentorship, {self.ends_on:%B} {self.ends_on.day}, "
            yield MeetingWarning(MeetingWarningKind.AFTER_AGREED_END, f"{sentence}{self.ends_on.year}.")
        if span.starts_at > at + FAR_AHEAD:
            yield MeetingWarning(MeetingWarningKind.FAR_AHEAD, "This is more than three months from now.")

    def _whose(self, side: ApplicationKind, by: PersonId) -> str:
        own = self.mentor if side is ApplicationKind.MENTOR else self.mentee
        return "your" if by == own else f"your {side.value}'s"

    def _overlapping(self, span: Span, ignoring: MeetingId | None) -> Iterator[Engagement]:
        return (each for each in self.engagements if each.meeting != ignoring and span.overlaps(each.span))

    def _overlap(self, by: PersonId, others: Sequence[Engagement], field: str) -> Iterator[DomainError]:
        """One's own meeting is named; of the other side's it is said only that there is one."""
        if others:
            own = next((each for each in others if by in each.people), None)
            yield MeetingsOverlap(own.meeting, own.span, field=field) if own else MeetingsOverlap(field=field)


def is_outside_hours(warnings: Collection[MeetingWarning]) -> bool:
    return not {each.kind for each in warnings}.isdisjoint(OUTSIDE_HOURS.values())


def check_accepted(warnings: Collection[MeetingWarning], accepted: Collection[MeetingWarningKind]) -> None:
    """Raises UnacceptedWarnings with those that the person has not accepted."""
    if left := [each for each in warnings if each.kind not in accepted]:
        raise UnacceptedWarnings(left)


def wrong_minutes(minutes: int, field: str = "minutes") -> list[DomainError]:
    if MIN_MINUTES <= minutes <= MAX_MINUTES:
        return []
    return [
        InvalidMeetingTime(
            field, f"A meeting lasts from {MIN_MINUTES} to {MAX_MINUTES} minutes. Enter its length; an hour is usual."
        )
    ]


def not_to_come(starts_at: datetime, at: datetime, field: str = "startsAt") -> list[DomainError]:
    if starts_at <= at:
        return [
            InvalidMeetingTime(field, "This time has passed. Choose a time to come, or log the meeting if it was held.")
        ]
    if starts_at > at + MAX_AHEAD:
        return [InvalidMeetingTime(field, "Propose a time within the next two years. Check the year.")]
    return []

"""Events of a request, of the mentorship it becomes, and of its meetings."""

from dataclasses import dataclass
from datetime import datetime

from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorshipEvent(DomainEvent):
    mentorship: MentorshipId
    mentor: PersonId
    mentee: PersonId


class MentorRequested(MentorshipEvent):
    __slots__ = ()


class RequestAccepted(MentorshipEvent):
    __slots__ = ()


class RequestDeclined(MentorshipEvent):
    __slots__ = ()


class RequestCancelled(MentorshipEvent):
    __slots__ = ()


class RequestClosed(MentorshipEvent):
    """CAP-4: the mentor's last open place was filled, or the mentor left the program in that role."""

    __slots__ = ()


class AgreementProposed(MentorshipEvent):
    __slots__ = ()


class AgreementAccepted(MentorshipEvent):
    __slots__ = ()


class MentorshipCompleted(MentorshipEvent):
    __slots__ = ()


class MentorshipDiscontinued(MentorshipEvent):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEvent(MentorshipEvent):
    meeting: MeetingId


class MeetingProposed(MeetingEvent):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMoved(MeetingEvent):
    """Moving a meeting proposes it again, by the person who moved it. `moved_from`: the previous start time."""

    moved_from: datetime


class MeetingConfirmed(MeetingEvent):
    __slots__ = ()


class MeetingHeld(MeetingEvent):
    __slots__ = ()


class MeetingHoursConfirmed(MeetingEvent):
    __slots__ = ()


class MeetingCancelled(MeetingEvent):
    __slots__ = ()

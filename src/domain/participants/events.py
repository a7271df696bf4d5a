"""Events of a participant."""

from dataclasses import dataclass

from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantEvent(DomainEvent):
    person: PersonId


class ParticipantSuspended(ParticipantEvent):
    """A directory import made the person ineligible; the failed criterion is not included (ELIG-5)."""

    __slots__ = ()


class ParticipantReinstated(ParticipantEvent):
    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityChanged(ParticipantEvent):
    """CAP-3. `capacity`: how many mentees at a time the mentor wants, 1 or 2."""

    available: bool
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryImported(DomainEvent):
    """How many people an import changed."""

    added: int
    changed: int
    left: int
    suspended: int
    reinstated: int
    rerouted: int
    requests_closed: int = 0
    applications_withdrawn: int = 0

"""An event as those who follow live are told of it, and positions in the order of all events."""

from dataclasses import dataclass, field
from datetime import datetime

from moments.application.events import EventKind, kind_of
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind

Topic = tuple[str, str]
"""What somebody follows: a kind, and whose or which (`topics`)."""
LAST_INDEX = 99
"""Behind the last message of any event."""


@dataclass(frozen=True, slots=True, order=True)
class StreamPosition:
    """In the stream: behind that message of that event. One event may be several messages to one person."""

    event: int
    index: int = LAST_INDEX


@dataclass(frozen=True, slots=True)
class PendingApplication:
    """An application that waits for its supervisor's decision."""

    application: ApplicationId
    kind: ApplicationKind
    supervisor: PersonId


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """`event`: UnknownEvent where this server cannot read it. `kind`, `subject`: what it is about, by its row.

    `department`: of the applicant or participant whom it is about, and `pending`: what of theirs waits when
    their standing changes; `suggested_to`: the mentees who have the mentor on their list, where the event makes a
    difference to whether they can ask, and `can_be_requested`: whether they can. All as the directory and the tables
    have it when the event is read.
    """

    id: int
    event: DomainEvent
    subject_kind: str
    subject: str
    department: DepartmentCode | None = None
    pending: tuple[PendingApplication, ...] = ()
    suggested_to: frozenset[PersonId] = frozenset()
    can_be_requested: bool = False
    topics: frozenset[Topic] = field(default=frozenset(), compare=False)

    @property
    def type(self) -> EventKind:
        return kind_of(type(self.event))

    @property
    def occurred_at(self) -> datetime:
        return self.event.occurred_at

    @property
    def by(self) -> PersonId | None:
        return self.event.by


@dataclass(frozen=True, slots=True)
class Gap:
    """Events after the requested position were deleted; the stream continues from `position`. `at`: when that was."""

    position: StreamPosition
    at: datetime

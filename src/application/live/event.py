"""An event as subscribers receive it, and positions in the stream of all events."""

from dataclasses import dataclass, field
from datetime import datetime

from moments.application.events import EventKind, kind_of
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind

Topic = tuple[str, str]
"""A subscribed topic: a kind, and the id of its owner or object (`topics`)."""
LAST_INDEX = 99
"""After the last message of any event."""


@dataclass(frozen=True, slots=True, order=True)
class StreamPosition:
    """A position in the stream: after message `index` of `event`. One event can be several messages to one person."""

    event: int
    index: int = LAST_INDEX


@dataclass(frozen=True, slots=True)
class PendingApplication:
    """An application that is pending its supervisor's decision."""

    application: ApplicationId
    kind: ApplicationKind
    supervisor: PersonId


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """`event`: UnknownEvent if this server cannot read it. `subject_kind`, `subject`: its subject, from the row.

    `department`: that of the applicant or participant. `pending`: their pending applications, if their standing
    changes. `suggested_to`: the mentees who have the mentor on their list, if the event changes whether they can
    request the mentor. `can_be_requested`: whether they can. All reflect the directory and the tables when the event is
    read.
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
    """Events after the requested position were deleted or passed over; the stream continues from `position`. `at`: when
    they were deleted, or when the last of them happened.
    """

    position: StreamPosition
    at: datetime

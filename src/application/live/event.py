"""An event as those who follow live are told of it, and places in the order of all events."""

from dataclasses import dataclass, field
from datetime import datetime

from moments.application.events import EventKind, kind_of
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind

Topic = tuple[str, str]
"""What somebody follows: a kind, and whose or which (`topics`)."""
WHOLE = 99
"""Behind the last part of any event."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """In a stream: behind that part of that event. One event may be several messages to one person."""

    event: int
    part: int = WHOLE


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application that waits for its supervisor."""

    application: ApplicationId
    kind: ApplicationKind
    supervisor: PersonId


@dataclass(frozen=True, slots=True)
class Happening:
    """`event`: UnknownEvent where this server cannot read it. `kind`, `subject`: what it is about, by its row.

    `department`: of the applicant or participant whom it is about, and `waiting`: what of theirs waits when
    their standing changes; `listed_by`: the mentees who have the mentor on their list, where the event makes a
    difference to whether they can ask, and `can_be_asked`: whether they can. All as the directory and the tables have
    it when the event is read.
    """

    id: int
    event: DomainEvent
    kind: str
    subject: str
    department: DepartmentCode | None = None
    waiting: tuple[Waiting, ...] = ()
    listed_by: frozenset[PersonId] = frozenset()
    can_be_asked: bool = False
    topics: frozenset[Topic] = field(default=frozenset(), compare=False)

    @property
    def action(self) -> EventKind:
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

    place: Place
    at: datetime

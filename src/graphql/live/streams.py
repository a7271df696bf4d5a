"""What each stream is: who may subscribe, to which topics, and what an event means to the subscriber."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from moments.application.access.relations import Actor
from moments.application.live import topics
from moments.application.live.event import RecordedEvent, StreamPosition, Topic
from moments.application.live.services import LiveServices
from moments.application.queries.rows import ViewerRow
from moments.domain.shared.ids import PersonId
from moments.edge.errors import ClientError
from moments.graphql.live.lazy_message import LazyMessage

EventContext = TypeVar("EventContext")
"""The data that an event is shown with; the same for all viewers."""


class StreamNotFound(ClientError):
    """A subscription can't be answered with null; what a dashboard shows as null is this here."""

    code = "NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("You do not have access to this subscription. Follow `myProgram` instead.")


class Stream(ABC, Generic[EventContext]):
    name: str

    @property
    def key(self) -> tuple[Hashable, ...]:
        """A key that is equal for two streams that send everybody the same messages."""
        return (self.name,)

    @abstractmethod
    def is_allowed(self, viewer: ViewerRow) -> bool: ...

    @abstractmethod
    def topics(self, actor: Actor) -> frozenset[Topic]: ...

    @abstractmethod
    async def read(self, live: LiveServices, recorded: RecordedEvent) -> EventContext: ...

    @abstractmethod
    def messages(self, context: EventContext, actor: Actor) -> Iterable[tuple[StreamPosition, LazyMessage]]:
        """The parts of the event that are for them, in order, with their rights as they are by the context."""


def access_topics(person: PersonId) -> frozenset[Topic]:
    """Of the events that may change what this person may see."""
    return frozenset({topics.DIRECTORY, topics.access_topic(person)})

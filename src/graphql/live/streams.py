"""What each stream is: who has a part in it, on what topics, and what an event is to them."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from moments.application.access.relations import Standing
from moments.application.live import topics
from moments.application.live.event import Happening, Place, Topic
from moments.application.live.services import Live
from moments.application.queries.rows import ViewerRow
from moments.domain.shared.ids import PersonId
from moments.edge.errors import Fault
from moments.graphql.live.lazy_message import Envelope

Sheet = TypeVar("Sheet")
"""What an event is shown with; the same for all viewers."""


class NoPart(Fault):
    """A subscription can't be answered with null; what a desk shows as null is this here."""

    code = "NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("You do not have access to this subscription.")


class Stream(ABC, Generic[Sheet]):
    name: str

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Equal for two that tell everybody the same."""
        return (self.name,)

    @abstractmethod
    def has_part(self, viewer: ViewerRow) -> bool: ...

    @abstractmethod
    def topics(self, who: Standing) -> frozenset[Topic]: ...

    @abstractmethod
    async def read(self, live: Live, happening: Happening) -> Sheet: ...

    @abstractmethod
    def messages(self, sheet: Sheet, who: Standing) -> Iterable[tuple[Place, Envelope]]:
        """The parts of the event that are for them, in order, with their rights as they are by the sheet."""


def standing_topics(person: PersonId) -> frozenset[Topic]:
    """Of the events that may change what this person may see."""
    return frozenset({topics.DIRECTORY, topics.standing_of(person)})

"""The port to the stream of events: one reader per process, and any number of subscribers."""

from collections.abc import Callable, Iterable
from typing import Protocol

from moments.application.live.event import Gap, RecordedEvent, StreamPosition, Topic

EventListener = Callable[[RecordedEvent], None]
"""Called once for each new event, in order, before any subscriber receives it."""


class FeedSubscription(Protocol):
    """A subscription. It has its own position in the stream, and pulls events from there."""

    async def next(self) -> RecordedEvent | Gap:
        """Waits for the next event of its topics; returns a Gap if events were missed.

        Returns the event at the position again, because it can have messages after the position.
        """
        ...

    def set_topics(self, topics: frozenset[Topic]) -> None:
        """Takes effect from the next event."""
        ...

    def add_topics(self, topics: Iterable[Topic]) -> None:
        """Adds topics, from the next event that the reader has not yet read."""
        ...

    def remove_topics(self, topics: Iterable[Topic]) -> None: ...

    def up_to_date(self) -> StreamPosition | None:
        """Returns the end of the stream if this subscription has no events left before it, else None."""
        ...

    def skip(self) -> Gap:
        """Passes over all that was heard; the subscriber is told of the gap."""
        ...

    def close(self) -> None: ...


class Feed(Protocol):
    def follow(self, topics: frozenset[Topic], after: StreamPosition) -> FeedSubscription: ...

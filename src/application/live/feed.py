"""The port to the stream of events: one reader a process, and any number who follow it."""

from collections.abc import Callable, Iterable
from typing import Protocol

from moments.application.live.event import Gap, RecordedEvent, StreamPosition, Topic

EventListener = Callable[[RecordedEvent], None]
"""Told of each new event once, in order, before anybody who follows is."""


class FeedSubscription(Protocol):
    """One who follows. It has a position of its own in the stream and takes events from there, when it has time."""

    async def next(self) -> RecordedEvent | Gap:
        """The next event of its topics, or that some were missed; waits for it as long as it takes.

        The event that the position is in comes (again), as it may have messages behind the position.
        """
        ...

    def set_topics(self, topics: frozenset[Topic]) -> None:
        """From the next event on."""
        ...

    def add_topics(self, topics: Iterable[Topic]) -> None:
        """These too, from the next event on that has not been heard yet."""
        ...

    def remove_topics(self, topics: Iterable[Topic]) -> None: ...

    def up_to_date(self) -> StreamPosition | None:
        """The end of the stream, if nothing before it is left for this one to take."""
        ...

    def close(self) -> None: ...


class Feed(Protocol):
    def follow(self, topics: frozenset[Topic], after: StreamPosition) -> FeedSubscription: ...

"""Delivers one stream to one viewer, from the viewer's position."""

from collections.abc import AsyncGenerator
from typing import Any

from moments.application.access.relations import Actor
from moments.application.live.event import Gap, RecordedEvent, StreamPosition, Topic
from moments.application.live.feed import FeedSubscription
from moments.application.live.services import LiveServices
from moments.edge.errors import Unauthenticated
from moments.graphql.live import cursors
from moments.graphql.live.lazy_message import LazyMessage
from moments.graphql.live.streams import Stream, StreamNotFound, access_topics
from moments.graphql.live.types import REFETCH, Lagged


class Subscriber:
    """`position`: up to there they have been told. `actor`: they, by the last event that may have changed it."""

    __slots__ = ("_skips", "_subscription", "actor", "live", "position", "stream")

    def __init__(self, live: LiveServices, stream: Stream[Any], actor: Actor, position: StreamPosition) -> None:
        self.live, self.stream, self.actor, self.position = live, stream, actor, position
        self._subscription: FeedSubscription | None = None
        self._skips = False

    def topics(self) -> frozenset[Topic]:
        return self.stream.topics(self.actor) | access_topics(self.actor.person)

    async def messages(self, *, until_up_to_date: bool = False) -> AsyncGenerator[LazyMessage, None]:
        """What is to be told next; whatever was taken is told. Ends, if asked, with the last event there is.

        Raises Unauthenticated for who has left, StreamNotFound for who has lost the part.
        """
        subscription = self._subscription = self.live.feed.follow(self.topics(), self.position)
        try:
            while not (until_up_to_date and self._is_up_to_date(subscription)):
                found = await subscription.next()
                if isinstance(found, Gap):
                    self.position = found.position
                    yield _lagged(found)
                    continue
                if not found.topics.isdisjoint(access_topics(self.actor.person)):
                    await self._check_access(subscription)
                while not self._skips and (message := await self._next_message(found)):
                    yield message[1]
                    self.position = message[0]
                if self._skips:
                    self._skips, gap = False, subscription.skip()
                    await self._check_access(subscription)  # what is passed over may have changed it
                    self.position = gap.position
                    yield _lagged(gap)
                    continue
                self.position = max(self.position, StreamPosition(found.id))
        finally:
            self._subscription = None
            subscription.close()

    def skip_if_behind(self) -> bool:
        """While a message is in the taker's hands: whether there are more behind it. Then they come as one, which says
        to fetch anew, and the taker drops the one in its hands."""
        subscription = self._subscription
        self._skips = subscription is not None and subscription.up_to_date() is None
        return self._skips

    async def _check_access(self, subscription: FeedSubscription) -> None:
        self.actor = await self._reload_actor()
        subscription.set_topics(self.topics())

    def _is_up_to_date(self, subscription: FeedSubscription) -> bool:
        head = subscription.up_to_date()
        if head is not None:
            self.position = max(self.position, head)
        return head is not None

    async def _next_message(self, recorded: RecordedEvent) -> tuple[StreamPosition, LazyMessage] | None:
        """The next, by the rows as they are when it is its turn."""
        context = await self.stream.read(self.live, recorded)
        return next((each for each in self.stream.messages(context, self.actor) if each[0] > self.position), None)

    async def _reload_actor(self) -> Actor:
        person = self.actor.person
        seen = await self.live.row_cache.get(("viewer", person), lambda queries: queries.viewer(person))
        if seen.value is None:
            raise Unauthenticated(
                "No current team member in the directory has this email. Ask the program office if that is wrong."
            )
        if not self.stream.is_allowed(seen.value):
            raise StreamNotFound
        return seen.value.actor


def _lagged(gap: Gap) -> LazyMessage:
    def make() -> Lagged:
        return Lagged(cursor=cursors.encode(gap.position), occurred_at=gap.at, message=REFETCH)

    return LazyMessage(("lagged", gap), make)

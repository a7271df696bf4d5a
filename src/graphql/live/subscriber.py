"""One viewer's way along one stream, from the place they know."""

from collections.abc import AsyncGenerator
from typing import Any

from moments.application.access.relations import Standing
from moments.application.live.event import Gap, Happening, Place, Topic
from moments.application.live.feed import Following
from moments.application.live.services import Live
from moments.edge.errors import Unauthenticated
from moments.graphql.live import cursors
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.streams import NoPart, Stream, standing_topics
from moments.graphql.live.types import REFETCH, Lagged


class Follower:
    """`place`: up to there they have been told. `who`: they, by the last event that may have changed it."""

    __slots__ = ("live", "place", "stream", "who")

    def __init__(self, live: Live, stream: Stream[Any], who: Standing, place: Place) -> None:
        self.live, self.stream, self.who, self.place = live, stream, who, place

    def topics(self) -> frozenset[Topic]:
        return self.stream.topics(self.who) | standing_topics(self.who.person)

    async def told(self, *, until_up_to_date: bool = False) -> AsyncGenerator[Envelope, None]:
        """What is to be told next; whatever was taken is told. Ends, if asked, with the last event there is.

        Raises Unauthenticated for who has left, NoPart for who has lost the part.
        """
        following = self.live.feed.follow(self.topics(), self.place)
        try:
            while not (until_up_to_date and self._is_up_to_date(following)):
                found = await following.next()
                if isinstance(found, Gap):
                    self.place = found.place
                    yield _lagged(found)
                    continue
                if not found.topics.isdisjoint(standing_topics(self.who.person)):
                    self.who = await self._who_now()
                    following.turn_to(self.topics())
                while message := await self._part(found):
                    yield message[1]
                    self.place = message[0]
                self.place = max(self.place, Place(found.id))
        finally:
            following.close()

    def _is_up_to_date(self, following: Following) -> bool:
        head = following.up_to_date()
        if head is not None:
            self.place = max(self.place, head)
        return head is not None

    async def _part(self, happening: Happening) -> tuple[Place, Envelope] | None:
        """The next, by the rows as they are when it is its turn."""
        sheet = await self.stream.read(self.live, happening)
        return next((each for each in self.stream.messages(sheet, self.who) if each[0] > self.place), None)

    async def _who_now(self) -> Standing:
        person = self.who.person
        seen = await self.live.sight.get(("viewer", person), lambda screens: screens.viewer(person))
        if seen.value is None:
            raise Unauthenticated("No current team member in the directory has this email.")
        if not self.stream.has_part(seen.value):
            raise NoPart
        return seen.value.who


def _lagged(gap: Gap) -> Envelope:
    def make() -> Lagged:
        return Lagged(cursor=cursors.encode(gap.place), occurred_at=gap.at, message=REFETCH)

    return Envelope(("lagged", gap), make)

"""How each stream is followed: who has a part in it, on what topics, and what an event is to them."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator

from moments.application.access.relations import Standing
from moments.application.live import topics
from moments.application.live.happening import Gap, Happening, Place, Topic
from moments.application.live.live import Live
from moments.application.screens.rows import ViewerRow
from moments.domain.shared.ids import PersonId
from moments.graphql.live import cursors
from moments.graphql.live.envelope import Envelope
from moments.graphql.live.types import REFETCH, Lagged
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.faults import Fault, Unauthenticated


class NoPart(Fault):
    """A subscription can't be answered with null; what a desk shows as null is this here."""

    code = "NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("There is no such stream for you. It is for those who have the part.")


class Stream(ABC):
    name: str

    @abstractmethod
    def has_part(self, viewer: ViewerRow) -> bool: ...

    @abstractmethod
    def topics(self, who: Standing) -> frozenset[Topic]: ...

    @abstractmethod
    def messages(self, live: Live, happening: Happening, who: Standing) -> AsyncIterator[tuple[Place, Envelope]]:
        """The parts of the event that are for them, in order."""


async def begin(info: Info, stream: Stream, after: str | None) -> AsyncGenerator[Envelope, None]:
    """Raises Unauthenticated, NoPart, or Fault for a cursor that is none."""
    context = info.context
    viewer = await context.viewer()
    if not stream.has_part(viewer):
        raise NoPart
    place = cursors.decode(after) if after is not None else await now(context)
    await context.wrote()  # no transaction is held while we wait
    return _follow(context, stream, viewer.who, place)


async def now(context: Context) -> Place:
    """Behind the last event that this operation's transaction sees."""
    return Place(await context.read(lambda screens: screens.last_event()))


async def _follow(context: Context, stream: Stream, who: Standing, place: Place) -> AsyncGenerator[Envelope, None]:
    live = context.live
    following = live.feed.follow(_topics(stream, who), place)
    try:
        while True:
            found = await following.next()
            if isinstance(found, Gap):
                place = found.place
                yield _lagged(found)
                continue
            if not found.topics.isdisjoint(_standing_topics(who.person)):
                who = await _who_now(live, stream, who.person)
                following.turn_to(_topics(stream, who))
            async for part, envelope in stream.messages(live, found, who):
                if part > place:
                    yield envelope
            place = max(place, Place(found.id))
    finally:
        following.close()


def _topics(stream: Stream, who: Standing) -> frozenset[Topic]:
    return stream.topics(who) | _standing_topics(who.person)


def _standing_topics(person: PersonId) -> frozenset[Topic]:
    return frozenset({topics.DIRECTORY, topics.standing_of(person)})


async def _who_now(live: Live, stream: Stream, person: PersonId) -> Standing:
    """Raises Unauthenticated for who has left, NoPart for who has lost the part: that ends the subscription."""
    seen = await live.sight.get(("viewer", person), lambda screens: screens.viewer(person))
    if seen.value is None:
        raise Unauthenticated("The directory has no current team member of this sign-in.")
    if not stream.has_part(seen.value):
        raise NoPart
    return seen.value.who


def _lagged(gap: Gap) -> Envelope:
    def make() -> Lagged:
        return Lagged(cursor=cursors.encode(gap.place), occurred_at=gap.at, message=REFETCH)

    return Envelope(("lagged", gap), make)

"""How every subscription begins."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from moments.application.live.event import Place
from moments.graphql.live import cursors
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.streams import NoPart, Stream
from moments.graphql.live.subscriber import Follower
from moments.graphql.shared.context import Context, Info


@dataclass(frozen=True, slots=True)
class Joining:
    """In place of the events, for a transport that has them delivered together with others'."""

    follower: Follower


async def begin(info: Info, stream: Stream[Any], after: str | None) -> AsyncGenerator[Envelope | Joining, None]:
    """Raises Unauthenticated, NoPart, or Fault for a cursor that is none."""
    context = info.context
    viewer = await context.viewer()
    if not stream.has_part(viewer):
        raise NoPart
    place = cursors.decode(after) if after is not None else await now(context)
    await context.wrote()  # no transaction is held while we wait
    follower = Follower(context.live, stream, viewer.who, place)
    return _only(Joining(follower)) if context.accepts_push else follower.told()


async def now(context: Context) -> Place:
    """Behind the last event that this operation's transaction sees."""
    return Place(await context.read(lambda screens: screens.last_event()))


async def _only(joining: Joining) -> AsyncGenerator[Joining, None]:
    yield joining

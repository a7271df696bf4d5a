"""How every subscription starts."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from moments import security_log
from moments.application.live.event import StreamPosition
from moments.graphql.live import cursors
from moments.graphql.live.lazy_message import LazyMessage
from moments.graphql.live.streams import Stream, StreamNotFound
from moments.graphql.live.subscriber import Subscriber
from moments.graphql.shared.context import Context, Info
from moments.security_log import SecurityEvent


@dataclass(frozen=True, slots=True)
class HandOver:
    """Returned instead of the events to a transport that delivers them together with other subscribers'."""

    subscriber: Subscriber


async def start_stream(
    info: Info, stream: Stream[Any], after: str | None
) -> AsyncGenerator[LazyMessage | HandOver, None]:
    """Raises Unauthenticated, StreamNotFound, or ClientError for an invalid cursor."""
    context = info.context
    viewer = await context.viewer()
    if not stream.is_allowed(viewer):
        security_log.record(SecurityEvent.ACTION_REFUSED, person=viewer.actor.person, action=stream.name)
        raise StreamNotFound
    position = cursors.decode(after) if after is not None else await current_position(context)
    await context.end_read_transaction()  # no transaction is held while we wait
    subscriber = Subscriber(context.live, stream, viewer.actor, position)
    return _only(HandOver(subscriber)) if context.accepts_push else _paid_for(subscriber, context)


async def current_position(context: Context) -> StreamPosition:
    """The position after the last event that this operation's transaction sees."""
    return StreamPosition(await context.read(lambda queries: queries.last_event()))


async def _paid_for(subscriber: Subscriber, context: Context) -> AsyncGenerator[LazyMessage, None]:
    """Each as soon as their budget has it; raises RateLimited where they follow too much."""
    deliveries = context.account.deliveries()
    with context.account.subscription():
        async with aclosing(subscriber.messages()) as messages:
            async for message in messages:
                if await deliveries.pay_later(context.cost + 1) and subscriber.skip_if_behind():
                    continue
                yield message


async def _only(hand_over: HandOver) -> AsyncGenerator[HandOver, None]:
    yield hand_over

"""Subscribers who follow one stream with one selection are served by one task: a message is built once for all who
receive the same one, and written to each.

A group handles only the common case. A member is detached and served individually (`Subscriber`) from its position if
its client is slow, its budget is used up, its permissions may have changed, or its message fails; it rejoins when it is
up to date. So a group waits for no client and queues nothing, and it sends each member exactly what individual delivery
would. Groups take turns, so that who follows much with selections of their own delays nobody else (docs/adr/0039).
"""

import asyncio
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from moments.application.access.relations import Actor
from moments.application.live.event import Gap, RecordedEvent, StreamPosition, Topic
from moments.application.live.services import LiveServices
from moments.application.live.topics import may_change_access
from moments.domain.participants.private_facts import ShownFacts
from moments.domain.shared.ids import PersonId
from moments.edge.budgets.account import Account, Deliveries
from moments.graphql.live.lazy_message import LazyMessage
from moments.graphql.live.streams import Stream, access_topics
from moments.graphql.live.subscriber import Subscriber

AT_A_TIME = 50
"""Sockets that are written to before others have a turn."""


@dataclass(frozen=True, slots=True)
class SharedPayload:
    """A message for all who are shown the same. `private_facts`: what it shows of people's."""

    payload: bytes
    private_facts: tuple[ShownFacts, ...] = ()


Messages = list[tuple[StreamPosition, SharedPayload | None]]
PayloadsByView = dict[tuple[Hashable, ...], SharedPayload | None]
"""Payloads by the message's cache key."""
Rooms = dict[Hashable, object]


class Member(Protocol):
    subscriber: Subscriber
    deliveries: Deliveries

    @property
    def account(self) -> Account: ...

    @property
    def cost(self) -> int:
        """Units that a message costs; the same for all of a group."""
        ...

    async def write(self, message: LazyMessage) -> SharedPayload | None:
        """The payload of the message; None where there are errors in it."""
        ...

    async def record(self, reads: Sequence[tuple[PersonId, ShownFacts]]) -> None:
        """Records what members are about to be shown of people's private facts."""
        ...

    def push(self, payload: bytes) -> bool: ...

    def detached(self) -> None: ...


class BroadcastGroup:
    """`key`: of its kind in `rooms`, where it is for as long as somebody is in it."""

    def __init__(
        self, live: LiveServices, stream: Stream[Any], key: Hashable, position: StreamPosition, rooms: Rooms
    ) -> None:
        self._live, self._stream, self._key, self._rooms = live, stream, key, rooms
        self._subscription = live.feed.follow(frozenset(), position)
        self._members: dict[Member, Actor] = {}
        self._by_actor: defaultdict[Actor, dict[Member, None]] = defaultdict(dict)
        self._by_topic: defaultdict[Topic, dict[Actor, None]] = defaultdict(dict)
        self._last = position.event
        self._task = asyncio.create_task(self._run())

    @staticmethod
    def of(member: Member, key: Hashable, rooms: Rooms) -> "BroadcastGroup":
        """For one who is up to date."""
        subscriber = member.subscriber
        group = rooms.get(key)
        if not isinstance(group, BroadcastGroup):
            group = rooms[key] = BroadcastGroup(subscriber.live, subscriber.stream, key, subscriber.position, rooms)
        return group

    def join(self, member: Member) -> None:
        """Up to their position they have been told, and the feed has not heard of anything behind it."""
        actor = member.subscriber.actor
        if actor not in self._by_actor:
            added = self._stream.topics(actor) | access_topics(actor.person)
            self._subscription.add_topics([topic for topic in added if topic not in self._by_topic])
            for topic in added:
                self._by_topic[topic][actor] = None
        self._members[member] = actor
        self._by_actor[actor][member] = None

    def leave(self, member: Member) -> None:
        """Does nothing for who is not in it."""
        actor = self._members.pop(member, None)
        if actor is None:
            return
        theirs = self._by_actor[actor]
        del theirs[member]
        if not theirs:
            del self._by_actor[actor]
            self._forget(actor)
        if not self._members:
            self._close()

    def _forget(self, actor: Actor) -> None:
        for topic in self._stream.topics(actor) | access_topics(actor.person):
            here = self._by_topic[topic]
            del here[actor]
            if not here:
                del self._by_topic[topic]
                self._subscription.remove_topics([topic])

    def _close(self) -> None:
        del self._rooms[self._key]
        self._subscription.close()
        if asyncio.current_task() is not self._task:
            self._task.cancel()

    def _detach(self, members: Iterable[Member], told: int) -> None:
        """`told`: the last event that they have been told of all there was."""
        for member in members:
            subscriber = member.subscriber
            subscriber.position = max(subscriber.position, StreamPosition(told))
            self.leave(member)
            member.detached()

    async def _run(self) -> None:
        while self._members:
            try:
                found = await self._subscription.next()
                if isinstance(found, Gap):
                    self._detach(tuple(self._members), self._last)
                    return
                await self._tell(found)
                self._last = found.id
            except Exception:  # whatever it is, each of them meets it alone, and hears of it
                self._detach(tuple(self._members), self._last)

    async def _tell(self, recorded: RecordedEvent) -> None:
        doubtful = [topic for topic in recorded.topics if may_change_access(topic)]
        self._detach(self._members_for(doubtful), recorded.id - 1)
        members = self._paying(self._members_for(recorded.topics), recorded)
        if not members:
            return
        async with _least_used([member.account for member in members[:AT_A_TIME]]).delivery_turn():
            written: PayloadsByView = {}
            for begin in range(0, len(members), AT_A_TIME):
                if begin:
                    await asyncio.sleep(0)
                await self._deliver(recorded, members[begin : begin + AT_A_TIME], written)

    def _paying(self, members: list[Member], recorded: RecordedEvent) -> list[Member]:
        """Those whose budget has their share: a message is made once, and sent to each. The others are told later."""
        if not members:
            return []
        share = members[0].cost // len(members) + 1
        poor = [member for member in members if not member.deliveries.pay(share)]
        self._detach(poor, recorded.id - 1)
        return [member for member in members if member in self._members] if poor else members

    def _members_for(self, topics: Iterable[Topic]) -> list[Member]:
        """Who follows any of these."""
        actors = dict.fromkeys(actor for topic in topics for actor in self._by_topic.get(topic, ()))
        return [member for actor in actors for member in self._by_actor[actor]]

    async def _deliver(self, recorded: RecordedEvent, members: Sequence[Member], written: PayloadsByView) -> None:
        context = await self._stream.read(self._live, recorded)
        said: dict[Actor, Messages] = {}
        for member in members:
            actor = self._members.get(member)
            if actor is not None and actor not in said:  # others have left meanwhile
                messages = self._stream.messages(context, actor)
                said[actor] = [(position, await _write(member, message, written)) for position, message in messages]
        reads = [(member, shown) for member in members for shown in self._shown_to(member, said)]
        if reads:
            await reads[0][0].record([(member.subscriber.actor.person, shown) for member, shown in reads])
        for member in members:
            actor = self._members.get(member)
            if actor is not None and actor in said:
                self._send(member, said[actor], recorded)

    def _shown_to(self, member: Member, said: Mapping[Actor, Messages]) -> Iterable[ShownFacts]:
        """Of what they have not been told yet."""
        actor = self._members.get(member)
        for position, message in said.get(actor, ()) if actor is not None else ():
            if message is not None and position > member.subscriber.position:
                yield from message.private_facts

    def _send(self, member: Member, said: Messages, recorded: RecordedEvent) -> None:
        subscriber = member.subscriber
        for position, message in said:
            if position > subscriber.position:
                if message is None or not member.push(message.payload):
                    self._detach([member], recorded.id - 1)
                    return
                subscriber.position = position


def _least_used(accounts: list[Account]) -> Account:
    """In whose turn a message to several is made: none is late because one who follows too much is among them."""
    different = {account.payer: account for account in accounts}
    return min(different.values(), key=Account.used) if len(different) > 1 else accounts[0]


async def _write(member: Member, message: LazyMessage, written: PayloadsByView) -> SharedPayload | None:
    if message.cache_key not in written:
        try:
            written[message.cache_key] = await member.write(message)
        except Exception:
            return None
    return written[message.cache_key]

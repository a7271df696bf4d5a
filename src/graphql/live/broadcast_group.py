"""Those who follow one stream with one wish, told of an event by one task: what they are shown is made once for all
who are shown the same, and written to each where they are.

A group handles only the common case. A member is detached and served individually if its client is slow, its
permissions may have changed, or its message fails., to go on alone from the place they have reached
(`Follower`); when up to date they come back. So a room waits for nobody's reader and keeps nothing for anybody, and
never tells what they would not be told alone.
"""

import asyncio
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, Protocol

from moments.application.access.relations import Standing
from moments.application.live.event import Gap, Happening, Place, Topic
from moments.application.live.services import Live
from moments.application.live.topics import changes_rights
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.streams import Stream, standing_topics
from moments.graphql.live.subscriber import Follower

AT_A_TIME = 50
"""Sockets that are written to before others have a turn."""
Said = list[tuple[Place, bytes | None]]
Written = dict[tuple[Hashable, ...], bytes | None]
"""Payloads by the view that they are of."""
Rooms = dict[Hashable, object]


class Member(Protocol):
    follower: Follower

    async def write(self, envelope: Envelope) -> bytes | None:
        """The payload for whoever is shown the envelope's view; None where there are errors in it."""
        ...

    def push(self, payload: bytes) -> bool: ...

    def dismissed(self) -> None: ...


class Room:
    """`key`: of its kind in `rooms`, where it is for as long as somebody is in it."""

    def __init__(self, live: Live, stream: Stream[Any], key: Hashable, place: Place, rooms: Rooms) -> None:
        self._live, self._stream, self._key, self._rooms = live, stream, key, rooms
        self._following = live.feed.follow(frozenset(), place)
        self._members: dict[Member, Standing] = {}
        self._seats: defaultdict[Standing, dict[Member, None]] = defaultdict(dict)
        self._by_topic: defaultdict[Topic, dict[Standing, None]] = defaultdict(dict)
        self._last = place.event
        self._task = asyncio.create_task(self._run())

    @staticmethod
    def of(member: Member, key: Hashable, rooms: Rooms) -> "Room":
        """For one who is up to date."""
        follower = member.follower
        room = rooms.get(key)
        if not isinstance(room, Room):
            room = rooms[key] = Room(follower.live, follower.stream, key, follower.place, rooms)
        return room

    def enter(self, member: Member) -> None:
        """Up to their place they have been told, and the feed has not heard of anything behind it."""
        who = member.follower.who
        if who not in self._seats:
            added = self._stream.topics(who) | standing_topics(who.person)
            self._following.take_in([topic for topic in added if topic not in self._by_topic])
            for topic in added:
                self._by_topic[topic][who] = None
        self._members[member] = who
        self._seats[who][member] = None

    def leave(self, member: Member) -> None:
        """Does nothing for who is not in it."""
        who = self._members.pop(member, None)
        if who is None:
            return
        seat = self._seats[who]
        del seat[member]
        if not seat:
            del self._seats[who]
            self._forget(who)
        if not self._members:
            self._close()

    def _forget(self, who: Standing) -> None:
        for topic in self._stream.topics(who) | standing_topics(who.person):
            here = self._by_topic[topic]
            del here[who]
            if not here:
                del self._by_topic[topic]
                self._following.leave_out([topic])

    def _close(self) -> None:
        del self._rooms[self._key]
        self._following.close()
        if asyncio.current_task() is not self._task:
            self._task.cancel()

    def _send_away(self, members: Iterable[Member], told: int) -> None:
        """`told`: the last event that they have been told of all there was."""
        for member in members:
            follower = member.follower
            follower.place = max(follower.place, Place(told))
            self.leave(member)
            member.dismissed()

    async def _run(self) -> None:
        while self._members:
            try:
                found = await self._following.next()
                if isinstance(found, Gap):
                    self._send_away(tuple(self._members), self._last)
                    return
                await self._tell(found)
                self._last = found.id
            except Exception:  # whatever it is, each of them meets it alone, and hears of it
                self._send_away(tuple(self._members), self._last)

    async def _tell(self, happening: Happening) -> None:
        doubtful = [topic for topic in happening.topics if changes_rights(topic)]
        self._send_away(self._crowd(doubtful), happening.id - 1)
        crowd = self._crowd(happening.topics)
        written: Written = {}
        for begin in range(0, len(crowd), AT_A_TIME):
            if begin:
                await asyncio.sleep(0)
            await self._hand_out(happening, crowd[begin : begin + AT_A_TIME], written)

    def _crowd(self, topics: Iterable[Topic]) -> list[Member]:
        """Who follows any of these."""
        seats = dict.fromkeys(who for topic in topics for who in self._by_topic.get(topic, ()))
        return [member for who in seats for member in self._seats[who]]

    async def _hand_out(self, happening: Happening, members: Iterable[Member], written: Written) -> None:
        sheet = await self._stream.read(self._live, happening)
        said: dict[Standing, Said] = {}
        for member in members:
            who = self._members.get(member)
            if who is None:  # has left meanwhile
                continue
            if who not in said:
                messages = self._stream.messages(sheet, who)
                said[who] = [(place, await _write(member, envelope, written)) for place, envelope in messages]
                if member not in self._members:
                    continue
            self._say(member, said[who], happening)

    def _say(self, member: Member, said: Said, happening: Happening) -> None:
        follower = member.follower
        for place, payload in said:
            if place > follower.place:
                if payload is None or not member.push(payload):
                    self._send_away([member], happening.id - 1)
                    return
                follower.place = place


async def _write(member: Member, envelope: Envelope, written: Written) -> bytes | None:
    if envelope.view not in written:
        try:
            written[envelope.view] = await member.write(envelope)
        except Exception:
            return None
    return written[envelope.view]

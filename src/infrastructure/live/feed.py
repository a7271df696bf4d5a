"""The last events in memory, and those who follow them, each at a position of its own.

No per-subscriber queues: each subscriber pulls the next event from memory, or from the table if it is too far behind.
Whoever has nothing to do is woken by an event of their topics and no other.
"""

import asyncio
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from moments.application.live.event import LAST_INDEX, Gap, RecordedEvent, StreamPosition, Topic
from moments.application.live.feed import EventListener
from moments.application.retry import retry_read
from moments.infrastructure.live.event_reader import EventReader

MAX_EVENTS_IN_MEMORY = 2_000
PAGE = 100


class LiveFeed:
    """Knows the events behind `floor` up to `head`. `listener` is told of each first."""

    def __init__(self, reader: EventReader, listener: EventListener, *, max_events: int = MAX_EVENTS_IN_MEMORY) -> None:
        self.reader, self._listener, self.max_events = reader, listener, max_events
        self.floor = self.head = 0
        self.ready = asyncio.Event()
        self._recent: list[RecordedEvent] = []
        self._followers: dict[Topic, set[LiveFeedSubscription]] = defaultdict(set)

    def follow(self, topics: frozenset[Topic], after: StreamPosition) -> "LiveFeedSubscription":
        return LiveFeedSubscription(self, topics, after.event if after.index == LAST_INDEX else after.event - 1)

    def begin(self, floor: int, events: Sequence[RecordedEvent], head: int) -> None:
        self.floor, self.head, self._recent = floor, head, list(events)
        self.ready.set()

    def hear(self, events: Sequence[RecordedEvent]) -> None:
        """The next events, in order."""
        for each in events:
            self._listener(each)
        self._recent += events
        self.head = events[-1].id
        self._trim()
        for each in events:
            for topic in each.topics:
                for follower in tuple(self._followers.get(topic, ())):
                    follower.wake(each.id)

    def _trim(self) -> None:
        if len(self._recent) > 2 * self.max_events:
            del self._recent[: -self.max_events]
            self.floor = self._recent[0].id - 1

    def next_of(self, topics: AbstractSet[Topic], after: int) -> RecordedEvent | None:
        """The first behind `after` of these topics, of those in memory."""
        begin = bisect_right(self._recent, after, key=lambda each: each.id)
        for at in range(begin, len(self._recent)):
            if not self._recent[at].topics.isdisjoint(topics):
                return self._recent[at]
        return None

    def last_occurred_at(self) -> datetime:
        return self._recent[-1].occurred_at

    def enter(self, follower: "LiveFeedSubscription", topics: Iterable[Topic]) -> None:
        for topic in topics:
            self._followers[topic].add(follower)

    def leave(self, follower: "LiveFeedSubscription", topics: Iterable[Topic]) -> None:
        for topic in topics:
            self._followers[topic].discard(follower)
            if not self._followers[topic]:
                del self._followers[topic]


class LiveFeedSubscription:
    """`_at`: every event up to this one is dealt with; while idle, every event that was heard is."""

    def __init__(self, feed: LiveFeed, topics: frozenset[Topic], at: int) -> None:
        self._feed, self._topics, self._at = feed, set(topics), at
        self._idle: asyncio.Future[None] | None = None
        self._page: deque[RecordedEvent] = deque(maxlen=PAGE)
        feed.enter(self, topics)

    async def next(self) -> RecordedEvent | Gap:
        await self._feed.ready.wait()
        if self._at > self._feed.head and (gap := await self._unknown_position_gap()):
            return gap
        while True:
            found: RecordedEvent | Gap | None
            if behind := self._at < self._feed.floor:
                found = await self._read_from_database()
            else:
                found = self._feed.next_of(self._topics, self._at)
            if found is not None:
                self._at = found.id if isinstance(found, RecordedEvent) else found.position.event
                return found
            if not behind:
                await self._wait()

    def wake(self, event: int) -> None:
        if self._idle is not None:
            self._at = max(self._at, event - 1)
            if not self._idle.done():
                self._idle.set_result(None)
            self._idle = None

    def set_topics(self, topics: frozenset[Topic]) -> None:
        self._feed.leave(self, self._topics)
        self._topics = set(topics)
        self._page.clear()
        self._feed.enter(self, topics)

    def add_topics(self, topics: Iterable[Topic]) -> None:
        added = set(topics)
        self._topics |= added
        self._feed.enter(self, added)

    def remove_topics(self, topics: Iterable[Topic]) -> None:
        gone = set(topics)
        self._topics -= gone
        self._feed.leave(self, gone)

    def up_to_date(self) -> StreamPosition | None:
        feed = self._feed
        known = feed.ready.is_set() and feed.floor <= self._at <= feed.head
        return StreamPosition(feed.head) if known and feed.next_of(self._topics, self._at) is None else None

    def skip(self) -> Gap:
        feed = self._feed
        self._at = feed.head
        self._page.clear()
        return Gap(StreamPosition(feed.head), feed.last_occurred_at())

    def close(self) -> None:
        self._feed.leave(self, self._topics)

    async def _wait(self) -> None:
        """Until there is an event for us; no other makes any work here."""
        self._idle = asyncio.get_running_loop().create_future()
        try:
            await self._idle
        finally:
            self._idle = None

    async def _unknown_position_gap(self) -> Gap | None:
        """The position is newer than this process has read: either another process wrote it, or the database was
        restored."""
        bounds = await retry_read(self._feed.reader.bounds)
        if self._at <= bounds.last:
            return None
        self._at = bounds.last
        return Gap(StreamPosition(bounds.last), bounds.at)

    async def _read_from_database(self) -> RecordedEvent | Gap | None:
        """Up to what was heard and no further: what is shown with the events is as old as that."""
        if self._page:
            return self._page.popleft()
        begin, upto = self._at, min(self._feed.head, self._feed.floor)
        page = await retry_read(lambda: self._feed.reader.page(begin, upto, PAGE))
        if page.bounds.first > begin + 1:
            return Gap(StreamPosition(max(page.bounds.last, upto)), page.bounds.at)
        self._page.extend(each for each in page.events if not each.topics.isdisjoint(self._topics))
        if self._page:
            return self._page.popleft()
        self._at = page.events[-1].id if len(page.events) == PAGE else upto
        return None

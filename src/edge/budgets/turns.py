"""Fair turns: whoever waits with much delays themselves, and others by no more than one turn each."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager
from typing import Final

LONGEST_REST: Final = 0.1
"""Seconds."""


class Turns:
    """`at_a_time`: turns that are taken at once, all lanes together; `in_lane`: of one lane. Where several lanes wait,
    each has the next in turn, however much waits behind it. `rest`: how long a lane waits after a turn, as a multiple
    of what that took, so that what has no turns, such as an answer, has the processor meanwhile."""

    def __init__(self, *, at_a_time: int, in_lane: int, rest: float = 0) -> None:
        self._at_a_time, self._in_lane, self._rest = at_a_time, in_lane, rest
        self._taken: Counter[Hashable] = Counter()
        self._total = 0
        self._waiting: dict[Hashable, deque[asyncio.Future[None]]] = {}
        """Lanes in the order of their next turns."""

    @asynccontextmanager
    async def turn(self, lane: Hashable) -> AsyncGenerator[None, None]:
        if self._is_free(lane) and lane not in self._waiting:
            self._take(lane)
        else:
            await self._wait(lane)
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            yield
        finally:
            rest = min(self._rest * (loop.time() - began), LONGEST_REST)
            self._give_back(lane, rest)

    def waiting(self, lane: Hashable) -> int:
        return len(self._waiting.get(lane, ()))

    def _is_free(self, lane: Hashable) -> bool:
        return self._total < self._at_a_time and self._taken[lane] < self._in_lane

    def _take(self, lane: Hashable) -> None:
        self._taken[lane] += 1
        self._total += 1

    async def _wait(self, lane: Hashable) -> None:
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(lane, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it was given in the same moment
                self._give_back(lane)
            else:
                self._forget(lane, mine)
            raise

    def _forget(self, lane: Hashable, waiter: asyncio.Future[None]) -> None:
        queue = self._waiting.get(lane)
        if queue is not None and waiter in queue:
            queue.remove(waiter)
            if not queue:
                del self._waiting[lane]

    def _give_back(self, lane: Hashable, rest: float = 0) -> None:
        self._total -= 1
        if rest:
            asyncio.get_running_loop().call_later(rest, self._free, lane)
            self._pass_on()
        else:
            self._free(lane)

    def _free(self, lane: Hashable) -> None:
        self._taken[lane] -= 1
        if not self._taken[lane]:
            del self._taken[lane]
        if lane in self._waiting:
            self._waiting[lane] = self._waiting.pop(lane)  # behind the lanes that had none meanwhile
        self._pass_on()

    def _pass_on(self) -> None:
        while (lane := next((each for each in self._waiting if self._is_free(each)), None)) is not None:
            queue = self._waiting.pop(lane)
            waiter = queue.popleft()
            if queue:
                self._waiting[lane] = queue
            if not waiter.done():
                self._take(lane)
                waiter.set_result(None)

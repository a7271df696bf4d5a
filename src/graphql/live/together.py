"""A subscription of a socket's: in a room with others while all goes well, alone while it does not."""

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

import orjson
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from moments.edge.errors import Refused
from moments.edge.operation_schema import as_seen
from moments.edge.push import Followed, Line
from moments.edge.results import payload_of
from moments.graphql.live.broadcast_group import Room
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.subscriber import Follower

if TYPE_CHECKING:
    from moments.graphql.live.sharing import LiveExecutor


class Together(Followed):
    __slots__ = ("_away", "_executor", "_line", "follower")

    def __init__(self, executor: "LiveExecutor", follower: Follower) -> None:
        self._executor, self.follower = executor, follower
        self._line: Line
        self._away: asyncio.Future[None]

    async def deliver(self, line: Line) -> None:
        self._line = line
        while True:
            await self._alone()
            await self._with_others()

    async def _alone(self) -> None:
        """Until up to date; then, without another task's having a turn between, with others."""
        async with aclosing(self.follower.told(until_up_to_date=True)) as told:
            async for envelope in told:
                await self._line.send(await self._payload(envelope))

    async def _with_others(self) -> None:
        self._away = asyncio.get_running_loop().create_future()
        room = Room.of(self, (*self.follower.stream.key, *self._executor.wish()))
        room.enter(self)
        try:
            await self._away
        finally:
            room.leave(self)

    # --- what the room does with its members ---

    async def write(self, envelope: Envelope) -> bytes | None:
        answer = await self._executor.answer(envelope)
        return None if answer.errors else answer.payload

    def push(self, payload: bytes) -> bool:
        return self._line.push(payload)

    def dismissed(self) -> None:
        if not self._away.done():
            self._away.set_result(None)

    async def _payload(self, envelope: Envelope) -> bytes:
        """Raises Refused where the operation gives up."""
        answer = await self._executor.answer(envelope)
        if not answer.errors:
            return answer.payload
        core = answer.result()
        result = as_seen(ExecutionResult(data=core.data, errors=core.errors))
        if isinstance(result, PreExecutionError):
            raise Refused(*(result.errors or []))
        return orjson.dumps(payload_of(result))

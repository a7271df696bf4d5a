"""Somebody who follows a stream over the schema, without a socket."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from moments.edge.errors import ClientError, classify
from moments.edge.push import PushedSubscription
from moments.graphql.schema import build_schema
from moments.graphql.session import Session
from tests.api.api_client import ApiClient

SCHEMA = build_schema()
QUEUE = """cursor occurredAt change applicationId inQueue actor { name } inLieu ground
  application { id state applicant { name } supervisor { person { email } } decision { outcome ground } }"""
LAGGED = "... on Lagged { cursor occurredAt message }"
PATIENCE = 5.0
TOGETHER = False
"""Whether to follow as sockets do (the fixture `way`)."""
FIELDS = {
    "approvalQueue": f"... on QueueEvent {{ {QUEUE} }}",
    "departmentQueue": f"... on QueueEvent {{ {QUEUE} }}",
    "myProgram": "... on MyProgramEvent { cursor action actor { name } message application { id state } "
    "mentorship { id state requestMessage } "
    "meeting { id state agenda } survey { id role dueAt } }",
    "program": "... on ProgramEvent { cursor action message imported { added left suspended rerouted } "
    "counts { applicationsWaiting participants activeMentorships surveysDue } }",
}


def subscription(stream: str, fields: str | None = None, declared: str = "") -> str:
    shown = fields or f"__typename {FIELDS[stream]} {LAGGED}"
    return f"subscription Live($after: String {declared}) {{ {stream}(after: $after) {{ {shown}\n }} }}"


class StreamEnded(Exception):
    """The subscription has ended. `code`: of its error."""

    def __init__(self, error: Any) -> None:
        self.code, self.sentence = error.extensions["code"], error.message
        super().__init__(self.sentence)


@dataclass
class Follower:
    stream: str
    results: Any

    def __post_init__(self) -> None:
        self._step: asyncio.Future[Any] | None = None

    def begin(self) -> None:
        """Asks for the next message, so that it is known from where on this one follows."""
        if self._step is None:
            self._step = asyncio.ensure_future(anext(self.results))

    async def hear(self, patience: float = PATIENCE) -> dict[str, Any]:
        """The next message; raises StreamEnded where the stream ends."""
        self.begin()
        assert self._step
        async with asyncio.timeout(patience):
            result = await asyncio.shield(self._step)
        self._step = None
        if isinstance(result, PreExecutionError):
            raise StreamEnded(result.errors[0])  # type: ignore[index]
        assert not result.errors, result.errors
        return orjson.loads(orjson.dumps(result.data))[self.stream]  # type: ignore[no-any-return]

    async def end(self) -> None:
        if self._step is not None:
            self._step.cancel()
            await asyncio.wait({self._step})
        await self.results.aclose()


class Inbox:
    """The way to somebody who takes a message when they ask for one, and else stalls."""

    def __init__(self) -> None:
        self._wanted: asyncio.Future[bytes] | None = None
        self._wants = asyncio.Event()

    def push(self, payload: bytes) -> bool:
        if self._wanted is None or self._wanted.done():
            return False
        self._wanted.set_result(payload)
        self._wants.clear()
        return True

    async def send(self, payload: bytes) -> None:
        while not self.push(payload):
            await self._wants.wait()

    async def take(self, delivering: "asyncio.Task[None]") -> bytes:
        """Raises what ends the subscription."""
        self._wanted = asyncio.get_running_loop().create_future()
        self._wants.set()
        await asyncio.wait({self._wanted, delivering}, return_when=asyncio.FIRST_COMPLETED)
        if not self._wanted.done():
            await delivering
        return self._wanted.result()


async def _as_a_socket_does(source: Any) -> AsyncGenerator[ExecutionResult, None]:
    """The results, of a subscription that is followed together with others."""
    async with aclosing(source):
        first = await anext(source)
    if not isinstance(first.data, PushedSubscription):
        yield first
        return
    inbox = Inbox()
    delivering = asyncio.create_task(first.data.deliver(inbox))
    try:
        while True:
            payload = orjson.loads(await inbox.take(delivering))
            yield ExecutionResult(data=payload["data"], errors=payload.get("errors"))
    except ClientError as fault:
        error = classify(GraphQLError(str(fault), original_error=fault), executed=True)
        yield PreExecutionError(data=None, errors=[error])
    finally:
        delivering.cancel()
        await asyncio.wait({delivering})


@asynccontextmanager
async def following(
    world: ApiClient,
    who: str | None,
    stream: str,
    after: str | None = None,
    *,
    fields: str | None = None,
    declared: str = "",
    **variables: Any,
) -> AsyncIterator[Follower]:
    """Begun at the first `begin` or `hear`."""
    authorization = f"Bearer {world.token(who)}" if who else None
    session = Session(world.container.services(), authorization, accepts_push=TOGETHER)
    query = subscription(stream, fields, declared)
    results = await SCHEMA.stream(query, {"after": after, **variables}, context_value=session)
    follower = Follower(stream, _as_a_socket_does(results) if TOGETHER else results)
    try:
        yield follower
    finally:
        await follower.end()


async def cursor(world: ApiClient, who: str = "ann") -> str:
    return (await world.data(who, "{ liveCursor }"))["liveCursor"]  # type: ignore[no-any-return]


async def quiet(world: ApiClient, followers: int) -> None:
    """Until so many follow, and nobody has anything left to say to them."""
    feed: Any = world.container.live()._feed
    groups: dict[Any, Any] = world.container.broadcasts().groups
    async with asyncio.timeout(20), world.container.read_transactions()() as queries:
        last = await queries.last_event()
        while True:
            everybody = {each for each_topic in feed._followers.values() for each in each_topic}
            together = [group._subscription for group in groups.values()]
            number = len(everybody.difference(together)) + sum(len(each._members) for each in groups.values())
            if number == followers and feed.head >= last and all(each._idle for each in everybody):
                return
            await asyncio.sleep(0.005)

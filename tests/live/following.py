"""Somebody who follows a stream over the schema, without a socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from strawberry.types.execution import PreExecutionError

from moments.graphql.edge.session import Session
from moments.graphql.schema import build_schema
from tests.api.world import World

SCHEMA = build_schema()
QUEUE = """cursor occurredAt change applicationId inQueue by inLieu ground
  application { id state applicant { name } supervisor { email } decision { outcome ground } }"""
LAGGED = "... on Lagged { cursor occurredAt message }"
PATIENCE = 5.0
FIELDS = {
    "approvalQueue": f"... on QueueEvent {{ {QUEUE} }}",
    "departmentQueue": f"... on QueueEvent {{ {QUEUE} }}",
    "myProgramme": "... on OwnEvent { cursor action by sentence application { id state } mentorship { id state note } "
    "meeting { id state agenda } survey { id side dueAt } }",
    "programme": "... on ProgrammeEvent { cursor action sentence imported { added left suspended rerouted } "
    "counts { applicationsWaiting participants activeMentorships surveysDue } }",
}


def subscription(stream: str, fields: str | None = None, declared: str = "") -> str:
    shown = fields or f"__typename {FIELDS[stream]} {LAGGED}"
    return f"subscription Live($after: String {declared}) {{ {stream}(after: $after) {{ {shown}\n }} }}"


class Refused(Exception):
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
        """The next message; raises Refused where the stream ends."""
        self.begin()
        assert self._step
        async with asyncio.timeout(patience):
            result = await asyncio.shield(self._step)
        self._step = None
        if isinstance(result, PreExecutionError):
            raise Refused(result.errors[0])  # type: ignore[index]
        assert not result.errors, result.errors
        return orjson.loads(orjson.dumps(result.data))[self.stream]  # type: ignore[no-any-return]

    async def end(self) -> None:
        if self._step is not None:
            self._step.cancel()
            await asyncio.wait({self._step})
        await self.results.aclose()


@asynccontextmanager
async def following(
    world: World,
    who: str | None,
    stream: str,
    after: str | None = None,
    *,
    fields: str | None = None,
    declared: str = "",
    **variables: Any,
) -> AsyncIterator[Follower]:
    """Begun at the first `begin` or `hear`."""
    session = Session(world.container.services(), f"Bearer {world.token(who)}" if who else None)
    query = subscription(stream, fields, declared)
    results = await SCHEMA.stream(query, {"after": after, **variables}, context_value=session)
    follower = Follower(stream, results)
    try:
        yield follower
    finally:
        await follower.end()


async def cursor(world: World, who: str = "ann") -> str:
    return (await world.data(who, "{ liveCursor }"))["liveCursor"]  # type: ignore[no-any-return]


async def quiet(world: World, followers: int) -> None:
    """Until so many follow, and nobody has anything left to say to them."""
    feed: Any = world.container.live()._feed
    async with asyncio.timeout(20), world.container.reading()() as screens:
        last = await screens.last_event()
        while True:
            everybody = {each for each_topic in feed._followers.values() for each in each_topic}
            if len(everybody) == followers and feed.head >= last and all(each._idle for each in everybody):
                return
            await asyncio.sleep(0.005)

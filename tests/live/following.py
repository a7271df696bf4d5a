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


def subscription(stream: str, fields: str | None = None) -> str:
    shown = fields or f"__typename {FIELDS[stream]} {LAGGED}"
    return f"subscription Live($after: String) {{ {stream}(after: $after) {{ {shown} }} }}"


class Refused(Exception):
    """The subscription has ended. `code`: of its error."""

    def __init__(self, error: Any) -> None:
        self.code, self.sentence = error.extensions["code"], error.message
        super().__init__(self.sentence)


@dataclass
class Follower:
    stream: str
    results: Any

    async def hear(self, patience: float = PATIENCE) -> dict[str, Any]:
        """The next message; raises Refused where the stream ends."""
        async with asyncio.timeout(patience):
            result = await anext(self.results)
        if isinstance(result, PreExecutionError):
            raise Refused(result.errors[0])  # type: ignore[index]
        assert not result.errors, result.errors
        return orjson.loads(orjson.dumps(result.data))[self.stream]  # type: ignore[no-any-return]

    async def all(self, patience: float = 0.15) -> list[dict[str, Any]]:
        """Whatever comes until nothing does."""
        heard = []
        while True:
            step = asyncio.ensure_future(anext(self.results))
            done, _ = await asyncio.wait({step}, timeout=patience)
            if not done:
                self._step = step
                break
            heard.append(orjson.loads(orjson.dumps(step.result().data))[self.stream])
        self.results = _Resumed(step, self.results)
        return heard


class _Resumed:
    """A stream whose next step was begun already."""

    def __init__(self, step: Any, rest: Any) -> None:
        self._step, self._rest = step, rest

    def __aiter__(self) -> "_Resumed":
        return self

    async def __anext__(self) -> Any:
        step, self._step = self._step, None
        return await (step or anext(self._rest))

    async def aclose(self) -> None:
        if self._step is not None:
            self._step.cancel()
            await asyncio.wait({self._step})
        await self._rest.aclose()


@asynccontextmanager
async def following(
    world: World, who: str | None, stream: str, after: str | None = None, *, fields: str | None = None
) -> AsyncIterator[Follower]:
    """Begun when this is entered: it has been told where the stream stands."""
    session = Session(world.container.services(), f"Bearer {world.token(who)}" if who else None)
    results = await SCHEMA.stream(subscription(stream, fields), {"after": after}, context_value=session)
    follower = Follower(stream, results)
    if after is None:
        await _begun(follower)
    try:
        yield follower
    finally:
        await follower.results.aclose()


async def _begun(follower: Follower) -> None:
    step = asyncio.ensure_future(anext(follower.results))
    await asyncio.wait({step}, timeout=0.1)
    follower.results = _Resumed(step, follower.results)


async def cursor(world: World, who: str = "ann") -> str:
    return (await world.data(who, "{ liveCursor }"))["liveCursor"]  # type: ignore[no-any-return]

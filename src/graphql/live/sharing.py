"""Each message is made and written as JSON once for all who are shown the same, however many they are.

Stock strawberry runs the operation's selection for every subscriber, and the transport writes each result:
158 microseconds a delivery, where the bytes are the same for a whole department.
"""

import asyncio
from collections.abc import Hashable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

import orjson
from cachetools import LRUCache, cached
from graphql import (
    ExecutionResult,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    VariableNode,
)
from graphql.language import Visitor, visit
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types import ExecutionResult as StrawberryResult
from strawberry.types.execution import PreExecutionError

from moments.edge.errors import Refused
from moments.edge.operation_schema import as_seen
from moments.edge.push import Followed, Line
from moments.edge.results import payload_of
from moments.graphql.live.broadcast_group import Room
from moments.graphql.live.lazy_message import Envelope
from moments.graphql.live.start import Joining
from moments.graphql.live.subscriber import Follower
from moments.graphql.shared.context import Context

_WISHES: LRUCache[int, "_Wish"] = LRUCache(1_000)


@dataclass(frozen=True, slots=True)
class Answer:
    """A message as it is sent. `payload`: all of it, where there are no errors."""

    data: bytes | None
    errors: list[GraphQLError] | None

    @property
    def payload(self) -> bytes:
        return b'{"data":%b}' % (self.data or b"null")

    def result(self) -> ExecutionResult:
        return ExecutionResult(cast("Any", self.data and orjson.Fragment(self.data)), self.errors)


class LiveExecutor(StrawberryGraphQLCoreExecutionContext):
    """graphql-core asks it for each event; its own context is closed after each, so that a subscriber who reads
    slowly holds no connection."""

    def execute_operation(self, serially: bool | None = None) -> Any:
        if isinstance(self.root_value, Envelope):
            return self._result(self.root_value)
        if isinstance(self.root_value, Joining):
            return ExecutionResult(cast("Any", Together(self, self.root_value.follower)), None)
        return super().execute_operation(serially)

    async def answer(self, envelope: Envelope) -> Answer:
        context: Context = self.context_value
        answers, key = context.broadcasts.answers, (*envelope.view, *self.wish())

        async def make() -> object:
            try:
                return await self._write(envelope)
            finally:
                await context.wrote()

        made = cast("Answer", await answers.get(key, make))
        if made.errors:
            answers.forget(key)
        return made

    def wish(self) -> tuple[Hashable, ...]:
        """What the client wants to see: the operation, and the variables in what it selects. `after` is none."""
        wish = _wish(self.operation, self.fragment_definitions)
        given = self.variable_values.coerced
        return wish, *(repr(given.get(name)) for name in wish.variables)

    async def _result(self, envelope: Envelope) -> ExecutionResult:
        return (await self.answer(envelope)).result()

    async def _write(self, envelope: Envelope) -> Answer:
        executor = self.build_per_event_executor(envelope.make())
        found = executor.execute_operation(False)
        result = cast("ExecutionResult", await found if self.is_awaitable(found) else found)
        return Answer(None if result.data is None else orjson.dumps(result.data), result.errors)


class Together(Followed):
    """A subscription of a socket: in a group with others while it is up to date, alone while it is not."""

    __slots__ = ("_away", "_executor", "_line", "follower")

    def __init__(self, executor: LiveExecutor, follower: Follower) -> None:
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
        rooms = self._executor.context_value.broadcasts.rooms
        room = Room.of(self, (*self.follower.stream.key, *self._executor.wish()), rooms)
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
        result = as_seen(StrawberryResult(data=core.data, errors=core.errors))
        if isinstance(result, PreExecutionError):
            raise Refused(*(result.errors or []))
        return orjson.dumps(payload_of(result))


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    """An operation, itself and no other that is written alike; `variables`: those in what it selects."""

    operation: Node
    variables: tuple[str, ...]


class _Variables(Visitor):
    """Of all but the outermost fields' arguments."""

    def __init__(self, outermost: set[int]) -> None:
        super().__init__()
        self._outermost = outermost
        self.found: set[str] = set()

    def enter_argument(self, node: Node, _key: Any, _parent: Any, _path: Any, ancestors: list[Any]) -> Any:
        return False if id(ancestors[-2]) in self._outermost else None

    def enter_variable_definition(self, *_: Any) -> Any:
        return False

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.found.add(node.name.value)


@cached(_WISHES, key=lambda operation, _fragments: id(operation))
def _wish(operation: Any, fragments: Any) -> _Wish:
    """Kept with the operation itself, which must not be forgotten while its identity is a key."""
    outermost: set[int] = set()
    _collect(operation.selection_set, fragments, outermost)
    visitor = _Variables(outermost)
    for node in (operation, *fragments.values()):
        visit(node, visitor)
    return _Wish(operation, tuple(sorted(visitor.found)))


def _collect(selections: Any, fragments: Any, outermost: set[int]) -> None:
    for node in selections.selections:
        if isinstance(node, FieldNode):
            outermost.add(id(node))
        elif isinstance(node, InlineFragmentNode):
            _collect(node.selection_set, fragments, outermost)
        elif isinstance(node, FragmentSpreadNode):
            _collect(fragments[node.name.value].selection_set, fragments, outermost)

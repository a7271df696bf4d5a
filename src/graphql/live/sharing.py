"""Each message is made and written as JSON once for all who are shown the same, however many they are.

Stock strawberry runs the operation's selection for every subscriber, and the transport writes each result:
158 microseconds a delivery, where the bytes are the same for a whole department.
"""

import asyncio
from collections.abc import Hashable, Sequence
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
from strawberry.types import ExecutionResult as StrawberryResult
from strawberry.types.execution import PreExecutionError

from moments.domain.participants.private_facts import ShownFacts
from moments.domain.shared.ids import PersonId
from moments.edge.budgets.account import Account
from moments.edge.errors import OperationRejected
from moments.edge.operation_schema import client_view
from moments.edge.push import OutgoingChannel, PushedSubscription
from moments.edge.results import result_dict
from moments.edge.suggestions import SuggestingExecutor
from moments.graphql.live.broadcast_group import BroadcastGroup, SharedPayload
from moments.graphql.live.lazy_message import LazyMessage
from moments.graphql.live.start import HandOver
from moments.graphql.live.subscriber import Subscriber
from moments.graphql.shared.context import Context

PERSONAL = frozenset({"viewerActions"})
"""Fields that differ between viewers who are in the same relations to a thing."""
_WISHES: LRUCache[int, "SelectionKey"] = LRUCache(1_000)


@dataclass(frozen=True, slots=True)
class EncodedMessage:
    """A message as it is sent. `payload`: all of it, where there are no errors."""

    data: bytes | None
    errors: list[GraphQLError] | None
    private_facts: tuple[ShownFacts, ...] = ()
    """What it shows of people's private facts, to everybody who is shown the same."""

    @property
    def payload(self) -> bytes:
        return b'{"data":%b}' % (self.data or b"null")

    def result(self) -> ExecutionResult:
        return ExecutionResult(cast("Any", self.data and orjson.Fragment(self.data)), self.errors)


class LiveExecutor(SuggestingExecutor):
    """graphql-core asks it for each event; its own context is closed after each, so that a subscriber who reads
    slowly holds no connection."""

    def execute_operation(self, serially: bool | None = None) -> Any:
        if isinstance(self.root_value, LazyMessage):
            return self._result(self.root_value)
        if isinstance(self.root_value, HandOver):
            return ExecutionResult(cast("Any", SharedSubscription(self, self.root_value.subscriber)), None)
        return super().execute_operation(serially)

    async def encode(self, message: LazyMessage) -> EncodedMessage:
        context: Context = self.context_value
        cache, key = context.broadcasts.message_cache, (*message.cache_key, *self.selection_key())

        async def make() -> object:
            try:
                return await self._write(message)
            finally:
                await context.end_read_transaction()

        made = cast("EncodedMessage", await cache.get_or_create(key, make))
        if made.errors:
            cache.discard(key)
        return made

    def selection_key(self) -> tuple[Hashable, ...]:
        """What the client wants to see: the operation, and the variables in what it selects. `after` is none.

        What depends on the viewer is shared with nobody.
        """
        key = _selection_key_of(self.operation, self.fragment_definitions)
        given = self.variable_values.coerced
        whose = (id(self.context_value),) if key.personal else ()
        return key, *(repr(given.get(name)) for name in key.variables), *whose

    async def _result(self, message: LazyMessage) -> ExecutionResult:
        return (await self.recorded(message)).result()

    async def recorded(self, message: LazyMessage) -> EncodedMessage:
        """Encoded, with what it shows of private facts recorded for this subscriber."""
        encoded = await self.encode(message)
        if encoded.private_facts:
            context: Context = self.context_value
            reader = await context.person()
            await context.record_reads_of([(reader, each) for each in encoded.private_facts])
        return encoded

    async def _write(self, message: LazyMessage) -> EncodedMessage:
        executor = self.build_per_event_executor(message.build())
        found = executor.execute_operation(False)
        result = cast("ExecutionResult", await found if self.is_awaitable(found) else found)
        shown = self.context_value.private_facts.take()
        return EncodedMessage(None if result.data is None else orjson.dumps(result.data), result.errors, shown)


class QuietLiveExecutor(LiveExecutor):
    hides_suggestions = True


class SharedSubscription(PushedSubscription):
    """A subscription of a socket: in a group with others while it is up to date, alone while it is not."""

    __slots__ = ("_away", "_channel", "_executor", "deliveries", "subscriber")

    def __init__(self, executor: LiveExecutor, subscriber: Subscriber) -> None:
        self._executor, self.subscriber = executor, subscriber
        self.deliveries = self.account.deliveries()
        self._channel: OutgoingChannel
        self._away: asyncio.Future[None]

    @property
    def account(self) -> Account:
        return cast("Account", self._executor.context_value.account)

    @property
    def cost(self) -> int:
        return cast("int", self._executor.context_value.cost)

    async def deliver(self, channel: OutgoingChannel) -> None:
        """Raises RateLimited where they follow too much."""
        self._channel = channel
        with self.account.subscription():
            while True:
                await self._deliver_individually()
                await self._deliver_in_group()

    async def _deliver_individually(self) -> None:
        """Each when their budget has it and it is their turn, until up to date; then, without another task's having a
        turn between, with others."""
        async with aclosing(self.subscriber.messages(until_up_to_date=True)) as messages:
            async for message in messages:
                if await self.deliveries.pay_later(self.cost + 1) and self.subscriber.skip_if_behind():
                    continue
                async with self.account.delivery_turn():
                    payload = await self._payload(message)
                await self._channel.send(payload)

    async def _deliver_in_group(self) -> None:
        self._away = asyncio.get_running_loop().create_future()
        rooms = self._executor.context_value.broadcasts.groups
        group = BroadcastGroup.of(self, (*self.subscriber.stream.key, *self._executor.selection_key()), rooms)
        group.join(self)
        try:
            await self._away
        finally:
            group.leave(self)

    # --- what the group does with its members ---

    async def write(self, message: LazyMessage) -> SharedPayload | None:
        encoded = await self._executor.encode(message)
        return None if encoded.errors else SharedPayload(encoded.payload, encoded.private_facts)

    async def record(self, reads: Sequence[tuple[PersonId, ShownFacts]]) -> None:
        await self._executor.context_value.record_reads_of(reads)

    def push(self, payload: bytes) -> bool:
        return self._channel.push(payload)

    def detached(self) -> None:
        if not self._away.done():
            self._away.set_result(None)

    async def _payload(self, message: LazyMessage) -> bytes:
        """Raises OperationRejected where the operation gives up."""
        encoded = await self._executor.recorded(message)
        if not encoded.errors:
            return encoded.payload
        core = encoded.result()
        result = client_view(StrawberryResult(data=core.data, errors=core.errors))
        if isinstance(result, PreExecutionError):
            raise OperationRejected(*(result.errors or []))
        return orjson.dumps(result_dict(result))


@dataclass(frozen=True, slots=True, eq=False)
class SelectionKey:
    """An operation, itself and no other that is written alike; `variables`: those in what it selects. `personal`:
    whether it selects what depends on the viewer.
    """

    operation: Node
    variables: tuple[str, ...]
    personal: bool


class _Variables(Visitor):
    """Of all but the outermost fields' arguments."""

    def __init__(self, outermost: set[int]) -> None:
        super().__init__()
        self._outermost = outermost
        self.found: set[str] = set()
        self.personal = False

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.personal |= node.name.value in PERSONAL

    def enter_argument(self, node: Node, _key: Any, _parent: Any, _path: Any, ancestors: list[Any]) -> Any:
        return False if id(ancestors[-2]) in self._outermost else None

    def enter_variable_definition(self, *_: Any) -> Any:
        return False

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.found.add(node.name.value)


@cached(_WISHES, key=lambda operation, _fragments: id(operation))
def _selection_key_of(operation: Any, fragments: Any) -> SelectionKey:
    """Kept with the operation itself, which must not be forgotten while its identity is a key."""
    outermost: set[int] = set()
    _outermost_fields(operation.selection_set, fragments, outermost)
    visitor = _Variables(outermost)
    for node in (operation, *fragments.values()):
        visit(node, visitor)
    return SelectionKey(operation, tuple(sorted(visitor.found)), visitor.personal)


def _outermost_fields(selections: Any, fragments: Any, outermost: set[int]) -> None:
    for node in selections.selections:
        if isinstance(node, FieldNode):
            outermost.add(id(node))
        elif isinstance(node, InlineFragmentNode):
            _outermost_fields(node.selection_set, fragments, outermost)
        elif isinstance(node, FragmentSpreadNode):
            _outermost_fields(fragments[node.name.value].selection_set, fragments, outermost)

"""One socket's life: reads the client's messages and takes the table's step for each."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

import orjson
import structlog
from strawberry import Schema

from moments.edge.errors import WHEN_ANOTHER_ENDS, RateLimited, Unauthenticated, Unavailable
from moments.edge.session import Session, SignIn
from moments.edge.websocket import close_codes, operation
from moments.edge.websocket.close_codes import CloseCode, Disconnected, ProtocolError
from moments.edge.websocket.connection import Connection
from moments.edge.websocket.limits import SocketLimits
from moments.edge.websocket.messages import Complete, Init, Message, Ping, Subscribe, read
from moments.edge.websocket.protocol import TABLE, Action, State

log = structlog.get_logger("moments.graphql.socket")
CANCEL_GRACE: Final = 1.0
SHUTDOWN_WARNING_AFTER: Final = 5.0
"""Seconds that cancelled operations have to give back what they hold, before the log says that they have not."""


class Socket:
    """`run` ends when the socket does. One deadline serves every end that the client does not bring about: the time
    for `connection_init`, later the token's expiry or a stranger's time to ask, and brought forward when there is
    nobody left to serve."""

    def __init__(
        self,
        connection: Connection,
        schema: Schema,
        session: Session,
        limits: SocketLimits,
        release: str | None = None,
    ) -> None:
        self._acknowledgement: dict[str, Any] = {"type": "connection_ack"}
        if release is not None:
            self._acknowledgement["payload"] = {"release": release}
        self._connection, self._schema, self._session, self._limits = connection, schema, session, limits
        self._state, self._is_signed_in = State.NEW, False
        self._deadline = asyncio.timeout(limits.init_timeout)
        self._because: CloseCode | None = close_codes.INIT_TIMEOUT
        self._stop_watching: Callable[[], None] = lambda: None
        self._give_back: Callable[[], None] | None = None
        """Gives back the socket that the budget counts: the address's, and once somebody is signed in theirs."""
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._steps: dict[Action, Callable[[Any], Awaitable[None]]] = {
            Action.CHECK: self._check,
            Action.START: self._start,
            Action.CANCEL: self._cancel,
            Action.ANSWER: self._answer,
            Action.IGNORE: self._ignore,
        }

    async def run(self) -> None:
        close: CloseCode | None = close_codes.TOO_MANY_SOCKETS
        self._give_back = self._session.account.socket()
        try:
            if self._give_back is not None:
                close = await self._listen()
        finally:
            if self._give_back is not None:
                self._give_back()
            await self._finish(close)

    async def _listen(self) -> CloseCode | None:
        """Runs until the socket ends; returns the close code, or None if the client has disconnected."""
        try:
            async with self._deadline:
                while True:
                    await self._take(read(await self._received()))
        except TimeoutError:
            return self._because
        except ProtocolError as ended:
            return ended.close
        except Disconnected:
            return None
        except Exception:
            log.exception("a bug in a socket")
            return close_codes.INTERNAL_ERROR

    async def _received(self) -> str:
        text = await self._connection.receive()
        if not self._is_signed_in and len(text) > self._limits.stranger_bytes:
            raise ProtocolError(close_codes.TOO_LARGE_FOR_STRANGERS)
        return text

    async def _take(self, message: Message) -> None:
        step = TABLE[self._state][type(message)]
        if isinstance(step, CloseCode):
            raise ProtocolError(step)
        await self._steps[step](message)

    async def _finish(self, close: CloseCode | None) -> None:
        """Notifies the client first, so that an operation that is slow to end delays nothing."""
        self._stop_watching()
        for task in self._tasks:
            task.cancel()
        if close is not None:
            await self._connection.close(close)
        if self._tasks:
            _, stubborn = await asyncio.wait(self._tasks, timeout=SHUTDOWN_WARNING_AFTER)
            if stubborn:
                log.error("operations go on after their socket", count=len(stubborn))

    # --- the table's steps ---

    async def _check(self, message: Init) -> None:
        """Beside the reading, so that pings are answered while a provider's keys are fetched."""
        self._state = State.CHECKING
        self._spawn(lambda: self._acknowledge(message))

    async def _start(self, message: Subscribe) -> None:
        if message.id in self._operations:
            raise ProtocolError(close_codes.subscriber_exists(message.id))
        if not await self._has_capacity():
            await self._connection.send({"id": message.id, "type": "error", "payload": [self._too_many()]})
            return
        way = _OperationChannel(self._connection, self._operations, message.id)
        if not self._is_signed_in:
            self._deadline.reschedule(None)
        way.task = self._operations[message.id] = self._spawn(partial(self._run, message, way))

    async def _cancel(self, message: Complete) -> None:
        if task := self._operations.pop(message.id, None):
            task.cancel()
            self._wait_for_a_stranger()

    async def _answer(self, message: Ping) -> None:
        payload = {} if message.payload is None else {"payload": message.payload}
        await self._connection.send({"type": "pong", **payload})

    async def _ignore(self, message: Message) -> None:
        return None

    async def _has_capacity(self) -> bool:
        """For one more. Cancelled ones count until they have given back what they hold, and get a moment for it."""
        if len(self._operations) >= self._limits.operations:
            return False
        if len(self._tasks) >= self._limits.operations:
            ending = self._tasks.difference(self._operations.values())
            await asyncio.wait(ending, timeout=CANCEL_GRACE, return_when=asyncio.FIRST_COMPLETED)
        return len(self._tasks) < self._limits.operations

    # --- what happens beside the reading ---

    async def _run(self, message: Subscribe, way: "_OperationChannel") -> None:
        try:
            wants_sign_in = await operation.run(self._schema, self._session, message, way)
        finally:
            self._wait_for_a_stranger()
        if wants_sign_in and not self._is_signed_in:
            self._end(close_codes.SIGN_IN)

    def _wait_for_a_stranger(self) -> None:
        """A socket that is nobody's stays for what is public, and does not wait long for the next of it."""
        if not self._is_signed_in and self._state is State.READY and not self._operations:
            self._end(close_codes.SIGN_IN, self._limits.stranger_pause)

    async def _acknowledge(self, message: Init) -> None:
        try:
            signed_in = await self._session.sign_in_with(message.payload)
        except Unauthenticated as error:
            self._end(close_codes.forbidden(str(error)))
            return
        except RateLimited as error:
            self._end(close_codes.try_again_later(str(error)))
            return
        except Unavailable:
            self._end(close_codes.TRY_AGAIN_LATER)
            return
        except Exception:  # a bug: no verdict on the token
            log.exception("a token could not be checked")
            self._end(close_codes.TRY_AGAIN_LATER)
            return
        if signed_in is not None and not self._count_for_person():
            self._end(close_codes.TOO_MANY_SOCKETS)
            return
        self._state, self._is_signed_in = State.READY, signed_in is not None
        if signed_in is not None:
            self._because = close_codes.forbidden(signed_in.expired)
            self._stop_watching = self._session.watch(lambda why: self._end(close_codes.forbidden(why)))
        with suppress(RuntimeError):  # the time for it has just run out
            if signed_in is not None:
                self._deadline.reschedule(_loop_time(signed_in))
            await self._connection.send(self._acknowledgement)
            self._wait_for_a_stranger()

    def _count_for_person(self) -> bool:
        """No longer for the address; False where the person has too many."""
        theirs = self._session.account.socket()
        if theirs is None:
            return False
        if self._give_back is not None:
            self._give_back()
        self._give_back = theirs
        return True

    def _too_many(self) -> dict[str, Any]:
        sentence = f"A socket carries up to {self._limits.operations} operations at a time. Complete one first."
        refused = RateLimited(WHEN_ANOTHER_ENDS, sentence)
        return {"message": sentence, "extensions": {"code": refused.code, "retryAfter": refused.retry_after}}

    def _spawn(self, work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._guard(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _guard(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Disconnected:
            self._end(None)
        except Exception:
            log.exception("a bug in a socket")
            self._end(close_codes.INTERNAL_ERROR)

    def _end(self, close: CloseCode | None, seconds: float = 0) -> None:
        """In so many seconds, unless the deadline is put off before."""
        with suppress(RuntimeError):  # it has ended already
            self._deadline.reschedule(asyncio.get_running_loop().time() + seconds)
            self._because = close


class _OperationChannel:
    """From one operation to the client, for as long as `task` is the one that the client knows by this id: it may have
    been cancelled, and something in it have swallowed that."""

    __slots__ = ("_begin", "_connection", "_identity", "_operations", "task")

    def __init__(self, connection: Connection, operations: dict[str, asyncio.Task[None]], identity: str) -> None:
        self._connection, self._operations, self._identity = connection, operations, identity
        self._begin = b'{"id":%b,"type":"next","payload":' % orjson.dumps(identity)
        self.task: asyncio.Task[None] | None = None

    async def deliver(self, message: dict[str, Any], *, final: bool = False) -> None:
        if not self._is_open():
            return
        if final:  # the client may use the id again as soon as it reads this
            del self._operations[self._identity]
        await self._connection.send(message)

    async def send(self, payload: bytes) -> None:
        if self._is_open():
            await self._connection.send_text(self._next(payload))

    def push(self, payload: bytes) -> bool:
        return not self._is_open() or self._connection.push(self._next(payload))

    def _is_open(self) -> bool:
        return self._operations.get(self._identity) is self.task

    def _next(self, payload: bytes) -> bytes:
        return b"%b%b}" % (self._begin, payload)


def _loop_time(signed_in: SignIn) -> float:
    """When the token ends, on the loop's clock."""
    left = (signed_in.expires_at - datetime.now(UTC)).total_seconds()
    return asyncio.get_running_loop().time() + left

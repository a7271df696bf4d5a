"""What resolvers use: the viewer, the queries, the use-cases. Each operation has its own context."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from strawberry.dataloader import DataLoader
from strawberry.extensions import SchemaExtension
from strawberry.types import Info as StrawberryInfo

from moments.application.access.record_private_reads import RecordPrivateReads
from moments.application.access.relations import Relation
from moments.application.actions.action import Action
from moments.application.effects import Effect
from moments.application.live.services import LiveServices
from moments.application.ports.clock import Clock
from moments.application.queries.paging import BadCursor
from moments.application.queries.queries import Queries, ReadTransactions
from moments.application.queries.rows import PersonRow, ViewerRow
from moments.application.scheduling.job import Job
from moments.application.use_case import Caller, UseCase
from moments.domain.participants.private_facts import ShownFacts
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.contact import Contact
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId, SessionId
from moments.edge.budgets.account import Account
from moments.edge.budgets.budgets import UNKNOWN_ADDRESS, Budgets, Payer
from moments.edge.errors import ClientError, NoCredentials, Unauthenticated
from moments.graphql.shared.broadcasts import Broadcasts
from moments.graphql.shared.private_facts import PrivateFactsShown
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.use_cases import UseCases

T = TypeVar("T")
K = TypeVar("K")
MAX_EFFECTS = 20
"""Each is a transaction of its own."""


@dataclass(frozen=True, slots=True)
class CurrentSession:
    """The browser session of a request. `idle_ends_at`: with what the request itself adds, which may not be written
    down yet."""

    id: SessionId
    idle_ends_at: datetime


def _nobodys_account() -> Account:
    return Account(Budgets(), Payer(UNKNOWN_ADDRESS))


class Context:
    """Reads are of one transaction, opened with the first and taken one after the other; a mutation's end
    closes it, so that what the payload shows is what was just written."""

    def __init__(
        self,
        *,
        read_transactions: ReadTransactions,
        use_cases: UseCases,
        record_private_reads: RecordPrivateReads,
        authenticated: Callable[[], Awaitable[PersonId]],
        contact: Contact,
        holds_emails: bool = False,
        clock: Clock,
        broadcasts: Broadcasts,
        jobs: Sequence[Job] = (),
        live: LiveServices | None = None,
        accepts_push: bool = False,
        account: Callable[[], Account] = _nobodys_account,
        session: Callable[[], CurrentSession | None] = lambda: None,
    ) -> None:
        """`session`: that of the sign-in, once there is one. `accepts_push`: whether the transport takes a
        `PushedSubscription` in place of a subscription's results. `account`: whose budget it is, the
        person's once somebody is signed in."""
        self._account = account
        self.cost = 0
        self.accepts_push, self.broadcasts = accepts_push, broadcasts
        self.now, self.jobs = clock.now, jobs
        self.use_cases, self.contact, self._live = use_cases, contact, live
        self.holds_emails = holds_emails
        self.private_facts, self._record_private_reads = PrivateFactsShown(), record_private_reads
        self._read_transactions, self._authenticated = read_transactions, authenticated
        self._lock, self._signing_in = asyncio.Lock(), asyncio.Lock()
        self._session = session
        self._open = AsyncExitStack()
        self._queries: Queries | None = None
        self._person: PersonId | None = None
        self._viewer: ViewerRow | None = None
        self._reference: Reference | None = None
        self._loaders: dict[object, DataLoader[object, object]] = {}
        self._foreseen = 0

    async def read(self, query: Callable[[Queries], Awaitable[T]]) -> T:
        """Runs the query in this operation's transaction; a connection runs one statement at a time.

        Raises ClientError for a cursor of another list.
        """
        async with self._lock:
            if self._queries is None:
                self._queries = await self._open.enter_async_context(self._read_transactions())
            try:
                return await query(self._queries)
            except BadCursor as error:
                raise ClientError(
                    "This cursor is of another list or another order. Begin from the first page."
                ) from error

    async def viewer(self) -> ViewerRow:
        """Returns the signed-in person; raises Unauthenticated without a valid token of a current team member."""
        person = await self.person()
        async with self._signing_in:  # fields are resolved side by side, and all begin here
            if self._viewer is None:
                self._viewer = await self.read(lambda queries: queries.viewer(person))
            if self._viewer is None:  # they left while a socket was open
                raise Unauthenticated(
                    "You are not in the directory as a current team member. Ask the program office if that is wrong."
                )
            return self._viewer

    async def is_signed_in(self) -> bool:
        """Returns False where the request holds no credentials; raises Unauthenticated where they are invalid."""
        try:
            await self.person()
        except NoCredentials:
            return False
        return True

    async def relations(self) -> set[Relation]:
        """The viewer's relations to every object; none without credentials."""
        return (await self.viewer()).actor.relations() if await self.is_signed_in() else set()

    @property
    def live(self) -> LiveServices:
        assert self._live is not None, "this application was built for tests in which nobody follows"
        return self._live

    @property
    def account(self) -> Account:
        """Who pays for what a subscription tells them, each message `cost` units."""
        return self._account()

    async def reference(self) -> Reference:
        if self._reference is None:
            self._reference = await self.read(Reference.read)
        return self._reference

    async def state_calendar(self) -> StateCalendar:
        async def load(keys: list[None]) -> list[StateCalendar]:
            found = await self.read(lambda queries: queries.state_calendar())
            return [found for _ in keys]

        return await self.loader("state_calendar", load).load(None)

    async def person(self) -> PersonId:
        """Returns the person of the sign-in, found once; raises the errors of `viewer`."""
        async with self._signing_in:
            if self._person is None:
                self._person = await self._authenticated()
            return self._person

    def note_error(self, error: DomainError) -> None:
        """That the viewer is told of the error, after they were identified (`private_facts`)."""
        if self._person is not None:
            self.private_facts.note_error(error, self._person)

    async def record_private_reads(self) -> None:
        """Records what the answer shows of others' private facts. Call it before the answer is sent: it is not sent
        where this fails."""
        shown = self.private_facts.take()
        if shown:
            reader = await self.person()
            await self.record_reads_of([(reader, each) for each in shown])

    async def record_reads_of(self, reads: Sequence[tuple[PersonId, ShownFacts]]) -> None:
        await self._record_private_reads(reads)

    async def people(self, ids: Sequence[PersonId]) -> Mapping[PersonId, PersonRow]:
        """No access check: call it only for ids from what the viewer may read."""
        return await self.read(lambda queries: queries.people(ids)) if ids else {}

    async def foresee(self, action: Action, command: object) -> Effect:
        """What the action would do now; raises DomainError if it would be rejected, ClientError after MAX_EFFECTS."""
        self._foreseen += 1
        if self._foreseen > MAX_EFFECTS:
            raise ClientError(f"Ask for at most {MAX_EFFECTS} effects in an operation; name the actions with `only`.")
        use_case: UseCase[object] = getattr(self.use_cases, action.name.lower())
        return await use_case.foresee(command, await self.caller(None))

    async def session(self) -> CurrentSession | None:
        """The browser session of the sign-in; None for a token's. Raises the errors of `viewer`."""
        await self.person()
        return self._session()

    async def caller(self, key: str | None) -> Caller:
        return Caller(await self.person(), key)

    def today(self) -> date:
        """In Central time."""
        return self.now().astimezone(STATE_TIME).date()

    def loader(self, name: object, load: Callable[[list[K]], Awaitable[list[T]]]) -> DataLoader[K, T]:
        """Returns the loader with this name; it is made once an operation (and once more after a mutation)."""
        if name not in self._loaders:
            self._loaders[name] = DataLoader(load)  # type: ignore[arg-type]
        return self._loaders[name]  # type: ignore[return-value]

    async def end_read_transaction(self) -> None:
        """Ends the read transaction and clears caches."""
        async with self._lock:
            await self._close()

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Around the operation. Its connection is back in the pool at its end, however it ends; where it ended well,
        what the answer shows of others' private facts is recorded before it is sent."""
        try:
            yield
        finally:
            await self.end_read_transaction()
        await self.record_private_reads()

    async def _close(self) -> None:
        self._queries = self._viewer = self._reference = None
        self._loaders.clear()
        stack, self._open = self._open, AsyncExitStack()
        await stack.aclose()


Info = StrawberryInfo[Context, None]


class EndOperation(SchemaExtension):
    """Ends the operation as its context does."""

    async def on_operation(self) -> AsyncIterator[None]:
        context: Context = self.execution_context.context
        async with context.answering():
            yield

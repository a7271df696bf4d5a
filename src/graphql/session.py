"""One HTTP request or one socket: its sign-in, and a context for each of its operations."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from moments.application.live.services import LiveServices
from moments.application.ports.clock import Clock
from moments.application.queries.queries import ReadTransactions
from moments.application.scheduling.job import Job
from moments.domain.shared.contact import Contact
from moments.edge.errors import NoCredentials, Unauthenticated
from moments.graphql.shared.broadcasts import Broadcasts
from moments.graphql.shared.context import Context
from moments.graphql.shared.use_cases import UseCases


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a bearer token proves."""

    email: str
    expires_at: datetime


Authenticate = Callable[[str], Awaitable[SignIn]]
"""What a bearer token proves; raises Unauthenticated with what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the composition root gives the adapter. `contact`: the program office, which the form names for
    corrections, too (APP-2).
    `jobs`: what the program does by itself. `live`: None where nobody can follow."""

    read_transactions: ReadTransactions
    use_cases: UseCases
    authenticate: Authenticate
    contact: Contact
    clock: Clock
    broadcasts: Broadcasts = field(default_factory=Broadcasts)
    jobs: Sequence[Job] = ()
    live: LiveServices | None = None


@dataclass(slots=True)
class Session:
    """`authorization`: the header's text. A socket is signed in once, when it begins: `sign_in_with`.
    `accepts_push`: whether the transport takes a `PushedSubscription` in place of a subscription's results."""

    services: Services
    authorization: str | None
    signed_in: SignIn | None = None
    accepts_push: bool = False

    def operation(self) -> Context:
        """Each operation has a context of its own, because a socket runs several at a time."""
        return Context(
            read_transactions=self.services.read_transactions,
            use_cases=self.services.use_cases,
            authenticated=self._email,
            contact=self.services.contact,
            clock=self.services.clock,
            broadcasts=self.services.broadcasts,
            jobs=self.services.jobs,
            live=self.services.live,
            accepts_push=self.accepts_push,
        )

    async def sign_in_with(self, payload: Mapping[str, object]) -> SignIn | None:
        """A socket's `connection_init`: its `authorization` goes before the header, which browsers can't set there.

        None where neither is given; raises Unauthenticated where one is and proves nothing.
        """
        given = next((value for name, value in payload.items() if name.lower() == "authorization"), None)
        if given is not None:
            self.authorization = given if isinstance(given, str) else ""
        if self.authorization is not None:
            self.signed_in = await self._verified()
        return self.signed_in

    async def _email(self) -> str:
        return (self.signed_in or await self._verified()).email

    async def _verified(self) -> SignIn:
        if self.authorization is None:
            raise NoCredentials()
        scheme, _, token = self.authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Unauthenticated()
        return await self.services.authenticate(token.strip())

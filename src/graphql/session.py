"""One HTTP request or one socket: its sign-in, and a context for each of its operations."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from moments.application.access.record_private_reads import RecordPrivateReads
from moments.application.live.services import LiveServices
from moments.application.ports.clock import Clock
from moments.application.queries.queries import ReadTransactions
from moments.application.scheduling.job import Job
from moments.domain.shared.contact import Contact
from moments.domain.shared.ids import PersonId
from moments.edge.budgets.account import Account
from moments.edge.budgets.allowances import Resource
from moments.edge.budgets.budgets import UNKNOWN_ADDRESS, Budgets, Payer
from moments.edge.credentials import Credentials
from moments.edge.errors import NoCredentials, SessionEnded, Unauthenticated
from moments.graphql.shared.broadcasts import Broadcasts
from moments.graphql.shared.context import Context, CurrentSession
from moments.graphql.shared.use_cases import UseCases

SESSION_ENDED = "Your session has ended; sign in again"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom a bearer token or a session's cookie signs in. `session`: the cookie's."""

    person: PersonId
    expires_at: datetime
    again: Callable[[], Awaitable[PersonId]] | None = None
    """Asks anew whether it holds; raises Unauthenticated once it does not. Each operation of a socket does."""
    session: CurrentSession | None = None
    subject: str | None = None
    """The provider's name for the account, of a token."""

    @property
    def expired(self) -> str:
        return SESSION_ENDED if self.session else "The token has expired; sign in again"


Authenticate = Callable[[str], Awaitable[SignIn]]
"""Whom a bearer token signs in; raises Unauthenticated with what is wrong with it."""


class Resume(Protocol):
    """Whom the session of a cookie signs in; raises SessionEnded."""

    def __call__(self, cookie: str, *, is_use: bool = True) -> Awaitable[SignIn]:
        """`is_use`: whether it prolongs the session, as what a page asks by itself does not."""
        ...


Watch = Callable[[SignIn, Callable[[str], None]], Callable[[], None]]
"""Calls the function, with a sentence for the person, when the sign-in ends before its time; returns how to stop."""


async def _no_session(cookie: str, *, is_use: bool = True) -> SignIn:
    raise SessionEnded()


def _unwatched(signed_in: SignIn, end: Callable[[str], None]) -> Callable[[], None]:
    return lambda: None


@dataclass(frozen=True, slots=True)
class Services:
    """What the composition root gives the adapter. `contact`: whom the form names for corrections (APP-2).
    `jobs`: what the program does by itself. `live`: None where nobody can follow.
    `holds_emails`: whether emails wait for a mail server."""

    read_transactions: ReadTransactions
    use_cases: UseCases
    record_private_reads: RecordPrivateReads
    authenticate: Authenticate
    contact: Contact
    clock: Clock
    broadcasts: Broadcasts = field(default_factory=Broadcasts)
    jobs: Sequence[Job] = ()
    live: LiveServices | None = None
    resume: Resume = _no_session
    watch: Watch = _unwatched
    holds_emails: bool = False
    budgets: Budgets = field(default_factory=Budgets)


@dataclass(slots=True)
class Session:
    """`authorization`: the header's text; it goes before the session's `cookie`. A socket is signed in once, when it
    begins: `sign_in_with`. `accepts_push`: whether the transport takes a `PushedSubscription` in place of a
    subscription's results. `background`: nobody pressed for it, so the cookie's session is not prolonged."""

    services: Services
    authorization: str | None
    cookie: str | None = None
    signed_in: SignIn | None = None
    accepts_push: bool = False
    has_ended: bool = False
    background: bool = False
    address: str = UNKNOWN_ADDRESS
    _was_just_verified: bool = False

    @classmethod
    def of(cls, services: Services, credentials: Credentials) -> "Session":
        """Of a request beside GraphQL."""
        return cls(
            services,
            credentials.authorization,
            credentials.cookie,
            background=credentials.background,
            address=credentials.address,
        )

    def operation(self) -> Context:
        """Each operation has a context of its own, because a socket runs several at a time."""
        return Context(
            read_transactions=self.services.read_transactions,
            use_cases=self.services.use_cases,
            authenticated=self._person,
            contact=self.services.contact,
            holds_emails=self.services.holds_emails,
            clock=self.services.clock,
            broadcasts=self.services.broadcasts,
            jobs=self.services.jobs,
            record_private_reads=self.services.record_private_reads,
            live=self.services.live,
            accepts_push=self.accepts_push,
            account=lambda: self.account,
            session=lambda: self.signed_in.session if self.signed_in else None,
        )

    @property
    def is_stranger(self) -> bool:
        return self.authorization is None and (self.cookie is None or self.has_ended)

    @property
    def account(self) -> Account:
        person = self.signed_in.person if self.signed_in else None
        return Account(self.services.budgets, Payer(self.address, person))

    async def authenticate(self) -> None:
        if self.is_stranger:
            return
        with suppress(SessionEnded):
            self.signed_in = await self._verified()
            self._was_just_verified = True

    async def sign_in_with(self, payload: Mapping[str, object]) -> SignIn | None:
        """A socket's `connection_init`: its `authorization` goes before the header, which browsers can't set there, and
        both before the cookie. With `background` in it nothing that is done over the socket is a use of the session.

        None where none is given or the cookie's session has ended; raises as `authenticate`.
        """
        given = next((value for name, value in payload.items() if name.lower() == "authorization"), None)
        if given is not None:
            self.authorization = given if isinstance(given, str) else ""
        self.background = self.background or payload.get("background") is True
        await self.authenticate()
        self._was_just_verified = False  # its first operation may come much later
        return self.signed_in

    def watch(self, end: Callable[[str], None]) -> Callable[[], None]:
        assert self.signed_in is not None, "nobody is signed in, so nothing can end"
        return self.services.watch(self.signed_in, end)

    async def _person(self) -> PersonId:
        if self.signed_in is None:
            self.signed_in = await self._verified()
            return self.signed_in.person
        if self._was_just_verified:  # the first operation of a request comes at once
            self._was_just_verified = False
            return self.signed_in.person
        return await self.signed_in.again() if self.signed_in.again else self.signed_in.person

    async def _verified(self) -> SignIn:
        if self.authorization is None:
            if self.cookie is None:
                raise NoCredentials()
            return await self._resumed(self.cookie)
        scheme, _, token = self.authorization.partition(" ")
        budgets, stranger = self.services.budgets, Payer(self.address)
        budgets.check(stranger, Resource.FAILED_SIGN_INS)
        try:
            if scheme.lower() != "bearer" or not token.strip():
                raise Unauthenticated()
            return await self.services.authenticate(token.strip())
        except Unauthenticated:
            budgets.use(stranger, Resource.FAILED_SIGN_INS)
            raise

    async def _resumed(self, cookie: str) -> SignIn:
        """Asks once of a session that has ended: several fields may want to know."""
        if not self.has_ended:
            with suppress(SessionEnded):
                return await self.services.resume(cookie, is_use=not self.background)
            self.has_ended = True
        raise SessionEnded()

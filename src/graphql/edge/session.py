"""One HTTP request or one socket: who it says it is, and a context for each of its operations."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from moments.application.screens.screens import Reading
from moments.graphql.shared.context import Context
from moments.graphql.shared.faults import Unauthenticated
from moments.graphql.shared.use_cases import UseCases

Authenticate = Callable[[str], Awaitable[str]]
"""A bearer token's e-mail; raises Unauthenticated with what is wrong with the token."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the composition root gives the adapter. `contact`: whom the form names for corrections (APP-2)."""

    reading: Reading
    use_cases: UseCases
    authenticate: Authenticate
    contact: str


@dataclass(slots=True)
class Session:
    """`authorization`: the header's text. A socket gives it with `connection_init` instead, as browsers can't
    set headers there; strawberry puts that payload into `connection_params`."""

    services: Services
    authorization: str | None
    connection_params: dict[str, object] | None = field(default=None)

    def operation(self) -> Context:
        """Never shared by two operations: a socket runs several at a time."""
        return Context(
            reading=self.services.reading,
            use_cases=self.services.use_cases,
            authenticated=self._email,
            contact=self.services.contact,
        )

    async def _email(self) -> str:
        given = self.authorization or (self.connection_params or {}).get("authorization")
        scheme, _, token = given.partition(" ") if isinstance(given, str) else ("", "", "")
        if scheme.lower() != "bearer" or not token.strip():
            raise Unauthenticated()
        return await self.services.authenticate(token.strip())

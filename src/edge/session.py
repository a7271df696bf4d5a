"""What a session is to the transport. This is all that the edge knows of the program behind it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from moments.edge.budgets.account import Account
from moments.edge.credentials import Credentials


class SignIn(Protocol):
    """A sign-in that was verified."""

    @property
    def expires_at(self) -> datetime:
        """In UTC; a socket is closed then."""
        ...

    @property
    def expired(self) -> str:
        """What the client is told at that time."""
        ...


class OperationContext(Protocol):
    """What one operation's resolvers share. `cost`: the operation's."""

    cost: int

    def answering(self) -> AbstractAsyncContextManager[None]:
        """Around the operation. Gives back what it holds, however it ends; where it ended well, does what has to be
        done before the answer is sent, and raises where that fails."""
        ...


class Session(Protocol):
    """One HTTP request or one socket. It goes to the schema as the context value of each of its operations."""

    @property
    def has_ended(self) -> bool:
        """Whether the cookie was found to be of a session that has ended. Nobody is signed in then."""
        ...

    @property
    def is_stranger(self) -> bool:
        """Whether nobody is signed in; known once `authenticate` or `sign_in_with` is done."""
        ...

    @property
    def account(self) -> Account:
        """Whose budget it is: the person's once `authenticate` or `sign_in_with` is done, before that the address's."""
        ...

    def operation(self) -> OperationContext:
        """A new one; each operation has its own, as a socket runs several at a time."""
        ...

    async def authenticate(self) -> None:
        """Finds out who asks, before anything is read of what they ask.

        Raises Unauthenticated for a token that is not valid, Unavailable where there is no judging of it, and
        RateLimited where too many of the address were not valid. A cookie of a session that has ended, which browsers
        send all the same, makes a stranger.
        """
        ...

    async def sign_in_with(self, payload: Mapping[str, object]) -> SignIn | None:
        """Signs a socket in with the payload of its `connection_init`.

        Returns None when neither the payload nor the handshake holds a token or the cookie of a session that goes on.
        Raises Unauthenticated when the token is not valid.
        """
        ...

    def watch(self, end: Callable[[str], None]) -> Callable[[], None]:
        """Calls `end`, with a sentence for the client, when the sign-in ends before its time; the function returned
        stops that."""
        ...


class OpenSession(Protocol):
    """Opens the session of one request or socket. Called only after the lifespan has started."""

    def __call__(self, credentials: Credentials, *, accepts_push: bool = False) -> Session:
        """`accepts_push`: whether the transport takes a `PushedSubscription` in place of a subscription's results."""
        ...

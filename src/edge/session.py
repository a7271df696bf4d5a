"""What a session is to the transport. This is all that the edge knows of the program behind it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class SignIn(Protocol):
    """A sign-in that was verified."""

    @property
    def expires_at(self) -> datetime:
        """In UTC; a socket is closed then."""
        ...


class Session(Protocol):
    """One HTTP request or one socket. It goes to the schema as the context value of each of its operations."""

    async def sign_in_with(self, payload: Mapping[str, object]) -> SignIn | None:
        """Signs a socket in with the payload of its `connection_init`.

        Returns None when neither the payload nor the header holds a token. Raises Unauthenticated when one does and
        is not valid.
        """
        ...


class OpenSession(Protocol):
    """Opens the session of one request or socket. Called only after the lifespan has started."""

    def __call__(self, authorization: str | None, *, accepts_push: bool = False) -> Session:
        """`authorization`: the text of the header, None when there is none. `accepts_push`: whether the transport
        takes a `PushedSubscription` in place of a subscription's results."""
        ...

"""The store of browser sessions: who is signed in, in which browser, and until when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from moments.domain.shared.ids import PersonId, SessionId


@dataclass(frozen=True, slots=True)
class ProviderLogin:
    """The login at the identity provider that a session comes from. `sid`: the provider's own session, if it says."""

    issuer: str
    subject: str
    sid: str | None = None


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """`cookie_hash`: SHA-256 of the cookie, 32 bytes; nothing stored opens the session. `device`: a short name of the
    browser. The session ends at `idle_ends_at` unless it is used, and at `ends_at` in any case.
    """

    id: SessionId
    person: PersonId
    cookie_hash: bytes
    login: ProviderLogin
    device: str
    created_at: datetime
    idle_ends_at: datetime
    ends_at: datetime


class Sessions(Protocol):
    """A session that ends is deleted."""

    async def add(self, session: BrowserSession, at_most: int) -> None:
        """Ends the person's least recently used sessions beyond `at_most`."""
        ...

    async def extend(self, session: SessionId, used_at: datetime, idle_ends_at: datetime) -> bool:
        """Never beyond the absolute end, and never shortens it; returns whether the session is there."""
        ...

    async def end(self, person: PersonId, session: SessionId) -> bool:
        """Returns whether the person had that session."""
        ...

    async def end_others(self, person: PersonId, kept: SessionId | None = None) -> int:
        """Ends all of the person's sessions but `kept`; returns how many."""
        ...

    async def end_logins(self, issuer: str, *, subject: str | None, sid: str | None) -> int:
        """Ends the sessions of the provider's session, of its subject, or of both if both are given; at least one is.
        Returns how many.
        """
        ...

    async def end_of_leavers(self) -> int:
        """Ends the sessions of people who have left the State's service; returns how many."""
        ...

    async def note_logout(self, issuer: str, token_id: str, until: datetime) -> None:
        """Keeps a logout token's id until then. Raises DuplicateKey if it was kept before."""
        ...

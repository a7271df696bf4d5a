"""The development issuer's authorization codes: for one use, within a minute, by whoever began (RFC 7636)."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from moments.domain.shared.ids import PersonId

LIFETIME: Final = timedelta(minutes=1)
_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Grant:
    """What was asked for at the authorization endpoint, and who was chosen there."""

    client_id: str
    redirect_uri: str
    challenge: str
    nonce: str | None
    scope: str
    email: str
    person: PersonId | None


class Codes:
    """In this process alone."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._grants: dict[str, tuple[datetime, Grant]] = {}

    def issue(self, grant: Grant) -> str:
        if len(self._grants) >= _MOST:
            del self._grants[next(iter(self._grants))]
        code = secrets.token_urlsafe(32)
        self._grants[code] = (self._now() + LIFETIME, grant)
        return code

    def redeem(self, code: str, *, client_id: str, redirect_uri: str, verifier: str) -> Grant | None:
        """None where anything differs from what was asked for; the code is used up in any case."""
        until, grant = self._grants.pop(code, (None, None))
        if until is None or grant is None or until < self._now():
            return None
        same = (grant.client_id, grant.redirect_uri) == (client_id, redirect_uri)
        return grant if same and secrets.compare_digest(_challenge(verifier), grant.challenge.encode()) else None


def _challenge(verifier: str) -> bytes:
    """S256; a verifier that is not ASCII fits none."""
    digest = sha256(verifier.encode(errors="replace")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=")

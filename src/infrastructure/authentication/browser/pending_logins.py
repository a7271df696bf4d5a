"""Logins under way, in a cookie that only we can read: who began one in another browser does not have it.

So a callback that somebody was sent to by somebody else is refused, and nothing is stored for strangers.
"""

import base64
import binascii
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LASTS: Final = timedelta(minutes=10)
AT_MOST: Final = 4
"""Tabs in which somebody signs in at a time; a cookie has about 4,000 characters."""
_LONGEST: Final = 3_500
_PURPOSE: Final = b"moments: pending logins"
"""Mixed into the key, so that it opens nothing that was sealed for another purpose."""
_NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class PendingLogin:
    """`verifier`: of PKCE. `next_path`: where to go afterwards. `until`: seconds since 1970."""

    state: str
    nonce: str
    verifier: str
    next_path: str
    until: int


def begin_login(next_path: str, now: datetime) -> PendingLogin:
    state, nonce, verifier = (secrets.token_urlsafe(size) for size in (24, 24, 48))
    return PendingLogin(state, nonce, verifier, next_path, int((now + LASTS).timestamp()))


class PendingLogins:
    """`secret`: the same in each process."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(hmac.digest(secret, _PURPOSE, "sha256"))

    def seal(self, logins: Sequence[PendingLogin]) -> str:
        """The last ones, as many as a cookie holds."""
        for kept in range(min(AT_MOST, len(logins)), 0, -1):
            text = self._sealed(logins[-kept:])
            if len(text) <= _LONGEST or kept == 1:
                return text
        return self._sealed(())

    def open(self, text: str | None, now: datetime) -> list[PendingLogin]:
        """Those that are not too old; none for a cookie that is not ours."""
        logins = [PendingLogin(**each) for each in self._opened(text or "")]
        return [each for each in logins if each.until > now.timestamp()]

    def _sealed(self, logins: Sequence[PendingLogin]) -> str:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        said = orjson.dumps([asdict(each) for each in logins])
        return base64.urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, said, None)).decode()

    def _opened(self, text: str) -> list[dict[str, Any]]:
        try:
            sealed = base64.urlsafe_b64decode(text)
            said = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (binascii.Error, ValueError, InvalidTag):
            return []
        return cast("list[dict[str, Any]]", orjson.loads(said))

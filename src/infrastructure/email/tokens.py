"""The tokens of unsubscribe links: whose which reminder, until when, and a signature that only we can make."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from moments.domain.email.kinds import Reminder
from moments.domain.shared.ids import PersonId

LASTS = timedelta(days=180)
_PURPOSE = b"moments: unsubscribe"
"""Mixed into the key, so that what is signed for another purpose is no token."""


class BadToken(Exception):
    """Not ours, or changed on its way."""


class Expired(Exception):
    """Ours, and too old."""


@dataclass(frozen=True, slots=True)
class UnsubscribeClaim:
    person: PersonId
    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Tokens:
    """`secret`: the same in each process."""

    secret: bytes

    def make(self, person: PersonId, reminder: Reminder, at: datetime) -> str:
        until = int((at + LASTS).timestamp())
        said = json.dumps([person, reminder.value, until], separators=(",", ":")).encode()
        return f"{_text(said)}.{_text(self._signature(said))}"

    def read(self, token: str, at: datetime) -> UnsubscribeClaim:
        """Raises BadToken, Expired."""
        head, _, signature = token.partition(".")
        said = _bytes(head)
        if not hmac.compare_digest(self._signature(said), _bytes(signature)):
            raise BadToken
        person, reminder, until = json.loads(said)
        if until < at.timestamp():
            raise Expired
        return UnsubscribeClaim(PersonId(person), Reminder(reminder))

    def _signature(self, said: bytes) -> bytes:
        key = hmac.digest(self.secret, _PURPOSE, hashlib.sha256)
        return hmac.digest(key, said, hashlib.sha256)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        value = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise BadToken from None
    if _text(value) != text:
        raise BadToken
    return value

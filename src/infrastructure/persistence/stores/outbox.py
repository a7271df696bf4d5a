"""The letters due."""

import hashlib

from moments.application.ports.journal import Letter
from moments.infrastructure.persistence.tables import letters
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.upserts import add_if_new


class SqlOutbox:
    def __init__(self, work: Transaction, mail_domain: str) -> None:
        self._work, self._mail_domain = work, mail_domain

    async def add(self, letter: Letter) -> None:
        row = {
            "key": letter.key,
            "message_id": message_id(letter.key, self._mail_domain),
            "kind": letter.kind,
            "recipient": letter.recipient,
            "data": letter.data,
            "due_at": letter.due_at,
            "next_at": letter.due_at,
        }
        await self._work.run(add_if_new(self._work, letters, "key"), row)


def message_id(key: str, mail_domain: str) -> str:
    """The same for the same letter on every host and at every attempt, so that a mailbox tells doubles."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{mail_domain}>"

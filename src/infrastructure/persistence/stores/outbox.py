"""The emails due, and those that failed."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, null, select, update

from moments.application.ports.errors import ConcurrentUpdate, NotFound
from moments.application.ports.journal import Email
from moments.domain.email.email import EmailState, OutboxEmail
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.mappers.email_data import email_data_row
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.persistence.transaction import Transaction, Values
from moments.infrastructure.persistence.upserts import add_if_new

MINUTE = timedelta(minutes=1)
_BATCH_SIZE = 1_000
_c = emails.c
_UNDECIDED = (EmailState.QUEUED.value, EmailState.FAILED.value)


class SqlOutbox:
    def __init__(self, work: Transaction, mail_domain: str) -> None:
        self._work, self._mail_domain = work, mail_domain

    async def add(self, email: Email) -> None:
        await self.add_all([email])

    async def add_all(self, due: Sequence[Email]) -> int:
        for first in range(0, len(due), _BATCH_SIZE):  # between two, the event loop has its turn
            rows = [self._row(email) for email in due[first : first + _BATCH_SIZE]]
            await self._work.run(add_if_new(self._work, emails, "key"), rows)
        return len(due)

    async def get(self, email: int) -> OutboxEmail:
        row = await self._work.first(select(_c.id, _c.kind, _c.state, _c.attempts, _c.problem).where(_c.id == email))
        if row is None:
            raise NotFound("email")
        return OutboxEmail(row.id, row.kind, EmailState(row.state), row.attempts, row.problem)

    async def save(self, email: OutboxEmail, at: datetime) -> None:
        """It is claimed a minute after its last claim at the earliest, by which the rate is kept (docs/adr/0016)."""
        row = await self._work.first(select(_c.claimed_at).where(_c.id == email.id))
        claimed: datetime | None = row.claimed_at if row else None
        values = {
            "state": email.state.value,
            "attempts": email.attempts,
            "problem": email.problem,
            "next_at": max(at, claimed + MINUTE) if claimed else at,
            "settled_at": None if email.state is EmailState.QUEUED else at,
        }
        failed = update(emails).where(_c.id == email.id, _c.state == EmailState.FAILED.value)
        if not await self._work.run(failed.values(values)):
            raise ConcurrentUpdate(f"email {email.id}")
        self._work.track(email)

    async def purge(self, before: datetime) -> int:
        old = (_c.settled_at < before, _c.state.not_in(_UNDECIDED), _c.data.cast(String) != "{}")
        return await self._work.run(update(emails).where(*old).values(data={}, problem=null()))

    def _row(self, email: Email) -> Values:
        return {
            "key": email.dedupe_key,
            "message_id": message_id(email.dedupe_key, self._mail_domain),
            "kind": email.kind,
            "recipient": email.recipient,
            "data": email_data_row(email.data),
            "due_at": email.due_at,
            "next_at": email.due_at,
        }


def message_id(key: str, mail_domain: str) -> str:
    """The same for the same email on every host and at every attempt, so that a mailbox tells doubles."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{mail_domain}>"


async def mark_past_as_sent(database: Database, before: datetime) -> int:
    """The emails that were due before then count as sent when they were due; for a past that was made up."""
    past = update(emails).where(_c.state == EmailState.QUEUED.value, _c.due_at < before)
    async with database.writing() as connection:
        done = await connection.execute(past.values(state=EmailState.SENT.value, settled_at=_c.due_at, attempts=1))
        await connection.commit()
        return done.rowcount

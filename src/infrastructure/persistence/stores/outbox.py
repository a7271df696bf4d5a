"""The emails due, and those that failed."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, and_, bindparam, null, or_, select, text, update

from moments.application.email.writer import AN_HOUR
from moments.application.ports.errors import ConcurrentUpdate, NotFound
from moments.application.ports.journal import Email, Held
from moments.domain.email.email import EmailState, OutboxEmail
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.locks import KeyedLock, acquire_keyed
from moments.infrastructure.persistence.mappers.email_data import email_data_row
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.persistence.transaction import Transaction, Values
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.persistence.upserts import add_if_new

MINUTE = timedelta(minutes=1)
_BATCH_SIZE = 1_000
_c = emails.c
_QUEUED = _c.state == constant(EmailState.QUEUED)
_SUPERSEDE = (
    update(emails)
    .where(
        _QUEUED,
        _c.recipient == bindparam("who"),
        _c.about == bindparam("what"),
        _c.key != bindparam("own"),
        or_(_c.lease_until.is_(None), _c.lease_until <= bindparam("at", type_=UtcDateTime())),
    )
    .values(
        state=EmailState.OBSOLETE.value,
        problem=bindparam("why"),
        settled_at=bindparam("at", type_=UtcDateTime()),
    )
    .returning(_c.kind)
)
_CAUSED = select(_c.next_at, _c.settled_at).where(
    _c.caused_by == bindparam("by"),
    _c.recipient == bindparam("recipient"),
    or_(
        _QUEUED,
        and_(_c.state == constant(EmailState.SENT), _c.settled_at > bindparam("since", type_=UtcDateTime())),
    ),
)
_LOCK_CAUSED = text(acquire_keyed(KeyedLock.EMAILS_CAUSED, ":by"))
_UNDECIDED = (EmailState.QUEUED.value, EmailState.FAILED.value)


class SqlOutbox:
    def __init__(self, work: Transaction, mail_domain: str) -> None:
        self._work, self._mail_domain = work, mail_domain

    async def add(self, email: Email, held: Held | None = None) -> None:
        row = self._row(email) | ({"next_at": held.until, "problem": held.why} if held else {})
        await self._work.run(add_if_new(self._work, emails, "key"), row)

    async def add_obsolete(self, email: Email, reason: str) -> None:
        settled = {"state": EmailState.OBSOLETE.value, "problem": reason, "settled_at": email.due_at}
        await self._work.run(add_if_new(self._work, emails, "key"), self._row(email) | settled)

    async def supersede(self, email: Email, reason: str) -> Collection[str]:
        given = {
            "who": email.recipient,
            "what": email.about,
            "own": email.dedupe_key,
            "at": email.due_at,
            "why": reason,
        }
        return [row.kind for row in await self._work.all(_SUPERSEDE, **given)]

    async def times_between(self, caused_by: PersonId, recipient: PersonId, at: datetime) -> Sequence[datetime]:
        if self._work.on_postgresql:
            await self._work.all(_LOCK_CAUSED, by=caused_by)
        rows = await self._work.all(_CAUSED, by=caused_by, recipient=recipient, since=at - AN_HOUR)
        return sorted(row.settled_at or max(row.next_at, at) for row in rows)

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
            "about": email.about,
            "caused_by": email.caused_by,
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

"""The outbox as those who deliver see it: each claim has a lease and a fencing token (docs/adr/0016)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, null, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.ports.email import ClaimedEmail, EmailState
from moments.domain.email.email import EmailFailed
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.locks import AdvisoryLock, acquire
from moments.infrastructure.persistence.mappers.email_data import email_data_of
from moments.infrastructure.persistence.sql import constant
from moments.infrastructure.persistence.stores.journal import SqlJournal
from moments.infrastructure.persistence.stores.outbox import MINUTE
from moments.infrastructure.persistence.tables import emails
from moments.infrastructure.persistence.transaction import Transaction

_c = emails.c
_WAITING = _c.state == constant(EmailState.QUEUED)
_LOCK = text(acquire(AdvisoryLock.MAIL_RATE))
_NEXT = select(func.min(_c.next_at)).where(_WAITING)


class SqlDeliveryQueue:
    """`a_minute`: emails that may be claimed in any sixty seconds, by whomever; None for as many as there are.

    While an email is claimed, `next_at` is the lease's end, so that the index of what is due passes over it. An email
    is claimed again a minute after its last claim at the earliest, so that `claimed_at` tells the whole minute.
    """

    def __init__(self, database: Database, a_minute: int | None = None) -> None:
        self._database, self._a_minute = database, a_minute

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[ClaimedEmail]:
        assert lease >= MINUTE, "the rate is kept by the time of the last claim"
        async with self._database.writing() as connection:
            allowed = await self._allowed(connection, now, most)
            if allowed < 1:
                return ()
            due = select(_c.id).where(_WAITING, _c.next_at <= now).order_by(_c.next_at, _c.id).limit(allowed)
            picked = due.with_for_update(skip_locked=True).cte("picked")  # SQLite's transaction holds the file
            claimed = (
                update(emails)
                .where(_c.id.in_(select(picked.c.id)))
                .values(fence=_c.fence + 1, claimed_at=now, lease_until=now + lease, next_at=now + lease)
                .returning(emails)
            )
            rows = (await connection.execute(claimed)).all()
            await connection.commit()
        return [_due(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]

    async def mark_sent(self, email: ClaimedEmail, at: datetime) -> bool:
        return await self._settle(email, state=EmailState.SENT.value, settled_at=at, attempts=_c.attempts + 1)

    async def mark_obsolete(self, email: ClaimedEmail, at: datetime, reason: str) -> bool:
        return await self._settle(email, state=EmailState.OBSOLETE.value, settled_at=at, problem=reason)

    async def retry_at(self, email: ClaimedEmail, until: datetime, problem: str) -> bool:
        return await self._settle(email, next_at=until, problem=problem, attempts=_c.attempts + 1)

    async def release(self, email: ClaimedEmail, until: datetime) -> bool:
        return await self._settle(email, next_at=until, claimed_at=null())

    async def mark_failed(self, email: ClaimedEmail, at: datetime, problem: str) -> bool:
        died = EmailFailed(occurred_at=at, by=None, letter=email.id, kind=email.kind)
        values = {"state": EmailState.FAILED.value, "settled_at": at, "problem": problem}
        async with self._database.writing() as connection:
            if not (await connection.execute(_settling(email, attempts=_c.attempts + 1, **values))).rowcount:
                return False
            journal = SqlJournal(Transaction(connection, lambda _aggregate: None))
            await journal.write([died])
            await connection.commit()
        if journal.last is not None:
            self._database.notify(journal.last)
        return True

    async def next_due(self) -> datetime | None:
        async with self._database.reading() as connection:
            due: datetime | None = (await connection.execute(_NEXT)).scalar_one()
        return due

    async def _allowed(self, connection: AsyncConnection, now: datetime, most: int) -> int:
        if self._a_minute is None:
            return most
        if not self._database.on_sqlite:
            await connection.execute(_LOCK)
        recent = select(func.count()).select_from(emails).where(_c.claimed_at > now - MINUTE)
        return min(most, self._a_minute - (await connection.execute(recent)).scalar_one())

    async def _settle(self, email: ClaimedEmail, **values: Any) -> bool:
        async with self._database.writing() as connection:
            done = await connection.execute(_settling(email, **({"problem": null()} | values)))
            await connection.commit()
            return done.rowcount > 0


def _settling(email: ClaimedEmail, **values: Any) -> Any:
    """Of this claim and no later one."""
    mine = (_c.id == email.id, _c.fence == email.fencing_token, _c.state == EmailState.QUEUED.value)
    return update(emails).where(*mine).values(lease_until=null(), **values)


def _due(row: Row[Any]) -> ClaimedEmail:
    return ClaimedEmail(
        id=row.id,
        fencing_token=row.fence,
        message_id=row.message_id,
        kind=row.kind,
        recipient=row.recipient,
        data=email_data_of(row.kind, row.data),
        due_at=row.due_at,
        attempts=row.attempts,
    )

"""The letters due, and those that failed."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, null, select, update

from moments.application.ports.errors import ConcurrentUpdate, NotFound
from moments.application.ports.journal import Letter
from moments.domain.email.email import LetterState, OutgoingLetter
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.mappers.email_data import email_data_row
from moments.infrastructure.persistence.tables import letters
from moments.infrastructure.persistence.transaction import Transaction, Values
from moments.infrastructure.persistence.upserts import add_if_new

MINUTE = timedelta(minutes=1)
_AT_ONCE = 1_000
_c = letters.c
_UNDECIDED = (LetterState.WAITING.value, LetterState.DEAD.value)


class SqlOutbox:
    def __init__(self, work: Transaction, mail_domain: str) -> None:
        self._work, self._mail_domain = work, mail_domain

    async def add(self, letter: Letter) -> None:
        await self.add_all([letter])

    async def add_all(self, due: Sequence[Letter]) -> int:
        for first in range(0, len(due), _AT_ONCE):  # between two, the event loop has its turn
            rows = [self._row(letter) for letter in due[first : first + _AT_ONCE]]
            await self._work.run(add_if_new(self._work, letters, "key"), rows)
        return len(due)

    async def get(self, letter: int) -> OutgoingLetter:
        row = await self._work.first(select(_c.id, _c.kind, _c.state, _c.attempts, _c.problem).where(_c.id == letter))
        if row is None:
            raise NotFound("letter")
        return OutgoingLetter(row.id, row.kind, LetterState(row.state), row.attempts, row.problem)

    async def save(self, letter: OutgoingLetter, at: datetime) -> None:
        """It is claimed a minute after its last claim at the earliest, by which the rate is kept (docs/adr/0016)."""
        row = await self._work.first(select(_c.claimed_at).where(_c.id == letter.id))
        claimed: datetime | None = row.claimed_at if row else None
        values = {
            "state": letter.state.value,
            "attempts": letter.attempts,
            "problem": letter.problem,
            "next_at": max(at, claimed + MINUTE) if claimed else at,
            "settled_at": None if letter.state is LetterState.WAITING else at,
        }
        failed = update(letters).where(_c.id == letter.id, _c.state == LetterState.DEAD.value)
        if not await self._work.run(failed.values(values)):
            raise ConcurrentUpdate(f"letter {letter.id}")
        self._work.saw(letter)

    async def purge(self, before: datetime) -> int:
        old = (_c.settled_at < before, _c.state.not_in(_UNDECIDED), _c.data.cast(String) != "{}")
        return await self._work.run(update(letters).where(*old).values(data={}, problem=null()))

    def _row(self, letter: Letter) -> Values:
        return {
            "key": letter.key,
            "message_id": message_id(letter.key, self._mail_domain),
            "kind": letter.kind,
            "recipient": letter.recipient,
            "data": email_data_row(letter.data),
            "due_at": letter.due_at,
            "next_at": letter.due_at,
        }


def message_id(key: str, mail_domain: str) -> str:
    """The same for the same letter on every host and at every attempt, so that a mailbox tells doubles."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{mail_domain}>"


async def settle_the_past(database: Database, before: datetime) -> int:
    """The letters that were due before then count as sent when they were due; for a past that was made up."""
    past = update(letters).where(_c.state == LetterState.WAITING.value, _c.due_at < before)
    async with database.writing() as connection:
        done = await connection.execute(past.values(state=LetterState.SENT.value, settled_at=_c.due_at, attempts=1))
        await connection.commit()
        return done.rowcount

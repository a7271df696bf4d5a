"""PostgreSQL's advisory locks, each with a number of its own: two that share one wait for each other.

A lock of `KeyedLock` is one of many: its second number is a hash of what is locked.
"""

from enum import IntEnum, unique


@unique
class AdvisoryLock(IntEnum):
    EVENTS = 0x6D6F6D0001
    """Held from before an event's id is drawn to the commit, so that ids appear in their order."""
    MIGRATION = 0x6D6F6D0002
    """Held while the schema is brought up to date."""
    MAIL_RATE = 0x6D6F6D0003
    """Held by a worker that claims emails, from the count of the last minute's claims to the commit."""


@unique
class KeyedLock(IntEnum):
    IDEMPOTENCY_KEY = 0x6D6F
    """Held while a mutation's idempotency key is looked up and written."""
    EMAILS_CAUSED = 0x6D6F65
    """Held from the count of the emails that a person caused to the commit."""
    SUPERVISOR_TRIES = 0x6D6F73
    """Held while the supervisors whom a person named in vain are counted, to the commit."""
    JOB = 0x6D6F6A
    """Held while a job's next run is looked up and claimed."""


def acquire(lock: AdvisoryLock) -> str:
    """The statement that takes the lock until the transaction's end."""
    return f"SELECT pg_advisory_xact_lock({lock.value})"


def acquire_keyed(lock: KeyedLock, key: str) -> str:
    """`key`: an SQL expression of what is locked, a text."""
    return f"SELECT pg_advisory_xact_lock({lock.value}, hashtext({key}))"

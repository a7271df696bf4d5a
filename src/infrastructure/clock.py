"""The machine's own clock, and identities that no two machines share."""

from datetime import UTC, datetime
from uuid import uuid4


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class RandomIdGenerator:
    def new(self) -> str:
        return uuid4().hex

"""Now, and new identities: the two things a use-case can't know by itself."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, in UTC, aware."""
        ...


class IdGenerator(Protocol):
    def new(self) -> str:
        """Text that no two calls share, in any process."""
        ...

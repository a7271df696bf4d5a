"""The record of who has read whose private facts."""

from collections.abc import Sequence
from typing import Protocol

from moments.domain.participants.private_facts import DaysReads


class PrivateReads(Protocol):
    async def add(self, reads: Sequence[DaysReads]) -> None:
        """Adds to what is stored of the same day, reader and facts: the later time, and the sum of the times."""
        ...

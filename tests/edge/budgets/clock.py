"""Time that a test moves."""

from dataclasses import dataclass


@dataclass
class Time:
    """In seconds."""

    now: float = 1_000_000.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

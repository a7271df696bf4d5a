"""Time that a test moves."""

from dataclasses import dataclass

import pytest
from throttled import utils


@dataclass
class Time:
    now: float = 1_000_000.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The clock of the budgets' meters."""
    made = Time()
    monkeypatch.setattr(utils, "now_mono_f", lambda: made.now)
    return made

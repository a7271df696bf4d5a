"""Hand-written stand-ins for the ports, held to the same contract as the real stores."""

from tests.application.fakes.clock import CountingIds, FixedClock
from tests.application.fakes.memory import Memory
from tests.application.fakes.unit_of_work import FakeUnitOfWork, fake_units_of_work

__all__ = ["CountingIds", "FakeUnitOfWork", "FixedClock", "Memory", "fake_units_of_work"]

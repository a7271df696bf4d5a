"""A unit of work in memory: a copy that replaces what is there at the commit, or is forgotten."""

from collections.abc import Callable

from moments.application.ports.errors import ConcurrentUpdate
from moments.application.unit_of_work import UnitOfWork
from tests.application.fakes import schedule, stores
from tests.application.fakes.matching import FakeMatching
from tests.application.fakes.memory import Memory


class FakeUnitOfWork(UnitOfWork):
    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory

    async def _begin(self) -> None:
        state = self._state = self._memory.state.copy()
        self._generation = self._memory.generation
        self.applications = stores.FakeApplications(state, self.saw)
        self.participants = stores.FakeParticipants(state, self.saw)
        self.mentorships = stores.FakeMentorships(state, self.saw)
        self.meetings = stores.FakeMeetings(state, self.saw)
        self.surveys = stores.FakeSurveys(state, self.saw)
        self.directory = stores.FakeDirectory(state, self.saw)
        self.skills = stores.FakeSkills(state, self.saw)
        self.administrators = stores.FakeAdministrators(state, self.saw)
        self.office = stores.FakeOffice(state, self.saw)
        self.journal = stores.FakeJournal(state, self.saw)
        self.outbox = stores.FakeOutbox(state, self.saw)
        self.keys = stores.FakeKeys(state, self.saw)
        self.reminders = stores.FakeReminders(state, self.saw)
        self.cycles = schedule.FakeCycles(state, self.saw)
        self.ledger = schedule.FakeLedger(state, self.saw)
        self.waiting = schedule.FakeWaiting(state, self.saw)
        self.expiry = schedule.FakeExpiry(state, self.saw)
        self.matching = FakeMatching(state, self.saw)

    async def _commit(self) -> None:
        if self._memory.generation != self._generation:
            raise ConcurrentUpdate
        self._memory.state = self._state.copy()
        self._memory.generation += 1
        self._generation = self._memory.generation

    async def _rollback(self) -> None:
        """There is nothing to give back."""


def fake_units_of_work(memory: Memory) -> Callable[[], FakeUnitOfWork]:
    """As a use-case takes it."""
    return lambda: FakeUnitOfWork(memory)

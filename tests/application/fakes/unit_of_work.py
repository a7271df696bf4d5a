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
        self.applications = stores.FakeApplications(state, self.track)
        self.supervisor_tries = stores.FakeSupervisorTries(state, self.track)
        self.participants = stores.FakeParticipants(state, self.track)
        self.mentorships = stores.FakeMentorships(state, self.track)
        self.meetings = stores.FakeMeetings(state, self.track)
        self.resources = stores.FakeResources(state, self.track)
        self.surveys = stores.FakeSurveys(state, self.track)
        self.directory = stores.FakeDirectory(state, self.track)
        self.renumberings = stores.FakeRenumberings(state, self.track)
        self.skills = stores.FakeSkills(state, self.track)
        self.administrators = stores.FakeAdministrators(state, self.track)
        self.office = stores.FakeOffice(state, self.track)
        self.sign_ins = stores.FakeSignIns(state, self.track)
        self.journal = stores.FakeJournal(state, self.track)
        self.outbox = stores.FakeOutbox(state, self.track)
        self.keys = stores.FakeKeys(state, self.track)
        self.reminders = stores.FakeReminders(state, self.track)
        self.holidays = schedule.FakeHolidays(state, self.track)
        self.cycles = schedule.FakeCycles(state, self.track)
        self.sessions = stores.FakeSessions(state, self.track)
        self.job_runs = schedule.FakeJobRuns(state, self.track)
        self.pending_items = schedule.FakePendingItems(state, self.track)
        self.expiry = schedule.FakeExpiry(state, self.track)
        self.private_reads = stores.FakePrivateReads(state, self.track)
        self.matching = FakeMatching(state, self.track)

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

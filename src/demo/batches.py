"""Many use-cases in one transaction: the demo runs tens of thousands, and a commit each would be most of the time."""

from moments.application.unit_of_work import UnitOfWork, UnitsOfWork
from moments.domain.shared.events import DomainEvent

SIZE = 400
"""Use-cases a transaction. Beyond some hundreds nothing is won, and what waits for the commit is kept in memory."""


class Batches:
    """UnitsOfWork for one caller at a time. Nothing is written for good until `SIZE` is reached or `flush` is called.

    A refused use-case spoils its whole batch, as it may have written half of what it meant to; the demo's
    people know the rules, so a refusal is a bug of the demo.
    """

    def __init__(self, units_of_work: UnitsOfWork, size: int = SIZE) -> None:
        self._units_of_work, self._size = units_of_work, size
        self._open: UnitOfWork | None = None
        self._parts = 0

    def __call__(self) -> UnitOfWork:
        return _Part(self)

    async def whole(self) -> UnitOfWork:
        """The open transaction, a new one where the last is full."""
        if self._parts >= self._size:
            await self.flush()
        if self._open is None:
            work = self._units_of_work()
            self._open = await work.__aenter__()
        self._parts += 1
        return self._open

    async def flush(self) -> None:
        """Commits what there is."""
        if self._open is not None:
            await self._open.commit()
        await self.close()

    async def close(self) -> None:
        """Gives the connection back; what was not committed is lost."""
        work, self._open, self._parts = self._open, None, 0
        if work is not None:
            await work.__aexit__(None, None, None)


class _Part(UnitOfWork):
    """One use-case's share of a batch: its stores and its events are the whole's."""

    def __init__(self, batches: Batches) -> None:
        super().__init__()
        self._batches = batches

    def record(self, event: DomainEvent) -> None:
        self._whole.record(event)

    async def commit(self) -> None:
        """The batch commits."""

    async def _begin(self) -> None:
        whole = self._whole = await self._batches.whole()
        self.applications = whole.applications
        self.supervisor_tries = whole.supervisor_tries
        self.participants = whole.participants
        self.mentorships = whole.mentorships
        self.meetings = whole.meetings
        self.surveys = whole.surveys
        self.directory = whole.directory
        self.skills = whole.skills
        self.holidays = whole.holidays
        self.administrators = whole.administrators
        self.office = whole.office
        self.journal = whole.journal
        self.outbox = whole.outbox
        self.keys = whole.keys
        self.matching = whole.matching

    async def _commit(self) -> None: ...

    async def _rollback(self) -> None: ...

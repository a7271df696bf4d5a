"""One transaction: commits rows, events, emails and the idempotency key together, or nothing."""

from abc import ABC, abstractmethod
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from moments.application.access.changes_of_power import record_change_of_power
from moments.application.effects import CountingOutbox, Effect
from moments.application.email.due import emails_for
from moments.application.email.writer import write_emails
from moments.application.ports.applications import Applications, SupervisorTries
from moments.application.ports.directory import Administrators, DirectoryStore, Office, Renumberings, Skills
from moments.application.ports.identity import SignIns
from moments.application.ports.journal import Email, IdempotencyKeys, Journal, Outbox
from moments.application.ports.matching import Matching
from moments.application.ports.mentorships import Meetings, Mentorships
from moments.application.ports.participants import Participants
from moments.application.ports.private_reads import PrivateReads
from moments.application.ports.reminders import Reminders
from moments.application.ports.resources import Resources
from moments.application.ports.scheduling import Cycles, Expiry, Holidays, JobRuns, PendingItems
from moments.application.ports.sessions import Sessions
from moments.application.ports.surveys import Surveys
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.events import DomainEvent


class UnitOfWork(ABC):
    """Rolls back unless committed. The stores report the aggregates that they save (`track`)."""

    applications: Applications
    supervisor_tries: SupervisorTries
    participants: Participants
    mentorships: Mentorships
    meetings: Meetings
    surveys: Surveys
    resources: Resources
    directory: DirectoryStore
    renumberings: Renumberings
    skills: Skills
    administrators: Administrators
    office: Office
    sign_ins: SignIns
    journal: Journal
    outbox: Outbox
    keys: IdempotencyKeys
    reminders: Reminders
    sessions: Sessions
    holidays: Holidays
    cycles: Cycles
    job_runs: JobRuns
    pending_items: PendingItems
    matching: Matching
    expiry: Expiry
    private_reads: PrivateReads

    def __init__(self) -> None:
        self._saved: dict[int, Aggregate] = {}
        self._loose: list[DomainEvent] = []

    async def __aenter__(self) -> Self:
        await self._begin()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._rollback()

    def track(self, aggregate: Aggregate) -> None:
        """The commit writes the aggregate's events, in the order in which aggregates were first saved."""
        self._saved[id(aggregate)] = aggregate

    def record(self, event: DomainEvent) -> None:
        """Records an event without an aggregate: of the catalog, a list of people, or an import."""
        self._loose.append(event)

    async def commit(self) -> None:
        """Writes emails first and events last, so that the event-order lock is held briefly (docs/adr/0005)."""
        events = await self._settle()
        if events:
            await self.journal.write(events)
        await self._commit()
        for event in events:
            record_change_of_power(event)

    async def foresee(self) -> Effect:
        """What a commit would write, if `count_emails` was called before; the transaction is rolled back."""
        assert isinstance(self.outbox, CountingOutbox), "the emails would be written"
        return Effect.of(await self._settle(), self.outbox.due)

    def count_emails(self) -> None:
        """From now on, emails are counted and not written."""
        self.outbox = CountingOutbox(self.outbox)

    async def _settle(self) -> list[DomainEvent]:
        """Adds the emails that the events make due; returns the events, in order.

        A transaction is one person's action, also where a consequence of it, such as a closed request, is nobody's.
        """
        events: list[DomainEvent] = []
        emails: list[Email] = []
        for aggregate in self._saved.values():
            for event in aggregate.collect_events():
                events.append(event)
                emails += (replace(each, caused_by=event.by) for each in emails_for(event, aggregate))
        by = next((event.by for event in (*events, *self._loose) if event.by is not None), None)
        await write_emails(self.outbox, emails, by)
        return [*events, *self._loose]

    @abstractmethod
    async def _begin(self) -> None: ...

    @abstractmethod
    async def _commit(self) -> None: ...

    @abstractmethod
    async def _rollback(self) -> None:
        """After a commit, this only returns the connection."""


class UnitsOfWork(Protocol):
    """Creates a unit of work for each transaction."""

    def __call__(self) -> UnitOfWork: ...

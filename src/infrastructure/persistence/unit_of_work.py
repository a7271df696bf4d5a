"""One transaction on either database (docs/adr/0005)."""

from contextlib import AsyncExitStack

from moments.application.unit_of_work import UnitOfWork
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.derived import refresh_derived
from moments.infrastructure.persistence.stores.administrators_and_office import SqlAdministrators, SqlOffice
from moments.infrastructure.persistence.stores.applications import SqlApplications
from moments.infrastructure.persistence.stores.cycles import SqlCycles
from moments.infrastructure.persistence.stores.directory import SqlDirectory
from moments.infrastructure.persistence.stores.holidays import SqlHolidays
from moments.infrastructure.persistence.stores.job_runs import SqlJobRuns
from moments.infrastructure.persistence.stores.journal import SqlJournal
from moments.infrastructure.persistence.stores.keys import SqlKeys
from moments.infrastructure.persistence.stores.matching import SqlMatching
from moments.infrastructure.persistence.stores.meetings import SqlMeetings
from moments.infrastructure.persistence.stores.mentorships import SqlMentorships
from moments.infrastructure.persistence.stores.outbox import SqlOutbox
from moments.infrastructure.persistence.stores.participants import SqlParticipants
from moments.infrastructure.persistence.stores.pending_items import SqlPendingItems
from moments.infrastructure.persistence.stores.private_reads import SqlPrivateReads
from moments.infrastructure.persistence.stores.reminders import SqlReminders
from moments.infrastructure.persistence.stores.renumberings import SqlRenumberings
from moments.infrastructure.persistence.stores.resources import SqlResources
from moments.infrastructure.persistence.stores.retention import SqlExpiry
from moments.infrastructure.persistence.stores.sessions import SqlSessions
from moments.infrastructure.persistence.stores.sign_ins import SqlSignIns
from moments.infrastructure.persistence.stores.skills import SqlSkills
from moments.infrastructure.persistence.stores.supervisor_tries import SqlSupervisorTries
from moments.infrastructure.persistence.stores.surveys import SqlSurveys
from moments.infrastructure.persistence.transaction import Transaction


class SqlUnitOfWork(UnitOfWork):
    """Made for each transaction; the connection is taken from the pool at `async with`. `mail_domain`: in each
    email's Message-ID; not the sending host's name, so that every host gives an email the same."""

    def __init__(self, database: Database, mail_domain: str) -> None:
        super().__init__()
        self._database, self._mail_domain = database, mail_domain
        self._held = AsyncExitStack()

    async def _begin(self) -> None:
        connection = await self._held.enter_async_context(self._database.writing())
        work = self._work = Transaction(connection, self.track)
        skills = SqlSkills(work)
        self.applications = SqlApplications(work, skills)
        self.supervisor_tries = SqlSupervisorTries(work)
        self.participants = SqlParticipants(work)
        self.mentorships = SqlMentorships(work)
        self.meetings = SqlMeetings(work)
        self.surveys = SqlSurveys(work)
        self.resources = SqlResources(work)
        self.directory = SqlDirectory(work)
        self.renumberings = SqlRenumberings(work)
        self.skills = skills
        self.administrators = SqlAdministrators(work)
        self.office = SqlOffice(work)
        self.sign_ins = SqlSignIns(work)
        self.journal = self._journal = SqlJournal(work)
        self.outbox = SqlOutbox(work, self._mail_domain)
        self.keys = SqlKeys(work)
        self.reminders = SqlReminders(work)
        self.sessions = SqlSessions(work)
        self.holidays = SqlHolidays(work)
        self.cycles = SqlCycles(work, self.holidays)
        self.job_runs = SqlJobRuns(work)
        self.pending_items = SqlPendingItems(work)
        self.expiry = SqlExpiry(work)
        self.matching = SqlMatching(work)
        self.private_reads = SqlPrivateReads(work)

    async def commit(self) -> None:
        """What is derived from the rows comes first, as everything that takes time comes before the events."""
        await refresh_derived(self._work)
        await super().commit()

    async def _commit(self) -> None:
        await self._work.connection.commit()
        if self._journal.last is not None:
            self._database.notify(self._journal.last)

    async def _rollback(self) -> None:
        await self._held.aclose()

"""A department for the clock's tests: what waits in it is written by the real stores, and the clock is the test's."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from moments.application.scheduling.job import Job
from moments.application.scheduling.jobs import build_jobs
from moments.application.scheduling.scheduler import Scheduler
from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.decision import InLieu
from moments.domain.applications.supervisor import Supervisor
from moments.domain.mentorships.meeting import Meeting
from moments.domain.program.administrators import Administrator
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.matching.service import SqlMatchingService
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.stores.job_runs import CLOCK
from moments.infrastructure.persistence.tables import emails, job_runs
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from moments.infrastructure.scheduling import CronSimSchedule
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.persistence import people
from tests.infrastructure.persistence.people import BOSS, DOR, a_department, an_employee

ADA, CHIEF = PersonId("E-ADA"), PersonId("E-CHIEF")
OTHER = DepartmentCode("DHSS")
SUNDAY = datetime(2026, 11, 1, 12, tzinfo=STATE_TIME)
"""Before the first digest of the tests, on Monday, 2 November."""


def local(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), STATE_TIME)


def usual_jobs(database: Database) -> Sequence[Job]:
    return build_jobs(
        CronSimSchedule(),
        SqlMatchingService(database),
        time(7),
        event_retention=timedelta(days=30),
        email_retention=timedelta(days=90),
        departure_grace=timedelta(days=7),
        private_read_retention=timedelta(days=365),
    )


@dataclass
class SimulatedClock:
    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class SchedulerScenario:
    """`begin` starts the clock; `until` lets it run, looking as often as a worker that lives would."""

    database: Database
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(SUNDAY))
    jobs: Sequence[Job] = ()

    def __post_init__(self) -> None:
        self.jobs = self.jobs or usual_jobs(self.database)

    def new_work(self) -> UnitOfWork:
        return SqlUnitOfWork(self.database, MAIL_DOMAIN)

    def worker(self) -> Scheduler:
        return Scheduler(self.new_work, self.clock, self.jobs)

    async def at(self, moment: datetime) -> None:
        """A worker comes up at that moment, does what is due, and goes."""
        self.clock.at = moment
        await self.worker().run_due_jobs()

    async def emails(self, kind: str | None = None) -> list[tuple[str, dict[str, Any]]]:
        """To whom, and what they say, in the order in which they were written."""
        chosen = select(emails.c.kind, emails.c.recipient, emails.c.data).order_by(emails.c.id)
        async with self.database.reading() as connection:
            rows = (await connection.execute(chosen)).all()
        return [(row.recipient, row.data) for row in rows if kind in (None, row.kind)]

    async def runs(self, job: str | None = None) -> list[tuple[str, datetime, dict[str, Any]]]:
        async with self.database.reading() as connection:
            rows = (await connection.execute(select(job_runs).order_by(job_runs.c.due, job_runs.c.job))).all()
        return [(row.job, row.due, row.outcome) for row in rows if row.job != CLOCK and job in (None, row.job)]

    # --- who is there and what waits -------------------------------------------------------------------------

    async def settle(self, *people: PersonId, department: DepartmentCode = DOR) -> None:
        async with self.new_work() as work:
            await work.directory.write_departments([a_department(), a_department(OTHER, "Health")])
            everybody = [an_employee(person) for person in (BOSS, ADA, CHIEF)]
            everybody += [an_employee(person, department=department) for person in people]
            await work.directory.write(everybody)
            await work.commit()

    async def change(self, person: PersonId, **facts: Any) -> None:
        async with self.new_work() as work:
            known = await work.directory.get(person)
            await work.directory.write([replace(known, **facts)])
            await work.commit()

    async def administrate(self, person: PersonId, department: DepartmentCode = DOR) -> None:
        async with self.new_work() as work:
            await work.administrators.add(Administrator(person, department, BOSS, SUNDAY))
            await work.commit()

    async def apply(self, person: PersonId, at: datetime, supervisor: PersonId = BOSS) -> ApplicationId:
        application = people.an_application(person, ApplicationKind.MENTEE)
        application.supervisor = Supervisor.from_directory(an_employee(supervisor))
        catalog = people.Catalog(people.handbook_skills().values())
        application.submit(reasons=(), catalog=catalog, at=at)
        async with self.new_work() as work:
            await work.applications.save(application)
            await work.commit()
        return application.id

    async def decide_in_lieu(self, identity: ApplicationId, at: datetime) -> None:
        async with self.new_work() as work:
            application = await work.applications.get(identity)
            decider = InLieu(ADA, "Ada", frozenset({DOR}), "FMLA leave")
            application.deny(decider, read=application.submitted_at or at, department=DOR, message=None, at=at)
            await work.applications.save(application)
            await work.commit()

    async def request(self, mentor: PersonId, mentee: PersonId, at: datetime) -> MentorshipId:
        return await people.request(self.new_work, mentor, mentee, at=at)

    async def accept(self, identity: MentorshipId, at: datetime) -> None:
        await people.accept(self.new_work, identity, at=at)

    async def propose_meeting(self, identity: MentorshipId, by: PersonId, at: datetime) -> None:
        async with self.new_work() as work:
            mentorship = await work.mentorships.get(identity)
            meeting = Meeting.propose(
                MeetingId(f"T-{identity}"),
                mentorship,
                by=by,
                starts_at=at + timedelta(days=1),
                minutes=60,
                agenda=None,
                outside_hours=False,
                at=at,
            )
            await work.meetings.save(meeting)
            await work.commit()


@asynccontextmanager
async def a_town(url: str) -> AsyncIterator[SchedulerScenario]:
    database = open_database(url)
    try:
        yield SchedulerScenario(database)
    finally:
        await database.close()

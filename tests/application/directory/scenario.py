"""A small State to import: two teams of one department, another department, and people who take part."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import text

from moments.application.applications.decide_application import ApproveApplication, DecideApplicationCommand
from moments.application.applications.filling_in import FilledIn, SupervisorWritten
from moments.application.applications.name_supervisor import NameSupervisor, NameSupervisorCommand
from moments.application.applications.start_application import StartApplication, StartApplicationCommand
from moments.application.applications.submit_application import SubmitApplication, SubmitApplicationCommand
from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.limits import ImportLimits
from moments.application.directory.plan import ImportPlan
from moments.application.directory.preview_import import PreviewImport
from moments.application.directory.staff_office import AddFirstOfficeMembers
from moments.application.directory.update import DirectoryUpdate
from moments.application.events import name_of, subject_of
from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.program.administrators import NameAdministrator, NameAdministratorCommand
from moments.application.unit_of_work import UnitOfWork
from moments.application.use_case import Caller
from moments.demo.agenda import SimulatedClock
from moments.domain.applications.application import Application
from moments.domain.email.email import EmailState
from moments.domain.participants.employee import Department, Employee, Employment
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import ApplicationId, DepartmentCode, EmployeeNumber, MentorshipId, PersonId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.application.fakes import FakeUnitOfWork, Memory
from tests.application.fakes.matching import takes_requests
from tests.databases import MAIL_DOMAIN

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DOR, DNR = DepartmentCode("DOR"), DepartmentCode("DNR")
DEPARTMENTS = (Department(DOR, "Revenue", "hr", "travel"), Department(DNR, "Natural Resources", "hr", "travel"))
HEAD, SAM, SUE, ANN, BOB, MOE, ADA, OLA = map(PersonId, ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8"))


def employee(person: PersonId, name: str, supervisor: PersonId | None, **changes: Any) -> Employee:
    first, last = name.split()
    usual = Employee(
        person, EmployeeNumber(person), first, last, f"{first}.{last}@mo.example".lower(), DOR, None, "Clerk",
        "Jefferson City", date(2020, 1, 6), Employment.FULL_TIME, supervisor,
    )  # fmt: skip
    return replace(usual, **changes)


PEOPLE = (
    employee(HEAD, "Hal Head", None),
    employee(SAM, "Sam Stone", HEAD),
    employee(SUE, "Sue Summer", HEAD),
    employee(ANN, "Ann Abbott", SAM),
    employee(BOB, "Bob Brown", SAM),
    employee(MOE, "Moe Moss", SUE),
    employee(ADA, "Ada Amber", SUE),
    employee(OLA, "Ola Oak", HEAD),
)


def with_changes(people: Sequence[Employee], person: PersonId, **changes: Any) -> tuple[Employee, ...]:
    return tuple(replace(each, **changes) if each.id == person else each for each in people)


def without(people: Sequence[Employee], *gone: PersonId) -> tuple[Employee, ...]:
    """Their reports go to the head."""
    return tuple(
        replace(each, supervisor=HEAD) if each.supervisor in gone else each for each in people if each.id not in gone
    )


Event = tuple[str, str, str | None]
"""Its name, its subject, and who did it."""


class Store(Protocol):
    def units_of_work(self) -> UnitOfWork: ...

    async def events(self) -> list[Event]: ...

    async def everything(self) -> dict[str, list[str]]:
        """All rows but the records that an import was made."""
        ...

    async def emails(self, *, queued: bool) -> list[tuple[str, str]]: ...

    async def send_emails(self, at: datetime) -> None: ...


class MemoryStore:
    def __init__(self) -> None:
        self._memory = Memory()

    def units_of_work(self) -> UnitOfWork:
        return FakeUnitOfWork(self._memory)

    async def events(self) -> list[Event]:
        return [(name_of(type(event)), subject_of(event).id, event.by) for event in self._memory.events]

    async def everything(self) -> dict[str, list[str]]:
        state = self._memory.state
        rows = {each.name: getattr(state, each.name) for each in fields(state) if each.name != "events"}
        found = {name: sorted(map(repr, rows[name].items())) for name in rows}
        listed = sorted(mentor for mentor in state.participants if takes_requests(state, mentor))
        return found | {"office_members": found["office"], "mentor_listing": listed}

    async def emails(self, *, queued: bool) -> list[tuple[str, str]]:
        stored = self._memory.state.emails.values()
        kept = [each for each in stored if not queued or each.state is EmailState.QUEUED]
        return [(each.email.kind, each.email.recipient) for each in kept]

    async def send_emails(self, at: datetime) -> None:
        self._memory.send_emails(at)


class SqlStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def units_of_work(self) -> UnitOfWork:
        return SqlUnitOfWork(self._database, MAIL_DOMAIN)

    async def events(self) -> list[Event]:
        async with self._database.reading() as connection:
            rows = await connection.execute(text("SELECT type, subject, by FROM events ORDER BY id"))
            return [(row.type, row.subject, row.by) for row in rows]

    async def everything(self) -> dict[str, list[str]]:
        tables = ("employees", "departments", "participants", "applications", "mentorships", "administrators",
                  "office_members", "letters", "mentor_listing")  # fmt: skip
        async with self._database.reading() as connection:
            return {
                name: sorted(map(repr, (await connection.execute(text(f"SELECT * FROM {name}"))).all()))
                for name in tables
            }

    async def emails(self, *, queued: bool) -> list[tuple[str, str]]:
        wanted = text("SELECT kind, recipient FROM letters WHERE state = 'waiting' OR NOT :queued ORDER BY id")
        async with self._database.reading() as connection:
            return [(row.kind, row.recipient) for row in await connection.execute(wanted, {"queued": queued})]

    async def send_emails(self, at: datetime) -> None:
        async with self._database.writing() as connection:
            await connection.execute(text("UPDATE letters SET state = 'sent' WHERE state = 'waiting'"))
            await connection.commit()


class ImportScenario:
    """The program in memory or on a real database, with the use-cases in short."""

    def __init__(self, store: Store) -> None:
        self._store, self.clock = store, SimulatedClock(NOW)

    def units_of_work(self) -> UnitOfWork:
        return self._store.units_of_work()

    async def import_people(self, people: Sequence[Employee], *, leavers: float = 1.0) -> ImportPlan:
        return await self.take(DirectoryUpdate(people, DEPARTMENTS), leavers=leavers)

    async def take(self, update: DirectoryUpdate, *, leavers: float = 1.0) -> ImportPlan:
        self.clock.travel(self.clock.now() + timedelta(hours=1))
        use_case = ImportDirectory(self.units_of_work, self.clock)
        return await use_case(update, limits=ImportLimits(leavers))

    async def preview(self, people: Sequence[Employee]) -> ImportPlan:
        return await PreviewImport(self.units_of_work, self.clock)(DirectoryUpdate(people, DEPARTMENTS))

    async def do(self, use_case: Any, command: object, by: PersonId) -> str:
        self.clock.travel(self.clock.now() + timedelta(minutes=1))
        answer: str = await use_case(self.units_of_work, self.clock, RandomIdGenerator())(command, Caller(by))
        return answer

    async def draft(self, person: PersonId, kind: ApplicationKind = ApplicationKind.MENTEE) -> ApplicationId:
        career = tuple(SkillId(f"career-{name}") for name in ("delegation", "networking", "collaboration"))
        command = StartApplicationCommand(
            kind, FilledIn(bio="Hello.", working_hours="mon-fri-0800-1700", career=career)
        )
        return ApplicationId(await self.do(StartApplication, command, person))

    async def submit(self, person: PersonId, kind: ApplicationKind = ApplicationKind.MENTEE) -> ApplicationId:
        application = await self.draft(person, kind)
        await self.do(SubmitApplication, SubmitApplicationCommand(application), person)
        return application

    async def approved(self, person: PersonId, supervisor: PersonId, kind: ApplicationKind) -> ApplicationId:
        application = await self.submit(person, kind)
        await self.do(ApproveApplication, DecideApplicationCommand(application, self.clock.now()), supervisor)
        return application

    async def name_supervisor(self, application: ApplicationId, by: PersonId, named: Employee) -> None:
        written = SupervisorWritten(
            first_name=named.first_name, last_name=named.last_name, email=named.email, on_leave=True
        )
        command = NameSupervisorCommand(application, written)
        await self.do(NameSupervisor, command, by)

    async def pair(self) -> MentorshipId:
        """Moe mentors Ann."""
        await self.approved(MOE, SUE, ApplicationKind.MENTOR)
        await self.approved(ANN, SAM, ApplicationKind.MENTEE)
        request = MentorshipId(await self.do(RequestMentor, RequestMentorCommand(MOE), ANN))
        await self.do(AcceptRequest, AcceptRequestCommand(request), MOE)
        return request

    async def staff(self) -> None:
        """Ola is the office, Ada an administrator of the department."""
        await AddFirstOfficeMembers(self.units_of_work, self.clock).add("ola.oak@mo.example")
        await self.do(NameAdministrator, NameAdministratorCommand(DOR, "ada.amber@mo.example"), OLA)

    async def application(self, identity: ApplicationId) -> Application:
        async with self.units_of_work() as work:
            return await work.applications.get(identity)

    async def participant(self, person: PersonId) -> Participant:
        async with self.units_of_work() as work:
            return (await work.participants.lock(person))[person]

    async def events(self, kind: str | None = None) -> list[Event]:
        return [event for event in await self._store.events() if kind in (None, event[0])]

    async def people(self) -> dict[PersonId, Employee]:
        async with self.units_of_work() as work:
            return dict(await work.directory.all())

    async def everything(self) -> dict[str, list[str]]:
        return await self._store.everything()

    async def emails(self, *, queued: bool = False) -> list[tuple[str, str]]:
        """Their kinds and recipients. `queued`: only those that are still to be sent."""
        return await self._store.emails(queued=queued)

    async def send_emails(self) -> None:
        await self._store.send_emails(self.clock.now())


@asynccontextmanager
async def a_town(url: str | None) -> AsyncIterator[ImportScenario]:
    """None: in memory."""
    if url is None:
        town = ImportScenario(MemoryStore())
        await town.import_people(PEOPLE)
        yield town
        return
    database = open_database(url, 3)
    try:
        town = ImportScenario(SqlStore(database))
        await town.import_people(PEOPLE)
        yield town
    finally:
        await database.close()

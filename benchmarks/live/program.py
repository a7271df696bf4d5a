"""The program that is followed: three departments of different crowds, and applications that change hands.

Everything is written through the real use-cases. On PostgreSQL this process commits the events, so that the server's
work is the followers' alone; on SQLite the server itself does, by a mutation: it hears at once of no other's commits.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial

import httpx

from benchmarks.live.process import Server
from moments.application.applications.filling_in import FilledIn, SupervisorWritten
from moments.application.applications.name_supervisor import NameSupervisor, NameSupervisorCommand
from moments.application.applications.start_application import StartApplication, StartApplicationCommand
from moments.application.applications.submit_application import SubmitApplication, SubmitApplicationCommand
from moments.application.use_case import Caller
from moments.domain.participants.employee import Department, Employee, Employment
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import SkillCategory
from moments.domain.shared.ids import ApplicationId, DepartmentCode, EmployeeNumber, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.shared import ids
from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.clock import RandomIdGenerator, SystemClock
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from moments.infrastructure.settings import Settings

QUEUE, CROWD, OWN = (DepartmentCode(code) for code in ("QUEUE", "CROWD", "OWN"))
"""One administrator; as many as there are followers; and one of ordinary people, who follow what is theirs."""
FEW = 3
"""Of administrators and of the office, where there are not many."""
APPLICANTS, SUPERVISED = 25, 10
_MUTATION = """mutation($input: NameSupervisorInput!) { nameSupervisor(input: $input) { errors { message } } }"""


@dataclass
class Program:
    settings: Settings
    database: Database
    people: dict[DepartmentCode, list[Employee]]
    supervisors: dict[DepartmentCode, list[Employee]]
    applications: dict[DepartmentCode, list[tuple[Employee, ApplicationId]]]
    issuer: DevelopmentIssuer
    _round: dict[DepartmentCode, int] = field(default_factory=dict)

    def token(self, person: Employee) -> str:
        return self.issuer.token_for(person.email)

    async def event(self, department: DepartmentCode, server: Server) -> float:
        """The next of the department's applications changes hands. When that was committed, on the monotonic clock;
        on SQLite, when it was asked for."""
        number = self._round.get(department, 0)
        self._round[department] = number + 1
        applications, supervisors = self.applications[department], self.supervisors[department]
        applicant, application = applications[number % len(applications)]
        turn = number // len(applications)
        to = supervisors[(number % len(applications) + turn % 2 + 1) % len(supervisors)]
        if self.settings.on_sqlite:
            return await self._ask(server, applicant, application, to)
        written = SupervisorWritten(first_name=to.first_name, last_name=to.last_name, email=to.email, on_leave=True)
        command = NameSupervisorCommand(application, written)
        work = partial(SqlUnitOfWork, self.database, "moments.mo.example")
        await NameSupervisor(work, SystemClock(), RandomIdGenerator())(command, Caller(applicant.id))
        return time.monotonic()

    async def _ask(self, server: Server, applicant: Employee, application: ApplicationId, to: Employee) -> float:
        given = {
            "application": ids.encode("Application", application),
            "supervisorFirstName": to.first_name,
            "supervisorLastName": to.last_name,
            "supervisorEmail": to.email,
            "onExtendedLeave": True,
        }
        headers = {"authorization": f"Bearer {self.token(applicant)}"}
        began = time.monotonic()
        async with httpx.AsyncClient(headers=headers) as client:
            answer = await client.post(
                f"{server.address}/graphql", json={"query": _MUTATION, "variables": {"input": given}}
            )
        assert answer.json()["data"]["nameSupervisor"]["errors"] == [], answer.text
        return began


@asynccontextmanager
async def a_program(settings: Settings, followers: int) -> AsyncIterator[Program]:
    database = open_database(settings.database_url, 5)
    issuer = DevelopmentIssuer.open(settings)
    program = Program(settings, database, {}, {}, {}, issuer)
    try:
        await _fill(program, followers)
        yield program
    finally:
        await database.close()


async def _fill(program: Program, followers: int) -> None:
    numbers = {QUEUE: 2, CROWD: followers + 1, OWN: followers}
    async with SqlUnitOfWork(program.database, "moments.mo.example") as work:
        departments = [
            Department(code, f"Department {code}", "hr@mo.example", "travel@mo.example") for code in (QUEUE, CROWD, OWN)
        ]
        await work.directory.write_departments(departments)
        for code, number in numbers.items():
            chief = _employee(code, "chief", 0, None)
            heads = max(2, number // SUPERVISED) if code == OWN else 2
            supervisors = [_employee(code, "head", each, chief) for each in range(heads)]
            people = [_employee(code, "person", each, supervisors[each % heads]) for each in range(number)]
            program.supervisors[code], program.people[code] = supervisors, people
            await work.directory.write([chief, *supervisors, *people])
        office = program.people[QUEUE][0].id
        await work.office.add(office)
        for code, many in ((QUEUE, 1), (CROWD, followers), (OWN, FEW)):
            for person in program.people[code][-many:]:
                await work.administrators.add(Administrator(person.id, code, office, datetime.now(UTC)))
        await work.commit()
    for code in numbers:
        applicants = program.people[code][: APPLICANTS if code == OWN else 1]
        program.applications[code] = [(each, await _submitted(program.database, each)) for each in applicants]


async def _submitted(database: Database, applicant: Employee) -> ApplicationId:
    work, parts = partial(SqlUnitOfWork, database, "moments.mo.example"), (SystemClock(), RandomIdGenerator())
    async with work() as reading:
        catalog = await reading.skills.catalog()
    career = [each.id for each in catalog if each.category is SkillCategory.CAREER][:3]
    form = FilledIn(bio="Learns and teaches.", working_hours="mon-fri-0800-1700", career=tuple(career))
    start = StartApplicationCommand(ApplicationKind.MENTEE, form)
    identity = ApplicationId(await StartApplication(work, *parts)(start, Caller(applicant.id)))
    await SubmitApplication(work, *parts)(SubmitApplicationCommand(identity), Caller(applicant.id))
    return identity


def _employee(department: DepartmentCode, post: str, number: int, supervisor: Employee | None) -> Employee:
    name = f"{department}.{post}{number}".lower()
    return Employee(
        id=PersonId(name),
        number=EmployeeNumber(name),
        first_name=f"{post.capitalize()}{number}",
        last_name=department.capitalize(),
        email=f"{name}@mo.example",
        department=department,
        division="General Services",
        job_title="Analyst",
        work_location="Jefferson City",
        hire_date=date(2019, 5, 1),
        employment=Employment.FULL_TIME,
        supervisor=supervisor.id if supervisor else None,
    )

"""The whole program over one database, with a clock that is set, faults on purpose, and the model beside it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import select

from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.limits import ImportLimits
from moments.application.directory.staff_office import AddFirstOfficeMembers
from moments.application.email.outbox_relay import DeliverySettings, OutboxRelay
from moments.application.scheduling.departures import Departures
from moments.application.scheduling.scheduler import Scheduler
from moments.application.unit_of_work import UnitOfWork
from moments.application.use_case import Caller
from moments.domain.participants.employee import Employee
from moments.domain.program.quarter import state_day
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId, SkillId
from moments.infrastructure.delivery.delivery_queue import SqlDeliveryQueue
from moments.infrastructure.directory.reader import read_directory
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.renderer import SqlEmailRenderer
from moments.infrastructure.email.tokens import Tokens
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.tables import employees, job_runs
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.scheduling.scenario import usual_jobs
from tests.simulation.faults import Faults, FaultyUnitOfWork, Killed, Letter, MoodyMailServer
from tests.simulation.model import Model
from tests.simulation.state import Personnel

BEGIN: Final = datetime(2027, 1, 4, 15, tzinfo=UTC)
"""A Monday, in the first month of a quarter."""
HOURS: Final = "mon-fri-0800-1700"
NO_LIMITS: Final = ImportLimits(1.0, 1.0, older=True)
SITE: Final = "https://moments.mo.example"
May = Callable[[Model], bool | None]
Then = Callable[[Model, str], None]


class Broken(AssertionError):
    """An invariant does not hold. `name`: of the invariant; a shorter list of actions has to break the same."""

    def __init__(self, name: str, what: str) -> None:
        self.name = name
        super().__init__(f"{name}: {what}")


@dataclass(slots=True)
class SetClock:
    at: datetime = BEGIN

    def now(self) -> datetime:
        return self.at


@dataclass(slots=True)
class StepIds:
    """The same ids for the same step, whatever other steps are left out."""

    step: int = 0
    made: int = 0

    def begin(self, step: int) -> None:
        self.step, self.made = step, 0

    def new(self) -> str:
        self.made += 1
        return f"{self.step:05}-{self.made}"


@dataclass(slots=True)
class World:
    """`moods`: how often the mail server fails, of 1. `refused`, `taken`: by action, how many."""

    database: Database
    folder: Path
    seed: int
    moods: float = 0.15
    clock: SetClock = field(default_factory=SetClock)
    ids: StepIds = field(default_factory=StepIds)
    faults: Faults = field(default_factory=Faults)
    personnel: Personnel = field(default_factory=Personnel)
    model: Model = field(default_factory=lambda: Model(BEGIN))
    numbers: dict[PersonId, PersonId] = field(default_factory=dict[PersonId, PersonId])
    """The program's id of each employee number."""
    mail: list[Letter] = field(default_factory=list[Letter])
    """Delivered by the last worker."""
    sent: dict[int, int] = field(default_factory=dict[int, int])
    """How often each letter was delivered for certain."""
    skills: tuple[tuple[SkillId, ...], tuple[SkillId, ...]] = ((), ())
    choices: dict[Any, Sequence[str]] = field(default_factory=dict[Any, Sequence[str]])
    on_mail: Callable[[], None] = lambda: None
    """Called while all is as it was when the letters of `mail` were sent."""
    calls: int = 0
    taken: int = 0
    refused: int = 0

    @classmethod
    async def open(cls, url: str, folder: Path, seed: int) -> "World":
        world = cls(open_database(url), folder, seed)
        logging.getLogger("moments").setLevel(logging.CRITICAL)
        chance = Random(f"state {seed}")
        world.personnel = Personnel.seeded(chance)
        await world.import_directory()
        first = chance.choice([each for each in world.personnel.present.values() if each.department == "OA"])
        world.model.office.add(world.numbers[first.id])
        await AddFirstOfficeMembers(world.units_of_work, world.clock).add(first.email)
        world.model.events["OfficeMemberAdded", world.numbers[first.id]] += 1
        async with world.units_of_work() as work:
            catalog = [each for each in await work.skills.catalog()]
            world.choices = dict(await work.surveys.choices())
        world.skills = (
            tuple(each.id for each in catalog if each.category.value == "career"),
            tuple(each.id for each in catalog if each.category.value != "career"),
        )
        return world

    async def close(self) -> None:
        await self.database.close()

    def units_of_work(self) -> UnitOfWork:
        return FaultyUnitOfWork(self.database, self.faults)

    @property
    def reads(self) -> SqlReadTransactions:
        return SqlReadTransactions(self.database)

    def set_time(self, step: int, at: datetime) -> None:
        self.clock.at = self.model.now = at
        self.ids.begin(step)

    # --- what people do ------------------------------------------------------------------------------------------

    async def attempt(self, use_case: Any, command: object, by: PersonId, *, may: May, then: Then) -> None:
        """The use case in that person's name. Who was cut off by a kill asks again, with the same key.

        `may`: whether the rules allow it, None if the model cannot tell. `then`: what the model makes of it.
        """
        if by not in self.model.here:
            return
        call, key = use_case(self.units_of_work, self.clock, self.ids), f"{self.ids.step}-{self.calls}"
        self.calls += 1
        caller = Caller(by, key)
        try:
            try:
                result = await call(command, caller)
            except Killed:
                result = await call(command, caller)
        except DomainError as refusal:
            self.refused += 1
            if may(self.model) is True:
                raise Broken("what the rules allow is done", f"{command} by {by}: {refusal!r}") from refusal
            return
        if may(self.model) is False:
            raise Broken("what the rules forbid is refused", f"{command} by {by}")
        self.taken += 1
        then(self.model, result)

    # --- what comes by itself ------------------------------------------------------------------------------------

    async def import_directory(self, bad: Collection[PersonId] = ()) -> None:
        """Files are written as the personnel system does, read as the command line does, and imported.

        `bad`: of whom the rows are in error.
        """
        people, departments = self.personnel.write(self.folder, bad)
        written = dict(self.personnel.present)
        update = read_directory(people, departments, today=state_day(self.clock.now()), identities=self.ids)
        await self._again(lambda: ImportDirectory(self.units_of_work, self.clock)(update, limits=NO_LIMITS))
        async with self.database.reading() as connection:
            rows = (await connection.execute(select(employees.c.id, employees.c.employee_number))).all()
        self.numbers = {PersonId(row.employee_number): PersonId(row.id) for row in rows}
        self.model.directory_came(self._records(written, bad))

    def _records(self, written: Mapping[PersonId, Employee], bad: Collection[PersonId]) -> dict[PersonId, Employee]:
        """DIR-4: whose row is in error stays as they were; a new one is not there."""
        records: dict[PersonId, Employee] = {}
        for number, each in written.items():
            known = self.numbers.get(number)
            if number in bad:
                if known is not None and known in self.model.here:
                    records[known] = self.model.people[known]
                continue
            assert known is not None, number
            above = each.supervisor if each.supervisor in written else None
            records[known] = replace(each, id=known, supervisor=self.numbers.get(above) if above else None)
        return records

    async def _again(self, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except Killed:
            await work()

    async def tick(self) -> None:
        """A worker looks what is due; one that was killed is started again."""
        await self._again(self._tick)
        ended = select(job_runs.c.job).where(job_runs.c.job == Departures.name, job_runs.c.ran_at == self.clock.now())
        async with self.database.reading() as connection:
            if (await connection.execute(ended)).first() is not None:
                self.model.end_mentorships_of_leavers()

    async def _tick(self) -> None:
        await Scheduler(self.units_of_work, self.clock, usual_jobs(self.database)).run_due_jobs()

    async def deliver(self) -> None:
        """A worker sends what is due; one that was killed on the way is started again once its leases have ended."""
        self.mail.clear()
        server = MoodyMailServer(f"{self.seed} {self.ids.step}", self.moods)
        while not await self._deliver(self._relay(server), server):
            self.clock.at = self.model.now = self.clock.at + timedelta(minutes=4)
        self.mail += server.delivered
        self.on_mail()

    async def _deliver(self, relay: OutboxRelay, server: MoodyMailServer) -> bool:
        """Whether the worker lived. Where not, it knows of none of the last batch whether the server took it."""
        before = 0
        try:
            while await relay._send_batch():
                before = len(server.delivered)
                await asyncio.gather(*relay._under_way)
        except Killed:
            for task in relay._under_way:
                task.cancel()
            await asyncio.gather(*relay._under_way, return_exceptions=True)
            server.delivered[before:] = [replace(each, doubtful=True) for each in server.delivered[before:]]
            return False
        return True

    def _relay(self, server: MoodyMailServer) -> OutboxRelay:
        links = Links(SITE)
        composer = Composer(links, "office@mo.example", Tokens(b"0" * 32), MAIL_DOMAIN)
        renderer = SqlEmailRenderer(self.database, composer, self.clock)
        settings = DeliverySettings(concurrency=20)
        return OutboxRelay(
            SqlDeliveryQueue(self.database), renderer, server, self.clock, settings, Random(self.ids.step).random
        )

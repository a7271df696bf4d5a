"""A program at all its stages, played by the real use-cases: events, audit, emails and timelines are right.

The directory comes in as it was before its last update; people apply, decide, ask, meet and end over the months
up to the day; a few days before it the update comes, which suspends some and gives others a new supervisor.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.staff_office import AddFirstOfficeMembers
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.clock import IdGenerator
from moments.application.ports.matching import MatchingService
from moments.application.program.administrators import NameAdministrator, NameAdministratorCommand
from moments.application.program.office import AddOfficeMember, AddOfficeMemberCommand
from moments.application.unit_of_work import UnitsOfWork
from moments.demo.agenda import (
    Agenda,
    Life,
    Progress,
    SeededIdentities,
    SimulatedClock,
    at_work,
    state_time,
)
from moments.demo.applying import apply
from moments.demo.batches import Batches
from moments.demo.enrollment import Enrollment, Role, enroll
from moments.demo.quarters import run_cycles
from moments.demo.simulation import Stage
from moments.domain.participants.employee import Department, Employee

LASTS = timedelta(days=430)
"""Long enough for mentorships of a year to have ended."""
_UPDATE_BEFORE_END = timedelta(days=3)


def _silent(_passed: int, _days: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Demo:
    """The invented State that a program is made in; the same program for the same State, seed and day."""

    people: Sequence[Employee]
    departments: Sequence[Department]
    seed: int
    today: date


async def generate_program(
    units_of_work: UnitsOfWork,
    demo: Demo,
    progress: Progress = _silent,
    matching_service: Callable[[IdGenerator], MatchingService] | None = None,
) -> None:
    """Fills an empty database, up to the midnight in which `today` begins: nothing is in the future.

    `matching_service`: made with the demo's own identities; without it no matching is run.

    Many transactions: after a failure half way the database is to be thrown away.
    """
    ends = state_time(demo.today, 0)
    clock = SimulatedClock(ends - LASTS)
    casting = enroll(demo.people, demo.today, Random(f"program {len(demo.people)} {demo.seed}"))
    await ImportDirectory(units_of_work, clock)(DirectoryUpdate(casting.before, demo.departments))
    await AddFirstOfficeMembers(units_of_work, clock).add(casting.office[0].email)
    batches = Batches(units_of_work)
    try:
        stage = await _set(batches, clock, ends, demo, casting)
        await _name_people(stage)
        _begin_lives(stage, demo, casting)
        stage.begin(_directory_update(stage, units_of_work, demo))
        if matching_service is not None:
            stage.begin(run_cycles(stage, units_of_work, matching_service(stage.identities)))
        await stage.agenda.play(progress)
        await batches.flush()
    finally:
        await batches.close()


async def _set(batches: Batches, clock: SimulatedClock, ends: datetime, demo: Demo, casting: Enrollment) -> Stage:
    async with batches() as work:
        catalog, choices = await work.skills.catalog(), await work.surveys.choices()
        calendar = await work.holidays.calendar()
    return Stage(
        units_of_work=batches,
        clock=clock,
        identities=SeededIdentities(Random(f"identities {len(demo.people)} {demo.seed}")),
        agenda=Agenda(clock, ends),
        skills={skill.name: skill.id for skill in catalog},
        choices={question: list(labels) for question, labels in choices.items()},
        calendar=calendar,
        people={person.id: person for person in casting.before},
        administrators=casting.administrators,
        office=casting.office,
    )


async def _name_people(stage: Stage) -> None:
    """The office's other members, and each department's administrators."""
    first, *others = stage.office
    for member in others:
        await stage.do(AddOfficeMember, AddOfficeMemberCommand(member.email), first.id)
    for department, administrators in stage.administrators.items():
        for person in administrators:
            await stage.do(NameAdministrator, NameAdministratorCommand(department, person.email), first.id)
    await stage.units_of_work.flush()


def _begin_lives(stage: Stage, demo: Demo, casting: Enrollment) -> None:
    for number, role in enumerate(casting.roles):
        rng = Random(f"life {len(demo.people)} {demo.seed} {number}")
        stage.begin(apply(stage, role, rng), _begins(role, stage.agenda, rng))


def _begins(role: Role, agenda: Agenda, rng: Random) -> datetime:
    """Ever more people as the program becomes known; nobody before they had settled in."""
    days_ago = rng.uniform(210, 330) if role.keen else 1 + 410 * rng.random() ** 2
    hired = state_time(role.person.hire_date, 0)
    return at_work(max(agenda.ends - timedelta(days=days_ago), hired + timedelta(days=20)), rng)


async def _directory_update(stage: Stage, units_of_work: UnitsOfWork, demo: Demo) -> Life:
    """To the directory as it is: importing it again changes nothing."""
    yield stage.agenda.ends - _UPDATE_BEFORE_END
    await stage.units_of_work.flush()
    plan = await ImportDirectory(units_of_work, stage.clock)(DirectoryUpdate(demo.people, demo.departments))
    stage.people = {person.id: person for person in demo.people}
    stage.suspended.update(plan.standings.suspended)
    for person in plan.standings.suspended:
        stage.market.suspend(person)

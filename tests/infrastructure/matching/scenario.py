"""Two departments whose people match: mentors and mentees written by the real stores, the clock is the test's."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from moments.application.matching.replace_suggestions import ReplaceSuggestions, ReplaceSuggestionsCommand
from moments.application.use_case import Caller
from moments.domain.applications.application import Application
from moments.domain.applications.decision import DirectSupervisor
from moments.domain.applications.form import Form
from moments.domain.matching.inputs import Inputs
from moments.domain.participants.participant import Participant
from moments.domain.program.cycle import Stage, default_dates
from moments.domain.program.quarter import Quarter
from moments.domain.program.skills import Catalog, RankedSkills
from moments.domain.shared.ids import ApplicationId, DepartmentCode, MentorshipId, PersonId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.matching.market_query import read_inputs
from moments.infrastructure.matching.service import SqlMatchingService
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.tables import events, matching_runs, metadata, suggestion_lists, suggestions
from tests.application.fakes.memory import handbook_skills
from tests.domain.state_calendar import CALENDAR
from tests.infrastructure.persistence import people
from tests.infrastructure.persistence.people import BOSS, DOR, a_department, an_employee
from tests.infrastructure.scheduling.scenario import OTHER, SUNDAY, SchedulerScenario
from tests.steps import Steps

Q1 = Quarter(2027, 1)
DUE = default_dates(Q1, CALENDAR)
MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
MOE, MIA, MAX = (PersonId(f"E-{name}") for name in ("MOE", "MIA", "MAX"))
ANN, BEN, CAL = (PersonId(f"E-{name}") for name in ("ANN", "BEN", "CAL"))
NETWORKING, DELEGATION = SkillId("career-networking"), SkillId("career-delegation")
RESILIENCY, MINDSET = SkillId("soft-resiliency"), SkillId("soft-growth-mindset")
CHANGE, TIME, GOALS = SkillId("career-change-management"), SkillId("soft-time-management"), SkillId("soft-goal-setting")
DEFAULT_SKILLS = RankedSkills((NETWORKING, DELEGATION), (RESILIENCY,))
OTHERS = RankedSkills((CHANGE,), (TIME, GOALS))
"""Shares nothing with the usual ones."""
HOURS = "mon-fri-0800-1700"


@dataclass
class MatchingScenario(SchedulerScenario):
    """MOE and MIA are mentors, ANN, BEN and CAL mentees, all alike; whoever is not named does not live here."""

    steps: Steps | None = None
    """None where each is taken anew."""

    async def begin(self) -> None:
        async with self.new_work() as work:
            await work.directory.write_departments([a_department(), a_department(OTHER, "Health")])
            await work.directory.write([an_employee(BOSS)])
            await work.commit()
        await self.admit(MOE, MIA, kind=MENTOR)
        await self.admit(ANN, BEN, CAL, kind=MENTEE)
        await self.at(SUNDAY)

    async def admit(
        self,
        *people: PersonId,
        kind: ApplicationKind,
        skills: RankedSkills = DEFAULT_SKILLS,
        hours: str = HOURS,
        **facts: Any,
    ) -> None:
        """Into the directory where they are not in it, and into the program."""
        async with self.new_work() as work:
            known = await work.directory.people(people)
            await work.directory.write([known.get(each) or an_employee(each, **facts) for each in people])
            present = await work.participants.lock(*people)
            for person in people:
                participant = present.get(person) or Participant(person)
                participant.grant_role(kind)
                await work.participants.save(participant)
                await work.applications.save(approved(person, kind, skills, hours))
            await work.commit()

    async def participant(self, person: PersonId, **facts: Any) -> None:
        """Changes the participant's own facts."""
        async with self.new_work() as work:
            found = (await work.participants.lock(person))[person]
            for name, value in facts.items():
                setattr(found, name, value)
            await work.participants.save(found)
            await work.commit()

    async def mentorship(self, mentor: PersonId, mentee: PersonId) -> MentorshipId:
        return await people.an_active_mentorship(self.new_work, mentor, mentee)

    async def decline(self, identity: MentorshipId) -> None:
        async with self.new_work() as work:
            mentorship = await work.mentorships.get(identity)
            people = await work.participants.lock(mentorship.mentee)
            mentorship.decline(mentee=people[mentorship.mentee], message=None, at=self.clock.at)
            await work.mentorships.save(mentorship)
            await work.commit()

    async def end(self, identity: MentorshipId) -> None:
        async with self.new_work() as work:
            mentorship = await work.mentorships.get(identity)
            people = await work.participants.lock(mentorship.mentor, mentorship.mentee)
            sides = {"mentor": people[mentorship.mentor], "mentee": people[mentorship.mentee]}
            mentorship.complete(mentorship.mentee, **sides, at=self.clock.at)
            await work.mentorships.save(mentorship)
            await work.commit()

    async def replace(self, mentee: PersonId, key: str | None = None) -> str:
        use_case = ReplaceSuggestions(self.new_work, self.clock, RandomIdGenerator(), self.matching_service)
        return await use_case(ReplaceSuggestionsCommand(), Caller(mentee, key))

    async def quarter(self, last: Stage = Stage.SUGGEST) -> str:
        """The first quarter's cycle so far; the run's id."""

        async def taken() -> str:
            await self.at(DUE[last])
            return (await self.rows(matching_runs))[0].id  # type: ignore[no-any-return]

        return await (self.steps.take(("quarter", last), taken) if self.steps else taken())

    # --- what is there ---

    @property
    def matching_service(self) -> SqlMatchingService:
        return SqlMatchingService(self.database)

    async def inputs(self) -> Inputs:
        async with self.database.reading() as connection:
            return await read_inputs(connection, self.clock.at)

    async def rows(self, table: Any) -> Sequence[Any]:
        async with self.database.reading() as connection:
            return (await connection.execute(select(table).order_by(*table.primary_key))).all()

    async def lists(self) -> dict[str, list[str]]:
        """Of everybody who has one: the mentors on it, in their order."""
        found: dict[str, list[str]] = {row.mentee: [] for row in await self.rows(suggestion_lists)}
        for row in await self.rows(suggestions):
            if row.replaced_at is None:
                found[row.mentee].append(row.mentor)
        return found

    async def happened(self, kind: str) -> list[dict[str, Any]]:
        return [row.data for row in await self.rows(events) if row.type == kind]

    async def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        return {table.name: [tuple(row) for row in await self.rows(table)] for table in metadata.sorted_tables}


def approved(person: PersonId, kind: ApplicationKind, skills: RankedSkills, hours: str = HOURS) -> Application:
    application = submitted(person, kind, skills, hours)
    application.approve(
        DirectSupervisor(BOSS, "Boss"),
        read=application.submitted_at or SUNDAY,
        department=DOR,
        reasons=(),
        message=None,
        at=SUNDAY,
    )
    return application


def submitted(person: PersonId, kind: ApplicationKind, skills: RankedSkills, hours: str = HOURS) -> Application:
    application = Application.start(
        ApplicationId(f"A-{person}-{kind.value}"),
        applicant=person,
        kind=kind,
        form=Form("Chess", hours, skills),
        supervisor=people.a_supervisor(),
        at=SUNDAY - timedelta(days=1),
    )
    application.submit(reasons=(), catalog=Catalog(handbook_skills().values()), at=SUNDAY)
    return application


@asynccontextmanager
async def a_town(url: str) -> AsyncIterator[MatchingScenario]:
    """Settled, and the clock has begun."""
    database = open_database(url)
    try:
        town = MatchingScenario(database)
        await town.begin()
        yield town
    finally:
        await database.close()


@asynccontextmanager
async def the_usual_town(url: str) -> AsyncIterator[MatchingScenario]:
    """As `a_town`, and what all of them begin with is done once."""
    database = open_database(url)
    town = MatchingScenario(database)
    town.steps = await Steps.begin(None, town.clock, url, "the matching's town")
    try:
        await town.steps.take("begin", town.begin)
        yield town
    finally:
        await town.steps.end()
        await database.close()


def other_department(person: PersonId) -> Any:
    return replace(an_employee(person), department=DepartmentCode(OTHER))

"""A small program in memory in which each use case has something to act on."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from moments.application.ports.errors import ConcurrentUpdate
from moments.application.ports.journal import Email
from moments.application.use_case import Caller, UseCase
from moments.domain.applications.application import Application
from moments.domain.applications.decision import DirectSupervisor, InLieu
from moments.domain.email.data import MentorshipEmail
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import default_end_from
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import Catalog
from moments.domain.shared.ids import ApplicationId, MeetingId, MentorshipId, PersonId, RunId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, FuturePlans, MentorshipEnding, SkillsWorkedOn, Survey
from tests.application.fakes import CountingIds, FakeUnitOfWork, FixedClock, Memory
from tests.application.fakes.matching_service import FakeMatchingService
from tests.application.fakes.memory import handbook_skills
from tests.infrastructure.persistence import people
from tests.infrastructure.persistence.people import ANN, BEN, BOSS, CAL, DOR, MIA, MOE, NOW

MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
ADA, OLA, ZOE = (PersonId(f"E-{name}") for name in ("ADA", "OLA", "ZOE"))
"""An administrator of the department, a member of the program office, and a team member with no part in anything."""
DRAFT, WAITING, DENIED, IN_LIEU = (ApplicationId(name) for name in ("A-DRAFT", "A-WAITING", "A-DENIED", "A-IN-LIEU"))
"""Mentor applications of ANN, BEN and CAL, and MOE's mentee application."""
REQUEST, ACTIVE, ENDED = MentorshipId(f"M-{MIA}-{BEN}"), MentorshipId(f"M-{MOE}-{ANN}"), MentorshipId(f"M-{MIA}-{CAL}")
MEETING = MeetingId("T-1")
"""ANN proposed it to MOE, for tomorrow."""
HELD = MeetingId("T-2")
"""MOE logged that it was held, the day before."""
RETIRED = SkillId("soft-resiliency")
LETTER_KEY = "an email that failed"
RUN = RunId("R-1")
DAY = timedelta(days=1)
CATALOGUE = Catalog(handbook_skills().values())
ANSWERS = Answers(
    how_often="Monthly",
    skills_worked_on=frozenset(SkillsWorkedOn),
    rating="Good",
    development_improved=True,
    comments=None,
    plans=FuturePlans.YES,
    contact_me=True,
    gained_access=False,
)
"""A mentee's."""


NewUseCase = Callable[..., UseCase[Any]]


@dataclass(slots=True)
class Program:
    memory: Memory = field(default_factory=Memory)
    clock: FixedClock = field(default_factory=FixedClock)
    ids: CountingIds = field(default_factory=CountingIds)
    matching_service: FakeMatchingService = field(default_factory=FakeMatchingService)

    def new_work(self) -> FakeUnitOfWork:
        return FakeUnitOfWork(self.memory)

    async def do(self, use_case: NewUseCase, command: object, by: PersonId, key: str | None = None) -> str:
        return await use_case(self.new_work, self.clock, self.ids)(command, Caller(by, key))

    async def match(self, use_case: NewUseCase, command: object, by: PersonId, key: str | None = None) -> str:
        """A use case that needs what takes long."""
        return await use_case(self.new_work, self.clock, self.ids, self.matching_service)(command, Caller(by, key))

    @property
    def events(self) -> list[str]:
        return [type(event).__name__ for event in self.memory.events]

    @property
    def emails(self) -> list[str]:
        return [email.dedupe_key for email in self.memory.emails]


class OvertakenUnitOfWork(FakeUnitOfWork):
    """Somebody else always commits first."""

    async def _commit(self) -> None:
        raise ConcurrentUpdate


async def a_program() -> Program:
    program = Program()
    await people.settle(program.new_work)
    await people.settle_people(program.new_work, ADA, OLA, ZOE)
    await _staff(program)
    await _applications(program)
    await _mentorships(program)
    return program


async def _staff(program: Program) -> None:
    async with program.new_work() as work:
        await work.directory.write([replace(people.an_employee(OLA), supervisor=ZOE)])  # ZOE can cover for BOSS
        await work.administrators.add(Administrator(ADA, DOR, OLA, NOW))
        await work.office.add(OLA)
        await work.skills.save(CATALOGUE.retire(RETIRED, NOW))
        await work.outbox.add(Email("test", ZOE, LETTER_KEY, NOW, MentorshipEmail(ACTIVE)))
        await work.commit()
    program.memory.fail_email(LETTER_KEY, "No such address")


async def _applications(program: Program) -> None:
    draft = _application(DRAFT, ANN, MENTOR)
    waiting = _application(WAITING, BEN, MENTOR)
    denied = _application(DENIED, CAL, MENTOR)
    in_lieu = _application(IN_LIEU, MOE, MENTEE)
    for each in (waiting, denied, in_lieu):
        each.submit(reasons=(), catalog=CATALOGUE, at=NOW)
    denied.deny(DirectSupervisor(BOSS, "Boss"), read=denied.submitted_at or NOW, department=DOR, message=None, at=NOW)
    in_lieu.deny(
        InLieu(ADA, "Ada", frozenset({DOR}), "FMLA leave"),
        read=in_lieu.submitted_at or NOW,
        department=DOR,
        message=None,
        at=NOW,
    )
    async with program.new_work() as work:
        for each in (draft, waiting, denied, in_lieu):
            await work.applications.save(each)
        await work.commit()


def _application(identity: ApplicationId, person: PersonId, kind: ApplicationKind) -> Application:
    application = people.an_application(person, kind)
    application.id = identity
    return application


async def _mentorships(program: Program) -> None:
    await people.request(program.new_work, MIA, BEN)
    await people.an_active_mentorship(program.new_work, MOE, ANN)
    await people.discontinue(program.new_work, await people.an_active_mentorship(program.new_work, MIA, CAL))
    async with program.new_work() as work:
        active = await work.mentorships.get(ACTIVE)
        await work.meetings.save(people.a_meeting(MEETING, active, starts_at=NOW + DAY))
        said: dict[str, Any] = {"starts_at": NOW - timedelta(hours=2), "minutes": 60, "agenda": None}
        await work.meetings.save(Meeting.log(HELD, active, by=MOE, **said, outside_hours=False, at=NOW))
        active.propose_agreement(
            Agreement.propose(
                goals="Grow", schedule="Monthly", obstacles="Travel", ends_on=default_end_from(NOW), by=ANN, at=NOW
            ),
            read=None,
        )
        await work.mentorships.save(active)
        asked, answered = Survey.create(ENDED, MENTEE, CAL, at=NOW), Survey.create(ENDED, MENTOR, MIA, at=NOW)
        await work.surveys.save(asked)
        answered.submit(_of_mentor(), await work.surveys.choices(), at=NOW)
        await work.surveys.save(answered)
        await work.commit()


def _of_mentor() -> Answers:
    return Answers(
        how_often="Monthly",
        skills_worked_on=frozenset(),
        rating="Good",
        development_improved=True,
        comments=None,
        plans=FuturePlans.YES,
        contact_me=True,
        how_met="In person",
        ending=MentorshipEnding.DISCONTINUED,
    )

"""A small State of Missouri for the stores' tests, written through whatever unit of work is given."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.application import Application
from moments.domain.applications.decision import DirectSupervisor
from moments.domain.applications.form import Form
from moments.domain.applications.supervisor import Supervisor
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Department, Employee, Employment
from moments.domain.participants.participant import Participant
from moments.domain.program.skills import Catalog, RankedSkills
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    EmployeeNumber,
    MeetingId,
    MentorshipId,
    PersonId,
    SkillId,
)
from moments.domain.shared.kind import ApplicationKind
from tests.application.fakes.memory import handbook_skills

NewWork = Callable[[], UnitOfWork]
NOW = datetime(2026, 11, 2, 18, 0, tzinfo=UTC)
DOR = DepartmentCode("DOR")
BOSS, MOE, MIA, ANN, BEN, CAL = (PersonId(f"E-{name}") for name in ("BOSS", "MOE", "MIA", "ANN", "BEN", "CAL"))
SKILLS = RankedSkills((SkillId("career-networking"), SkillId("career-delegation")), (SkillId("soft-resiliency"),))
RANKS = "0002100010"
"""SKILLS as they are stored: Delegation is the catalog's fourth, Networking its fifth, Resiliency its ninth."""


def an_employee(identity: PersonId, **changes: Any) -> Employee:
    name = identity.removeprefix("E-").title()
    facts: dict[str, Any] = {
        "first_name": name,
        "last_name": "Straße",
        "email": f"{name}@MO.example",
        "department": DOR,
        "division": None,
        "job_title": "Revenue MANAGER",
        "work_location": "Jefferson City",
        "hire_date": date(2019, 7, 1),
        "employment": Employment.FULL_TIME,
        "supervisor": None if identity == BOSS else BOSS,
    }
    return Employee(id=identity, number=EmployeeNumber(identity), **(facts | changes))


def a_department(code: DepartmentCode = DOR, name: str = "Revenue") -> Department:
    return Department(code, name, "hr@mo.example", "travel@mo.example")


def a_supervisor() -> Supervisor:
    return Supervisor.from_directory(an_employee(BOSS))


def an_application(person: PersonId, kind: ApplicationKind, *, bio: str = "Old RADIOS and chess") -> Application:
    form = Form(bio, "mon-fri-0800-1700", SKILLS)
    identity = ApplicationId(f"A-{person}-{kind.value}")
    return Application.start(identity, applicant=person, kind=kind, form=form, supervisor=a_supervisor(), at=NOW)


def an_approved_application(person: PersonId, kind: ApplicationKind) -> Application:
    application = an_application(person, kind)
    application.submit(reasons=(), catalog=Catalog(handbook_skills().values()), at=NOW)
    application.approve(
        DirectSupervisor(BOSS, "Boss"),
        read=application.submitted_at or NOW,
        department=DOR,
        reasons=(),
        message=None,
        at=NOW,
    )
    return application


def a_meeting(identity: MeetingId, mentorship: Mentorship, *, starts_at: datetime) -> Meeting:
    """The mentee proposes it."""
    return Meeting.propose(
        identity,
        mentorship,
        by=mentorship.mentee,
        starts_at=starts_at,
        minutes=60,
        agenda=None,
        outside_hours=False,
        at=NOW,
    )


async def settle_people(new_work: NewWork, *people: PersonId) -> None:
    """In the directory, under BOSS."""
    async with new_work() as work:
        await work.directory.write_departments([a_department()])
        await work.directory.write([an_employee(person) for person in dict.fromkeys((BOSS, *people))])
        await work.commit()


async def admit(new_work: NewWork, *people: PersonId, kind: ApplicationKind) -> None:
    """In the program, each by an approved application of the kind."""
    async with new_work() as work:
        present = await work.participants.lock(*people)
        for person in people:
            participant = present.get(person) or Participant(person)
            participant.grant_role(kind)
            await work.participants.save(participant)
            await work.applications.save(an_approved_application(person, kind))
        await work.commit()


async def settle(new_work: NewWork) -> None:
    """Two mentors, MOE and MIA, and three mentees, ANN, BEN and CAL."""
    await settle_people(new_work, MOE, MIA, ANN, BEN, CAL)
    await admit(new_work, MOE, MIA, kind=ApplicationKind.MENTOR)
    await admit(new_work, ANN, BEN, CAL, kind=ApplicationKind.MENTEE)


async def request(new_work: NewWork, mentor: PersonId, mentee: PersonId, *, at: datetime = NOW) -> MentorshipId:
    identity = MentorshipId(f"M-{mentor}-{mentee}")
    async with new_work() as work:
        people = await work.participants.lock(mentor, mentee)
        mentorship = Mentorship.request(
            identity, mentee=people[mentee], mentor=people[mentor], between=None, note="Please", at=at
        )
        await work.mentorships.save(mentorship)
        await work.commit()
    return identity


async def accept(new_work: NewWork, identity: MentorshipId, *, at: datetime = NOW) -> None:
    async with new_work() as work:
        pair = await work.mentorships.pair_of(identity)
        people = await work.participants.lock(pair.mentor, pair.mentee)
        mentorship = await work.mentorships.get(identity)
        mentorship.accept(
            mentor=people[pair.mentor], mentee=people[pair.mentee], message=None, ends_on=date(2027, 11, 2), at=at
        )
        await work.mentorships.save(mentorship)
        await work.commit()


async def discontinue(new_work: NewWork, identity: MentorshipId) -> None:
    async with new_work() as work:
        pair = await work.mentorships.pair_of(identity)
        people = await work.participants.lock(pair.mentor, pair.mentee)
        mentorship = await work.mentorships.get(identity)
        mentorship.discontinue(pair.mentee, mentor=people[pair.mentor], mentee=people[pair.mentee], at=NOW)
        await work.mentorships.save(mentorship)
        await work.commit()


async def an_active_mentorship(new_work: NewWork, mentor: PersonId = MOE, mentee: PersonId = ANN) -> MentorshipId:
    identity = await request(new_work, mentor, mentee)
    await accept(new_work, identity)
    return identity

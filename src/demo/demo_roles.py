"""Who is who in the demo: for each role somebody to sign in as, found in the database as it is now."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, exists, func, or_, select

from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import (
    administrators,
    applications,
    employees,
    mentorships,
    office_members,
    participants,
    surveys,
)


@dataclass(frozen=True, slots=True)
class DemoRole:
    """`sample_query`: a GraphQL query that shows what the role is about."""

    role: str
    name: str
    email: str
    sample_query: str
    person: PersonId


async def demo_roles(database: Database) -> list[DemoRole]:
    """The parts that there is somebody for."""
    found: list[DemoRole] = []
    async with database.reading() as connection:
        for (role, sample_query), statement in _parts().items():
            row = (await connection.execute(statement.limit(1))).first()
            if row is not None:
                found.append(DemoRole(role, f"{row.first_name} {row.last_name}", row.email, sample_query, row.id))
    return found


async def is_empty(database: Database) -> bool:
    """Whether no directory was ever imported."""
    async with database.reading() as connection:
        return (await connection.execute(select(employees.c.id).limit(1))).first() is None


async def person_with_email(database: Database, email: str) -> PersonId | None:
    """Anybody in the directory who has that address and has not left."""
    return await _holder(database, email)


async def demo_person(database: Database, email: str) -> PersonId | None:
    """The person of the demo who has that address and has not left."""
    return await _holder(database, email, _invented())


async def _holder(database: Database, email: str, *conditions: ColumnElement[bool]) -> PersonId | None:
    has_it = select(employees.c.id).where(
        employees.c.email_key == email.casefold(), employees.c.left_on.is_(None), *conditions
    )
    async with database.reading() as connection:
        row = (await connection.execute(has_it.limit(1))).first()
    return None if row is None else row.id


_People = Select[Any, Any, Any, Any]
"""First name, last name, email, id."""


def _parts() -> dict[tuple[str, str], _People]:
    """Role and query to the people who have it, the best example first."""
    return {
        (
            "mentee who looks for a mentor",
            "{ searchMentors(first: 3) { totalCount nodes { name jobTitle match { score } } errors { message } } }",
        ): _people(_joined("mentee"), participants.c.mentors == 0, ~_in_one("mentee", "requested")),
        (
            "mentor, a request waits",
            "{ viewer { requestsReceived { nodes "
            "{ id state requestMessage mentee { name } menteeApplication { bio } } } } }",
        ): _people(_joined("mentor"), _has_place(), _in_one("mentor", "requested")),
        (
            "mentee with a mentor",
            "{ viewer { mentorships(role: MENTEE) { nodes { id state mentor { name } meetings { totalCount } } } } }",
        ): _people(_joined("mentee"), _in_one("mentee", "active")),
        (
            "supervisor, applications wait",
            "{ viewer { supervisorDashboard { queue { totalCount "
            "nodes { id kind submittedAt applicant { name } } } } } }",
        ): _by_queue(employees.c.id == applications.c.supervisor),
        (
            "supervisor, decided in lieu of",
            "{ viewer { supervisorDashboard { decidedInLieu { nodes { id state applicant { name } } } } } }",
        ): _people(exists().where(applications.c.supervisor == employees.c.id, *_unseen())),
        (
            "department's administrator",
            "{ viewer { administratorDashboard { departments { name } queue { totalCount nodes { id } } } } }",
        ): _administrator(),
        (
            "program office",
            "{ viewer { officeDashboard { participants { totalCount } followUps { nodes { id person { name } } } } } }",
        ): _people(exists().where(office_members.c.person == employees.c.id)),
        (
            "survey due",
            "{ viewer { surveysDue { nodes { id role dueAt other { name } } } } }",
        ): _people(exists().where(surveys.c.person == employees.c.id, surveys.c.answered_at.is_(None))),
        (
            "suspended, mentorship goes on",
            _ELIGIBILITY,
        ): _people(participants.c.standing == "suspended", participants.c.mentees + participants.c.mentors > 0),
        ("not eligible", _ELIGIBILITY): _people(*_new(), _fails()),
        (
            "has not applied yet",
            "{ viewer { applicationForm(kind: MENTEE) { firstName lastName jobTitle supervisorEmail } } }",
        ): _people(*_new(), ~_fails()),
    }


_ELIGIBILITY = "{ viewer { participant { standing eligibility { eligible unmet { message } } } } }"
_APPLIED = participants.c.id.is_not(None)


def _people(*conditions: ColumnElement[bool]) -> _People:
    """Invented people only, whose addresses reach nobody: real ones are not to be listed by role."""
    return (
        select(employees.c.first_name, employees.c.last_name, employees.c.email, employees.c.id)
        .select_from(employees.outerjoin(participants, participants.c.id == employees.c.id))
        .where(employees.c.left_on.is_(None), _invented(), *conditions)
        .order_by(employees.c.id)
    )


def _invented() -> ColumnElement[bool]:
    return employees.c.email.like("%.example")


def _by_queue(whose: ColumnElement[bool]) -> _People:
    """Those first for whom the most applications wait."""
    waiting = select(func.count()).select_from(applications).where(applications.c.state == "submitted", whose)
    counted = waiting.correlate(employees).scalar_subquery()
    return _people(counted > 0).order_by(None).order_by(counted.desc(), employees.c.id)


def _administrator() -> _People:
    """Of the department whose queue is the longest."""
    staff = employees.alias("staff")
    of_department = select(staff.c.id).where(staff.c.department == employees.c.department).correlate(employees)
    theirs = applications.c.applicant.in_(of_department)
    named = exists().where(administrators.c.person == employees.c.id)
    return _by_queue(theirs).where(named)


def _joined(role: str) -> ColumnElement[bool]:
    approved: Column[bool] = participants.c[f"{role}_approved"]
    return approved & (participants.c.standing == "eligible")


def _has_place() -> ColumnElement[bool]:
    return participants.c.mentees < participants.c.capacity


def _in_one(side: str, state: str) -> ColumnElement[bool]:
    return exists().where(mentorships.c[side] == employees.c.id, mentorships.c.state == state)


def _unseen() -> tuple[ColumnElement[bool], ...]:
    return applications.c.ground.is_not(None), applications.c.seen_at.is_(None)


def _new() -> tuple[ColumnElement[bool], ...]:
    """Who could apply, as far as their post goes."""
    return ~_APPLIED, employees.c.employment == "full_time", employees.c.supervisor.is_not(None)


def _fails() -> ColumnElement[bool]:
    return or_(employees.c.improvement_plan, employees.c.discipline, func.coalesce(employees.c.at_risk, False))

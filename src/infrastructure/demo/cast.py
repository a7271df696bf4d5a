"""Who is who in the demo: for each role somebody to sign in as, found in the database as it is now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

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
class Part:
    """`try_it`: a GraphQL query that shows what the role is about."""

    role: str
    name: str
    email: str
    try_it: str


async def who_is_who(database: Database) -> list[Part]:
    """The parts that there is somebody for, those whom a tour meets first at the top."""
    found: list[Part] = []
    async with database.reading() as connection:
        for role, statement, try_it in _parts():
            row = (await connection.execute(statement.limit(1))).first()
            if row is not None:
                found.append(Part(role, f"{row.first_name} {row.last_name}", row.email, try_it))
    return found


async def is_empty(database: Database) -> bool:
    """Whether no directory was ever imported."""
    async with database.reading() as connection:
        return (await connection.execute(select(employees.c.id).limit(1))).first() is None


_SEARCH = "{ searchMentors(first: 3) { totalCount nodes { person { name jobTitle } match { score } } } }"
_DESK = "{ viewer { %s { totalCount nodes { id state applicant { name } } } } }"


def _parts() -> Iterator[tuple[str, Select[Any], str]]:
    waiting, taken = _mentorship("requested"), _mentorship("active")
    yield (
        "mentee, no mentor yet",
        _people(_joined("mentee"), participants.c.mentors == 0, ~waiting("mentee")),
        _SEARCH,
    )
    yield (
        "mentor, a request waits",
        _people(_joined("mentor"), waiting("mentor"), participants.c.mentees < participants.c.capacity),
        "{ viewer { requestsReceived { nodes { id note mentee { name } menteeApplication { bio } } } } }",
    )
    yield (
        "mentee and mentor, meeting",
        _people(_joined("mentee"), taken("mentee")),
        "{ viewer { mentorships(role: MENTEE) { nodes { id state mentor { name } meetings { totalCount } } } } }",
    )
    yield "supervisor, applications wait", _busiest(applications.c.supervisor), _queue("supervisorDesk")
    yield (
        "supervisor, decided in lieu of",
        _people(exists().where(applications.c.supervisor == employees.c.id, *_unseen())),
        "{ viewer { supervisorDesk { decidedInLieu { nodes { id state decision { by ground } } } } } }",
    )
    yield "department administrator", _administrator(), _queue("administratorDesk")
    yield (
        "programme office",
        _people(exists().where(office_members.c.person == employees.c.id)),
        "{ viewer { officeDesk { participants { totalCount } followUps { totalCount } } } }",
    )
    yield (
        "survey due",
        _people(exists().where(surveys.c.person == employees.c.id, surveys.c.answered_at.is_(None))),
        "{ viewer { surveysDue { nodes { id side other { name } dueAt } } } }",
    )
    yield (
        "suspended, mentorship goes on",
        _people(_suspended(), or_(taken("mentee"), taken("mentor"))),
        "{ viewer { participant { standing eligibility { eligible unmet { sentence } } } } }",
    )
    yield (
        "not eligible",
        _people(~_takes_part(), employees.c.employment == "full_time", _fails(), employees.c.supervisor.is_not(None)),
        "{ viewer { participant { eligibility { eligible unmet { sentence } } } } }",
    )
    yield (
        "has not applied yet",
        _people(
            ~_takes_part(), employees.c.employment == "full_time", ~_fails(), employees.c.supervisor.is_not(None)
        ),
        "{ viewer { applicationForm { jobTitle supervisor { name email } } } workingHours { id label } }",
    )


def _people(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Invented people only, whose addresses reach nobody: real ones are not to be listed by role."""
    return (
        select(employees.c.first_name, employees.c.last_name, employees.c.email)
        .select_from(employees.outerjoin(participants, participants.c.id == employees.c.id))
        .where(employees.c.left_on.is_(None), employees.c.email.like("%.example"), *conditions)
        .order_by(employees.c.id)
    )

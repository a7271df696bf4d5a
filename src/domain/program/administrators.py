"""A department's MOMENTS administrators (APR-8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from moments.domain.participants.employee import Employee
from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import DepartmentCode, PersonId


@dataclass(frozen=True, slots=True)
class Administrator:
    person: PersonId
    department: DepartmentCode
    named_by: PersonId
    named_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorEvent(DomainEvent):
    person: PersonId
    department: DepartmentCode


class AdministratorNamed(AdministratorEvent):
    __slots__ = ()


class AdministratorRemoved(AdministratorEvent):
    __slots__ = ()


class InvalidAdministrator(DomainError):
    """`problem`: unknown, other_department, already, not_one, self."""

    rule = "APR-8"

    def __init__(self, problem: str, sentence: str) -> None:
        self.problem = problem
        self.field = "person" if problem in ("not_one", "self", "last") else "email"
        super().__init__(sentence)


def name_administrator(
    person: Employee | None,
    department: DepartmentCode,
    present: Collection[PersonId],
    *,
    by: PersonId,
    at: datetime,
) -> tuple[Administrator, AdministratorNamed]:
    """APR-8. *Reading*: a department names its own team members. Raises InvalidAdministrator."""
    if person is None or person.left is not None:
        raise InvalidAdministrator("unknown", "No State employee has this email in the directory. Check its spelling.")
    if person.department != department:
        sentence = "An administrator is a team member of the department. Name somebody who works in it."
        raise InvalidAdministrator("other_department", sentence)
    if person.id in present:
        raise InvalidAdministrator(
            "already",
            (
                f"{person.name} is an administrator of this department already. Name somebody else, or leave the "
                "list as it is."
            ),
        )
    return (
        Administrator(person.id, department, by, at),
        AdministratorNamed(occurred_at=at, by=by, person=person.id, department=department),
    )


def remove_administrator(
    person: PersonId,
    department: DepartmentCode,
    present: Collection[PersonId],
    *,
    by: PersonId,
    at: datetime,
) -> AdministratorRemoved:
    """APR-8: one administrator removes *others*. Raises the errors of `check_may_remove_administrator`."""
    check_may_remove_administrator(person, present, by=by)
    return AdministratorRemoved(occurred_at=at, by=by, person=person, department=department)


def check_may_remove_administrator(person: PersonId, present: Collection[PersonId], *, by: PersonId) -> None:
    """Raises InvalidAdministrator; only the office may leave a department without one."""
    if person not in present:
        raise InvalidAdministrator(
            "not_one", "This person is not an administrator of the department. Reload the list to see who is."
        )
    if person == by:
        raise InvalidAdministrator(
            "self", "You cannot remove yourself. Ask another administrator or the program office."
        )

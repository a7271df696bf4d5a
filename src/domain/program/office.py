"""The members of the program office."""

from collections.abc import Collection
from dataclasses import dataclass

from moments.domain.participants.employee import Employee
from moments.domain.shared.errors import DomainError
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMemberAdded(DomainEvent):
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMemberRemoved(DomainEvent):
    person: PersonId


class InvalidOfficeMember(DomainError):
    """`problem`: unknown, already, not_one, last."""

    def __init__(self, problem: str, sentence: str) -> None:
        self.problem = problem
        self.field = "person" if problem in ("not_one", "self", "last") else "email"
        super().__init__(sentence)


def check_new_member(person: Employee | None, members: Collection[PersonId]) -> Employee:
    if person is None or person.left is not None:
        raise InvalidOfficeMember("unknown", "No State employee has this email in the directory. Check its spelling.")
    if person.id in members:
        raise InvalidOfficeMember(
            "already", f"{person.name} is in the program office already. Add somebody else, or leave the list as it is."
        )
    return person


def check_leaving_member(person: PersonId, members: Collection[PersonId]) -> None:
    if person not in members:
        raise InvalidOfficeMember("not_one", "This person is not in the program office. Reload the list to see who is.")
    if len(members) == 1:
        raise InvalidOfficeMember("last", "The program office needs at least one member. Add another member first.")

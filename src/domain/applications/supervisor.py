"""Who approves: the directory's supervisor, or another whom the applicant names (APP-2, APP-7)."""

from collections.abc import Collection
from dataclasses import dataclass

from moments.domain.participants.employee import Employee
from moments.domain.shared.errors import DomainError, refuse_all
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import UnusableText


@dataclass(frozen=True, slots=True)
class Supervisor:
    """`chosen`: named by the applicant, so that a directory update does not replace them (APP-7)."""

    person: PersonId
    first_name: str
    last_name: str
    email: str
    chosen: bool = False

    @classmethod
    def from_directory(cls, employee: Employee) -> "Supervisor":
        return cls(employee.id, employee.first_name, employee.last_name, employee.email)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


class UnfitSupervisor(DomainError):
    """APP-7: `problem` is one of unknown_email, other_name, applicant, reports_to_applicant, same."""

    rule = "APP-7"

    def __init__(self, field: str, problem: str, sentence: str) -> None:
        self.field, self.problem = field, problem
        super().__init__(sentence)


def name_supervisor(
    *,
    first_name: str,
    last_name: str,
    email: str,
    found: Employee | None,
    applicant: PersonId,
    above_found: Collection[PersonId],
) -> Supervisor:
    """The supervisor an applicant names, under the directory's spelling of the name.

    `found`: the directory's record of that e-mail; `above_found`: everyone above that person in the
    reporting lines. Raises UnusableText for each blank field, all at once, and UnfitSupervisor for the
    wrong person. *Reading*: the last name must be the one the directory has for the e-mail, so that a slip
    of the pen does not send the application to a stranger.
    """
    refuse_all(
        [
            UnusableText(field, "required", f"{label} is required.", "APP-2")
            for value, field, label in (
                (first_name, "supervisorFirstName", "The supervisor's first name"),
                (last_name, "supervisorLastName", "The supervisor's last name"),
                (email, "supervisorEmail", "The supervisor's e-mail"),
            )
            if not value.strip()
        ]
    )
    if found is None or found.left is not None:
        sentence = "No State employee has this e-mail in the directory. Check its spelling."
        raise UnfitSupervisor("supervisorEmail", "unknown_email", sentence)
    if found.id == applicant:
        sentence = "Nobody decides their own application. Name the supervisor who stands in for yours."
        raise UnfitSupervisor("supervisorEmail", "applicant", sentence)
    if found.last_name.casefold() != last_name.strip().casefold():
        sentence = "The directory has another last name for this e-mail. Check both."
        raise UnfitSupervisor("supervisorLastName", "other_name", sentence)
    if applicant in above_found:
        sentence = "This person reports to you, so they cannot decide your application. Name somebody else."
        raise UnfitSupervisor("supervisorEmail", "reports_to_applicant", sentence)
    return Supervisor(found.id, found.first_name, found.last_name, found.email, chosen=True)

"""The person who approves: the supervisor in the directory, or another whom the applicant names (APP-2, APP-7)."""

from collections.abc import Collection
from dataclasses import dataclass

from moments.domain.participants.employee import Employee
from moments.domain.shared.errors import DomainError, raise_all
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import EMAIL_LIMIT, InvalidText, comparison_key, required_text

NAME_LIMIT = 200


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


class InvalidSupervisor(DomainError):
    """APP-7: `problem` is one of unknown_email, other_name, applicant, reports_to_applicant, same."""

    rule = "APP-7"

    def __init__(self, field: str, problem: str, sentence: str) -> None:
        self.field, self.problem = field, problem
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class SupervisorInput:
    """The form's supervisor fields as the applicant wrote them, normalized for the directory lookup (APP-2)."""

    first_name: str
    last_name: str
    email: str

    @classmethod
    def read(cls, *, first_name: str, last_name: str, email: str) -> "SupervisorInput":
        """Raises InvalidText for each field that is blank or not a line of text, all at once."""
        errors: list[DomainError] = []

        def line(value: str, field: str, label: str, limit: int) -> str:
            try:
                return required_text(value, field, label, limit=limit, rule="APP-2", one_line=True)
            except InvalidText as error:
                errors.append(error)
                return ""

        input_ = cls(
            line(first_name, "supervisorFirstName", "The supervisor's first name", NAME_LIMIT),
            line(last_name, "supervisorLastName", "The supervisor's last name", NAME_LIMIT),
            line(email, "supervisorEmail", "The supervisor's e-mail", EMAIL_LIMIT),
        )
        raise_all(errors)
        return input_


def name_supervisor(
    input_: SupervisorInput,
    *,
    record: Employee | None,
    applicant: PersonId,
    managers_of_record: Collection[PersonId],
) -> Supervisor:
    """Returns the supervisor that the applicant names, with the directory's spelling; raises InvalidSupervisor.

    `record`: the directory's record with that email; `managers_of_record`: everyone above that person in the reporting
    lines. *Reading*: the last name must match the directory's for the email, so that a typing error does not route the
    application to the wrong person. The first name is not compared, because many people go by another than the
    directory's.
    """
    if record is None or record.left is not None:
        sentence = "No State employee has this e-mail in the directory. Check its spelling."
        raise InvalidSupervisor("supervisorEmail", "unknown_email", sentence)
    if record.id == applicant:
        sentence = "You cannot decide your own application. Name the supervisor who is covering for yours."
        raise InvalidSupervisor("supervisorEmail", "applicant", sentence)
    if comparison_key(record.last_name) != comparison_key(input_.last_name):
        sentence = "The last name does not match this email in the directory. Check both."
        raise InvalidSupervisor("supervisorLastName", "other_name", sentence)
    if applicant in managers_of_record:
        sentence = "This person reports to you, so they cannot decide your application. Name somebody else."
        raise InvalidSupervisor("supervisorEmail", "reports_to_applicant", sentence)
    return Supervisor(record.id, record.first_name, record.last_name, record.email, chosen=True)

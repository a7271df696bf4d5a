"""The person who approves: the supervisor in the directory, or another whom the applicant names (APP-2, APP-7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moments.domain.participants.employee import Employee
from moments.domain.program.spoken_time import spoken
from moments.domain.shared.comparison import family_key
from moments.domain.shared.errors import DomainError, raise_all
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import EMAIL_LIMIT, InvalidText, required_text

NAME_LIMIT = 200
MAX_TRIES, TRIES_LAST = 5, timedelta(hours=1)


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


NOT_FOUND = "not_found"


class InvalidSupervisor(DomainError):
    """APP-7: `problem` is one of not_found, applicant, no_supervisor, reports_to_applicant, mutual, not_on_leave, same.

    not_found does not tell whether it is the email or the name that the directory does not have.
    """

    rule = "APP-7"

    def __init__(self, field: str, problem: str, sentence: str) -> None:
        self.field, self.problem = field, problem
        super().__init__(sentence)


class TooManySupervisorTries(DomainError):
    """APP-7: nobody finds out by trying which emails and names belong together. `until`: when to try again."""

    rule = "APP-7"
    field = "supervisorEmail"

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(
            f"The directory did not have the person whom you named, {MAX_TRIES} times within the hour. Ask for the "
            f"name and the email, and try again from {spoken(until)}."
        )


def check_may_try(tries: Sequence[datetime]) -> None:
    """`tries`: when the person named somebody whom the directory does not have, within the last hour, in order. Raises
    TooManySupervisorTries.
    """
    if len(tries) >= MAX_TRIES:
        raise TooManySupervisorTries(tries[-MAX_TRIES] + TRIES_LAST)


@dataclass(frozen=True, slots=True)
class SupervisorInput:
    """The form's supervisor fields as the applicant wrote them, normalized for the directory lookup (APP-2).

    `on_leave`: the applicant says that the supervisor in the directory is on extended leave (APP-7).
    """

    first_name: str
    last_name: str
    email: str
    on_leave: bool = False

    @classmethod
    def read(cls, *, first_name: str, last_name: str, email: str, on_leave: bool) -> "SupervisorInput":
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
            line(email, "supervisorEmail", "The supervisor's email", EMAIL_LIMIT),
            on_leave,
        )
        raise_all(errors)
        return input_

    def names(self, record: Employee | None) -> bool:
        """Whether the person with that email in the directory is the one who is meant.

        *Reading*: the last name must match, so that a typing error does not route the application to the wrong person.
        The first name is not compared, because many people go by another than the directory's, nor is Jr. or III.
        """
        return record is not None and record.left is None and family_key(record.last_name) == family_key(self.last_name)


@dataclass(frozen=True, slots=True)
class Colleague:
    """What the directory and the program know of the person whom an applicant names.

    `above`: everyone above them in the reporting lines. `supervises`: somebody reports to them. `decided_by_applicant`:
    the applicant decides their application, or has decided it within the year.
    """

    record: Employee
    above: Collection[PersonId] = ()
    supervises: bool = True
    decided_by_applicant: bool = False


def name_supervisor(
    input_: SupervisorInput, *, named: Colleague | None, applicant: PersonId, directory: Supervisor | None
) -> Supervisor:
    """APP-7: returns the supervisor that the applicant names, with the directory's spelling; raises InvalidSupervisor.

    `named`: whom the directory has with that email. `directory`: the applicant's supervisor in it, if there is one.
    """
    if named is None or not input_.names(named.record):
        sentence = "No State employee has this email and last name in the directory. Check the spelling of both."
        raise InvalidSupervisor("supervisorEmail", NOT_FOUND, sentence)
    record = named.record
    if record.id == applicant:
        sentence = "You cannot decide your own application. Name the supervisor who is covering for yours."
        raise InvalidSupervisor("supervisorEmail", "applicant", sentence)
    if directory is not None and record.id == directory.person:
        return directory
    _check_may_cover(named, applicant)
    if directory is not None and not input_.on_leave:
        sentence = "Name another only while your supervisor is on extended leave. Say that they are, or keep them."
        raise InvalidSupervisor("onExtendedLeave", "not_on_leave", sentence)
    return Supervisor(record.id, record.first_name, record.last_name, record.email, chosen=True)


def _check_may_cover(named: Colleague, applicant: PersonId) -> None:
    """Two people never approve each other, and nobody is approved by somebody below them."""
    if applicant in named.above:
        sentence = "This person reports to you, so they cannot decide your application. Name somebody else."
        raise InvalidSupervisor("supervisorEmail", "reports_to_applicant", sentence)
    if not named.supervises:
        sentence = "Nobody reports to this person in the directory. Name a supervisor who covers for yours."
        raise InvalidSupervisor("supervisorEmail", "no_supervisor", sentence)
    if named.decided_by_applicant:
        sentence = "You decide this person's application, or did within the year. Name somebody else."
        raise InvalidSupervisor("supervisorEmail", "mutual", sentence)

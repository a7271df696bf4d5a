"""Who may decide, in which capacity, and the record of the decision (APR-1, APR-4, APR-9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from moments.domain.applications.form import Form, FormPart
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.text import optional_text

GROUND_LIMIT = 500


class Outcome(Enum):
    APPROVED = "approved"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class DirectSupervisor:
    """`knows_criteria`: whether they may know which criteria of eligibility are not met (ELIG-5): not one whom the
    applicant named.
    """

    person: PersonId
    name: str
    knows_criteria: bool = True


@dataclass(frozen=True, slots=True)
class InLieu:
    """An administrator deciding for a supervisor who is out for an extended period, on the ground stated."""

    person: PersonId
    name: str
    departments: frozenset[DepartmentCode]
    ground: str | None


Decider = DirectSupervisor | InLieu


@dataclass(frozen=True, slots=True)
class Decision:
    """`supervisor`: the person the application was routed to when the decision was made. `ground`: set only if the
    decision was made in lieu of the supervisor. `seen_at`: when the supervisor reviewed it (APR-5).
    """

    outcome: Outcome
    by: PersonId
    by_name: str
    supervisor: PersonId
    at: datetime
    message: str | None = None
    ground: str | None = None
    seen_at: datetime | None = None
    parts: Mapping[FormPart, int] | None = field(default=None, compare=False)
    """The revision of each part of the form that was decided; None of a decision from before they were kept."""

    def changed_parts(self, form: Form) -> tuple[FormPart, ...] | None:
        """The parts of the form that have changed since the decision; None if that is not known."""
        if self.parts is None:
            return None
        return tuple(part for part, revision in form.parts().items() if self.parts.get(part) != revision)

    @property
    def in_lieu(self) -> bool:
        return self.ground is not None

    @property
    def awaiting_review_by(self) -> PersonId | None:
        """The supervisor whose dashboard shows the decision until they mark it as seen (APR-5)."""
        return self.supervisor if self.in_lieu and self.seen_at is None else None


class CannotDecideOwn(DomainError):
    """APR-9."""

    rule = "APR-9"

    def __init__(self) -> None:
        super().__init__("You cannot decide your own application. Wait for your supervisor to decide it.")


class NotTheSupervisor(DomainError):
    """APR-1, APR-5: raised when deciding, and when marking a decision made in lieu as seen."""

    rule = "APR-1"

    def __init__(self) -> None:
        super().__init__("This application is with another supervisor, and only they can do this. Leave it to them.")


class OtherDepartment(DomainError):
    """APR-4."""

    rule = "APR-4"

    def __init__(self) -> None:
        super().__init__(
            "You can decide in lieu of a supervisor only for applicants in your own department. Ask the supervisor or "
            "an administrator of the applicant's department."
        )


class GroundRequired(DomainError):
    """APR-4."""

    rule = "APR-4"
    field = "inLieuGround"

    def __init__(self) -> None:
        super().__init__(
            "An administrator can decide only while the supervisor is out for an extended period. "
            "State the ground (FMLA leave, maternity leave, ...) or leave the decision to the supervisor."
        )


class AlreadyDecided(DomainError):
    """APR-9: names the existing decision."""

    rule = "APR-9"

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__(
            f"{decision.by_name} has already {decision.outcome.value} this application. A decision is final. Open "
            "the application to read it."
        )


class ApplicationChanged(DomainError):
    """APR-1, APR-5: a person decides only the application, and marks as seen only the decision, that they have read."""

    rule = "APR-1"

    def __init__(self, application: ApplicationId, field: str) -> None:
        self.application, self.field = application, field
        super().__init__("This application has changed since you read it. Read it as it is now, then do this again.")


def check_may_decide(
    decider: Decider, *, applicant: PersonId, supervisor: PersonId | None, department: DepartmentCode
) -> None:
    """Raises CannotDecideOwn, NotTheSupervisor or OtherDepartment."""
    if decider.person == applicant:
        raise CannotDecideOwn
    if isinstance(decider, InLieu):
        if department not in decider.departments:
            raise OtherDepartment
    elif decider.person != supervisor:
        raise NotTheSupervisor


def ground_of(decider: Decider) -> str | None:
    """APR-4: the ground recorded for a decision in lieu; None if the supervisor decides. Raises GroundRequired,
    InvalidText.
    """
    if not isinstance(decider, InLieu):
        return None
    ground = optional_text(
        decider.ground, "inLieuGround", "The ground", limit=GROUND_LIMIT, rule="APR-4", one_line=True
    )
    if ground is None:
        raise GroundRequired
    return ground

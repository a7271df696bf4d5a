"""Who may decide, in which capacity, and what is kept of it (APR-1, APR-4, APR-9)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import DepartmentCode, PersonId


class Outcome(Enum):
    APPROVED = "approved"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class DirectSupervisor:
    person: PersonId
    name: str


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
    """`ground` is set exactly when it was taken in lieu; `seen_at`: the supervisor reviewed it (APR-5)."""

    outcome: Outcome
    by: PersonId
    by_name: str
    at: datetime
    message: str | None = None
    ground: str | None = None
    seen_at: datetime | None = None

    @property
    def in_lieu(self) -> bool:
        return self.ground is not None


class OwnApplication(DomainError):
    """APR-9."""

    rule = "APR-9"

    def __init__(self) -> None:
        super().__init__("Nobody decides their own application, in any capacity. It waits for your supervisor.")


class NotTheSupervisor(DomainError):
    """APR-1: neither the supervisor it is routed to nor an administrator of the applicant's department."""

    rule = "APR-1"

    def __init__(self) -> None:
        super().__init__("Only the supervisor this application is routed to decides it.")


class OtherDepartment(DomainError):
    """APR-4."""

    rule = "APR-4"

    def __init__(self) -> None:
        super().__init__("You decide in lieu of supervisors for applicants of your own department only.")


class GroundRequired(DomainError):
    """APR-4."""

    rule = "APR-4"
    field = "inLieuGround"

    def __init__(self) -> None:
        super().__init__(
            "An administrator decides only while the supervisor is out for an extended period. "
            "State that ground (FMLA leave, maternity leave and the like), or leave the decision to the supervisor."
        )


class AlreadyDecided(DomainError):
    """APR-9: names the decision that stands."""

    rule = "APR-9"

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__(
            f"{decision.by_name} has already {decision.outcome.value} this application. A decision is final."
        )


def check_may_decide(
    decider: Decider, *, applicant: PersonId, supervisor: PersonId, department: DepartmentCode
) -> str | None:
    """The ground, for a decision in lieu; raises OwnApplication, NotTheSupervisor, OtherDepartment, GroundRequired."""
    if decider.person == applicant:
        raise OwnApplication
    if isinstance(decider, DirectSupervisor):
        if decider.person != supervisor:
            raise NotTheSupervisor
        return None
    if department not in decider.departments:
        raise OtherDepartment
    if decider.ground is None or not decider.ground.strip():
        raise GroundRequired
    return decider.ground.strip()

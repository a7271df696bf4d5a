"""Eligibility (ELIG-1 to ELIG-3): a pure policy that returns every reason, not the first."""

from collections.abc import Sequence
from enum import Enum

from moments.domain.participants.employee import Employee, Employment
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId


class Ineligibility(Enum):
    """A criterion that is not met. Personal data: see ELIG-5 for who may read it."""

    NOT_FULL_TIME = "not_full_time"
    AT_RISK = "at_risk"
    UNDER_IMPROVEMENT_PLAN = "under_improvement_plan"
    UNDER_DISCIPLINE = "under_discipline"
    LEFT_SERVICE = "left"


SENTENCES = {
    Ineligibility.NOT_FULL_TIME: "The directory does not list this team member as employed full-time.",
    Ineligibility.AT_RISK: 'The most recent ENGAGE evaluation is "at risk".',
    Ineligibility.UNDER_IMPROVEMENT_PLAN: "The directory lists a performance improvement plan.",
    Ineligibility.UNDER_DISCIPLINE: "The directory lists a disciplinary action.",
    Ineligibility.LEFT_SERVICE: "The directory no longer lists this team member.",
}


class Ineligible(DomainError):
    """ELIG-1, ELIG-2: only the person and others whom ELIG-5 allows may read `reasons` and the sentence.

    `person`: whose reasons they are.
    """

    from_records = True

    def __init__(self, reasons: Sequence[Ineligibility], rule: str, person: PersonId) -> None:
        self.reasons, self.rule, self.person = tuple(reasons), rule, person
        told = " ".join(SENTENCES[reason] for reason in reasons)
        super().__init__(
            f"The program's criteria are not met by the State's records now. {told} Try again once the records change."
        )


class NotEligibleByRecords(DomainError):
    """ELIG-5: said to a decider who may not know which criteria are not met: a supervisor whom the applicant named."""

    rule = "ELIG-5"

    def __init__(self) -> None:
        super().__init__(
            "The applicant is not eligible by the State's records now. Only they, their supervisor in the directory, "
            "and the administrators may know why. Talk with the applicant, or leave this until the records change."
        )


def ineligibilities(employee: Employee) -> tuple[Ineligibility, ...]:
    """Returns every criterion that the directory's record fails; empty if eligible.

    A missing evaluation does not count as "at risk" (ELIG-3); the record holds only the most recent one.
    """
    failed = {
        Ineligibility.NOT_FULL_TIME: employee.employment is not Employment.FULL_TIME,
        Ineligibility.AT_RISK: employee.evaluation is not None and employee.evaluation.at_risk,
        Ineligibility.UNDER_IMPROVEMENT_PLAN: employee.under_improvement_plan,
        Ineligibility.UNDER_DISCIPLINE: employee.under_discipline,
        Ineligibility.LEFT_SERVICE: employee.left is not None,
    }
    return tuple(reason for reason, holds in failed.items() if holds)

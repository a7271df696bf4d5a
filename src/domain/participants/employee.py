"""The facts from the State's directory that the program needs, and nothing more (ELIG-5)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId


class Employment(Enum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The most recent ENGAGE evaluation: its date and whether "at risk"; the rating is never kept (ELIG-5)."""

    on: date
    at_risk: bool


@dataclass(frozen=True, slots=True)
class Employee:
    """One row of the directory. `left`: the day of the first import that did not contain this person."""

    id: PersonId
    number: EmployeeNumber
    first_name: str
    last_name: str
    email: str
    department: DepartmentCode
    division: str | None
    job_title: str
    work_location: str
    hire_date: date
    employment: Employment
    supervisor: PersonId | None
    on_leave_until: date | None = None
    evaluation: Evaluation | None = None
    under_improvement_plan: bool = False
    under_discipline: bool = False
    left: date | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Department:
    """A department (the form's "agency"), with the contacts for matters that the program does not decide."""

    code: DepartmentCode
    name: str
    hr_contact: str
    """Contact for reports of discrimination, harassment or retaliation (MEN-6)."""
    travel_contact: str
    """Contact for questions about travel and budget (APR-8)."""
    former_codes: tuple[DepartmentCode, ...] = ()
    """The codes that it had before, and those of departments that it has taken over (DIR-3)."""
    retired_on: date | None = None
    """The day of the first import without it and without people of it (DIR-3)."""

    @property
    def retired(self) -> bool:
        return self.retired_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentMoved(DomainEvent):
    """The people, administrators and history of `former` are the department's now (DIR-3)."""

    department: DepartmentCode
    former: DepartmentCode

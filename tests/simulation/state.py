"""The State's personnel records as they truly are, and the files in which the directory comes."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from moments.domain.participants.eligibility import ineligibilities
from moments.domain.participants.employee import Department, Employee, Employment
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId
from moments.infrastructure.directory.writer import write_directory

DEPARTMENTS = tuple(
    Department(DepartmentCode(code), name, f"hr@{code.lower()}.mo.example", f"travel@{code.lower()}.mo.example")
    for code, name in (("DOR", "Revenue"), ("DNR", "Natural Resources"), ("DHSS", "Health"), ("OA", "Administration"))
)
_FIRST = ("Ann", "Ben", "Cal", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon", "Kim", "Lou", "Max", "Nan", "Ola")
_LAST = ("Abbott", "Brown", "Clay", "Dunn", "Ellis", "Frost", "Grant", "Hill", "Irwin", "Jones", "Kerr", "Lane")
_HIRED = date(2015, 1, 5)
LEADS, REPORTS = 3, 7
"""Of a department: heads of teams below its head, and team members below each."""


@dataclass(slots=True)
class Personnel:
    """Employees by number, which is their `id` here; the program gives ids of its own. Who has left is not in it."""

    present: dict[PersonId, Employee] = field(default_factory=dict[PersonId, Employee])
    gone: dict[PersonId, Employee] = field(default_factory=dict[PersonId, Employee])
    hired: int = 0

    @classmethod
    def seeded(cls, chance: Random) -> "Personnel":
        state = cls()
        for department in DEPARTMENTS:
            head = state.hire(chance, department.code, None)
            for _ in range(LEADS):
                lead = state.hire(chance, department.code, head)
                for _ in range(REPORTS):
                    state.hire(chance, department.code, lead)
        return state

    def hire(self, chance: Random, department: DepartmentCode, supervisor: PersonId | None) -> PersonId:
        self.hired += 1
        number = PersonId(f"N{self.hired:04}")
        first, last = chance.choice(_FIRST), f"{chance.choice(_LAST)}"
        self.present[number] = Employee(
            id=number,
            number=EmployeeNumber(number),
            first_name=first,
            last_name=last,
            email=f"{first}.{last}.{self.hired}@mo.example".lower(),
            department=department,
            division=None,
            job_title="Analyst",
            work_location="Jefferson City",
            hire_date=_HIRED + timedelta(days=self.hired),  # no two are taken for one person
            employment=Employment.FULL_TIME if chance.random() < 0.95 else Employment.PART_TIME,
            supervisor=supervisor,
        )
        return number

    def change(self, number: PersonId, **facts: object) -> None:
        if number in self.present:
            self.present[number] = replace(self.present[number], **facts)  # type: ignore[arg-type]

    def leave(self, number: PersonId) -> None:
        if number in self.present:
            self.gone[number] = self.present.pop(number)

    def come_back(self, number: PersonId) -> None:
        if number in self.gone:
            self.present[number] = self.gone.pop(number)

    def write(self, folder: Path, bad: Collection[PersonId]) -> tuple[Path, Path]:
        """`bad`: those whose row has no job title, which is an error."""
        rows = [replace(each, job_title="") if each.id in bad else each for each in self.present.values()]
        return write_directory(rows, DEPARTMENTS, folder)


def is_eligible(person: Employee) -> bool:
    """By the rule's own words; `ineligibilities` is held against it."""
    fine = person.employment is Employment.FULL_TIME and person.left is None
    fine = fine and not (person.under_improvement_plan or person.under_discipline)
    fine = fine and not (person.evaluation is not None and person.evaluation.at_risk)
    assert fine == (not ineligibilities(person)), "ELIG-1"
    return fine

"""Writes the directory as the two files that the reader reads: for the demo, and to show what a file looks like."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from moments.domain.participants.employee import Department, Employee
from moments.domain.shared.ids import PersonId
from moments.infrastructure.directory.columns import DEPARTMENT_COLUMNS, EMPLOYEE_COLUMNS, Column
from moments.infrastructure.private_files import make_folder, opener

EMPLOYEES_FILE = "EMPLOYEES.csv"
DEPARTMENTS_FILE = "DEPARTMENTS.csv"


def write_directory(
    employees: Iterable[Employee], departments: Iterable[Department], folder: Path
) -> tuple[Path, Path]:
    """Writes both files into `folder` (made if need be) and returns their paths; who has left is left out.

    With a byte order mark, without which Excel takes UTF-8 for something else.
    """
    make_folder(folder)
    people, agencies = folder / EMPLOYEES_FILE, folder / DEPARTMENTS_FILE
    present = {each.id: each for each in employees if each.left is None}
    _write(people, EMPLOYEE_COLUMNS, (_employee_row(each, present) for each in present.values()))
    _write(agencies, DEPARTMENT_COLUMNS, map(_department_row, departments))
    return people, agencies


def _write(path: Path, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    with open(path, "w", encoding="utf-8-sig", newline="", opener=opener) as out:
        sheet = csv.writer(out)
        sheet.writerow(column.name for column in columns)
        sheet.writerows(rows)


def _employee_row(person: Employee, present: Mapping[PersonId, Employee]) -> tuple[str, ...]:
    """In the order of EMPLOYEE_COLUMNS. `present`: all people of the file."""
    supervisor = present.get(person.supervisor) if person.supervisor else None
    evaluation = person.evaluation
    return (
        person.number,
        person.first_name,
        person.last_name,
        person.email,
        person.department,
        person.division or "",
        person.job_title,
        person.work_location,
        person.hire_date.isoformat(),
        person.employment.value,
        _day(person.on_leave_until),
        supervisor.number if supervisor else "",
        _day(evaluation.on if evaluation else None),
        _flag(evaluation.at_risk) if evaluation else "",
        _flag(person.under_improvement_plan),
        _flag(person.under_discipline),
        "",
    )


def _department_row(department: Department) -> tuple[str, ...]:
    formers = ";".join(department.former_codes)
    return department.code, department.name, department.hr_contact, department.travel_contact, formers


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _flag(value: bool) -> str:
    return "TRUE" if value else "FALSE"

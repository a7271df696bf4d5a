"""People's columns and rows. Person columns come first in each statement; rows are sliced by position."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from moments.application.queries.rows import PersonRow
from moments.domain.participants.eligibility import Ineligibility, ineligibilities
from moments.domain.participants.employee import Employee, Employment, Evaluation

PERSON = (
    "id",
    "first_name",
    "last_name",
    "email",
    "department",
    "division",
    "job_title",
    "work_location",
    "hire_date",
    "supervisor",
    "on_leave_until",
)
_RECORD = ("employee_number", "employment", "evaluated_on", "at_risk", "improvement_plan", "discipline", "left_on")
WIDTH = len(PERSON)
_ELIGIBILITY_WIDTH = WIDTH + len(_RECORD)


def person_columns(employee: FromClause, name: str) -> list[ColumnElement[Any]]:
    return [employee.c[column].label(f"{name}_{column}") for column in PERSON]


def eligibility_columns(employee: FromClause, name: str) -> list[ColumnElement[Any]]:
    """A person's columns, and those from which it follows whether they are eligible."""
    return [employee.c[column].label(f"{name}_{column}") for column in (*PERSON, *_RECORD)]


def person_row(columns: Sequence[Any]) -> PersonRow:
    """From the person's columns and whatever follows them."""
    return PersonRow(*columns[:WIDTH])


def person_or_none(columns: Sequence[Any]) -> PersonRow | None:
    """From an outer join's columns."""
    return None if columns[0] is None else person_row(columns)


def with_eligibility(columns: Sequence[Any]) -> tuple[PersonRow, tuple[Ineligibility, ...]]:
    """The person, and the criteria that the directory's record fails, by the domain's own policy."""
    person = person_row(columns)
    number, employment, evaluated_on, at_risk, improvement_plan, discipline, left_on = columns[WIDTH:_ELIGIBILITY_WIDTH]
    record = Employee(
        id=person.id,
        number=number,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        department=person.department,
        division=person.division,
        job_title=person.job_title,
        work_location=person.work_location,
        hire_date=person.hire_date,
        employment=Employment(employment),
        supervisor=person.supervisor,
        evaluation=None if evaluated_on is None else Evaluation(evaluated_on, at_risk),
        under_improvement_plan=improvement_plan,
        under_discipline=discipline,
        left=left_on,
    )
    return person, ineligibilities(record)

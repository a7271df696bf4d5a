"""The directory's records and their rows."""

from typing import Any

from sqlalchemy import Row

from moments.domain.participants.employee import Department, Employee, Employment, Evaluation
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.comparison import person_key, search_key, squeezed
from moments.infrastructure.persistence.transaction import Values


def employee_of(row: Row[Any]) -> Employee:
    return Employee(
        id=row.id,
        number=row.employee_number,
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        department=row.department,
        division=row.division,
        job_title=row.job_title,
        work_location=row.work_location,
        hire_date=row.hire_date,
        employment=Employment(row.employment),
        supervisor=row.supervisor,
        on_leave_until=row.on_leave_until,
        evaluation=None if row.evaluated_on is None else Evaluation(row.evaluated_on, row.at_risk),
        under_improvement_plan=row.improvement_plan,
        under_discipline=row.discipline,
        left=row.left_on,
    )


def employee_row(employee: Employee) -> Values:
    """With the keys of what is searched and sorted by, which neither database could make."""
    evaluation = employee.evaluation
    return {
        "id": employee.id,
        "employee_number": employee.number,
        "number_key": number_key(employee.number),
        "first_name": employee.first_name,
        "last_name": employee.last_name,
        "email": employee.email,
        "email_key": email_key(employee.email),
        "department": employee.department,
        "division": employee.division,
        "job_title": employee.job_title,
        "work_location": employee.work_location,
        "hire_date": employee.hire_date,
        "employment": employee.employment.value,
        "supervisor": employee.supervisor,
        "on_leave_until": employee.on_leave_until,
        "evaluated_on": evaluation.on if evaluation else None,
        "at_risk": evaluation.at_risk if evaluation else None,
        "improvement_plan": employee.under_improvement_plan,
        "discipline": employee.under_discipline,
        "left_on": employee.left,
        "name_key": person_key(employee.first_name, employee.last_name),
        "title_key": search_key(employee.job_title),
        "division_key": None if employee.division is None else squeezed(employee.division),
        "location_key": squeezed(employee.work_location),
    }


def email_key(email: str) -> str:
    return email.casefold()


def department_of(row: Row[Any]) -> Department:
    return Department(row.code, row.name, row.hr_contact, row.travel_contact, tuple(row.former_codes), row.retired_on)


def department_row(department: Department) -> Values:
    return {
        "code": department.code,
        "name": department.name,
        "hr_contact": department.hr_contact,
        "travel_contact": department.travel_contact,
        "former_codes": list(department.former_codes),
        "retired_on": department.retired_on,
    }

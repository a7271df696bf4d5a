"""The two files' columns: what each is called, what it means and what it may hold; the documentation's source."""

from dataclasses import dataclass
from enum import Enum

CODE_FORM = "letters, digits, `.`, `_` and `-`"
DATE_FORM = "`2024-01-31` or `1/31/2024`"
FLAG_FORM = "`TRUE` or `FALSE`, `yes` or `no`, `1` or `0`"


class Requirement(Enum):
    """How much of a column a file must have."""

    EACH_ROW = "in every row"
    COLUMN = "column yes, a row may be empty"
    OPTIONAL = "no"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """`private` columns hold what ELIG-5 protects: their values are never quoted in a report."""

    name: str
    meaning: str
    form: str
    need: Requirement = Requirement.EACH_ROW
    longest: int = 100
    aliases: tuple[str, ...] = ()
    private: bool = False


EMPLOYEE_ID = Column("employee_id", "The State's employee id", CODE_FORM, longest=32, aliases=("id", "employee_number"))
FIRST_NAME = Column("first_name", "First name", "text", aliases=("employee_first_name",))
LAST_NAME = Column("last_name", "Last name", "text", aliases=("employee_last_name",))
EMAIL = Column(
    "email", "Work email; kept in small letters", "an email address", longest=254, aliases=("e_mail_address",)
)
DEPARTMENT = Column(
    "department",
    "Department (agency)",
    "a code or name of the departments' file",
    aliases=("agency", "department_code"),
)
DIVISION = Column("division", "Division of the department", "text", Requirement.OPTIONAL, longest=200)
JOB_TITLE = Column("job_title", "Job title", "text", longest=200, aliases=("current_job_title", "title"))
WORK_LOCATION = Column("work_location", "Where the person works", "text", longest=200, aliases=("location",))
HIRE_DATE = Column("hire_date", "Day of hire; at most a year ahead, at most eighty years ago", DATE_FORM)
EMPLOYMENT_TYPE = Column(
    "employment_type", "Employment", "`full_time`, `part_time` or `temporary`", aliases=("employment",)
)
ON_LEAVE_UNTIL = Column(
    "on_leave_until", "Last day of an extended leave", DATE_FORM, Requirement.OPTIONAL, private=True,
    aliases=("on_extended_leave_until", "extended_leave_until"),
)  # fmt: skip
SUPERVISOR_ID = Column(
    "supervisor_id", "Employee id of the direct supervisor; empty for the head of a department", "an `employee_id`",
    Requirement.COLUMN, longest=32, aliases=("supervisor", "supervisor_employee_id", "supervisors_employee_id"),
)  # fmt: skip
EVALUATION_DATE = Column(
    "evaluation_date", "Day of the latest ENGAGE evaluation, not in the future; empty for none yet", DATE_FORM,
    Requirement.COLUMN, private=True, aliases=("engage_evaluation_date", "latest_engage_evaluation_date"),
)  # fmt: skip
AT_RISK = Column(
    "at_risk", 'Whether that evaluation says "at risk"; required where there is an evaluation', FLAG_FORM,
    Requirement.COLUMN, private=True, aliases=("evaluation_at_risk",),
)  # fmt: skip
IMPROVEMENT_PLAN = Column(
    "under_improvement_plan", "Whether under a performance improvement plan now", FLAG_FORM, private=True,
    aliases=("improvement_plan", "under_performance_improvement_plan"),
)  # fmt: skip
DISCIPLINE = Column(
    "under_discipline", "Whether under any other disciplinary action now", FLAG_FORM, private=True,
    aliases=("discipline", "under_other_discipline"),
)  # fmt: skip
FORMER_EMPLOYEE_ID = Column(
    "former_employee_id", "The employee id that the person had before, so that they stay one person", CODE_FORM,
    Requirement.OPTIONAL, longest=32, aliases=("former_id", "previous_employee_id", "old_employee_id"),
)  # fmt: skip

EMPLOYEE_COLUMNS = (
    EMPLOYEE_ID, FIRST_NAME, LAST_NAME, EMAIL, DEPARTMENT, DIVISION, JOB_TITLE, WORK_LOCATION, HIRE_DATE,
    EMPLOYMENT_TYPE, ON_LEAVE_UNTIL, SUPERVISOR_ID, EVALUATION_DATE, AT_RISK, IMPROVEMENT_PLAN, DISCIPLINE,
    FORMER_EMPLOYEE_ID,
)  # fmt: skip

CODE = Column("code", "The department's code", CODE_FORM, longest=32, aliases=("department_code", "agency_code"))
NAME = Column("name", "The department's name", "text", longest=200, aliases=("department", "department_name", "agency"))
HR_CONTACT = Column(
    "hr_contact", "Whom to tell of discrimination, harassment or retaliation; shown to everybody", "text",
    longest=300, aliases=("human_resources_contact",),
)  # fmt: skip
TRAVEL_CONTACT = Column(
    "travel_contact", "Who answers questions on travel and budget; shown to everybody", "text",
    longest=300, aliases=("travel_and_budget_contact", "travel_budget_contact"),
)  # fmt: skip
FORMER_CODE = Column(
    "former_code", "The code that the department had before; of several that merge, all of them",
    "codes, divided by `;`", Requirement.OPTIONAL, longest=300,
    aliases=("former_department_code", "previous_code", "old_code"),
)  # fmt: skip

DEPARTMENT_COLUMNS = (CODE, NAME, HR_CONTACT, TRAVEL_CONTACT, FORMER_CODE)

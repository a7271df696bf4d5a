"""The employees' file: a row to an Employee, with what a row by itself can get wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from moments.application.directory.quoting import shown
from moments.application.directory.update import RowApart, Statement
from moments.application.ports.clock import IdGenerator
from moments.domain.participants.employee import Employee, Employment, Evaluation
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId
from moments.infrastructure.directory import values
from moments.infrastructure.directory.columns import (
    AT_RISK,
    DEPARTMENT,
    DISCIPLINE,
    DIVISION,
    EMAIL,
    EMPLOYEE_ID,
    EMPLOYMENT_TYPE,
    EVALUATION_DATE,
    FIRST_NAME,
    FORMER_EMPLOYEE_ID,
    HIRE_DATE,
    IMPROVEMENT_PLAN,
    JOB_TITLE,
    LAST_NAME,
    ON_LEAVE_UNTIL,
    SUPERVISOR_ID,
    WORK_LOCATION,
)
from moments.infrastructure.directory.cross_row_checks import ReadRow, check_doubles, one_row_each
from moments.infrastructure.directory.departments import KnownDepartments
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row
from moments.infrastructure.directory.values import BadValue

_HIRED_AHEAD = timedelta(days=366)
_MAX_SERVICE = timedelta(days=80 * 366)


@dataclass(frozen=True, slots=True, repr=False)
class FoundEmployees:
    """As in `DirectoryUpdate`."""

    sound: tuple[Employee, ...]
    apart: tuple[RowApart, ...]
    lines: Mapping[PersonId, int]
    numbers: Mapping[PersonId, EmployeeNumber]
    statements: tuple[Statement, ...]


class Employees:
    """The rows' employees; which of them are set apart shows when all are read.

    Fifty thousand people work in some hundred divisions and places and were hired on some thousand days: such values
    are kept once.
    """

    def __init__(self, departments: KnownDepartments | None, today: date, identities: IdGenerator) -> None:
        """`departments` is None where their file could not be read: they are not checked then. `identities`: for those
        who turn out to be new (`application.directory.same_person`)."""
        self._rows: list[ReadRow] = []
        self._codes: dict[str, int] = {}
        self._departments, self._today = departments, today
        self._identities, self._ids = identities, dict[str, PersonId]()
        self._formers: dict[int, Statement] = {}
        self._numbers: dict[PersonId, EmployeeNumber] = {}
        self._texts: dict[str, str] = {}
        self._days: dict[str, date] = {}
        self._evaluations: dict[tuple[date, bool], Evaluation] = {}

    def found(self, notes: ProblemCollector) -> "FoundEmployees":
        """When all rows are read."""
        rows = one_row_each(self._rows, notes)
        check_doubles(rows, notes)
        self._note_codes(notes)
        sound = {row.line: row.person for row in rows if row.person and row.line not in notes.bad_lines}
        ids = {person.id for person in sound.values()}
        return FoundEmployees(
            tuple(sound.values()),
            tuple(RowApart(row.line, row.number, row.email) for row in rows if row.line not in sound),
            {person.id: line for line, person in sound.items()},
            {identity: number for identity, number in self._numbers.items() if identity not in ids},
            tuple(each for line, each in self._formers.items() if line in sound),
        )

    def add(self, row: Row) -> None:
        if row.broken:
            guess = row.guess(EMPLOYEE_ID, values.employee_id), row.guess(EMAIL, values.email)
            number = EmployeeNumber(guess[0]) if guess[0] else None
            self._rows.append(ReadRow(row.line, number, guess[1], None, None, guessed=True))
            return
        number = EmployeeNumber(row.take(EMPLOYEE_ID, values.employee_id, ""))
        first_name, last_name = row.text(FIRST_NAME), row.text(LAST_NAME)
        email = row.take(EMAIL, values.email, "")
        department = row.take(DEPARTMENT, self._department, DepartmentCode(""))
        division = self._shared(row.text(DIVISION)) or None
        job_title, work_location = self._shared(row.text(JOB_TITLE)), self._shared(row.text(WORK_LOCATION))
        hired = row.take(HIRE_DATE, self._hire_date, self._today)
        employment = row.take(EMPLOYMENT_TYPE, self._employment, Employment.TEMPORARY)
        leave: date | None = row.take(ON_LEAVE_UNTIL, self._day, None)
        supervisor = EmployeeNumber(row.take(SUPERVISOR_ID, values.employee_id, "")) or None
        evaluation = self._evaluation(row, hired)
        plan, discipline = row.take(IMPROVEMENT_PLAN, values.flag, False), row.take(DISCIPLINE, values.flag, False)
        former = EmployeeNumber(row.take(FORMER_EMPLOYEE_ID, values.employee_id, "")) or None
        if former:
            self._formers[row.line] = Statement(former, number)
        if number and supervisor and number_key(supervisor) == number_key(number):
            row.refuse(SUPERVISOR_ID, "The person is their own supervisor.")
        person = None
        if row.sound:
            person = Employee(
                self._id(number), number, first_name, last_name, email, department, division, job_title,
                work_location, hired, employment, self._id(supervisor) if supervisor else None, leave, evaluation,
                plan, discipline,
            )  # fmt: skip
        self._rows.append(ReadRow(row.line, number or None, email or None, person, row.rank, former=former))

    def _id(self, number: EmployeeNumber) -> PersonId:
        """Without regard to capitals and spaces (DIR-2)."""
        key = number_key(number)
        if key not in self._ids:
            self._ids[key] = PersonId(self._identities.new())
            self._numbers[self._ids[key]] = number
        return self._ids[key]

    def _evaluation(self, row: Row, hired: date) -> Evaluation | None:
        """Rejects a date without its "at risk", and the reverse, because missing data must not make a person eligible.

        "Not at risk" without a date is what an export says of people not evaluated yet.
        """
        on: date | None = row.take(EVALUATION_DATE, self._past_day, None)
        at_risk: bool | None = row.take(AT_RISK, values.flag, None)
        if row.refused & {EVALUATION_DATE, AT_RISK}:
            return None
        if on is None and at_risk:
            row.refuse(EVALUATION_DATE, "The evaluation's day is missing.")
        if on is None:
            return None
        if at_risk is None:
            row.refuse(AT_RISK, "It must be stated for the evaluation: TRUE or FALSE.")
            return None
        if on < hired:
            row.warn(EVALUATION_DATE, "The evaluation is older than the hire date; a return to the State's service?")
        return self._evaluations.setdefault((on, at_risk), Evaluation(on, at_risk))

    def _employment(self, text: str) -> Employment:
        found = values.employment(text)
        if values.is_employment_code(text):
            self._codes[text] = self._codes.get(text, 0) + 1
        return found

    def _note_codes(self, notes: ProblemCollector) -> None:
        for text, count in sorted(self._codes.items()):
            read_as = f"'{text}' is read as {values.employment(text).value} in {count:,} rows."
            notes.warning(None, EMPLOYMENT_TYPE.name, read_as if count > 1 else read_as.replace("1 rows", "1 row"))

    def _department(self, text: str) -> DepartmentCode:
        if self._departments is None:
            return DepartmentCode(self._shared(text))
        found = self._departments.find(text)
        if found is None:
            raise BadValue(f"{shown(text)} is no code or name in the departments' file.")
        return found

    def _hire_date(self, text: str) -> date:
        hired = self._day(text)
        if hired > self._today + _HIRED_AHEAD:
            raise BadValue("The day is more than a year ahead.")
        if hired < self._today - _MAX_SERVICE:
            raise BadValue("The day is more than eighty years ago.")
        return hired

    def _past_day(self, text: str) -> date:
        day = self._day(text)
        if day > self._today:
            raise BadValue("The day is in the future.")
        return day

    def _day(self, text: str) -> date:
        found = self._days.get(text)
        if found is None:
            found = self._days[text] = values.day(text)
        return found

    def _shared(self, text: str) -> str:
        return self._texts.setdefault(text, text)

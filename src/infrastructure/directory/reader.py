"""Reads the directory's two files: the sound rows, and every error of the others."""

import hashlib
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from moments.application.directory.update import DirectoryUpdate, SourceFile
from moments.application.ports.clock import IdGenerator
from moments.infrastructure.directory.columns import (
    AT_RISK,
    DEPARTMENT,
    DEPARTMENT_COLUMNS,
    EMPLOYEE_COLUMNS,
    EMPLOYMENT_TYPE,
    EVALUATION_DATE,
    SUPERVISOR_ID,
    Column,
)
from moments.infrastructure.directory.csv_records import CsvRecords, plain
from moments.infrastructure.directory.departments import Departments
from moments.infrastructure.directory.employees import Employees
from moments.infrastructure.directory.lines import Lines, UnreadableFile, count_lines, open_text
from moments.infrastructure.directory.mapping import DirectoryMapping, FileMapping
from moments.infrastructure.directory.places import spellings
from moments.infrastructure.directory.problems import BadDirectoryFile, ProblemCollector
from moments.infrastructure.directory.row import Row
from moments.infrastructure.directory.table import Records, Table
from moments.infrastructure.directory.xlsx_records import XlsxRecords, is_workbook

Progress = Callable[[int, int], None]
"""Told the employees' rows done and the rows expected: an estimate, exact in the last call."""

_PROGRESS_EVERY = 500
_AHEAD = timedelta(days=1)
_FIELDS = {
    DEPARTMENT.name: "department", EMPLOYMENT_TYPE.name: "employment", SUPERVISOR_ID.name: "supervisor",
    EVALUATION_DATE.name: "evaluation", AT_RISK.name: "evaluation",
}  # fmt: skip
"""Of an Employee, where the column has another name."""


def read_directory(
    employees: Path,
    departments: Path,
    *,
    today: date,
    identities: IdGenerator,
    mapping: DirectoryMapping | None = None,
    as_of: date | None = None,
    names: tuple[str, str] | None = None,
    progress: Progress | None = None,
) -> DirectoryUpdate:
    """Both files, CSV or Excel workbooks, checked by themselves and against each other. DIR-4: rows with an error are
    set apart; a file that can't be read, or was cut off, raises BadDirectoryFile with every problem in both.

    `as_of`: the date that the employees' file states, where it is told beside the file. `names`: of the files, in
    reports. Each person has a new id; the import replaces it for those whom it knows by their employee number.
    """
    mapping = mapping or DirectoryMapping()
    shown_names = names or (employees.name, departments.name)
    employee_notes, department_notes = map(ProblemCollector, shown_names)
    known = Departments()
    agencies_file = _File(departments, DEPARTMENT_COLUMNS, mapping.departments, department_notes)
    readable = agencies_file.read(known.add, None)
    people = Employees(known.known if readable else None, today, identities)
    people_file = _File(employees, EMPLOYEE_COLUMNS, mapping.employees, employee_notes)
    people_file.read(people.add, progress)
    stated = as_of or people_file.as_of
    if stated and stated > today + _AHEAD:
        employee_notes.refuse("The file's own date is in the future.")
    found, agencies = people.found(employee_notes), known.sound(department_notes)
    problems = (*department_notes.problems, *employee_notes.problems)
    warnings = (*department_notes.warnings, *employee_notes.warnings)
    if department_notes.refused or employee_notes.refused:
        raise BadDirectoryFile(problems, warnings)
    return DirectoryUpdate(
        found.sound, agencies, found.apart, problems, warnings, found.numbers, found.lines, employee_notes.file,
        frozenset(_FIELDS.get(name, name) for name in mapping.employees.on_record),
        SourceFile(digest_of(employees), stated),
        found.statements, {each.code: known.former_codes[each.code] for each in agencies},
    )  # fmt: skip


def digest_of(path: Path) -> str:
    """Of a file's content, in hexadecimal."""
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


class _File:
    """`as_of`: the date that it states, when it is read."""

    def __init__(self, path: Path, columns: tuple[Column, ...], mapping: FileMapping, notes: ProblemCollector) -> None:
        self._path, self._columns, self._mapping, self._notes = path, columns, mapping, notes
        self.as_of: date | None = None

    def read(self, add: Callable[[Row], None], progress: Progress | None) -> bool:
        """Whether the file could be read; its rows' own troubles are noted."""
        try:
            self.as_of = self._date_in_name()
            with self._opened() as (records, expected):
                table = Table(records, self._columns, self._notes, self._mapping)
                rows = self._each_row(table, add, expected, progress)
        except UnreadableFile as trouble:
            self._notes.refuse(str(trouble))
            return False
        if not rows:
            self._notes.refuse("The file has a header and no rows.")
        return rows > 0

    def _each_row(self, table: Table, add: Callable[[Row], None], expected: int, progress: Progress | None) -> int:
        done = 0
        for done, row in enumerate(table, 1):
            add(row)
            if progress and done % _PROGRESS_EVERY == 0:
                progress(done, max(done, expected))
        if progress:
            progress(done, done)
        self.as_of = table.as_of or self.as_of
        return done

    @contextmanager
    def _opened(self) -> Generator[tuple[Records, int]]:
        header_line = self._mapping.header_line
        if is_workbook(self._path):
            workbook = XlsxRecords(self._path, self._mapping.sheet, header_line)
            with closing(workbook):
                yield workbook, workbook.expected
            return
        with open_text(self._path, self._mapping.encoding) as stream:
            names = {*spellings(self._columns), *map(plain, self._mapping.columns.values())}
            lines = Lines(stream, self._notes)
            yield CsvRecords(lines, names, self._notes, header_line), max(count_lines(self._path) - 1, 1)

    def _date_in_name(self) -> date | None:
        form = self._mapping.as_of.file_name if self._mapping.as_of else None
        if form is None:
            return None
        try:
            return datetime.strptime(self._path.name, form).date()  # a day has no zone
        except ValueError:
            raise UnreadableFile(f"The file's name states no date as the mapping has it: {form}.") from None

"""Reads the directory's two files: the sound rows, and every error of the others."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.clock import IdGenerator
from moments.infrastructure.directory.columns import DEPARTMENT_COLUMNS, EMPLOYEE_COLUMNS, Column
from moments.infrastructure.directory.csv_records import CsvRecords
from moments.infrastructure.directory.departments import Departments
from moments.infrastructure.directory.employees import Employees
from moments.infrastructure.directory.lines import Lines, UnreadableFile, count_lines, open_text
from moments.infrastructure.directory.problems import BadDirectoryFile, ProblemCollector
from moments.infrastructure.directory.row import Row
from moments.infrastructure.directory.table import Table, spellings

Progress = Callable[[int, int], None]
"""Told the employees' rows done and the rows expected: an estimate, exact in the last call."""

_PROGRESS_EVERY = 500


def read_directory(
    employees: Path, departments: Path, *, today: date, identities: IdGenerator, progress: Progress | None = None
) -> DirectoryUpdate:
    """Both files, checked by themselves and against each other. DIR-4: rows with an error are set apart; a file that
    can't be read, or was cut off, raises BadDirectoryFile with every problem in both.

    Each person has a new id; the import replaces it for those whom it knows by their employee number.
    """
    department_notes, employee_notes = ProblemCollector(departments.name), ProblemCollector(employees.name)
    known = Departments()
    readable = _read(departments, DEPARTMENT_COLUMNS, known.add, department_notes, None)
    people = Employees(known.known if readable else None, today, identities)
    _read(employees, EMPLOYEE_COLUMNS, people.add, employee_notes, progress)
    found, agencies = people.found(employee_notes), known.sound(department_notes)
    problems = (*department_notes.problems, *employee_notes.problems)
    warnings = (*department_notes.warnings, *employee_notes.warnings)
    if department_notes.refused or employee_notes.refused:
        raise BadDirectoryFile(problems, warnings)
    return DirectoryUpdate(
        found.sound, agencies, found.apart, problems, warnings, found.numbers, found.lines, employee_notes.file,
        found.statements, {each.code: known.former_codes[each.code] for each in agencies},
    )  # fmt: skip


def _read(
    path: Path,
    columns: tuple[Column, ...],
    add: Callable[[Row], None],
    notes: ProblemCollector,
    progress: Progress | None,
) -> bool:
    """Whether the file could be read; its rows' own troubles are noted."""
    try:
        rows = _each_row(path, columns, add, notes, progress)
    except UnreadableFile as trouble:
        notes.refuse(str(trouble))
        return False
    if not rows:
        notes.refuse("The file has a header and no rows.")
    return rows > 0


def _each_row(
    path: Path,
    columns: tuple[Column, ...],
    add: Callable[[Row], None],
    notes: ProblemCollector,
    progress: Progress | None,
) -> int:
    done = 0
    with open_text(path) as stream:
        expected = max(count_lines(path) - 1, 1) if progress else 0
        records = CsvRecords(Lines(stream, notes), spellings(columns), notes)
        for done, row in enumerate(Table(records, columns, notes), 1):
            add(row)
            if progress and done % _PROGRESS_EVERY == 0:
                progress(done, max(done, expected))
    if progress:
        progress(done, done)
    return done

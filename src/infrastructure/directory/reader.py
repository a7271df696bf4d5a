"""Reads the directory's two files, and reports every error before anything is imported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.clock import IdGenerator
from moments.domain.participants.employee import Department, Employee
from moments.infrastructure.directory.columns import DEPARTMENT_COLUMNS, EMPLOYEE_COLUMNS, Column
from moments.infrastructure.directory.departments import Departments
from moments.infrastructure.directory.employees import Employees
from moments.infrastructure.directory.lines import Lines, UnreadableFile, count_lines, open_text
from moments.infrastructure.directory.problems import BadDirectoryFile, ProblemCollector, RowProblem
from moments.infrastructure.directory.row import Row
from moments.infrastructure.directory.table import Table

Progress = Callable[[int, int], None]
"""Told the employees' rows done and the rows expected: an estimate, exact in the last call."""

_PROGRESS_EVERY = 500


@dataclass(frozen=True, slots=True)
class DirectoryFile:
    """What two sound files say, in their order; `warnings` are odd but possible things and ignored columns."""

    update: DirectoryUpdate
    warnings: tuple[RowProblem, ...] = ()

    @property
    def employees(self) -> Sequence[Employee]:
        return self.update.employees

    @property
    def departments(self) -> Sequence[Department]:
        return self.update.departments


def read_directory(
    employees: Path, departments: Path, *, today: date, identities: IdGenerator, progress: Progress | None = None
) -> DirectoryFile:
    """Both files, checked by themselves and against each other; raises BadDirectoryFile with every problem in them.

    Each person has a new id; the import replaces it for those whom it knows by their employee number.
    """
    department_notes, employee_notes = ProblemCollector(departments.name), ProblemCollector(employees.name)
    known = Departments()
    readable = _read(departments, DEPARTMENT_COLUMNS, known.add, department_notes, None)
    people = Employees(known.known if readable else None, today, identities)
    if _read(employees, EMPLOYEE_COLUMNS, people.add, employee_notes, progress):
        people.roster.check(employee_notes)
    problems = [*department_notes.problems, *employee_notes.problems]
    warnings = (*department_notes.warnings, *employee_notes.warnings)
    if problems:
        raise BadDirectoryFile(problems, warnings)
    update = DirectoryUpdate(
        tuple(people.sound), tuple(known.sound), people.numbers, people.statements, known.former_codes
    )
    return DirectoryFile(update, warnings)


def _read(
    path: Path,
    columns: tuple[Column, ...],
    add: Callable[[Row], None],
    notes: ProblemCollector,
    progress: Progress | None,
) -> bool:
    """Whether the file could be read at all, and has a row; its rows' own troubles are noted."""
    try:
        rows = _each_row(path, columns, add, notes, progress)
    except UnreadableFile as trouble:
        notes.problem(None, None, str(trouble))
        return False
    if not rows and not notes.problems:
        notes.problem(None, None, "The file has a header and no rows.")
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
        for done, row in enumerate(Table(Lines(stream, notes), columns, notes), 1):
            add(row)
            if progress and done % _PROGRESS_EVERY == 0:
                progress(done, max(done, expected))
    if progress:
        progress(done, done)
    return done

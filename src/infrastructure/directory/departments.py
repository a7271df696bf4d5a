"""The departments' file: a row to a Department, and the ways an employee's row may name it."""

from moments.application.directory.quoting import shown
from moments.domain.participants.employee import Department
from moments.domain.shared.comparison import comparison_key
from moments.domain.shared.ids import DepartmentCode
from moments.infrastructure.directory import values
from moments.infrastructure.directory.columns import CODE, FORMER_CODE, HR_CONTACT, NAME, TRAVEL_CONTACT
from moments.infrastructure.directory.cross_row_checks import doubled, listed
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row


class KnownDepartments:
    """Codes by themselves in any capitals, and by the names as people type them (APP-7)."""

    def __init__(self) -> None:
        self.codes: dict[str, DepartmentCode] = {}
        self.names: dict[str, DepartmentCode] = {}

    def find(self, text: str) -> DepartmentCode | None:
        """A code goes before another department's name."""
        code = text.casefold()
        return self.codes[code] if code in self.codes else self.names.get(comparison_key(text))


class Departments:
    """All that is known of the departments, the unsound rows' codes and names too: a bad contact isn't reported again
    for each of a department's employees.
    """

    def __init__(self) -> None:
        self._read: list[tuple[int, Department]] = []
        self.former_codes: dict[DepartmentCode, tuple[DepartmentCode, ...]] = {}
        self._formers: dict[str, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._names: dict[str, list[int]] = {}
        self._spelled: dict[str, str] = {}
        self.known = KnownDepartments()

    def sound(self, notes: ProblemCollector) -> list[Department]:
        """Those whose row is not set apart, when all rows are read."""
        for column, what in ((CODE, self._codes), (NAME, self._names), (FORMER_CODE, self._formers)):
            for value, lines in doubled(what).items():
                for line in lines:
                    notes.problem(line, column.name, f"{shown(self._spelled[value])} is on {listed(lines)}.")
        return [department for line, department in self._read if line not in notes.bad_lines]

    def add(self, row: Row) -> None:
        if row.broken:
            return
        code = DepartmentCode(row.take(CODE, values.code, ""))
        name = row.text(NAME)
        formers: tuple[str, ...] = row.take(FORMER_CODE, values.codes, ())
        hr_contact, travel_contact = row.text(HR_CONTACT), row.text(TRAVEL_CONTACT)
        for former in formers:
            self._formers.setdefault(former.casefold(), []).append(row.line)
            self._spelled.setdefault(former.casefold(), former)
        if name:
            key = comparison_key(name)
            self._names.setdefault(key, []).append(row.line)
            self._spelled.setdefault(key, name)
            self.known.names.setdefault(key, code)
        if code:
            self._codes.setdefault(code.casefold(), []).append(row.line)
            self._spelled[code.casefold()] = code
            self.known.codes[code.casefold()] = code
        if row.sound:
            self.former_codes[code] = tuple(map(DepartmentCode, formers))
            self._read.append((row.line, Department(code, name, hr_contact, travel_contact)))

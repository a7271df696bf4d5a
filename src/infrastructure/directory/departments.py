"""The departments' file: a row to a Department, and the ways an employee's row may name it."""

from collections.abc import Mapping

from moments.domain.participants.employee import Department
from moments.domain.shared.ids import DepartmentCode
from moments.infrastructure.directory import values
from moments.infrastructure.directory.columns import CODE, FORMER_CODE, HR_CONTACT, NAME, TRAVEL_CONTACT
from moments.infrastructure.directory.row import Row


class Departments:
    """All that is known of the departments, the unsound rows' codes and names too: a bad contact isn't reported again
    for each of a department's employees.
    """

    def __init__(self) -> None:
        self.sound: list[Department] = []
        self.former_codes: dict[DepartmentCode, tuple[DepartmentCode, ...]] = {}
        self._formers: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._known: dict[str, DepartmentCode] = {}

    @property
    def known(self) -> Mapping[str, DepartmentCode]:
        """Codes and names, case-folded, to the code; a code goes before another department's name."""
        return self._known

    def add(self, row: Row) -> None:
        code = DepartmentCode(row.take(CODE, values.code, ""))
        name = row.text(NAME)
        formers: tuple[str, ...] = row.take(FORMER_CODE, values.codes, ())
        hr_contact, travel_contact = row.text(HR_CONTACT), row.text(TRAVEL_CONTACT)
        if code and (first := self._codes.setdefault(code.casefold(), row.line)) != row.line:
            row.refuse(CODE, f"The code {values.shown(code)} is already on line {first}.")
        if name and (first := self._names.setdefault(name.casefold(), row.line)) != row.line:
            row.refuse(NAME, f"The name {values.shown(name)} is already on line {first}.")
        for former in formers:
            if (first := self._formers.setdefault(former.casefold(), row.line)) != row.line:
                row.refuse(FORMER_CODE, f"The former code {values.shown(former)} is already on line {first}.")
        if name:
            self._known.setdefault(name.casefold(), code)
        if code:
            self._known[code.casefold()] = code
        if row.sound:
            if formers:
                self.former_codes[code] = tuple(map(DepartmentCode, formers))
            self.sound.append(Department(code, name, hr_contact, travel_contact))

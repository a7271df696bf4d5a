"""Checks across rows: no person twice, and nobody their own supervisor."""

from collections.abc import Mapping, Sequence

from moments.application.directory.quoting import shown
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import EmployeeNumber
from moments.infrastructure.directory.columns import EMAIL, EMPLOYEE_ID, FORMER_EMPLOYEE_ID, SUPERVISOR_ID
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row

_LINES_SHOWN = 10


class Roster:
    """Takes the unsound rows as well: which of two rows is right can't be told, so both are set apart (DIR-4)."""

    def __init__(self) -> None:
        self._ids: dict[str, list[int]] = {}
        self._formers: dict[str, list[int]] = {}
        self._emails: dict[str, list[int]] = {}

    def add(
        self,
        row: Row,
        person: EmployeeNumber,
        email: str,
        supervisor: EmployeeNumber | None,
        former: EmployeeNumber | None = None,
    ) -> None:
        """`person` and `email` may be empty."""
        if former:
            self._formers.setdefault(number_key(former), []).append(row.line)
        if email:
            self._emails.setdefault(email, []).append(row.line)
        if person:
            self._ids.setdefault(number_key(person), []).append(row.line)
        if person and supervisor and number_key(supervisor) == number_key(person):
            row.refuse(SUPERVISOR_ID, "The person is their own supervisor.")

    def check(self, notes: ProblemCollector) -> None:
        """Notes what only shows when all rows are read."""
        for column, what in ((EMPLOYEE_ID, self._ids), (EMAIL, self._emails), (FORMER_EMPLOYEE_ID, self._formers)):
            for value, lines in doubled(what).items():
                where = f"{shown(value)} is on {listed(lines)}."
                hint = " A person with several jobs has one row." if column is EMPLOYEE_ID else ""
                for line in lines:
                    notes.problem(line, column.name, where + hint)


def doubled(what: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """The values that stand on several lines."""
    return {value: lines for value, lines in what.items() if len(lines) > 1}


def listed(lines: Sequence[int]) -> str:
    """As "lines 3, 4 and 7 more"."""
    shown_lines = ", ".join(f"{line}" for line in lines[:_LINES_SHOWN])
    more = f" and {len(lines) - _LINES_SHOWN:,} more" if len(lines) > _LINES_SHOWN else ""
    return f"lines {shown_lines}{more}"

"""Checks across rows: no person twice, every supervisor present, and no person above themselves."""

from collections.abc import Iterator

from moments.domain.shared.ids import EmployeeNumber
from moments.infrastructure.directory.columns import EMAIL, EMPLOYEE_ID, SUPERVISOR_ID
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row
from moments.infrastructure.directory.values import shown

_CHAIN_SHOWN = 12


class Roster:
    """Takes the unsound rows as well: a manager's mistyped hire date is not also forty unknown supervisors."""

    def __init__(self) -> None:
        self._lines: dict[EmployeeNumber, int] = {}
        self._supervisors: dict[EmployeeNumber, EmployeeNumber] = {}
        self._ids: dict[str, int] = {}
        self._emails: dict[str, int] = {}

    def add(self, row: Row, person: EmployeeNumber, email: str, supervisor: EmployeeNumber | None) -> None:
        """Refuses the row for what is there already; `person` and `email` may be empty."""
        if email and (first := self._emails.setdefault(email, row.line)) != row.line:
            row.refuse(EMAIL, f"{shown(email)} is already on line {first}.")
        if not person:
            return
        if (first := self._ids.setdefault(person.casefold(), row.line)) != row.line:
            row.refuse(EMPLOYEE_ID, f"{shown(person)} is already on line {first}.")
            return
        self._lines[person] = row.line
        if supervisor == person:
            row.refuse(SUPERVISOR_ID, "The person is their own supervisor.")
        elif supervisor:
            self._supervisors[person] = supervisor

    def check(self, notes: ProblemCollector) -> None:
        """Notes what only shows when all rows are read."""
        for person, supervisor in self._supervisors.items():
            if supervisor not in self._lines:
                notes.problem(self._lines[person], SUPERVISOR_ID.name, self._unknown(supervisor))
        for cycle in self._cycles():
            line = min(self._lines[person] for person in cycle)
            notes.problem(line, SUPERVISOR_ID.name, f"Supervisors in a circle: {self._chain(cycle)}.")

    def _unknown(self, supervisor: EmployeeNumber) -> str:
        line = self._ids.get(supervisor.casefold())
        hint = f"; line {line} differs in capital letters only" if line else ""
        return f"{shown(supervisor)} is no employee in this file{hint}."

    def _cycles(self) -> Iterator[list[EmployeeNumber]]:
        """Each circle once, from where it is first met: every person is walked over one time."""
        walked_from: dict[EmployeeNumber, EmployeeNumber] = {}
        for start in self._supervisors:
            at: EmployeeNumber | None = start
            trail: list[EmployeeNumber] = []
            while at is not None and at not in walked_from:
                walked_from[at] = start
                trail.append(at)
                at = self._supervisors.get(at)
            if at is not None and walked_from[at] == start:
                yield trail[trail.index(at) :]

    def _chain(self, cycle: list[EmployeeNumber]) -> str:
        first = min(range(len(cycle)), key=lambda at: self._lines[cycle[at]])
        around = cycle[first:] + cycle[:first]
        shown_ids = around[:_CHAIN_SHOWN]
        more = [f"({len(around) - _CHAIN_SHOWN:,} more)"] if len(around) > _CHAIN_SHOWN else []
        return " → ".join([*shown_ids, *more, around[0]])

"""Checks across rows: no person twice, every supervisor present, and no person above themselves."""

from collections.abc import Iterator

from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import EmployeeNumber
from moments.infrastructure.directory.columns import EMAIL, EMPLOYEE_ID, FORMER_EMPLOYEE_ID, SUPERVISOR_ID
from moments.infrastructure.directory.problems import ProblemCollector
from moments.infrastructure.directory.row import Row
from moments.infrastructure.directory.values import shown

_CHAIN_SHOWN = 12


class Roster:
    """Takes the unsound rows as well: a manager's mistyped hire date is not also forty unknown supervisors."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._supervisors: dict[str, str] = {}
        self._written: dict[str, EmployeeNumber] = {}
        self._formers: dict[str, int] = {}
        self._emails: dict[str, int] = {}

    def add(
        self,
        row: Row,
        person: EmployeeNumber,
        email: str,
        supervisor: EmployeeNumber | None,
        former: EmployeeNumber | None = None,
    ) -> None:
        """Refuses the row for what is there already; `person` and `email` may be empty."""
        if former and (first := self._formers.setdefault(number_key(former), row.line)) != row.line:
            row.refuse(FORMER_EMPLOYEE_ID, f"{shown(former)} is already on line {first}.")
        if email and (first := self._emails.setdefault(email, row.line)) != row.line:
            row.refuse(EMAIL, f"{shown(email)} is already on line {first}.")
        if not person:
            return
        key, above = number_key(person), number_key(supervisor or "")
        if (first := self._lines.setdefault(key, row.line)) != row.line:
            row.refuse(EMPLOYEE_ID, f"{shown(person)} is already on line {first}.")
            return
        self._written[key] = person
        self._written.setdefault(above, EmployeeNumber(supervisor or ""))
        if above == key:
            row.refuse(SUPERVISOR_ID, "The person is their own supervisor.")
        elif above:
            self._supervisors[key] = above

    def check(self, notes: ProblemCollector) -> None:
        """Notes what only shows when all rows are read."""
        for person, supervisor in self._supervisors.items():
            if supervisor not in self._lines and supervisor not in self._formers:
                reason = f"{shown(self._written[supervisor])} is no employee in this file."
                notes.problem(self._lines[person], SUPERVISOR_ID.name, reason)
        for cycle in self._cycles():
            line = min(self._lines[person] for person in cycle)
            notes.problem(line, SUPERVISOR_ID.name, f"Supervisors in a circle: {self._chain(cycle)}.")

    def _cycles(self) -> Iterator[list[str]]:
        """Each circle once, from where it is first met: every person is walked over one time."""
        walked_from: dict[str, str] = {}
        for start in self._supervisors:
            at: str | None = start
            trail: list[str] = []
            while at is not None and at not in walked_from:
                walked_from[at] = start
                trail.append(at)
                at = self._supervisors.get(at)
            if at is not None and walked_from[at] == start:
                yield trail[trail.index(at) :]

    def _chain(self, cycle: list[str]) -> str:
        first = min(range(len(cycle)), key=lambda at: self._lines[cycle[at]])
        around = cycle[first:] + cycle[:first]
        shown_ids = [self._written[each] for each in around[:_CHAIN_SHOWN]]
        more = [f"({len(around) - _CHAIN_SHOWN:,} more)"] if len(around) > _CHAIN_SHOWN else []
        return " → ".join([*shown_ids, *more, shown_ids[0]])

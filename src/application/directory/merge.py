"""DIR-4: what of a directory can be taken beside the rows that are set apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from moments.application.directory import quoting
from moments.application.directory.circles import circles, shown
from moments.application.directory.file_problem import FileProblem
from moments.application.directory.same_person import Recognized
from moments.application.directory.update import DirectoryUpdate, People, Snapshot
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import EmployeeNumber, PersonId


@dataclass(frozen=True, slots=True, repr=False)
class Merged:
    """`people`: those who come, with the ids that the program knows. `staying`: who is on record without a sound row
    and stays as they were. `withheld`: of these, who has no row at all and would have left, but for `unread` rows of
    which nobody can say whose they are. `apart`: how many rows are not taken, but for those of pairs (DIR-2).
    """

    people: tuple[Employee, ...]
    staying: frozenset[PersonId]
    withheld: frozenset[PersonId]
    unread: int
    apart: int
    problems: tuple[FileProblem, ...]
    warnings: tuple[FileProblem, ...]


def merge(present: Snapshot, update: DirectoryUpdate, recognized: Recognized) -> Merged:
    """Pure. What a row says of others is checked here, against the directory as it would be afterwards: nobody has the
    address of another, is above themselves, or belongs to a department that there is not.
    """
    return _Merge(present, update, recognized).merged()


class _Merge:
    def __init__(self, present: Snapshot, update: DirectoryUpdate, recognized: Recognized) -> None:
        self._present, self._update, self._recognized = present.people, update, recognized
        self._departments = {*present.departments, *(each.code for each in update.departments)}
        come = list(map(self._as_on_record, recognized.taken.values()))
        self._come = {person.id: person for person in come}
        self._lines = {person.id: update.lines.get(row) for row, person in recognized.taken.items()}
        self._on_record = {person.id: person for person in present.people.values() if person.left is None}
        self._problems: list[FileProblem] = []
        self._warnings: list[FileProblem] = []
        numbers = (*(row.number or "" for row in update.apart), *(person.number for person in update.employees))
        self._in_file = frozenset(map(number_key, numbers))
        known = (*update.employees, *present.people.values(), *come)
        self._numbers = {**update.numbers, **{each.id: each.number for each in known}}
        self._held, self._unread = self._held_people()
        absent = frozenset(self._on_record) - self._come.keys() - self._held
        self._withheld: frozenset[PersonId] = absent if self._unread else frozenset()

    def merged(self) -> Merged:
        while found := dict(self._conflicts()):
            for person, (column, reason) in found.items():
                self._set_apart(person, column, reason)
        people = tuple(self._finished(person) for person in self._come.values())
        problems = (*self._update.problems, *self._recognized.problems, *self._problems)
        return Merged(
            (*people, *self._without_number(people)), self._staying, self._withheld, self._unread,
            self._update.rows - len(people) - len({each.number for each in self._recognized.pairs}),
            tuple(sorted(problems, key=lambda each: (each.file, each.line or 0))),
            (*self._update.warnings, *self._warnings),
        )  # fmt: skip

    def _without_number(self, people: Iterable[Employee]) -> Iterator[Employee]:
        """Who stays as they were, but has a number that is another's now (DIR-2)."""
        taken = {number_key(person.number): person.id for person in people}
        for identity in sorted(self._staying):
            person = self._present[identity]
            if person.number and taken.get(number_key(person.number), identity) != identity:
                yield replace(person, number=EmployeeNumber(""))

    @property
    def _staying(self) -> frozenset[PersonId]:
        return self._held | self._withheld

    def _as_on_record(self, person: Employee) -> Employee:
        before = self._present.get(person.id)
        if before is None or not self._update.on_record:
            return person
        kept: dict[str, Any] = {name: getattr(before, name) for name in self._update.on_record}
        return replace(person, **kept)

    def _held_people(self) -> tuple[frozenset[PersonId], int]:
        """By number, else by address; and how many rows lead to nobody and have no number of somebody new."""
        waiting = [person for person in self._on_record.values() if person.id not in self._come]
        numbers = {number_key(person.number): person.id for person in waiting if person.number}
        emails = {person.email.casefold(): person.id for person in waiting}
        held, unread = set(self._recognized.untouched), 0
        for row in self._update.apart:
            found = numbers.get(number_key(row.number or ""))
            found = found or emails.get((row.email or "").casefold())
            if found:
                held.add(found)
            elif not row.number:
                unread += 1
        return frozenset(held), unread

    def _conflicts(self) -> Iterator[tuple[PersonId, tuple[str, str]]]:
        """Who of those who come cannot be taken beside those who stay, with the column and the reason."""
        staying = {person: self._present[person] for person in self._staying}
        emails = {each.email.casefold(): each for each in staying.values()}
        for person in self._come.values():
            if self._update.on_record and person.id not in self._present:
                yield person.id, ("employee_id", "The person is new, and the file lacks what is needed of new people.")
            elif person.department not in self._departments:
                yield person.id, ("department", "The department's own row is set apart, and it is new.")
            elif (other := emails.get(person.email.casefold())) is not None:
                yield person.id, ("email", f"{other.number} still has this address, and their row is not taken.")
        everybody: People = {**staying, **self._come}
        above = {each.id: each.supervisor for each in everybody.values() if each.supervisor}
        for circle in circles(above):
            reason = f"Supervisors in a circle: {shown([everybody[person].number for person in self._turned(circle)])}."
            yield from ((person, ("supervisor_id", reason)) for person in circle if person in self._come)

    def _turned(self, circle: Sequence[PersonId]) -> Sequence[PersonId]:
        """From the row that comes first."""
        first = min(range(len(circle)), key=lambda at: self._lines.get(circle[at]) or 0)
        return [*circle[first:], *circle[:first]]

    def _set_apart(self, person: PersonId, column: str, reason: str) -> None:
        del self._come[person]
        if person in self._on_record:
            self._held |= {person}
        self._problems.append(FileProblem(self._update.file, self._lines[person], column, reason))

    def _finished(self, person: Employee) -> Employee:
        """ELIG-3; and a supervisor who will not be there is a vacancy."""
        before = self._present.get(person.id)
        if before and before.evaluation and (not person.evaluation or person.evaluation.on < before.evaluation.on):
            reason = "A later evaluation is on record than the file has: the one on record stands."
            self._warn(person, "evaluation_date", reason)
            person = replace(person, evaluation=before.evaluation)
        boss = person.supervisor
        if boss is None or boss in self._come or boss in self._staying:
            return person
        self._warn(person, "supervisor_id", f"{self._named(boss)}: the supervisor's place is taken as vacant.")
        return replace(person, supervisor=None)

    def _named(self, boss: PersonId) -> str:
        number = self._numbers[boss]
        if number_key(number) in self._in_file:
            return f"{quoting.shown(number)} is new, and their row is set apart"
        return f"{quoting.shown(number)} is not in the file"

    def _warn(self, person: Employee, column: str, reason: str) -> None:
        self._warnings.append(FileProblem(self._update.file, self._lines[person.id], column, reason))

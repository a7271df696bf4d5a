"""Whom of a directory the program knows: by their employee id, or as renumbered; who only looks so is asked about.

DIR-2: a person whom no row has by their id, and a row whose id is nobody's, are a pair if they look like one person. So
are a person and a row of another's id that looks like the person and not like the other. Nothing of a pair is imported
until somebody has said what it is; nor is another row of the same id.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from moments.application.directory.claims import ClaimReader, ContradictedRow, holders_of, is_alike
from moments.application.directory.file_problem import FileProblem
from moments.application.directory.look_alikes import look_alikes
from moments.application.directory.supervisors import SupervisorFinder, without_circles
from moments.application.directory.update import DirectoryUpdate, People, Snapshot
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import Likeness, Renumbering, likenesses, number_key, renumbering_id
from moments.domain.shared.ids import EmployeeNumber, PersonId

_WORDS = {Likeness.EMAIL: "email address", Likeness.NAME_AND_HIRE_DATE: "name and hire date"}
_WAITS = (
    "It is asked of the person with this id whether they have another one now. Until then nothing is changed of them."
)


@dataclass(frozen=True, slots=True, repr=False)
class Recognized:
    """`taken`: by the ids of their rows, with the ids that they and their supervisors have already. `pairs`: to be
    asked about. `untouched`: who stays as they are because of them. `problems`: of the rows that are not taken.
    """

    taken: Mapping[PersonId, Employee]
    pairs: tuple[Renumbering, ...] = ()
    untouched: frozenset[PersonId] = frozenset()
    problems: tuple[FileProblem, ...] = ()


def recognize(present: Snapshot, update: DirectoryUpdate, at: datetime) -> Recognized:
    """Pure. Who is new keeps the id that came along, which is random. Raises InvalidRenumbering."""
    return _Recognition(present, update).result(at)


def renumbered_people(before: People, after: Iterable[Employee]) -> Mapping[PersonId, EmployeeNumber]:
    """Who has another number now, with the one before."""
    pairs = ((before[person.id].number, person) for person in after if person.id in before)
    return {
        person.id: old
        for old, person in pairs
        if number_key(old) not in ("", number_key(person.number)) and person.number
    }


class _Recognition:
    def __init__(self, present: Snapshot, update: DirectoryUpdate) -> None:
        self._present, self._update = present, update
        self._people: People = present.people
        self._rows = {number_key(each.number): each for each in update.employees}
        self._holders = holders_of(present.people)
        self._claims = ClaimReader(present, self._rows, self._holders).read(update.statements)
        self._identities = dict(self._identify())
        self._row_of = {person: key for key, person in self._identities.items()}
        self._in_error = {number_key(each.number) for each in update.apart if each.number}
        self._numbers = {**update.numbers, **{each.id: each.number for each in update.employees}}
        self._apart: set[str] = set()
        self._untouched: set[PersonId] = set()

    def result(self, at: datetime) -> Recognized:
        pairs = tuple(self._pairs(at))
        unclear = {number_key(each.number) for each in pairs}
        unclear |= {number_key(each.number) for each in self._claims.contradicted}
        self._set_apart(unclear, (each.person for each in pairs))
        problems = [*map(self._problem_of_pair, pairs), *map(self._problem_of_former, self._claims.contradicted)]
        problems += [self._problem(key, _WAITS) for key in sorted(self._apart - unclear)]
        present = frozenset(each for each in self._untouched if self._people[each].left is None)
        return Recognized(self._taken(unclear), pairs, present, tuple(problems))

    def _identify(self) -> Iterator[tuple[str, PersonId]]:
        claimed = set(self._claims.same.values())
        for key in self._rows:
            if key in self._claims.same:
                yield key, self._claims.same[key]
            elif (holder := self._holders.get(key)) is not None and holder.id not in claimed:
                yield key, holder.id

    def _pairs(self, at: datetime) -> Iterator[Renumbering]:
        found_at = {each.key: each.found_at for each in self._present.renumberings}
        rows = self._loose_rows()
        for person, key in look_alikes(self._loose_people(rows), rows):
            if (person.id, key) not in self._claims.different and self._identities.get(key) != person.id:
                row = self._rows[key]
                yield Renumbering(
                    renumbering_id(person.id, row.number), person.id, row.number, likenesses(person, row),
                    found_at.get((person.id, key), at), replace(row, supervisor=None), self._supervisor_of(row),
                    is_gone=person.id not in self._row_of,
                )  # fmt: skip

    def _loose_rows(self) -> dict[str, Employee]:
        """Those of nobody, or of somebody whom they do not look like."""
        contradicted = {number_key(each.number) for each in self._claims.contradicted}
        return {
            key: row
            for key, row in self._rows.items()
            if key not in self._claims.same and key not in contradicted and not self._is_its_own(key, row)
        }

    def _is_its_own(self, key: str, row: Employee) -> bool:
        person = self._identities.get(key)
        return person is not None and is_alike(self._people[person], row)

    def _loose_people(self, loose: Mapping[str, Employee]) -> list[Employee]:
        """Those who have no row, or one that does not look like them."""
        return [
            person
            for person in self._people.values()
            if number_key(person.number) not in self._in_error
            and ((key := self._row_of.get(person.id)) is None or key in loose)
        ]

    def _set_apart(self, unclear: Iterable[str], people: Iterable[PersonId]) -> None:
        """Nothing is changed of whom a pair names, nor of who has the id of its row: the other row of each waits."""
        self._untouched.update(people, (self._identities[key] for key in unclear if key in self._identities))
        self._apart.update(unclear, (self._row_of[each] for each in self._untouched if each in self._row_of))

    def _taken(self, unclear: Iterable[str]) -> Mapping[PersonId, Employee]:
        identities: dict[str, PersonId | None] = {
            key: self._identities.get(key, row.id) for key, row in self._rows.items()
        }
        finder = SupervisorFinder(self._present, self._update, identities | dict.fromkeys(unclear), self._holders)
        come = {key: identity for key, identity in identities.items() if key not in self._apart and identity}
        untouched = [person for each in sorted(self._untouched) if (person := self._people[each]).left is None]
        people, doubtful = {each.id: each for each in untouched}, set[PersonId]()
        for key, identity in come.items():
            supervisor, is_certain = finder.find(self._rows[key])
            doubtful |= set() if is_certain else {identity}
            people[identity] = _known(self._rows[key], identity, supervisor)
        found = {each.id: each for each in without_circles(people, doubtful)}
        return {self._rows[key].id: found[identity] for key, identity in come.items()}

    def _problem_of_pair(self, pair: Renumbering) -> FileProblem:
        person = self._people[pair.person]
        common = " and ".join(_WORDS[each] for each in pair.likenesses)
        old = person.number or "who had another id"
        reason = (
            f"Is this {person.name}, {old}, under another id? They have the same {common}. "
            f"Say --renumber {old}={pair.number} if so and --two-people {old}={pair.number} if not, or decide it on "
            "the office's page of imports. Until then nothing is changed of either."
        )
        return self._problem(number_key(pair.number), reason)

    def _problem_of_former(self, row: ContradictedRow) -> FileProblem:
        return self._problem(number_key(row.number), f"The former id {row.former} is wrong. {row.reason}")

    def _problem(self, key: str, reason: str) -> FileProblem:
        return FileProblem(self._update.file, self._update.lines.get(self._rows[key].id), "employee_id", reason)

    def _supervisor_of(self, row: Employee) -> EmployeeNumber | None:
        if row.supervisor is None:
            return None
        return self._numbers.get(row.supervisor)


def _known(row: Employee, identity: PersonId, supervisor: PersonId | None) -> Employee:
    same = (row.id, row.supervisor) == (identity, supervisor)
    return row if same else replace(row, id=identity, supervisor=supervisor)

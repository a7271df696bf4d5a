"""Whom of a directory the program knows: by their employee id, or as renumbered; who only looks so is asked about.

DIR-2: a person whom no row has by their id, and a row whose id is nobody's, are a pair if they look like one person. So
are a person and a row of another's id that looks like the person and not like the other. Nothing of a pair is imported
until somebody has said what it is; nor is what depends on it: the row of the same id, and the row of the same email.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from moments.application.directory.claims import ClaimReader, ContradictedRow, holders_of, is_alike
from moments.application.directory.look_alikes import look_alikes
from moments.application.directory.supervisors import SupervisorFinder, without_circles
from moments.application.directory.update import DirectoryUpdate, People, Snapshot
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import Renumbering, likenesses, number_key, renumbering_id
from moments.domain.shared.ids import EmployeeNumber, PersonId


@dataclass(frozen=True, slots=True, repr=False)
class Recognized:
    """`employees`: with the ids that they, and their supervisors, have already; those who stay as they are, too.

    `pairs`: to be asked about. `set_apart`: the rows that are not imported because of them. `renumbered`: who has
    another number now, with the one before. `contradicted`: rows that are not imported, because the file itself says
    otherwise of their former id.
    """

    employees: Sequence[Employee]
    pairs: Sequence[Renumbering] = ()
    set_apart: Sequence[EmployeeNumber] = ()
    renumbered: Mapping[PersonId, EmployeeNumber] = field(default_factory=dict[PersonId, EmployeeNumber])
    contradicted: Sequence[ContradictedRow] = ()


def recognize(present: Snapshot, update: DirectoryUpdate, at: datetime) -> Recognized:
    """Pure. Who is new keeps the id that came along, which is random. Raises InvalidRenumbering."""
    return _Recognition(present, update).result(at)


class _Recognition:
    def __init__(self, present: Snapshot, update: DirectoryUpdate) -> None:
        self._present, self._update = present, update
        self._people: People = present.people
        self._rows = {number_key(each.number): each for each in update.employees}
        self._holders = holders_of(present.people)
        self._claims = ClaimReader(present, self._rows, self._holders).read(update.statements)
        self._identities = dict(self._identify())
        self._row_of = {person: key for key, person in self._identities.items()}
        self._row_with = {each.email: key for key, each in self._rows.items()}
        self._numbers = {**update.numbers, **{each.id: each.number for each in update.employees}}
        self._apart: set[str] = set()
        self._untouched: set[PersonId] = set()

    def result(self, at: datetime) -> Recognized:
        pairs = list(self._pairs(at))
        unclear = {number_key(each.number) for each in pairs}
        unclear |= {number_key(each.number) for each in self._claims.contradicted}
        self._set_apart(unclear, (each.person for each in pairs))
        return Recognized(
            employees=tuple(self._employees(unclear)),
            pairs=pairs,
            set_apart=[self._rows[key].number for key in sorted(self._apart)],
            renumbered=dict(self._renumbered()),
            contradicted=self._claims.contradicted,
        )

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
            person for person in self._people.values() if (key := self._row_of.get(person.id)) is None or key in loose
        ]

    def _set_apart(self, unclear: Iterable[str], people: Iterable[PersonId]) -> None:
        """Who is left untouched keeps their email: another's row that has it waits as well, and so on."""
        self._apart.update(unclear)
        waiting = [*people, *(self._identities[key] for key in unclear if key in self._identities)]
        while waiting:
            person = waiting.pop()
            if person in self._untouched:
                continue
            self._untouched.add(person)
            record = self._people[person]
            with_email = self._row_with.get(record.email) if record.left is None else None
            for key in (self._row_of.get(person), with_email):
                if key is not None and key not in self._apart:
                    self._apart.add(key)
                    waiting += [self._identities[key]] if key in self._identities else []

    def _employees(self, unclear: Iterable[str]) -> Iterator[Employee]:
        identities: dict[str, PersonId | None] = {
            key: self._identities.get(key, row.id if key not in self._apart else None)
            for key, row in self._rows.items()
        } | dict.fromkeys(unclear)
        finder = SupervisorFinder(self._present, self._update, identities, self._holders)
        untouched = [person for each in sorted(self._untouched) if (person := self._people[each]).left is None]
        come = {key: identity for key, identity in identities.items() if key not in self._apart and identity}
        staying = {*come.values(), *(each.id for each in untouched)}
        doubtful: set[PersonId] = set()
        people = {each.id: _without_number(each, come) for each in untouched}
        for key, identity in come.items():
            supervisor, is_certain = finder.find(self._rows[key], staying)
            doubtful |= set() if is_certain else {identity}
            people[identity] = _known(self._rows[key], identity, supervisor)
        return without_circles(people, doubtful)

    def _renumbered(self) -> Iterator[tuple[PersonId, EmployeeNumber]]:
        for key, person in self._identities.items():
            before = self._people[person].number
            if key not in self._apart and number_key(before) not in ("", key):
                yield person, before

    def _supervisor_of(self, row: Employee) -> EmployeeNumber | None:
        if row.supervisor is None:
            return None
        return self._numbers.get(row.supervisor)


def _known(row: Employee, identity: PersonId, supervisor: PersonId | None) -> Employee:
    same = (row.id, row.supervisor) == (identity, supervisor)
    return row if same else replace(row, id=identity, supervisor=supervisor)


def _without_number(person: Employee, come: Mapping[str, PersonId]) -> Employee:
    """An employee id is one person's: who stays as they are has none while another has it."""
    taken = come.get(number_key(person.number), person.id) != person.id
    return replace(person, number=EmployeeNumber("")) if taken else person

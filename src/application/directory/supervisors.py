"""Whom the rows name as supervisors: by the employee id of now, or by one that somebody had before (DIR-2)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from moments.application.directory.update import DirectoryUpdate, People, Snapshot
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import PersonId


class SupervisorFinder:
    """`identities`: the person of each row, by the row's key, also of those who are new; None for a row of which
    nobody knows yet whose it is.
    """

    def __init__(
        self,
        present: Snapshot,
        update: DirectoryUpdate,
        identities: Mapping[str, PersonId | None],
        holders: Mapping[str, Employee],
    ) -> None:
        self._people, self._identities, self._numbers = present.people, identities, update.numbers
        self._key_of = {row.id: number_key(row.number) for row in update.employees}
        self._holders = {key: person.id for key, person in holders.items()}
        self._former = {key: person for person, key in sorted(present.former_numbers)}

    def find(self, row: Employee) -> tuple[PersonId | None, bool]:
        """The supervisor, and whether the file itself says so. Nobody's number leads to an id of nobody.

        A row that names a row of which it is not known whose it is leaves the supervisor as it was.
        """
        if row.supervisor is None:
            return None, True
        person = self._identities[number_key(row.number)]
        key = self._key_of.get(row.supervisor)
        if key is None:
            number = number_key(self._numbers.get(row.supervisor, ""))
            known = row.supervisor if number or row.supervisor in self._people else None
            found = self._holders.get(number) or self._former.get(number) or known
            return (None if found == person else found), False
        if (supervisor := self._identities[key]) is not None:
            return (None if supervisor == person else supervisor), True
        before = self._people.get(person) if person else None
        return (before.supervisor if before and before.supervisor else row.supervisor), False


def without_circles(people: People, doubtful: Collection[PersonId]) -> Iterator[Employee]:
    """The people; who is in a circle of supervisors through a `doubtful` relation of theirs loses this supervisor."""
    supervisors = {person.id: person.supervisor for person in people.values()}
    for each in sorted(doubtful):
        if _is_above_itself(each, supervisors):
            supervisors[each] = None
    for person in people.values():
        above = supervisors[person.id]
        yield person if above == person.supervisor else replace(person, supervisor=above)


def _is_above_itself(person: PersonId, supervisors: Mapping[PersonId, PersonId | None]) -> bool:
    seen: set[PersonId] = set()
    above = supervisors[person]
    while above is not None and above != person and above not in seen:
        seen.add(above)
        above = supervisors.get(above)
    return above == person

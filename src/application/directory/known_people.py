"""Whom of a directory the program knows: a person's employee number stands in files only, their id everywhere else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from moments.application.directory.update import People
from moments.domain.participants.employee import Employee
from moments.domain.shared.ids import EmployeeNumber, PersonId


def with_known_ids(
    now: People, come: Sequence[Employee], others: Mapping[PersonId, EmployeeNumber] | None = None
) -> Iterator[Employee]:
    """Returns those who come with the ids that they, and their supervisors, have already.

    Who is new keeps the id that came along, which is random and not the employee number. `others`: the numbers of
    supervisors who are not among those who come.
    """
    known = {person.number.casefold(): person.id for person in now.values()}
    ids = {person: known.get(number.casefold(), person) for person, number in (others or {}).items()}
    ids |= {person.id: known.get(person.number.casefold(), person.id) for person in come}
    return (_renamed(person, ids[person.id], ids.get(person.supervisor)) for person in come)  # type: ignore[arg-type]


def _renamed(person: Employee, identity: PersonId, supervisor: PersonId | None) -> Employee:
    same = (person.id, person.supervisor) == (identity, supervisor)
    return person if same else replace(person, id=identity, supervisor=supervisor)

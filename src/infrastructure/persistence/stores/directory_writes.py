"""Writing employees by the ten thousand (docs/adr/0005 has the figures of the ways that were tried)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, select, update

from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import number_key
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.mappers.employees import email_key, employee_row
from moments.infrastructure.persistence.tables import employees
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.upserts import add_or_overwrite

BATCH = 2_000
"""Rows sent at a time: few enough that their copies in memory don't count."""

_HOLDERS = select(employees.c.id, employees.c.email_key).where(
    in_array(employees.c.email_key, "keys"), employees.c.left_on.is_(None)
)
_NUMBERED = select(employees.c.id, employees.c.number_key).where(
    in_array(employees.c.number_key, "keys"), employees.c.left_on.is_(None)
)
_LET_NUMBER_GO = update(employees).where(in_array(employees.c.id)).values(number_key="")
_LET_GO = update(employees).where(in_array(employees.c.id)).values(email_key=literal("\n") + employees.c.id)
"""No address has a line's end in it."""


def _email_since(new: Any) -> ColumnElement[datetime]:
    """Stays while the person has the same address and has not been away."""
    same = and_(employees.c.email_key == new.email_key, employees.c.left_on.is_(None))
    return case((same, employees.c.email_since), else_=new.email_since)


async def write_employees(work: Transaction, people: Sequence[Employee]) -> None:
    """Adds each or writes it over the one of its id, and has the listing follow."""
    await _free_addresses(work, people)
    await _free_numbers(work, people)
    statement = add_or_overwrite(work, employees, email_since=_email_since)
    since = {"email_since": datetime.now(UTC).replace(microsecond=0)}  # tokens know no parts of a second
    for start in range(0, len(people), BATCH):
        await work.run(statement, [employee_row(person) | since for person in people[start : start + BATCH]])
    work.stale.listing.update(person.id for person in people)


async def _free_addresses(work: Transaction, people: Sequence[Employee]) -> None:
    """Clears the addresses that move to another person in the same import, because rows are written one after another.
    A person who keeps the address makes it a duplicate, which the index rejects."""
    new: dict[PersonId, str] = {person.id: email_key(person.email) for person in people if person.left is None}
    holders = await work.all(_HOLDERS, keys=sorted_ids(new.values()))
    given = {person.id for person in people}
    letting_go = [row.id for row in holders if row.id in given and new.get(row.id) != row.email_key]
    if letting_go:
        await work.run(_LET_GO, {"ids": sorted_ids(letting_go)})


async def _free_numbers(work: Transaction, people: Sequence[Employee]) -> None:
    """Likewise clears the employee ids that move to another person."""
    new: dict[PersonId, str] = {person.id: number_key(person.number) for person in people if person.left is None}
    holders = await work.all(_NUMBERED, keys=sorted_ids(key for key in new.values() if key))
    letting_go = [row.id for row in holders if row.id in new and new[row.id] != row.number_key]
    if letting_go:
        await work.run(_LET_NUMBER_GO, {"ids": sorted_ids(letting_go)})

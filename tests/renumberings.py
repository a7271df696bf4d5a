"""A row of another employee id that looks like somebody of the directory, to be decided (DIR-2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from moments.application.unit_of_work import UnitOfWork
from moments.domain.participants.renumbering import Renumbering, Verdict, likenesses, renumbering_id
from moments.domain.shared.ids import EmployeeNumber, PersonId, RenumberingId


async def add_renumbering(
    units_of_work: Callable[[], UnitOfWork],
    person: PersonId,
    at: datetime,
    number: str = "N-1",
    verdict: Verdict | None = None,
) -> RenumberingId:
    """As an import leaves it; with a verdict, as the office and the next import do."""
    async with units_of_work() as work:
        record = await work.directory.get(person)
        row = replace(record, id=PersonId(f"row {number}"), number=EmployeeNumber(number), supervisor=None)
        found = Renumbering(
            renumbering_id(person, row.number), person, row.number, likenesses(record, row), at, row, None
        )
        if verdict is not None:
            found = found.decided(verdict, PersonId("olga"), at).without_row()
        await work.renumberings.save(found)
        await work.commit()
        return found.id

"""What the office changed of the State's holidays, read once a transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from moments.domain.program.holidays import StateCalendar
from moments.infrastructure.persistence.tables import holiday_changes
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.upserts import add_or_overwrite
from moments.infrastructure.persistence.whole_table import WholeTableRead
from moments.infrastructure.state_holidays import usual_holidays

CHANGES = select(holiday_changes)


def calendar_of(rows: Sequence[Row[Any]]) -> StateCalendar:
    return StateCalendar(usual_holidays, {row.day: row.name for row in rows})


class SqlHolidays:
    def __init__(self, work: Transaction) -> None:
        self._work = work
        self._changes = WholeTableRead(work, holiday_changes)
        self._calendar: StateCalendar | None = None

    async def calendar(self) -> StateCalendar:
        if self._calendar is None:
            self._calendar = calendar_of(await self._changes.read(CHANGES))
        return self._calendar

    async def save(self, day: date, name: str | None) -> None:
        await self._changes.verify_unchanged()
        await self._work.run(add_or_overwrite(self._work, holiday_changes), {"day": day, "name": name})
        self._calendar = None

"""Note in the audit that a table of the office is downloaded."""

from moments.application.access.policy import load_actor
from moments.application.ports.clock import Clock
from moments.application.ports.errors import NotFound
from moments.application.retry import retry_write
from moments.application.unit_of_work import UnitsOfWork
from moments.domain.program.exports import TableExported
from moments.domain.shared.ids import PersonId


class RecordExport:
    """Raises NotFound, and notes nothing, for who is not of the office."""

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock) -> None:
        self._units_of_work, self._clock = units_of_work, clock

    async def __call__(self, table: str, by: PersonId) -> None:
        await retry_write(lambda: self._once(table, by))

    async def _once(self, table: str, by: PersonId) -> None:
        async with self._units_of_work() as work:
            if not (await load_actor(work, by)).office:
                raise NotFound("table", field_given=False, by_right=True)
            work.record(TableExported(occurred_at=self._clock.now(), by=by, table=table))
            await work.commit()

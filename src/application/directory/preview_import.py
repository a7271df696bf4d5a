"""Preview the changes of an import, without applying them."""

from moments.application.directory.plan import ImportPlan, plan_import
from moments.application.directory.snapshot import read_snapshot
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.clock import Clock
from moments.application.unit_of_work import UnitsOfWork


class PreviewImport:
    """Returns the same plan that ImportDirectory would apply; counts departures but does not reject them."""

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock) -> None:
        self._units_of_work, self._clock = units_of_work, clock

    async def __call__(self, update: DirectoryUpdate) -> ImportPlan:
        async with self._units_of_work() as work:
            present = await read_snapshot(work)
            return plan_import(present, update, self._clock.now())

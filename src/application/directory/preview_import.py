"""Preview the changes of an import, without applying them."""

from moments.application.directory.limits import USUAL_LIMITS, ImportLimits, check_age
from moments.application.directory.plan import ImportPlan, plan_import
from moments.application.directory.snapshot import read_snapshot
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.clock import Clock
from moments.application.unit_of_work import UnitsOfWork


class PreviewImport:
    """Returns the same plan that ImportDirectory would apply, and refuses a file that it would refuse for its age;
    counts departures and rows set apart, but does not refuse them."""

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock) -> None:
        self._units_of_work, self._clock = units_of_work, clock

    async def __call__(self, update: DirectoryUpdate, *, limits: ImportLimits = USUAL_LIMITS) -> ImportPlan:
        """Raises OlderFile."""
        async with self._units_of_work() as work:
            present = await read_snapshot(work)
            if not limits.older:
                check_age(update.source, await work.directory.imported_files())
            return plan_import(present, update, self._clock.now())

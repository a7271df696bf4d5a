"""One import from the command line, with what it changed kept for the office."""

from typing import TYPE_CHECKING

from moments.application.directory.import_directory import ImportDirectory, Progress
from moments.application.directory.limits import ImportLimits
from moments.application.directory.office_imports import record_import
from moments.application.directory.plan import ImportPlan
from moments.application.directory.update import DirectoryUpdate
from moments.cli.database import staff_office, units_of_work
from moments.domain.shared.ids import ImportId
from moments.infrastructure.clock import RandomIdGenerator, SystemClock
from moments.infrastructure.persistence.stores.imports import SqlImportRecords

if TYPE_CHECKING:
    from moments.infrastructure.persistence.database import Database
    from moments.infrastructure.settings import Settings


async def import_update(
    settings: "Settings",
    database: "Database",
    update: DirectoryUpdate,
    limits: ImportLimits,
    *,
    once: bool = False,
    progress: Progress = lambda _step: None,
) -> ImportPlan:
    """Raises what `ImportDirectory` raises."""
    import_directory = ImportDirectory(units_of_work(database, settings), SystemClock())
    plan = await import_directory(update, limits=limits, once=once, progress=progress)
    identity = ImportId(RandomIdGenerator().new())
    await record_import(SqlImportRecords(database), identity, plan, SystemClock().now())
    await staff_office(settings, database)
    return plan

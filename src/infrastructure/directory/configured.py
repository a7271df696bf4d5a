"""What the settings say of imports."""

from moments.application.directory.limits import ImportLimits
from moments.infrastructure.directory.mapping import DirectoryMapping, read_mapping
from moments.infrastructure.settings import Settings


def import_limits(settings: Settings) -> ImportLimits:
    return ImportLimits(settings.import_max_leavers / 100, settings.import_max_bad_rows / 100)


def directory_mapping(settings: Settings) -> DirectoryMapping | None:
    """Raises BadMapping."""
    return read_mapping(settings.directory_mapping) if settings.directory_mapping else None

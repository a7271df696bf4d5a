"""The limits of imports (DIR-4), from the settings."""

from moments.application.directory.limits import ImportLimits
from moments.infrastructure.settings import Settings


def import_limits(settings: Settings) -> ImportLimits:
    return ImportLimits(settings.import_max_leavers / 100, settings.import_max_bad_rows / 100)

"""Settings: `load()` gives them checked, or says all that is wrong with them."""

from moments.infrastructure.settings.loading import BadSettings, load
from moments.infrastructure.settings.table import markdown_table
from moments.infrastructure.settings.values import (
    DEVELOPMENT_ISSUER_PATH,
    PREFIX,
    LogFormat,
    LogLevel,
    Mode,
    Settings,
)

__all__ = [
    "DEVELOPMENT_ISSUER_PATH",
    "PREFIX",
    "BadSettings",
    "LogFormat",
    "LogLevel",
    "Mode",
    "Settings",
    "load",
    "markdown_table",
]

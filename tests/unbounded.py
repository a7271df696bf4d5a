"""Settings of a server that nobody can ask for too much, for tests of everything else."""

from typing import Any

from moments.infrastructure.settings import Settings

_AT_A_TIME = ("person_sockets", "person_subscriptions", "stranger_sockets", "total_sockets")


def unbounded() -> dict[str, Any]:
    """Budgets as large as they can be; four operations of a person at a time stay."""
    names = [name for name in Settings.model_fields if name.endswith("_per_minute") and name != "emails_per_minute"]
    return {**dict.fromkeys(names, 100_000_000), **dict.fromkeys(_AT_A_TIME, 100_000)}

"""Revisions: a number for what a form shows, so that saving it replaces only what the person has read."""

from enum import Enum
from hashlib import blake2b

from moments.domain.shared.errors import DomainError


class Revised(Enum):
    """What is saved as a whole; the value names it to people."""

    APPLICATION = "application"
    CYCLE = "cycle"
    CHOICES = "list of choices"
    REMINDERS = "choice of reminders"
    RESOURCE = "text"


class ChangedMeanwhile(DomainError):
    def __init__(self, what: Revised, identity: str, field: str = "expectedRevision") -> None:
        self.what, self.identity, self.field = what, identity, field
        super().__init__(
            f"This {what.value} has changed since you opened it, here or in another window. Look at it as it is now, "
            "then save again."
        )


def revision_of(*shown: str | int | tuple[str, ...] | None) -> int:
    """Equal for equal content, in every process; two contents share one once in two billion. It fits in 31 bits."""
    return int.from_bytes(blake2b(repr(shown).encode(), digest_size=4).digest(), "big") >> 1


def check_revision(expected: int, present: int, what: Revised, identity: str) -> None:
    """Raises ChangedMeanwhile unless what is there is what was read."""
    if expected != present:
        raise ChangedMeanwhile(what, identity)

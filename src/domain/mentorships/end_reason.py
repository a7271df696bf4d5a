"""Why the program, and not one of the two, ended a request or a mentorship."""

from enum import Enum

from moments.domain.shared.kind import ApplicationKind


class EndReason(Enum):
    """CAP-2, CAP-4, APP-9, DIR-1."""

    MENTOR_FULL = "mentor_full"
    MENTOR_WITHDREW = "mentor_withdrew"
    MENTEE_WITHDREW = "mentee_withdrew"
    MENTOR_LEFT = "mentor_left"
    MENTEE_LEFT = "mentee_left"

    @classmethod
    def withdrew(cls, side: ApplicationKind) -> "EndReason":
        """The person of that side takes part in the role no longer."""
        return cls.MENTOR_WITHDREW if side is ApplicationKind.MENTOR else cls.MENTEE_WITHDREW

    @classmethod
    def left(cls, side: ApplicationKind) -> "EndReason":
        """The person of that side has left the State's service."""
        return cls.MENTOR_LEFT if side is ApplicationKind.MENTOR else cls.MENTEE_LEFT

    @property
    def side(self) -> ApplicationKind:
        """Whose part ended."""
        of_mentee = self in (EndReason.MENTEE_WITHDREW, EndReason.MENTEE_LEFT)
        return ApplicationKind.MENTEE if of_mentee else ApplicationKind.MENTOR

    @property
    def is_departure(self) -> bool:
        return self in (EndReason.MENTOR_LEFT, EndReason.MENTEE_LEFT)

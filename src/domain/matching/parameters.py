"""What the program office may set for a matching run."""

from dataclasses import dataclass, field
from enum import Enum

from moments.domain.matching.fit import DEFAULT_WEIGHTS, Weights
from moments.domain.shared.errors import DomainError


class HoursRule(Enum):
    """What common working hours are to a run."""

    IGNORED = "ignored"
    TIE_BREAK = "tie-break"
    """Of mentors who fit about as well, those with common hours come first."""
    REQUIRED = "required"
    """Nobody is suggested without a common hour."""


class InvalidParameter(DomainError):
    rule = "MAT-7"

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


MAX_LIST_LENGTH = 5
MAX_LISTS_PER_PLACE = 20
"""A place is never shown to more mentees than this, unless the office says so."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """`shown_per_place`: to how many mentees an open place may be shown; None is what the market gives, so that all
    lists can be full. `newcomers_first`: by how many hundredths a mentee's wishes count for more who has no mentor yet.
    """

    list_length: int = MAX_LIST_LENGTH
    weights: Weights = field(default=DEFAULT_WEIGHTS)
    shown_per_place: float | None = None
    newcomers_first: int = 0
    hours: HoursRule = HoursRule.IGNORED

    def __post_init__(self) -> None:
        if not 1 <= self.list_length <= MAX_LIST_LENGTH:
            raise InvalidParameter("list_length", f"A list has 1 to {MAX_LIST_LENGTH} mentors.")
        if self.shown_per_place is not None and not 1 <= self.shown_per_place <= 1_000:
            raise InvalidParameter("shown_per_place", "An open place is shown to 1 to 1,000 mentees.")
        if not 0 <= self.newcomers_first <= 100:
            raise InvalidParameter(
                "newcomers_first", "The preference for mentees without a mentor is 0 to 100 hundredths."
            )

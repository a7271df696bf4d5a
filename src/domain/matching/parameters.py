"""The settings of a matching run that the program office can change."""

from dataclasses import dataclass, field
from enum import Enum

from moments.domain.matching.fit import DEFAULT_WEIGHTS, Weights
from moments.domain.shared.errors import DomainError


class HoursRule(Enum):
    """How a run uses common working hours."""

    IGNORED = "ignored"
    TIE_BREAK = "tie-break"
    """Among mentors of about equal fit, those with common hours come first."""
    REQUIRED = "required"
    """Only mentors with at least one common hour are suggested."""


class InvalidParameter(DomainError):
    rule = "MAT-7"

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


MAX_LIST_LENGTH = 5
MAX_LISTS_PER_PLACE = 20
"""An open place is shown to at most this many mentees, unless the office sets another limit."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """`max_lists_per_open_place`: how many mentees an open place can be shown to; None computes it from the market, so
    that all lists can be full. `unmatched_bonus_percent`: extra weight of the fits of a mentee who has no mentor yet.
    """

    list_length: int = MAX_LIST_LENGTH
    weights: Weights = field(default=DEFAULT_WEIGHTS)
    max_lists_per_open_place: float | None = None
    unmatched_bonus_percent: int = 0
    hours: HoursRule = HoursRule.IGNORED

    def __post_init__(self) -> None:
        if not 1 <= self.list_length <= MAX_LIST_LENGTH:
            raise InvalidParameter(
                "list_length", f"A list has 1 to {MAX_LIST_LENGTH} mentors. Enter a number in that range."
            )
        if self.max_lists_per_open_place is not None and not 1 <= self.max_lists_per_open_place <= 1_000:
            raise InvalidParameter(
                "max_lists_per_open_place",
                "An open place is shown to 1 to 1,000 mentees. Enter a number in that range.",
            )
        if not 0 <= self.unmatched_bonus_percent <= 100:
            raise InvalidParameter(
                "unmatched_bonus_percent",
                "The preference for mentees without a mentor is 0 to 100 percent. Enter a number in that range.",
            )

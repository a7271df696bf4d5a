"""DIR-4: what would hurt is refused whole."""

from dataclasses import dataclass

from moments.application.directory.plan import ImportPlan
from moments.domain.shared.errors import DomainError

ALWAYS_POSSIBLE = 3
"""Rows set apart, so that one bad row, or two that are one person's, never stops the day of a small directory."""


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """The largest fractions that are imported: of people who leave, and of rows that are set apart.

    In a month, 2% to 3% of team members leave the State's service, so an import that is a quarter late stays below the
    limit, while a truncated file, or one that lacks a large department, exceeds it.
    """

    leavers: float = 0.10
    rows_apart: float = 0.05


USUAL_LIMITS = ImportLimits()


class TooManyDepartures(DomainError):
    """`left` of `present` people are not in the new directory."""

    rule = "DIR-4"

    def __init__(self, left: int, present: int, limit: float) -> None:
        self.left, self.present = left, present
        super().__init__(
            f"The new directory lacks {left:,} of the {present:,} people there are, more than {limit:.0%}: "
            "it may have been cut off, or lack a department. Nothing was changed. "
            "If they have really left, allow the departures and import it again."
        )


class TooManyRowsApart(DomainError):
    """`apart` of `rows` rows are in error."""

    rule = "DIR-4"

    def __init__(self, apart: int, rows: int, limit: float) -> None:
        self.apart, self.rows = apart, rows
        super().__init__(
            f"{apart:,} of the {rows:,} rows are in error, more than {limit:.0%}. Nothing was changed. Mend the rows, "
            "or the mapping of the columns, and import the files again."
        )


def check_limits(plan: ImportPlan, limits: ImportLimits) -> None:
    """Raises TooManyDepartures, TooManyRowsApart."""
    if plan.apart and (plan.apart == plan.rows or plan.apart > max(ALWAYS_POSSIBLE, limits.rows_apart * plan.rows)):
        raise TooManyRowsApart(plan.apart, plan.rows, limits.rows_apart)
    leaving = len(plan.people.left) + plan.people.withheld
    if leaving > limits.leavers * plan.people.before:
        raise TooManyDepartures(leaving, plan.people.before, limits.leavers)

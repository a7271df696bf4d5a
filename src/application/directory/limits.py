"""DIR-4: what would hurt is refused whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from moments.application.directory.plan import ImportPlan
from moments.application.directory.update import ImportedFile, SourceFile
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
    older: bool = False
    """Whether a file that is older than the last import's is taken."""


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


class OlderFile(DomainError):
    """The file states an earlier date than that of the last import, or is the very file of an import before it."""

    rule = "DIR-4"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was changed. If it is meant to be imported all the same, allow older files.")


class AlreadyImported(DomainError):
    """A file that is to be imported once was imported."""

    rule = "DIR-4"

    def __init__(self, at: datetime) -> None:
        self.at = at
        super().__init__(
            f"This file was imported on {at:%Y-%m-%d} at {at:%H:%M} UTC. Nothing was changed. Import a newer one."
        )


def check_age(source: SourceFile | None, imported: Sequence[ImportedFile]) -> None:
    """Raises OlderFile. `imported`: all files so far, the last one first. A stated date goes before the content: on a
    later day a file may be what it was on an earlier one.
    """
    if source is None or not imported:
        return
    dated = next((each.as_of for each in imported if each.as_of), None)
    if source.as_of and dated:
        if source.as_of < dated:
            raise OlderFile(f"The file is of {source.as_of}, and one of {dated} was imported before.")
        return
    same = next((each for each in imported if each.digest == source.digest), None)
    if same and same.digest != imported[0].digest:
        raise OlderFile(f"The file was imported on {same.at:%Y-%m-%d} already, and another one after it.")


def check_limits(plan: ImportPlan, limits: ImportLimits) -> None:
    """Raises TooManyDepartures, TooManyRowsApart."""
    if plan.apart and (plan.apart == plan.rows or plan.apart > max(ALWAYS_POSSIBLE, limits.rows_apart * plan.rows)):
        raise TooManyRowsApart(plan.apart, plan.rows, limits.rows_apart)
    leaving = len(plan.people.left) + plan.people.withheld
    if leaving > limits.leavers * plan.people.before:
        raise TooManyDepartures(leaving, plan.people.before, limits.leavers)

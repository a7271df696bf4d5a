"""Cron expressions by the State's clocks: 07:00 is 07:00 in summer and in winter, and comes once a day."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import takewhile

from cronsim import CronSim

from moments.domain.program.working_hours import STATE_TIME


class CronSimSchedule:
    """Raises cronsim.CronSimError for an expression that is none."""

    def dues(self, expression: str, after: datetime, until: datetime) -> Sequence[datetime]:
        """In UTC; a time that the clocks skip in spring is due when they have, one they repeat in autumn once."""
        moments = (due.astimezone(UTC) for due in CronSim(expression, after.astimezone(STATE_TIME)))
        return list(takewhile(lambda due: due <= until, moments))

    def next(self, expression: str, after: datetime) -> datetime:
        return next(CronSim(expression, after.astimezone(STATE_TIME))).astimezone(UTC)

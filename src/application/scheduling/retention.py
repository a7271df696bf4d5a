"""Deletes data past its retention period."""

from datetime import datetime, timedelta

from moments.application.ports.scheduling import Calendar, JobFigures, job_figures
from moments.application.scheduling.job import CalendarJob, Due
from moments.application.unit_of_work import UnitOfWork

KEYS_KEPT = timedelta(days=7)
"""Longer than any client repeats a mutation."""


class Expiring(CalendarJob):
    """Idempotency keys, what old letters said, and from where streams are resumed. Who follows live from an older
    place is told to fetch anew (`Lagged`); events themselves stay, as they are the audit."""

    name = "expiry"
    what = "Expiry of idempotency keys, old places in the streams and what old letters said"

    def __init__(self, calendar: Calendar, expression: str, events_kept: timedelta, letters_kept: timedelta) -> None:
        super().__init__(calendar, expression)
        self._events_kept, self._letters_kept = events_kept, letters_kept

    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures:
        return job_figures(
            keys=await work.expiry.of_keys(now - KEYS_KEPT),
            events=await work.expiry.of_events(now - self._events_kept),
            letters=await work.outbox.purge(now - self._letters_kept),
        )

"""Deletes data past its retention period."""

from datetime import datetime, timedelta

from moments.application.ports.scheduling import CronSchedule, JobFigures, job_figures
from moments.application.scheduling.job import CalendarJob, DueRun
from moments.application.unit_of_work import UnitOfWork

KEY_RETENTION = timedelta(days=7)
"""Longer than any client retries a mutation."""


class RetentionJob(CalendarJob):
    """Deletes idempotency keys, ended browser sessions, the text of old emails and the old part of the record of who
    has read private facts, and moves the start of resumable
    streams. A subscriber with an older position receives `Lagged` and must refetch. The events themselves stay, because
    they are the audit log.
    """

    name = "expiry"
    description = "Clearing away what is no longer needed, such as ended sessions and the text of old emails"

    def __init__(
        self,
        calendar: CronSchedule,
        expression: str,
        *,
        event_retention: timedelta,
        email_retention: timedelta,
        private_read_retention: timedelta,
    ) -> None:
        super().__init__(calendar, expression)
        self._event_retention, self._email_retention = event_retention, email_retention
        self._private_read_retention = private_read_retention

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        return job_figures(
            keys=await work.expiry.of_keys(now - KEY_RETENTION),
            events=await work.expiry.of_events(now - self._event_retention),
            sessions=await work.expiry.of_sessions(now),
            private_reads=await work.expiry.of_private_reads(now - self._private_read_retention),
            letters=await work.outbox.purge(now - self._email_retention),
        )

"""The list of all scheduled jobs."""

from collections.abc import Sequence
from datetime import time, timedelta

from moments.application.ports.matching import MatchingService
from moments.application.ports.scheduling import CronSchedule
from moments.application.scheduling.cycle import CycleStages
from moments.application.scheduling.departures import Departures
from moments.application.scheduling.digests import MondayDigests
from moments.application.scheduling.job import Job
from moments.application.scheduling.late_lists import LateMenteeLists
from moments.application.scheduling.reminders import Reminders
from moments.application.scheduling.retention import RetentionJob
from moments.application.scheduling.trial_runs import TrialRunsJob

REMINDERS_CRON = "0 8 * * 1-5"
DEPARTURES_CRON = "0 6 * * *"
RETENTION_CRON = "30 3 * * *"


def build_jobs(
    calendar: CronSchedule,
    matching_service: MatchingService,
    digest_time: time,
    event_retention: timedelta,
    email_retention: timedelta,
    private_read_retention: timedelta,
    departure_grace: timedelta,
) -> Sequence[Job]:
    """`digest_time`: on Mondays, in Central time (America/Chicago) (APR-6). `departure_grace`: DIR-1."""
    return (
        CycleStages(matching_service),
        MondayDigests(calendar, f"{digest_time.minute} {digest_time.hour} * * 1"),
        Reminders(calendar, REMINDERS_CRON),
        Departures(calendar, DEPARTURES_CRON, departure_grace),
        LateMenteeLists(matching_service),
        TrialRunsJob(matching_service),
        RetentionJob(
            calendar,
            RETENTION_CRON,
            event_retention=event_retention,
            email_retention=email_retention,
            private_read_retention=private_read_retention,
        ),
    )

"""All that the program does by itself."""

from collections.abc import Sequence
from datetime import time, timedelta

from moments.application.ports.matching import Reckoning
from moments.application.ports.scheduling import Calendar
from moments.application.scheduling.cycle import CycleStages
from moments.application.scheduling.digests import MondayDigests
from moments.application.scheduling.job import Job
from moments.application.scheduling.late_lists import LateLists
from moments.application.scheduling.reminders import Reminders
from moments.application.scheduling.retention import Expiring
from moments.application.scheduling.trial_runs import Rehearsals

REMINDERS_AT = "0 8 * * 1-5"
EXPIRY_AT = "30 3 * * *"


def the_jobs(
    calendar: Calendar, reckoning: Reckoning, digests_at: time, events_kept: timedelta, letters_kept: timedelta
) -> Sequence[Job]:
    """`digests_at`: on Mondays, by the State's clocks (APR-6)."""
    return (
        CycleStages(reckoning),
        MondayDigests(calendar, f"{digests_at.minute} {digests_at.hour} * * 1"),
        Reminders(calendar, REMINDERS_AT),
        LateLists(reckoning),
        Rehearsals(reckoning),
        Expiring(calendar, EXPIRY_AT, events_kept, letters_kept),
    )

"""All that the programme does by itself."""

from collections.abc import Sequence
from datetime import time, timedelta

from moments.application.clock.cycle import CycleStages
from moments.application.clock.digests import MondayDigests
from moments.application.clock.expiring import Expiring
from moments.application.clock.job import Job
from moments.application.clock.late_lists import LateLists
from moments.application.clock.rehearsals import Rehearsals
from moments.application.clock.reminders import Reminders
from moments.application.ports.matching import Reckoning
from moments.application.ports.schedule import Calendar

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

"""Ends the mentorships of people who have been gone for some days (DIR-1)."""

from datetime import datetime, timedelta

from moments.application.endings import end_mentorship_of_leaver
from moments.application.ports.scheduling import CronSchedule, JobFigures, job_figures
from moments.application.scheduling.job import CalendarJob, DueRun
from moments.application.unit_of_work import UnitOfWork
from moments.domain.program.working_hours import STATE_TIME


class Departures(CalendarJob):
    """DIR-1: a mentorship ends as discontinued once its mentor or its mentee has been gone for `grace`; whoever is back
    before that finds it as it was.
    """

    name = "departures"
    description = "Ending the mentorships of people who have left the State's service"

    def __init__(self, calendar: CronSchedule, expression: str, grace: timedelta) -> None:
        super().__init__(calendar, expression)
        self._grace = grace

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        left_by = now.astimezone(STATE_TIME).date() - self._grace
        found = await work.pending_items.mentorships_of_leavers(left_by)
        people = await work.participants.lock(*(side for each in found for side in (each.mentor, each.mentee)))
        ended = 0
        # Read again: before the locks were held, an import may have brought somebody back, or one of the two ended it.
        for each in await work.pending_items.mentorships_of_leavers(left_by):
            if each.mentor in people and each.mentee in people:
                records = await work.directory.people((each.mentor, each.mentee))
                gone = frozenset(person for person, record in records.items() if record.left is not None)
                ended += 1
                await end_mentorship_of_leaver(
                    work,
                    await work.mentorships.get(each.mentorship),
                    gone,
                    mentor=people[each.mentor],
                    mentee=people[each.mentee],
                    at=now,
                )
        return job_figures(mentorships=ended)

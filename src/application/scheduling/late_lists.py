"""Lists for the mentees who came after the quarter's run: approved since, or with a place free again (MAT-4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from moments.application.matching.asking import can_be_asked
from moments.application.ports.matching import MadeList, PriceRequest, Reckoning
from moments.application.ports.scheduling import JobFigures, job_figures
from moments.application.scheduling.cycle import suggestions_letter
from moments.application.scheduling.job import Due, Job
from moments.application.unit_of_work import UnitOfWork
from moments.domain.matching.events import ListMade
from moments.domain.shared.ids import PersonId, RunId

AT_ONCE = 50
EVERY = timedelta(minutes=3)


class LateLists(Job):
    """By the prices of the latest run that was sent; some at a time, each with its letter."""

    name = "late-lists"
    what = "Lists of recommended mentors for mentees who came after the matching"

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning

    async def due(self, work: UnitOfWork, now: datetime) -> Due | None:
        last = await work.ledger.last(self.name)
        if last is not None and last.due >= now:
            return None
        run = await work.matching.latest_published()
        mentees = await work.matching.without_list(run, AT_ONCE) if run else ()
        return Due(self.name, now, about=(run, mentees)) if mentees else None

    async def ahead(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return None

    def wakes(self, now: datetime) -> datetime | None:
        return now + EVERY

    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> JobFigures:
        raise NotImplementedError("it is prepared first")

    def is_long(self, due: Due) -> bool:
        return True

    async def prepare(self, due: Due, now: datetime) -> Sequence[MadeList]:
        run, mentees = due.about
        return await self._reckoning.lists(run, [PriceRequest(each) for each in mentees], now)

    async def finish(self, work: UnitOfWork, due: Due, now: datetime, prepared: Any) -> JobFigures | None:
        run, _ = due.about
        if run != await work.matching.latest_published():
            return None
        people = await _still_without(work, run, prepared)
        lists = [each for each in prepared if each.mentee in people and await can_be_asked(work, each, now)]
        if not lists:
            return None
        await work.matching.add_lists(run, lists, now)
        for each in lists:
            work.record(ListMade(occurred_at=now, by=None, person=each.mentee, run=run))
        await work.outbox.add_all([suggestions_letter(run, each.mentee, now) for each in lists])
        return job_figures(lists=len(lists))


async def _still_without(work: UnitOfWork, run: RunId, made: Sequence[MadeList]) -> frozenset[PersonId]:
    """Who has none yet, as another worker may have been quicker, and still takes part."""
    return frozenset(await work.matching.without_list(run, len(made) + AT_ONCE))

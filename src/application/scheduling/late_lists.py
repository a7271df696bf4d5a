"""Lists for late mentees: approved after the quarter's run, or with a slot free again (MAT-4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from moments.application.matching.asking import can_be_asked
from moments.application.ports.matching import ComputedList, MatchingService, PriceRequest
from moments.application.ports.scheduling import JobFigures, job_figures
from moments.application.scheduling.cycle import suggestions_email
from moments.application.scheduling.job import DueRun, Job
from moments.application.unit_of_work import UnitOfWork
from moments.domain.matching.events import ListCreated
from moments.domain.shared.ids import PersonId, RunId

BATCH_SIZE = 50
INTERVAL = timedelta(minutes=3)


class LateMenteeLists(Job):
    """Uses the prices of the latest published run; processes a batch at a time, each list with its email."""

    name = "late-lists"
    description = "Lists of recommended mentors for mentees who came after the matching"

    def __init__(self, matching_service: MatchingService) -> None:
        self._matching_service = matching_service

    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        last = await work.job_runs.latest(self.name)
        if last is not None and last.due >= now:
            return None
        run = await work.matching.latest_published()
        mentees = await work.matching.without_list(run, BATCH_SIZE) if run else ()
        return DueRun(self.name, now, context=(run, mentees)) if mentees else None

    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        return None

    def next_check(self, now: datetime) -> datetime | None:
        return now + INTERVAL

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        raise NotImplementedError("it is computed first")

    def runs_outside_transaction(self, due: DueRun) -> bool:
        return True

    async def compute(self, due: DueRun, now: datetime) -> Sequence[ComputedList]:
        run, mentees = due.context
        return await self._matching_service.lists(run, [PriceRequest(each) for each in mentees], now)

    async def store(self, work: UnitOfWork, due: DueRun, now: datetime, computed: Any) -> JobFigures | None:
        run, _ = due.context
        if run != await work.matching.latest_published():
            return None
        people = await _still_without(work, run, computed)
        lists = [each for each in computed if each.mentee in people and await can_be_asked(work, each, now)]
        if not lists:
            return None
        await work.matching.add_lists(run, lists, now)
        for each in lists:
            work.record(ListCreated(occurred_at=now, by=None, person=each.mentee, run=run))
        await work.outbox.add_all([suggestions_email(run, each.mentee, now) for each in lists])
        return job_figures(lists=len(lists))


async def _still_without(work: UnitOfWork, run: RunId, made: Sequence[ComputedList]) -> frozenset[PersonId]:
    """The mentees who still take part and have no list yet; another worker may have added lists."""
    return frozenset(await work.matching.without_list(run, len(made) + BATCH_SIZE))

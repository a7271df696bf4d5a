"""The job of the quarterly cycle: which stage is due, and what each does (MAT-2)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from moments.application.email.due import EmailKind
from moments.application.ports.errors import StalePreparation
from moments.application.ports.journal import Email
from moments.application.ports.matching import MatchingService, RunRecord
from moments.application.ports.scheduling import JobFigures, job_figures
from moments.application.scheduling.job import DueRun, Job
from moments.application.unit_of_work import UnitOfWork
from moments.domain.email.data import AnnouncementEmail, PeriodEmail, SuggestionsEmail
from moments.domain.program.cycle import Cycle, MatchingSkipped, Stage, StageState
from moments.domain.program.quarter import Quarter
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import PersonId, RunId

BEFORE_START_REASON = "It was due before the program's clock was started."


class CycleStages(Job):
    """Runs all stages in order, even if late. A stage due before the scheduler first ran is skipped, with a reason."""

    name = "cycle"
    description = "The quarterly cycle's stages"
    follows_cycle = True

    def __init__(self, matching_service: MatchingService) -> None:
        self._matching_service = matching_service

    async def due(self, work: UnitOfWork, now: datetime) -> DueRun | None:
        begun = await work.job_runs.started_at(now)
        for cycle in await work.cycles.since(Quarter.of(begun), Quarter.of(now).next):
            if (found := cycle.next_stage()) and found[1].due <= now:
                return DueRun(f"{self.name}:{cycle.quarter.name}:{found[0].value}", found[1].due)
        return None

    async def next_due(self, work: UnitOfWork, now: datetime) -> datetime | None:
        this = Quarter.of(now)
        found = [cycle.next_stage() for cycle in await work.cycles.since(this.previous, this.next.next)]
        return min((each[1].due for each in found if each and each[1].due > now), default=None)

    async def run(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures:
        quarter, stage = _parse(due)
        cycle = await work.cycles.get(quarter)
        if due.due_at < await work.job_runs.started_at(now):
            return await _skip(work, cycle, stage, now)
        return await run_stage(work, cycle, stage, by=None, at=now)

    def runs_outside_transaction(self, due: DueRun) -> bool:
        return _parse(due)[1] is Stage.MATCH

    async def claim(self, work: UnitOfWork, due: DueRun, now: datetime) -> JobFigures | None:
        if due.due_at < await work.job_runs.started_at(now):
            return await self.run(work, due, now)
        quarter, stage = _parse(due)
        (await work.cycles.get(quarter)).check_run(stage, by=None, at=now)
        return None

    async def compute(self, due: DueRun, now: datetime) -> RunRecord:
        return await self._matching_service.run(now)

    async def store(self, work: UnitOfWork, due: DueRun, now: datetime, computed: Any) -> JobFigures | None:
        """MAT-8: if several workers computed the run, the first stores it; the others find it done."""
        if await self.due(work, now) != due:
            return None
        quarter, stage = _parse(due)
        return await run_stage(work, await work.cycles.get(quarter), stage, by=None, at=now, made=computed)

    def next_check(self, now: datetime) -> datetime | None:
        return None


async def run_stage(
    work: UnitOfWork,
    cycle: Cycle,
    stage: Stage,
    *,
    by: PersonId | None,
    at: datetime,
    outside_first_month: bool = False,
    made: RunRecord | None = None,
) -> JobFigures:
    """Runs the stage in this transaction; raises the errors of `Cycle.run`. `made`: the computed run, for MATCH."""
    cycle.check_run(stage, by=by, at=at, outside_first_month=outside_first_month)
    facts, outcome = await _do_stage(work, cycle, stage, by, at, made)
    cycle.run(stage, by=by, at=at, outside_first_month=outside_first_month, facts=facts)
    await work.cycles.save(cycle)
    return outcome


_Facts = dict[str, Any]


async def _do_stage(
    work: UnitOfWork, cycle: Cycle, stage: Stage, by: PersonId | None, at: datetime, made: RunRecord | None
) -> tuple[_Facts, JobFigures]:
    """Returns the facts for the event, and the figures for the row in `job_runs`."""
    if stage is Stage.ANNOUNCE:
        return {}, job_figures(letters=await _announce(work, cycle, at))
    if stage is Stage.REMIND:
        return {}, job_figures(letters=await _remind(work, cycle, at))
    if stage is Stage.MATCH:
        return await _match(work, cycle, by, at, made)
    if stage is Stage.SUGGEST:
        return await _suggest(work, cycle, at)
    return {}, ()


async def _match(
    work: UnitOfWork, cycle: Cycle, by: PersonId | None, at: datetime, made: RunRecord | None
) -> tuple[_Facts, JobFigures]:
    if made is None:
        raise StalePreparation("what stood against the matching is gone since it was looked at")
    await work.matching.add_run(cycle.quarter, made, by=by, at=at)
    figures = made.figures
    told = {
        "mentees": figures.mentees,
        "mentors": figures.mentors,
        "matched": figures.matched,
        "matched_at_most": figures.max_matched,
        "suggestions": figures.suggestions,
    }
    return {"run": made.run, **told}, job_figures(**told)


async def _suggest(work: UnitOfWork, cycle: Cycle, at: datetime) -> tuple[_Facts, JobFigures]:
    """MAT-4: emails every mentee of the run; an empty list comes with the reason."""
    run = await work.matching.publish(cycle.quarter, at)
    if run is None:
        raise MatchingSkipped
    emails = [suggestions_email(run, mentee, at) for mentee in await work.matching.mentees_of(run)]
    return {"run": run}, job_figures(letters=await work.outbox.add_all(emails))


def suggestions_email(run: RunId, mentee: PersonId, at: datetime) -> Email:
    """The email of a list, sent once (MAT-4)."""
    kind = EmailKind.SUGGESTIONS_ARRIVED.value
    return Email(kind, mentee, f"{kind}:{run}:{mentee}", at, SuggestionsEmail(run))


def _parse(due: DueRun) -> tuple[Quarter, Stage]:
    _, quarter, stage = due.job.split(":")
    return Quarter.named(quarter), Stage(stage)


async def _skip(work: UnitOfWork, cycle: Cycle, stage: Stage, now: datetime) -> JobFigures:
    cycle.skip(stage, BEFORE_START_REASON, by=None, at=now)
    await work.cycles.save(cycle)
    return job_figures(skipped=BEFORE_START_REASON)


async def next_matching(work: UnitOfWork, now: datetime) -> Cycle | None:
    """The cycle with the next matching."""
    this = Quarter.of(now)
    cycles = await work.cycles.since(this.previous, this.next.next)
    ahead = [each for each in cycles if _is_planned(each, Stage.MATCH) and each.stages[Stage.MATCH].due > now]
    return min(ahead, key=lambda each: each.stages[Stage.MATCH].due, default=None)


def _is_planned(cycle: Cycle, stage: Stage) -> bool:
    return cycle.stages[stage].state is StageState.PLANNED


async def _announce(work: UnitOfWork, cycle: Cycle, at: datetime) -> int:
    """Emails every team member to advertise the application period."""
    data = AnnouncementEmail(cycle.quarter.name, _day(cycle, Stage.CLOSE), _day(cycle, Stage.OPEN))
    return await _to_all(work, EmailKind.PERIOD_ANNOUNCED, await work.pending_items.team_members(), data, at)


async def _remind(work: UnitOfWork, cycle: Cycle, at: datetime) -> int:
    """Emails every team member who has not applied."""
    data = PeriodEmail(cycle.quarter.name, _day(cycle, Stage.CLOSE))
    return await _to_all(work, EmailKind.PERIOD_ENDING, await work.pending_items.without_application(), data, at)


async def _to_all(
    work: UnitOfWork, kind: EmailKind, people: Sequence[PersonId], data: PeriodEmail, at: datetime
) -> int:
    def emails() -> Iterator[Email]:
        for person in people:
            yield Email(kind.value, person, f"{kind.value}:{data.quarter}:{person}", at, data)

    return await work.outbox.add_all(list(emails()))


def _day(cycle: Cycle, stage: Stage) -> date:
    return cycle.stages[stage].due.astimezone(STATE_TIME).date()

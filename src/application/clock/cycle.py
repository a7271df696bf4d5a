"""The quarterly cycle's stages: which is due, and what is done at each (MAT-2)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from moments.application.clock.job import Due, Job
from moments.application.letters.due import LetterKind
from moments.application.ports.journal import Letter
from moments.application.ports.schedule import Outcome, on
from moments.application.ports.unit_of_work import UnitOfWork
from moments.domain.programme.cycle import Cycle, Stage, StageState
from moments.domain.programme.quarter import Quarter
from moments.domain.programme.working_hours import STATE_TIME
from moments.domain.shared.ids import PersonId

TOO_LATE = "It was due before the programme's clock was started."


class CycleStages(Job):
    """All of them, in order, however late. What was due before the clock began is skipped and says so."""

    name = "cycle"
    what = "The quarterly cycle's stages"

    async def due(self, work: UnitOfWork, now: datetime) -> Due | None:
        begun = await work.ledger.begun(now)
        for cycle in await work.cycles.since(Quarter.of(begun), Quarter.of(now).next):
            if (found := cycle.next_stage()) and found[1].due <= now:
                return Due(f"{self.name}:{cycle.quarter.name}:{found[0].value}", found[1].due)
        return None

    async def ahead(self, work: UnitOfWork, now: datetime) -> datetime | None:
        this = Quarter.of(now)
        found = [cycle.next_stage() for cycle in await work.cycles.since(this.previous, this.next.next)]
        return min((each[1].due for each in found if each and each[1].due > now), default=None)

    async def run(self, work: UnitOfWork, due: Due, now: datetime) -> Outcome:
        _, quarter, stage = due.job.split(":")
        cycle, which = await work.cycles.get(Quarter.named(quarter)), Stage(stage)
        if due.at < await work.ledger.begun(now):
            cycle.skip(which, TOO_LATE, by=None, at=now)
            await work.cycles.save(cycle)
            return {"skipped": TOO_LATE}
        return await carry_out(work, cycle, which, by=None, at=now)

    def wakes(self, now: datetime) -> datetime | None:
        return None


async def carry_out(
    work: UnitOfWork,
    cycle: Cycle,
    stage: Stage,
    *,
    by: PersonId | None,
    at: datetime,
    outside_first_month: bool = False,
) -> Outcome:
    """Runs the stage in this transaction; raises what `Cycle.run` does."""
    cycle.run(stage, by=by, at=at, outside_first_month=outside_first_month)
    outcome: Outcome = {}
    if stage is Stage.ANNOUNCE:
        outcome = {"letters": await _announce(work, cycle, at)}
    elif stage is Stage.REMIND:
        outcome = {"letters": await _remind(work, cycle, at)}
    await work.cycles.save(cycle)
    return outcome


async def next_matching(work: UnitOfWork, now: datetime) -> Cycle | None:
    """The cycle whose matching comes next."""
    this = Quarter.of(now)
    cycles = await work.cycles.since(this.previous, this.next.next)
    ahead = [each for each in cycles if _is_planned(each, Stage.MATCH) and each.stages[Stage.MATCH].due > now]
    return min(ahead, key=lambda each: each.stages[Stage.MATCH].due, default=None)


def _is_planned(cycle: Cycle, stage: Stage) -> bool:
    return cycle.stages[stage].state is StageState.PLANNED


async def _announce(work: UnitOfWork, cycle: Cycle, at: datetime) -> int:
    """To every team member, as the period is advertised by e-mail."""
    data = {"quarter": cycle.quarter.name, "opens": _day(cycle, Stage.OPEN), "closes": _day(cycle, Stage.CLOSE)}
    return await _to_all(work, LetterKind.PERIOD_ANNOUNCED, await work.waiting.team_members(), data, at)


async def _remind(work: UnitOfWork, cycle: Cycle, at: datetime) -> int:
    """To everybody who has not applied."""
    data = {"quarter": cycle.quarter.name, "closes": _day(cycle, Stage.CLOSE)}
    return await _to_all(work, LetterKind.PERIOD_ENDING, await work.waiting.not_applied(), data, at)


async def _to_all(
    work: UnitOfWork, kind: LetterKind, people: Sequence[PersonId], data: dict[str, str | None], at: datetime
) -> int:
    def letters() -> Iterator[Letter]:
        for person in people:
            yield Letter(kind.value, person, f"{kind.value}:{data['quarter']}:{person}", at, data)

    return await work.outbox.add_all(list(letters()))


def _day(cycle: Cycle, stage: Stage) -> str | None:
    return on(cycle.stages[stage].due.astimezone(STATE_TIME).date())

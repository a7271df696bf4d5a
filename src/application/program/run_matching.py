"""Runs the quarter's matching from the command line, recorded without a person."""

from dataclasses import dataclass

from moments.application.ports.clock import Clock
from moments.application.ports.matcher import Advance
from moments.application.ports.matching import MatchingService, RunRecord
from moments.application.retry import retry_write
from moments.application.scheduling.cycle import run_stage
from moments.application.unit_of_work import UnitsOfWork
from moments.domain.program.cycle import Stage
from moments.domain.program.quarter import Quarter


@dataclass(frozen=True, slots=True)
class RunMatching:
    """MAT-2, MAT-8: like the office's `RunStage`; a second run finds it done.

    Raises StageAlreadyDone, EarlierStagePending.
    """

    units_of_work: UnitsOfWork
    matching_service: MatchingService
    clock: Clock

    async def __call__(self, quarter: Quarter, advance: Advance | None = None) -> RunRecord:
        async with self.units_of_work() as work:
            (await work.cycles.get(quarter)).check_run(Stage.MATCH, by=None, at=self.clock.now())
        made = await self.matching_service.run(self.clock.now(), advance)
        await retry_write(lambda: self._write(quarter, made))
        return made

    async def _write(self, quarter: Quarter, made: RunRecord) -> None:
        async with self.units_of_work() as work:
            cycle = await work.cycles.get(quarter)
            await run_stage(work, cycle, Stage.MATCH, by=None, at=self.clock.now(), made=made)
            await work.commit()

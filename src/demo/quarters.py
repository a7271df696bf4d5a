"""The quarterly cycles of the demo's past: the office runs each stage on its day, the matching included."""

from moments.application.ports.matching import MatchingService
from moments.application.program.cycle import RunStage, RunStageCommand
from moments.application.unit_of_work import UnitsOfWork
from moments.application.use_case import Caller
from moments.demo.agenda import Life
from moments.demo.simulation import Stage as Scene
from moments.domain.program.cycle import STAGE_ORDER, Stage, default_dates
from moments.domain.program.quarter import Quarter

CYCLES = 2
"""The latest that are over: a run, and one to compare it with."""


def past_quarters(scene: Scene) -> list[Quarter]:
    """Those whose lists were sent before the demo's day."""
    quarter = Quarter.of(scene.agenda.ends)
    if default_dates(quarter, scene.calendar)[Stage.SUGGEST] >= scene.agenda.ends:
        quarter = quarter.previous
    found = [quarter]
    while len(found) < CYCLES:
        found.append(found[-1].previous)
    return found[::-1]


async def run_cycles(scene: Scene, units_of_work: UnitsOfWork, matching_service: MatchingService) -> Life:
    """In transactions of their own: the matching reads what is committed."""
    run_stage = RunStage(units_of_work, scene.clock, scene.identities, matching_service)
    for quarter in past_quarters(scene):
        dates = default_dates(quarter, scene.calendar)
        for stage in STAGE_ORDER:
            yield dates[stage]
            await scene.units_of_work.flush()
            await run_stage(RunStageCommand(quarter, stage), Caller(scene.office[0].id))

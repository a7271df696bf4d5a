"""The program office moves, runs and skips the stages of the quarterly cycle (MAT-2)."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from moments.application.access.policy import authorize, load_actor
from moments.application.ports.clock import Clock, IdGenerator
from moments.application.ports.matching import MatchingService, RunRecord
from moments.application.scheduling.cycle import run_stage
from moments.application.unit_of_work import UnitsOfWork
from moments.application.use_case import Call, Caller, UseCase
from moments.domain.program.cycle import Stage
from moments.domain.program.quarter import Quarter
from moments.domain.shared.errors import DomainError
from moments.domain.shared.revision import Revised, check_revision

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MoveStagesCommand:
    """`dates`: in UTC. `expected_revision`: of the dates that the person has read. `outside_first_month`: confirms a
    matching outside the quarter's first month.
    """

    quarter: Quarter
    dates: Mapping[Stage, datetime]
    expected_revision: int
    outside_first_month: bool = False


class MoveStages(UseCase[MoveStagesCommand]):
    action = "moveStages"

    async def execute(self, call: Call[MoveStagesCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "cycle")
        command = call.command
        cycle = await call.work.cycles.get(command.quarter)
        check_revision(command.expected_revision, cycle.revision, Revised.CYCLE, cycle.quarter.name)
        cycle.move(command.dates, by=call.by, at=call.at, outside_first_month=command.outside_first_month)
        await call.work.cycles.save(cycle)
        return cycle.quarter.name


@dataclass(frozen=True, slots=True)
class RunStageCommand:
    quarter: Quarter
    stage: Stage
    outside_first_month: bool = False


class RunStage(UseCase[RunStageCommand]):
    """Runs a stage by hand, before or after its due time. A second run, also by the scheduler, finds it done."""

    action = "runStage"

    def __init__(
        self, units_of_work: UnitsOfWork, clock: Clock, identities: IdGenerator, matching_service: MatchingService
    ) -> None:
        super().__init__(units_of_work, clock, identities)
        self._matching_service = matching_service
        self._matchings: set[asyncio.Task[str]] = set()

    async def __call__(self, command: RunStageCommand, caller: Caller) -> str:
        """Matching the whole State takes longer than a request is allowed, so it continues after the client
        disconnects; a later call finds it done.
        """
        if command.stage is not Stage.MATCH:
            return await super().__call__(command, caller)
        matching = asyncio.create_task(super().__call__(command, caller))
        self._matchings.add(matching)
        matching.add_done_callback(self._told)
        return await asyncio.shield(matching)

    def _told(self, matching: "asyncio.Task[str]") -> None:
        """Marks the exception as retrieved; otherwise asyncio warns if the waiter was canceled."""
        self._matchings.discard(matching)
        if not matching.cancelled() and isinstance(error := matching.exception(), Exception):
            _log.info("the matching by hand failed: %s", type(error).__name__)

    async def prepare(self, command: RunStageCommand, caller: Caller) -> RunRecord | None:
        """The matching takes seconds, so it runs outside the transaction; computes nothing if the command would be
        rejected.
        """
        if command.stage is not Stage.MATCH or not await self._may_run(command, caller):
            return None
        return await self._matching_service.run(self._clock.now())

    async def _may_run(self, command: RunStageCommand, caller: Caller) -> bool:
        async with self._units_of_work() as work:
            try:
                authorize((await load_actor(work, caller.person)).relations(), self.action, "cycle")
                cycle = await work.cycles.get(command.quarter)
                cycle.check_run(
                    command.stage,
                    by=caller.person,
                    at=self._clock.now(),
                    outside_first_month=command.outside_first_month,
                )
            except DomainError:  # raised again in the transaction, unless the idempotency key returns an earlier result
                return False
            return True

    async def execute(self, call: Call[RunStageCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "cycle")
        command = call.command
        cycle = await call.work.cycles.get(command.quarter)
        await run_stage(
            call.work,
            cycle,
            command.stage,
            by=call.by,
            at=call.at,
            outside_first_month=command.outside_first_month,
            made=call.prepared,
        )
        return cycle.quarter.name


@dataclass(frozen=True, slots=True)
class SkipStageCommand:
    quarter: Quarter
    stage: Stage
    reason: str


class SkipStage(UseCase[SkipStageCommand]):
    action = "skipStage"

    async def execute(self, call: Call[SkipStageCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "cycle")
        cycle = await call.work.cycles.get(call.command.quarter)
        cycle.skip(call.command.stage, call.command.reason, by=call.by, at=call.at)
        await call.work.cycles.save(cycle)
        return cycle.quarter.name

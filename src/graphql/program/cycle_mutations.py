"""The office moves, runs and skips the stages of a quarter's cycle (MAT-2)."""

from datetime import datetime

import strawberry

from moments.application.ports.errors import NotFound
from moments.application.program.cycle import MoveStagesCommand, RunStageCommand, SkipStageCommand
from moments.domain.program.cycle import Stage
from moments.domain.program.quarter import Quarter
from moments.graphql.program.cycle_dashboard import cycles_by_name
from moments.graphql.program.cycle_types import Cycle
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import MutationResult, failure, run_use_case
from moments.graphql.shared.payloads import Changed, payload

OUTSIDE = "Whether the matching is deliberately outside the quarter's first month."


@strawberry.type
class CyclePayload(Changed):
    outcome = "the updated cycle"

    @strawberry.field(description="The updated cycle; null if the mutation failed.")
    async def cycle(self, info: Info) -> Cycle | None:
        if self.identity is None:
            return None
        await info.context.viewer()
        return (await cycles_by_name(info.context, [self.identity])).get(self.identity)


@strawberry.input
class OfCycle(Keyed):
    cycle: strawberry.ID = strawberry.field(description="ID of the cycle.")

    @property
    def quarter(self) -> Quarter | None:
        try:
            return Quarter.named(ids.identity_of("Cycle", self.cycle))
        except ValueError:
            return None


@strawberry.input(description="New time of a stage.")
class StageDate:
    stage: Stage = strawberry.field(description="The stage to move.")
    due_at: datetime = strawberry.field(description="When the scheduler runs the stage.")


@strawberry.input(description="New times for planned stages; all of them change, or none.")
class MoveStagesInput(OfCycle):
    stages: list[StageDate] = strawberry.field(
        description="Each stage once; if a stage is duplicated, the last time counts."
    )
    expected_revision: int = strawberry.field(
        description="The `revision` of the cycle that was read; the mutation fails if its dates were moved since."
    )
    outside_first_month: bool = strawberry.field(default=False, description=OUTSIDE)


@payload
class MoveStagesPayload(CyclePayload):
    pass


@strawberry.input(description="The stage to run now, whatever its date.")
class RunStageInput(OfCycle):
    stage: Stage = strawberry.field(description="The stage to run; earlier stages must be run or skipped first.")
    outside_first_month: bool = strawberry.field(default=False, description=OUTSIDE)


@payload
class RunStagePayload(CyclePayload):
    pass


@strawberry.input(description="The stage to skip; skipping the matching also skips its lists.")
class SkipStageInput(OfCycle):
    stage: Stage = strawberry.field(description="The stage to skip.")
    reason: str = strawberry.field(description="Reason for the office and its audit; up to 1,000 characters.")


@payload
class SkipStagePayload(CyclePayload):
    pass


@strawberry.type
class CycleMutation:
    @strawberry.mutation(description="Move stages of a quarter's cycle to other times; for the program office (MAT-2).")
    async def move_stages(self, info: Info, input: MoveStagesInput) -> MoveStagesPayload:
        if (quarter := input.quarter) is None:
            return MoveStagesPayload.of(await _missing(info))
        dates = {each.stage: each.due_at for each in input.stages}
        command = MoveStagesCommand(quarter, dates, input.expected_revision, input.outside_first_month)
        use_case = info.context.use_cases.move_stages
        return MoveStagesPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Run a stage of a quarter's cycle by hand; for the program office (MAT-2).")
    async def run_stage(self, info: Info, input: RunStageInput) -> RunStagePayload:
        if (quarter := input.quarter) is None:
            return RunStagePayload.of(await _missing(info))
        command = RunStageCommand(quarter, input.stage, input.outside_first_month)
        use_case = info.context.use_cases.run_stage
        return RunStagePayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(
        description="Skip a stage of a quarter's cycle, with a reason; for the program office (MAT-2)."
    )
    async def skip_stage(self, info: Info, input: SkipStageInput) -> SkipStagePayload:
        if (quarter := input.quarter) is None:
            return SkipStagePayload.of(await _missing(info))
        command = SkipStageCommand(quarter, input.stage, input.reason)
        use_case = info.context.use_cases.skip_stage
        return SkipStagePayload.of(await run_use_case(info, use_case, command, input.idempotency_key))


async def _missing(info: Info) -> MutationResult:
    await info.context.viewer()
    return failure(info, NotFound("cycle"))

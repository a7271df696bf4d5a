"""The quarterly cycle, the application period, and the scheduler's jobs."""

from datetime import date, datetime

import strawberry

from moments.application.actions.action import Action
from moments.application.actions.program import stage_steps
from moments.application.queries.aggregates import cycle_of
from moments.application.queries.rows import CycleRow, JobRunRow, StageRow
from moments.domain.program import cycle as domain
from moments.domain.program.cycle import STAGE_NAMES, Stage, StageState
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

CycleStageName = described_enum(
    domain.Stage,
    name="CycleStageName",
    description="Stage of a quarter's cycle; the values are in their order (MAT-2).",
    values={
        domain.Stage.ANNOUNCE: "The application period is announced to every team member.",
        domain.Stage.OPEN: "The application period opens.",
        domain.Stage.REMIND: "Team members who have not applied are reminded that the period is ending.",
        domain.Stage.CLOSE: "The application period closes.",
        domain.Stage.MATCH: "The matching run is computed.",
        domain.Stage.SUGGEST: "The lists of recommended mentors are sent to the mentees.",
    },
)
CycleStageState = described_enum(
    domain.StageState,
    name="CycleStageState",
    description="State of a stage: still to come, run, or left out by the office.",
    values={
        domain.StageState.PLANNED: "The stage has not been run yet.",
        domain.StageState.DONE: "The stage was run.",
        domain.StageState.SKIPPED: "The office skipped the stage.",
    },
)


@strawberry.type(description="A stage of a quarter's cycle.")
class CycleStage:
    cycle: strawberry.Private[CycleRow]
    stage: Stage = strawberry.field(description="Step of the quarter's cycle that this is.")
    title: str = strawberry.field(description="Name of the stage to show to the user.")
    state: StageState = strawberry.field(description="State of the stage.")
    due_at: datetime = strawberry.field(description="When the scheduler runs the stage, or would have run it.")
    day_off: str | None = strawberry.field(
        description="Why the State does not work on the day of `dueAt`: the holiday's name, Saturday or Sunday; null "
        "on a working day."
    )
    at: datetime | None = strawberry.field(description="When the stage was run or skipped; null while it is planned.")
    actor: Person | None = strawberry.field(
        description="The member of the office who ran or skipped the stage; null if the scheduler ran it, or it is "
        "planned."
    )
    reason: str | None = strawberry.field(description="Why the stage was skipped; null if it was not.")

    @classmethod
    def of(cls, row: StageRow, cycle: CycleRow, reference: Reference) -> "CycleStage":
        name = STAGE_NAMES[row.stage]
        return cls(
            cycle=cycle,
            stage=row.stage,
            title=name[0].upper() + name[1:],
            state=row.state,
            due_at=row.due,
            day_off=row.day_off,
            at=row.at,
            actor=Person.of_row(row.by, reference),
            reason=row.reason,
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        actor, now = (await info.context.viewer()).actor, info.context.now()
        steps = stage_steps(cycle_of(self.cycle), self.stage, actor.person, now)
        return viewer_actions(actor.relations(), steps, only)

    @strawberry.field(
        description="Number of emails that running the stage now would send; null if it cannot be run now, and for the "
        "matching."
    )
    async def would_send(self, info: Info) -> int | None:
        for run in await self.viewer_actions(info, [Action.RUN_STAGE]):
            effect = await run.effect(info)
            return effect.emails if effect else None
        return None


@strawberry.type(description="The cycle of one quarter (MAT-2).")
class Cycle(Node):
    quarter: str = strawberry.field(description="Quarter of the cycle, such as 2027Q1.")
    label: str = strawberry.field(description="Name of the quarter to show to the user.")
    stages: list[CycleStage] = strawberry.field(description="Stages of the cycle, in their order.")
    revision: int = strawberry.field(
        description="Number for the stages' dates, for `expectedRevision`; it differs when they do."
    )

    @classmethod
    def of(cls, row: CycleRow, reference: Reference) -> "Cycle":
        return cls(
            id=ids.encode("Cycle", row.quarter.name),
            quarter=row.quarter.name,
            label=row.quarter.label,
            stages=[CycleStage.of(each, row, reference) for each in row.stages],
            revision=domain.dates_revision(each.due for each in row.stages),
        )


@strawberry.type(description="The application period that is open, or the next one. Applying is always possible.")
class ApplicationPeriod:
    quarter: str = strawberry.field(description="Quarter of the matching, such as 2027Q1.")
    label: str = strawberry.field(description="Name of the quarter to show to the user.")
    opens_at: datetime = strawberry.field(description="When the period opens.")
    closes_at: datetime = strawberry.field(
        description="When the period closes; people approved by then take part in the matching."
    )
    last_working_day: date = strawberry.field(
        description="Last day up to the closing on which the State works, so that supervisors can still decide."
    )
    matches_at: datetime = strawberry.field(description="When the matching runs.")
    is_open: bool = strawberry.field(description="Whether the period has opened.")

    @classmethod
    def of(cls, row: CycleRow) -> "ApplicationPeriod":
        stages = {each.stage: each for each in row.stages}
        return cls(
            quarter=row.quarter.name,
            label=row.quarter.label,
            opens_at=stages[Stage.OPEN].due,
            closes_at=stages[Stage.CLOSE].due,
            last_working_day=row.last_working_day,
            matches_at=stages[Stage.MATCH].due,
            is_open=stages[Stage.OPEN].state is StageState.DONE,
        )


@strawberry.type(description="A named result of a job's run.")
class JobFigure:
    name: str = strawberry.field(description="Name of the figure.")
    value: str = strawberry.field(description="Value of the figure: a number or a word.")


@strawberry.type(description="A run of a job by the scheduler.")
class JobRun:
    job: str = strawberry.field(description="Name of the job; for a stage of a cycle, with its quarter.")
    due_at: datetime = strawberry.field(description="When the run was due.")
    ran_at: datetime = strawberry.field(description="When the run was done.")
    figures: list[JobFigure] = strawberry.field(description="Results of the run, by name.")

    @classmethod
    def of(cls, row: JobRunRow) -> "JobRun":
        figures = [JobFigure(name=each.name, value=str(each.value)) for each in row.outcome]
        return cls(job=row.job, due_at=row.due, ran_at=row.ran_at, figures=figures)


@strawberry.type(description="A job that the program runs automatically.")
class Job:
    name: str = strawberry.field(description="Name of the job.")
    description: str = strawberry.field(description="What the job does.")
    next_due_at: datetime | None = strawberry.field(
        description="When the job is due next; null if it runs when somebody asks for it, as a trial run does."
    )
    last_run: JobRun | None = strawberry.field(description="The latest run; null before the first.")

"""The quarterly cycle, the application period that everybody asks about, and what the scheduler does by itself."""

from datetime import datetime

import strawberry

from moments.application.queries.rows import CycleRow, JobRunRow, StageRow
from moments.domain.program import cycle as domain
from moments.domain.program.cycle import STAGE_NAMES, Stage, StageState
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node

CycleStageName = strawberry.enum(
    domain.Stage, name="CycleStageName", description="The stages of a quarter's cycle, in their order (MAT-2)."
)
CycleStageState = strawberry.enum(domain.StageState, name="CycleStageState", description="State of a stage.")


@strawberry.type(description="A stage of a quarter's cycle.")
class CycleStage:
    stage: Stage = strawberry.field(description="The stage.")
    title: str = strawberry.field(description="Which, for people.")
    state: StageState = strawberry.field(description="State of the stage.")
    due_at: datetime = strawberry.field(description="When the scheduler runs it, or would have.")
    at: datetime | None = strawberry.field(description="When it was run or skipped.")
    actor_name: str | None = strawberry.field(
        description="Who of the office did that by hand; null where the scheduler did."
    )
    reason: str | None = strawberry.field(description="Why it was skipped.")

    @classmethod
    def of(cls, row: StageRow) -> "CycleStage":
        name = STAGE_NAMES[row.stage]
        return cls(
            stage=row.stage,
            title=name[0].upper() + name[1:],
            state=row.state,
            due_at=row.due,
            at=row.at,
            actor_name=row.by_name,
            reason=row.reason,
        )


@strawberry.type(description="The cycle of one quarter (MAT-2).")
class Cycle(Node):
    quarter: str = strawberry.field(description="As in 2027Q1.")
    label: str = strawberry.field(description="The quarter, for people.")
    stages: list[CycleStage] = strawberry.field(description="In their order.")

    @classmethod
    def of(cls, row: CycleRow) -> "Cycle":
        return cls(
            id=ids.encode("Cycle", row.quarter.name),
            quarter=row.quarter.name,
            label=row.quarter.label,
            stages=[CycleStage.of(each) for each in row.stages],
        )


@strawberry.type(description="The application period that is open, or else the next one; applying is always possible.")
class ApplicationPeriod:
    quarter: str = strawberry.field(description="As in 2027Q1.")
    label: str = strawberry.field(description="The quarter, for people.")
    opens_at: datetime = strawberry.field(description="When it opens.")
    closes_at: datetime = strawberry.field(description="Who is approved by then takes part in the matching.")
    matches_at: datetime = strawberry.field(description="When the matching runs.")
    is_open: bool = strawberry.field(description="Whether it has opened.")

    @classmethod
    def of(cls, row: CycleRow) -> "ApplicationPeriod":
        stages = {each.stage: each for each in row.stages}
        return cls(
            quarter=row.quarter.name,
            label=row.quarter.label,
            opens_at=stages[Stage.OPEN].due,
            closes_at=stages[Stage.CLOSE].due,
            matches_at=stages[Stage.MATCH].due,
            is_open=stages[Stage.OPEN].state is StageState.DONE,
        )


@strawberry.type(description="A number or a word that a run left behind.")
class JobFigure:
    name: str = strawberry.field(description="Name of the figure.")
    value: str = strawberry.field(description="How much, or what.")


@strawberry.type(description="Something that the scheduler did.")
class JobRun:
    job: str = strawberry.field(description="Which job; of a cycle's stage, with its quarter.")
    due_at: datetime = strawberry.field(description="When it was due.")
    ran_at: datetime = strawberry.field(description="When it was done.")
    figures: list[JobFigure] = strawberry.field(description="What it did.")

    @classmethod
    def of(cls, row: JobRunRow) -> "JobRun":
        figures = [JobFigure(name=each.name, value=str(each.value)) for each in row.outcome]
        return cls(job=row.job, due_at=row.due, ran_at=row.ran_at, figures=figures)


@strawberry.type(description="Something that the program does by itself.")
class Job:
    name: str = strawberry.field(description="Name of the job.")
    description: str = strawberry.field(description="What it does.")
    next_due_at: datetime | None = strawberry.field(description="When it is due next.")
    last_run: JobRun | None = strawberry.field(description="Null before the first.")

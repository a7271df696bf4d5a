"""The cycle, as the office and as everybody reads it."""

from typing import Annotated

import strawberry

from moments.application.queries.filters import JobRunFilter, Period, TimeOrder
from moments.application.queries.paging import PageRequest
from moments.application.queries.queries import Queries
from moments.application.queries.rows import CycleRow
from moments.domain.program.cycle import Stage, StageState
from moments.domain.program.quarter import Quarter
from moments.graphql.program.cycle_types import ApplicationPeriod, Cycle, Job, JobRun
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.pages import Connection, slice_connection

QUARTERS_AHEAD = 8
_PLANNED = StageState.PLANNED
OfJob = Annotated[str | None, strawberry.argument(description="Filter: runs of the job of this name only.")]


async def _cycles(context: Context) -> list[CycleRow]:
    """From the first that was touched, or the present one, to two years ahead."""
    this = Quarter.of(context.now())
    last = Quarter(this.year + QUARTERS_AHEAD // 4, this.number)

    async def read(queries: Queries) -> list[CycleRow]:
        first = await queries.first_quarter()
        return list(await queries.cycles(min(first or this, this), last))

    return await context.read(read)


async def cycles_by_name(context: Context, names: list[str]) -> dict[str, Cycle]:
    rows, reference = await _cycles(context), await context.reference()
    return {row.quarter.name: Cycle.of(row, reference) for row in rows if row.quarter.name in names}


def _is_ahead(row: CycleRow) -> bool:
    return any(each.stage is Stage.CLOSE and each.state is StageState.PLANNED for each in row.stages)


@strawberry.type
class CycleDashboard:
    @connection_field("Cycles of the quarters, earliest first, up to two years ahead (MAT-2).")
    async def cycles(self, info: Info, page: PageRequest) -> Connection[Cycle]:
        rows, reference = await _cycles(info.context), await info.context.reference()
        return slice_connection(rows, lambda row: row.quarter.name, page, lambda row: Cycle.of(row, reference))

    @strawberry.field(description="Jobs that run automatically, each with its next run.")
    async def jobs(self, info: Info) -> list[Job]:
        context = info.context
        now, names = context.now(), [job.name for job in context.jobs]
        runs = await context.read(lambda queries: queries.last_runs(names))
        calendar = await context.state_calendar()
        planned = [each.due for row in await _cycles(context) for each in row.stages if each.state is _PLANNED]
        next_stage = min(planned, default=None)
        return [
            Job(
                name=job.name,
                description=job.description,
                next_due_at=job.next_planned(now, calendar) or (next_stage if job.follows_cycle else None),
                last_run=JobRun.of(runs[job.name]) if job.name in runs else None,
            )
            for job in context.jobs
        ]

    @connection_field("Runs of jobs by the scheduler, newest first.")
    async def job_runs(
        self,
        info: Info,
        page: PageRequest,
        job: OfJob = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InTimeOrder = None,
    ) -> Connection[JobRun]:
        criteria = JobRunFilter(job, Period(since, until), order_by or TimeOrder.NEWEST)
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.job_runs(criteria, page),
            lambda row, actor, reference: JobRun.of(row),
        )


async def application_period(context: Context) -> ApplicationPeriod | None:
    return next((ApplicationPeriod.of(row) for row in await _cycles(context) if _is_ahead(row)), None)


@strawberry.type
class CycleQuery:
    @strawberry.field(
        description="The application period that is open, or the next one that is planned (MAT-2); null if there is "
        "none. Shown without a sign-in."
    )
    async def application_period(self, info: Info) -> ApplicationPeriod | None:
        return await application_period(info.context)

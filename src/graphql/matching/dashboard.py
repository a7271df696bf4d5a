"""The matching's part of the office's dashboard."""

from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.matching.trial_run import TrialRunState
from moments.domain.program.quarter import Quarter
from moments.edge.errors import ClientError
from moments.graphql.matching.shortage import ShortageDashboard
from moments.graphql.matching.trial_runs import TrialRun
from moments.graphql.matching.types import MatchingRun
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection

OfQuarter = Annotated[
    str | None, strawberry.argument(description="Filter: the run of this quarter only, such as 2027Q1.")
]
InState = Annotated[TrialRunState | None, strawberry.argument(description="Filter: trial runs in this state only.")]


def _quarter(name: str | None) -> Quarter | None:
    """Raises ClientError."""
    try:
        return None if name is None else Quarter.named(name)
    except ValueError as error:
        raise ClientError(str(error)) from error


@strawberry.type
class MatchingDashboard(ShortageDashboard):
    @connection_field("Matching runs of the quarters, newest first (MAT-2, MAT-8).")
    async def matching_runs(self, info: Info, page: PageRequest, quarter: OfQuarter = None) -> Connection[MatchingRun]:
        wanted = _quarter(quarter)
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.matching_runs(actor, wanted, page),
            lambda row, actor, reference: MatchingRun.of(row, reference),
        )

    @connection_field("Trial runs, newest first.")
    async def trial_runs(self, info: Info, page: PageRequest, state: InState = None) -> Connection[TrialRun]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.trial_runs(actor, state, page),
            lambda row, actor, reference: TrialRun.of(row, reference),
        )

"""The matching's part of the office's dashboard."""

import strawberry

from moments.application.queries.paging import PageRequest
from moments.graphql.matching.shortage import ShortageDashboard
from moments.graphql.matching.trial_runs import TrialRun
from moments.graphql.matching.types import MatchingRun
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection


@strawberry.type
class MatchingDashboard(ShortageDashboard):
    @connection_field("Matching runs of the quarters, newest first (MAT-2, MAT-8).")
    async def matching_runs(self, info: Info, page: PageRequest) -> Connection[MatchingRun]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.matching_runs(actor, page),
            lambda row, actor, reference: MatchingRun.of(row, reference),
        )

    @connection_field("Trial runs, newest first.")
    async def trial_runs(self, info: Info, page: PageRequest) -> Connection[TrialRun]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.trial_runs(actor, page),
            lambda row, actor, reference: TrialRun.of(row, reference),
        )

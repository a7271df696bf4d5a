"""What of the matching is on the office's desk."""

import strawberry

from moments.application.queries.paging import PageRequest
from moments.graphql.matching.shortage import ShortageDesk
from moments.graphql.matching.types import MatchingRun, Rehearsal
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import listed
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection


@strawberry.type
class MatchingDesk(ShortageDesk):
    @connection_field("The quarters' matching runs, newest first (MAT-2, MAT-8).")
    async def matching_runs(self, info: Info, page: PageRequest) -> Connection[MatchingRun]:
        return await listed(
            info,
            page,
            lambda screens, who, page: screens.matching_runs(who, page),
            lambda row, who, reference: MatchingRun.of(row, reference),
        )

    @connection_field("Previews of the next run, and past ones with other settings, newest first.")
    async def rehearsals(self, info: Info, page: PageRequest) -> Connection[Rehearsal]:
        return await listed(
            info,
            page,
            lambda screens, who, page: screens.rehearsals(who, page),
            lambda row, who, reference: Rehearsal.of(row, reference),
        )

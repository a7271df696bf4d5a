"""What of the matching is on the office's desk."""

import strawberry

from moments.graphql.matching.shortage import ShortageDesk
from moments.graphql.matching.types import MatchingRun, Rehearsal
from moments.graphql.shared.connections import listed
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import After, Before, Connection, First, Last


@strawberry.type
class MatchingDesk(ShortageDesk):
    @strawberry.field(description="The quarters' matching runs, newest first (MAT-2, MAT-8).")
    async def matching_runs(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[MatchingRun]:
        return await listed(
            info,
            lambda screens, who, page: screens.matching_runs(who, page),
            lambda row, who, reference: MatchingRun.of(row, reference),
            first=first,
            after=after,
            last=last,
            before=before,
        )

    @strawberry.field(description="Previews of the next run, and past ones with other settings, newest first.")
    async def rehearsals(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Rehearsal]:
        return await listed(
            info,
            lambda screens, who, page: screens.rehearsals(who, page),
            lambda row, who, reference: Rehearsal.of(row, reference),
            first=first,
            after=after,
            last=last,
            before=before,
        )

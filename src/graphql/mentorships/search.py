"""The search for a mentor (SEA-1)."""

from typing import Annotated

import strawberry

from moments.application.queries import queries
from moments.application.queries.aggregates import participant_of
from moments.application.queries.paging import PageRequest
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import DepartmentCode, SkillId
from moments.edge.errors import ClientError
from moments.graphql.mentorships.search_types import MentorProfile, MentorSearchConnection
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import asked
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.pages import PageInfo, connection
from moments.graphql.shared.user_errors import user_errors

MentorOrder = described_enum(
    queries.MentorOrder,
    name="MentorOrder",
    description="Sort order of the mentors found.",
    values={
        queries.MentorOrder.BEST_MATCH: "Best match with the viewer first.",
        queries.MentorOrder.NAME: "Mentors in the order of their names.",
        queries.MentorOrder.NEWEST: "Mentors with the most recent approval first.",
    },
)
MAX_TEXT_LENGTH = 200


@strawberry.input(description="Criteria for mentors; all that are given must hold.")
class MentorFilterInput:
    skills: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of skills; the mentor has each of them. Null for any."
    )
    departments: list[strawberry.ID] | None = strawberry.field(
        default=None, description="IDs of departments; the mentor works in one of them. Null for any."
    )
    division: str | None = strawberry.field(
        default=None, description="Part of the name of the mentor's division; null for any."
    )
    location: str | None = strawberry.field(
        default=None, description="Part of the mentor's work location; null for any."
    )
    text: str | None = strawberry.field(
        default=None, description="Words of which each is in the mentor's bio or job title; null for any."
    )

    def criteria(self) -> queries.MentorFilter:
        """Raises ClientError for text that is too long or not plain text."""
        for given in (self.division, self.location, self.text):
            if given is not None and (len(given) > MAX_TEXT_LENGTH or "\x00" in given):
                raise ClientError(f"Search for at most {MAX_TEXT_LENGTH} characters of plain text.")
        return queries.MentorFilter(
            skills=frozenset(SkillId(ids.identity_of("Skill", each)) for each in self.skills or ()),
            departments=frozenset(
                DepartmentCode(ids.identity_of("Department", each)) for each in self.departments or ()
            ),
            division=self.division or None,
            location=self.location or None,
            text=self.text or None,
        )


@strawberry.type
class MentorSearch:
    @connection_field(
        "Mentors who accept requests, with the viewer's match; for approved, eligible mentees with an open "
        "place (SEA-1). For others, `errors` tells why they cannot search."
    )
    async def search_mentors(
        self,
        info: Info,
        page: PageRequest,
        where: Annotated[
            MentorFilterInput | None,
            strawberry.argument(description="Criteria for the mentors to find; null finds all."),
        ] = None,
        order_by: Annotated[
            queries.MentorOrder | None,
            strawberry.argument(description="Sort order of the mentors; null for the best match first."),
        ] = None,
    ) -> MentorSearchConnection:
        viewer = await info.context.viewer()
        try:
            participant_of(viewer.participant).check_may_search()
        except DomainError as error:
            nowhere = PageInfo(has_next_page=False, has_previous_page=False, start_cursor=None, end_cursor=None)
            return MentorSearchConnection(edges=[], page_info=nowhere, total_count=None, errors=user_errors(error))
        sought = viewer.mentee_skills or RankedSkills()
        order = order_by or queries.MentorOrder.BEST_MATCH
        criteria = where.criteria() if where else queries.MentorFilter()
        rows, _, reference = await asked(
            info, page, lambda queries, actor, page: queries.mentors(actor, sought, criteria, order, page)
        )
        found = connection(rows, lambda row: MentorProfile.of(row, reference))
        return MentorSearchConnection(
            edges=found.edges, page_info=found.page_info, total_count=found.total_count, errors=[]
        )

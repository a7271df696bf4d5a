"""The search for a mentor (SEA-1)."""

from typing import Annotated

import strawberry

from moments.application.queries import filters as list_filters
from moments.application.queries.aggregates import participant_of
from moments.application.queries.paging import PageRequest
from moments.domain.matching.common_hours import minutes_in_common
from moments.domain.program.skills import RankedSkills
from moments.domain.program.working_hours import CHOICES
from moments.domain.shared.errors import DomainError
from moments.edge.errors import ClientError
from moments.graphql.mentorships.facets import SearchFacets
from moments.graphql.mentorships.requestability import may_request
from moments.graphql.mentorships.search_types import MentorProfile
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import asked
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.pages import Edge, PageInfo, connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.user_errors import UserError, user_errors

MentorOrder = described_enum(
    list_filters.MentorOrder,
    name="MentorOrder",
    description="Sort order of the mentors found.",
    values={
        list_filters.MentorOrder.BEST_MATCH: "Best match with the viewer first.",
        list_filters.MentorOrder.NAME: "Mentors in the order of their names.",
        list_filters.MentorOrder.NEWEST: "Mentors with the most recent approval first.",
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
        default=None,
        description="Words of which each is in the mentor's bio or job title; words in quotation marks stand together. "
        "Null for any.",
    )

    common_minutes_at_least: int | None = strawberry.field(
        default=None,
        description="Least number of minutes a week in which the mentor and the viewer both work regularly; null for "
        "any.",
    )

    def criteria(self, hours: str | None, reference: Reference) -> list_filters.MentorFilter:
        """`hours`: the viewer's. Raises InvalidId, UnknownFilter, and ClientError for text that is too long."""
        for given in (self.division, self.location, self.text):
            if given is not None and len(given) > MAX_TEXT_LENGTH:
                raise ClientError(f"Search for at most {MAX_TEXT_LENGTH} characters.")
        return list_filters.MentorFilter(
            skills=frozenset(filters.known_skill(reference, each) for each in self.skills or ()),
            departments=frozenset(filters.known_department(reference, each) for each in self.departments or ()),
            division=self.division or None,
            location=self.location or None,
            text=self.text or None,
            working_hours=_sharing(hours, self.common_minutes_at_least),
        )


def _sharing(hours: str | None, minutes: int | None) -> frozenset[str] | None:
    """The choices of working hours that have so many minutes a week in common with `hours`; None for any."""
    if not minutes or hours is None:
        return None
    return frozenset(each.id for each in CHOICES if minutes_in_common(hours, each.id) >= minutes)


async def _criteria(info: Info, where: MentorFilterInput | None, hours: str | None) -> list_filters.MentorFilter:
    return list_filters.MentorFilter() if where is None else where.criteria(hours, await info.context.reference())


@strawberry.type(description="A page of mentors found, or the reasons why the viewer cannot search now.")
class MentorSearchConnection:
    edges: list[Edge[MentorProfile]] = strawberry.field(description="The mentors of the page, with their cursors.")
    page_info: PageInfo = strawberry.field(description="Pagination information of the page.")
    total_count: int | None = strawberry.field(description="Number of all mentors found; counted only if selected.")
    errors: list[UserError] = strawberry.field(
        description="Reasons why the viewer cannot search now, such as two confirmed mentors (CAP-1); empty if the "
        "viewer can."
    )

    @strawberry.field(description="The mentors of the page, for clients that do not need cursors.")
    def nodes(self) -> list[MentorProfile]:
        return [edge.node for edge in self.edges]


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
            list_filters.MentorOrder | None,
            strawberry.argument(description="Sort order of the mentors; null for the best match first."),
        ] = None,
    ) -> MentorSearchConnection:
        viewer = await info.context.viewer()
        try:
            participant_of(viewer.participant).check_may_search()
        except DomainError as error:
            nowhere = PageInfo(has_next_page=False, has_previous_page=False, start_cursor=None, end_cursor=None)
            return MentorSearchConnection(
                edges=[], page_info=nowhere, total_count=None, errors=user_errors(error, info.context.contact)
            )
        sought = viewer.mentee_skills or RankedSkills()
        order = order_by or list_filters.MentorOrder.BEST_MATCH
        criteria = await _criteria(info, where, viewer.mentee_hours)
        now = info.context.now()
        rows, _, reference = await asked(
            info, page, lambda queries, actor, page: queries.mentors(actor, sought, criteria, order, page, now)
        )
        found = connection(rows, lambda row: MentorProfile.of(row, reference))
        return MentorSearchConnection(
            edges=found.edges, page_info=found.page_info, total_count=found.total_count, errors=[]
        )

    @strawberry.field(
        description="What the search can be narrowed by, with the number of mentors; null if the viewer cannot search, "
        "for which `searchMentors` gives the reason (SEA-1)."
    )
    async def search_facets(
        self,
        info: Info,
        where: Annotated[
            MentorFilterInput | None,
            strawberry.argument(description="Criteria that the mentors meet; null for all mentors."),
        ] = None,
    ) -> SearchFacets | None:
        viewer = await info.context.viewer()
        if not may_request(viewer.participant):
            return None
        criteria = await _criteria(info, where, viewer.mentee_hours)
        now = info.context.now()
        found = await info.context.read(lambda queries: queries.mentor_facets(viewer.actor, criteria, now))
        return SearchFacets(found=found, reference=await info.context.reference())

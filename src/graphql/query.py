"""The query type of the schema."""

from typing import Annotated

import strawberry

from moments.application.access.relations import Relation
from moments.edge.errors import ClientError
from moments.graphql import nodes
from moments.graphql.dashboards.viewer import Viewer
from moments.graphql.live.subscriptions import LiveQuery
from moments.graphql.mentorships.meeting_check import MeetingTimeQuery
from moments.graphql.mentorships.search import MentorSearch
from moments.graphql.participants.availability import AvailabilityQuery
from moments.graphql.participants.types import Person
from moments.graphql.program.cycle_dashboard import CycleQuery
from moments.graphql.program.holidays import HolidayQuery
from moments.graphql.program.limits import LimitsQuery
from moments.graphql.program.queries import ProgramQuery
from moments.graphql.program.resource_editing import ResourcePreviewQuery
from moments.graphql.shared.context import Info
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node

MAX_NODES = 100


@strawberry.type(
    description="All queries. What is shown without a sign-in says so; the others require a signed-in team member."
)
class Query(
    MentorSearch,
    MeetingTimeQuery,
    AvailabilityQuery,
    ProgramQuery,
    HolidayQuery,
    ResourcePreviewQuery,
    LimitsQuery,
    CycleQuery,
    LiveQuery,
):
    @strawberry.field(
        description="The signed-in team member, with all that belongs to them; null if the request holds no "
        "credentials, or the cookie of a session that has ended. An invalid token is an error."
    )
    async def viewer(self, info: Info) -> Viewer | None:
        return await Viewer.signed_in(info.context) if await info.context.is_signed_in() else None

    @strawberry.field(
        description="The team member with exactly this email, to confirm whom one is about to name; null if there is "
        "none, and to anyone but administrators and the program office."
    )
    async def person_by_email(
        self, info: Info, email: Annotated[str, strawberry.argument(description="Work email, in full.")]
    ) -> Person | None:
        actor = (await info.context.viewer()).actor
        relations = actor.relations() | ({Relation.ADMINISTRATOR} if actor.departments else set())
        if not FieldAccess("Query", relations).allows("personByEmail"):
            return None
        found = await info.context.read(lambda queries: queries.person_with_email(email))
        return Person.of_row(found, await info.context.reference())

    @strawberry.field(description="The object with this ID; null if there is none or the viewer may not see it.")
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="ID of an object of any type.")]
    ) -> Node | None:
        return (await nodes.find(info.context, [id]))[0]

    @strawberry.field(
        description="The objects with these IDs (up to 100), in their order; null for each that does not exist or the "
        "viewer may not see."
    )
    async def nodes(
        self,
        info: Info,
        ids: Annotated[list[strawberry.ID], strawberry.argument(description="IDs of objects of any types.")],
    ) -> list[Node | None]:
        if len(ids) > MAX_NODES:
            raise ClientError(f"Ask for up to {MAX_NODES} `ids` at once.")
        return await nodes.find(info.context, ids)

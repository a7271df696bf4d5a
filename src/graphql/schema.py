"""The whole graph. Its SDL stands in schema.graphql, and a test holds it there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import strawberry
from strawberry.schema.config import StrawberryConfig

from moments.application.queries.paging import MOST
from moments.edge.documents.gate import Gate
from moments.edge.documents.parser import Reader
from moments.edge.limits.cost import PageSizes
from moments.edge.limits.limits import USUAL, Limits
from moments.edge.operation_schema import OperationSchema, Prepared
from moments.graphql.applications.mutations import ApplicationMutation
from moments.graphql.email.mutations import LetterMutation
from moments.graphql.live.sharing import LiveExecutor
from moments.graphql.live.subscriptions import Subscription
from moments.graphql.matching.mutations import MatchingMutation
from moments.graphql.mentorships.meeting_mutations import MeetingMutation
from moments.graphql.mentorships.mutations import MentorshipMutation
from moments.graphql.participants.mutations import ParticipantMutation
from moments.graphql.program.cycle_mutations import CycleMutation
from moments.graphql.program.mutations import ProgramMutation
from moments.graphql.query import Query
from moments.graphql.scalars import MOMENT
from moments.graphql.shared.context import ClosesReading
from moments.graphql.shared.pages import USUAL as USUAL_PAGE
from moments.graphql.shared.user_errors import REFUSAL_TYPES
from moments.graphql.surveys.mutations import SurveyMutation


@strawberry.type(description="One for each step that somebody may take; refusals are in the payload's `errors`.")
class Mutation(
    ApplicationMutation,
    ParticipantMutation,
    MentorshipMutation,
    MeetingMutation,
    SurveyMutation,
    ProgramMutation,
    CycleMutation,
    LetterMutation,
    MatchingMutation,
):
    pass


def build_schema(
    *, development: bool = False, limits: Limits = USUAL, only: Mapping[str, str] | None = None
) -> OperationSchema:
    """`development`: whether the schema may be looked at, and a misspelt name is answered with those there are.
    `only`: the operations that are run, by the sha256 of their texts; None for any (raises BadList)."""
    limits = replace(limits, pages=PageSizes(USUAL_PAGE, MOST))
    return OperationSchema(
        gate=lambda schema: Gate(Reader(schema, limits, development=development), limits, only=only),
        seconds=limits.seconds,
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=REFUSAL_TYPES,
        extensions=[Prepared, ClosesReading],
        execution_context_class=LiveExecutor,
        config=StrawberryConfig(
            disable_field_suggestions=not development, scalar_map={datetime: MOMENT}, relay_max_results=MOST
        ),
    )

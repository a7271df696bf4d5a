"""The whole graph. Its SDL stands in schema.graphql, and a test holds it there."""

from datetime import datetime

import strawberry
from strawberry.schema.config import StrawberryConfig

from moments.graphql.applications.mutations import ApplicationMutation
from moments.graphql.mentorships.meeting_mutations import MeetingMutation
from moments.graphql.mentorships.mutations import MentorshipMutation
from moments.graphql.people.mutations import ParticipantMutation
from moments.graphql.programme.mutations import ProgrammeMutation
from moments.graphql.query import Query
from moments.graphql.shared.context import ClosesReading
from moments.graphql.shared.faults import CodedErrors
from moments.graphql.shared.running import OperationSchema
from moments.graphql.shared.scalars import MOMENT
from moments.graphql.shared.user_errors import REFUSAL_TYPES
from moments.graphql.surveys.mutations import SurveyMutation


@strawberry.type(description="One for each step that somebody may take; refusals are in the payload's `errors`.")
class Mutation(
    ApplicationMutation,
    ParticipantMutation,
    MentorshipMutation,
    MeetingMutation,
    SurveyMutation,
    ProgrammeMutation,
):
    pass


def build_schema(*, suggestions: bool = False) -> strawberry.Schema:
    """`suggestions`: whether a misspelt field is answered with the names of those there are (development)."""
    return OperationSchema(
        query=Query,
        mutation=Mutation,
        types=REFUSAL_TYPES,
        extensions=[CodedErrors, ClosesReading],
        config=StrawberryConfig(
            disable_field_suggestions=not suggestions, scalar_map={datetime: MOMENT}, relay_max_results=100
        ),
    )

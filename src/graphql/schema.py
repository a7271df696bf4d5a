"""The whole schema. Its SDL is in schema.graphql, and a test keeps it there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from moments.application.queries.paging import MAX_PAGE_SIZE
from moments.edge.documents.gate import OperationGate
from moments.edge.documents.parser import DocumentParser
from moments.edge.limits.limits import DEFAULT_LIMITS, Limits
from moments.edge.operation_schema import OperationSchema, UsePreparedDocument
from moments.graphql.applications.mutations import ApplicationMutation
from moments.graphql.applications.several_mutations import SeveralMutation
from moments.graphql.compiled.operations import Compiler
from moments.graphql.email.mutations import EmailMutation
from moments.graphql.imports.renumberings import RenumberingMutation
from moments.graphql.live.sharing import LiveExecutor, QuietLiveExecutor
from moments.graphql.live.subscriptions import Subscription
from moments.graphql.matching.mutations import MatchingMutation
from moments.graphql.mentorships.meeting_mutations import MeetingMutation
from moments.graphql.mentorships.mutations import MentorshipMutation
from moments.graphql.participants.mutations import ParticipantMutation
from moments.graphql.program.cycle_mutations import CycleMutation
from moments.graphql.program.holidays import HolidayMutation
from moments.graphql.program.mutations import ProgramMutation
from moments.graphql.program.resource_editing import ResourceMutation
from moments.graphql.query import Query
from moments.graphql.scalars import DATE, MOMENT, TIME
from moments.graphql.sessions.mutations import SessionMutation
from moments.graphql.shared.connection_field import page_sizes
from moments.graphql.shared.context import EndOperation
from moments.graphql.shared.user_errors import USER_ERROR_TYPES
from moments.graphql.surveys.mutations import SurveyMutation


@strawberry.type(description="All mutations; broken rules are in the payload's `errors`.")
class Mutation(
    ApplicationMutation,
    SeveralMutation,
    ParticipantMutation,
    MentorshipMutation,
    MeetingMutation,
    SurveyMutation,
    ProgramMutation,
    HolidayMutation,
    CycleMutation,
    EmailMutation,
    MatchingMutation,
    SessionMutation,
    ResourceMutation,
    RenumberingMutation,
):
    pass


def build_schema(
    *, development: bool = False, limits: Limits = DEFAULT_LIMITS, allowed_operations: Mapping[str, str] | None = None
) -> OperationSchema:
    """`development`: whether introspection is allowed, and a misspelled name is answered with suggestions.
    `allowed_operations`: the operations that may run, by the SHA-256 of their texts; None for any. Raises
    InvalidOperationList."""

    def gate(schema: GraphQLSchema) -> OperationGate:
        paged = replace(limits, pages=page_sizes(schema))
        parser = DocumentParser(schema, paged, development=development)
        return OperationGate(parser, paged, allowed_operations=allowed_operations)

    return OperationSchema(
        gate=gate,
        seconds=limits.seconds,
        compiler=Compiler,
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=USER_ERROR_TYPES,
        extensions=[UsePreparedDocument, EndOperation],
        execution_context_class=LiveExecutor if development else QuietLiveExecutor,
        config=StrawberryConfig(
            disable_field_suggestions=not development,
            scalar_map={datetime: MOMENT, date: DATE, time: TIME},
            relay_max_results=MAX_PAGE_SIZE,
        ),
    )

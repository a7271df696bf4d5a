"""Top-level errors: the client's or the system's faults, each with a code. Expected refusals are in payloads.

Codes: GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, BAD_USER_INPUT, UNAUTHENTICATED, FORBIDDEN,
INTERNAL_SERVER_ERROR. What a bug says never leaves the server; its id does, and leads to the log.
"""

import uuid
from collections.abc import AsyncIterator

import structlog
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.extensions import SchemaExtension

log = structlog.get_logger("moments.graphql")


class Fault(Exception):
    """An error of the client's that a resolver finds; its text is for the client."""

    code = "BAD_USER_INPUT"


class Unauthenticated(Fault):
    code = "UNAUTHENTICATED"

    def __init__(self, sentence: str = "Sign in: send a bearer token of a current team member.") -> None:
        super().__init__(sentence)


def classify(error: GraphQLError, *, executed: bool) -> GraphQLError:
    """The error as the client may see it. `executed`: the document had passed validation."""
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(error, GraphQLSyntaxError):
        return _coded(error, error.message, "GRAPHQL_PARSE_FAILED")
    if isinstance(cause, Fault):
        return _coded(error, str(cause), cause.code)
    if cause is None or isinstance(cause, GraphQLError):
        return _coded(error, error.message, "BAD_USER_INPUT" if executed else "GRAPHQL_VALIDATION_FAILED")
    identity = uuid.uuid4().hex
    log.error("a bug", error_id=identity, path=error.path, exc_info=cause)
    sentence = f"Something went wrong on our side. Tell the programme office this number: {identity}."
    return _coded(error, sentence, "INTERNAL_SERVER_ERROR", errorId=identity)


def _coded(error: GraphQLError, message: str, code: str, **more: object) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code, **more},
    )


class CodedErrors(SchemaExtension):
    """Replaces every error of a result by the one the client may see."""

    async def on_operation(self) -> AsyncIterator[None]:
        yield
        context = self.execution_context
        result = context.result
        errors = getattr(result, "errors", None)
        if errors:
            executed = context.pre_execution_errors is None
            result.errors = [classify(error, executed=executed) for error in errors]  # type: ignore[union-attr]

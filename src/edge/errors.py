"""Top-level errors: the client's or the system's faults, each with a code. Expected refusals are in payloads.

Codes: GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, BAD_USER_INPUT, UNAUTHENTICATED, FORBIDDEN,
OPERATION_TOO_COMPLEX, OPERATION_TIMED_OUT, PERSISTED_QUERY_NOT_FOUND, RATE_LIMITED, IDENTITY_PROVIDER_UNAVAILABLE,
INTERNAL_SERVER_ERROR.
What a bug says never leaves the server; its id does, and leads to the log.
"""

import math
import uuid
from collections.abc import Sequence

import structlog
from graphql import FieldNode, GraphQLError, GraphQLSyntaxError

log = structlog.get_logger("moments.graphql")

MAX_MESSAGE_LENGTH = 500
"""Characters of a message; validation quotes what it was given, which may be all of a large body."""


class ClientError(Exception):
    """An error of the client's that a resolver finds; its text is for the client."""

    code = "BAD_USER_INPUT"


class Unauthenticated(ClientError):
    code = "UNAUTHENTICATED"

    def __init__(self, sentence: str = "Sign in: send a bearer token of a current team member.") -> None:
        super().__init__(sentence)


class NoCredentials(Unauthenticated):
    """The request holds nothing that could sign anybody in."""


class SessionEnded(NoCredentials):
    """The request's cookie is of a session that has ended. A browser sends it all the same, so it says nothing."""

    def __init__(self) -> None:
        super().__init__("Your session has ended; sign in again.")


class RateLimited(ClientError):
    """More than the budget has at the moment. `retry_after`: whole seconds until it has enough."""

    code = "RATE_LIMITED"

    def __init__(self, retry_after: float, sentence: str | None = None) -> None:
        self.retry_after = math.ceil(max(1.0, retry_after))
        seconds = "1 second" if self.retry_after == 1 else f"{self.retry_after} seconds"
        super().__init__(sentence or f"You sent a lot at once. Try again in {seconds}.")


WHEN_ANOTHER_ENDS = 30
"""Seconds after which to try again what waits for the end of something else of the person's own."""


class Unavailable(Exception):
    """What the server needs for any answer cannot be asked at the moment: nobody's bug, and worth another try."""

    code = "IDENTITY_PROVIDER_UNAVAILABLE"

    def __init__(self, sentence: str, retry_after: float) -> None:
        self.retry_after = math.ceil(max(1.0, retry_after))
        super().__init__(sentence)


class OperationRejected(Exception):
    """An operation that is not begun. `errors`: all that is wrong with it, coded."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = list(errors)


def rejected(sentence: str, code: str = "BAD_USER_INPUT") -> OperationRejected:
    return OperationRejected(with_code(GraphQLError(sentence), sentence, code))


def refusal(error: ClientError | Unavailable) -> OperationRejected:
    """The error of an operation that is not begun."""
    return OperationRejected(classify(GraphQLError(str(error), original_error=error), executed=True))


def classify(error: GraphQLError, *, executed: bool) -> GraphQLError:
    """The error as the client may see it. `executed`: the document had passed validation."""
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(error, GraphQLSyntaxError):
        return with_code(error, error.message, "GRAPHQL_PARSE_FAILED")
    if isinstance(cause, RateLimited):
        return with_code(error, str(cause), cause.code, retryAfter=cause.retry_after)
    if isinstance(cause, ClientError):
        return with_code(error, str(cause), cause.code)
    if isinstance(cause, Unavailable):
        return with_code(error, str(cause), cause.code, retryAfter=cause.retry_after)
    if cause is None or isinstance(cause, GraphQLError):
        return with_code(error, error.message, "BAD_USER_INPUT" if executed else "GRAPHQL_VALIDATION_FAILED")
    return internal_error(cause, error)


def internal_error(cause: BaseException, error: GraphQLError | None = None) -> GraphQLError:
    """Logs what happened; the client gets the id of that line."""
    error = error or GraphQLError("")
    identity = uuid.uuid4().hex
    log.error("a bug", error_id=identity, field=_field(error), exc_info=cause)
    sentence = f"Something went wrong. Give the program office this error id: {identity}."
    return with_code(error, sentence, "INTERNAL_SERVER_ERROR", errorId=identity)


def _field(error: GraphQLError) -> str | None:
    """The schema's name of the field; its path has the client's own names."""
    node = error.nodes[-1] if error.nodes else None
    return node.name.value if isinstance(node, FieldNode) else None


def codes(errors: Sequence[GraphQLError]) -> set[object]:
    return {(error.extensions or {}).get("code") for error in errors}


def with_code(error: GraphQLError, message: str, code: str, **more: object) -> GraphQLError:
    return GraphQLError(
        message if len(message) <= MAX_MESSAGE_LENGTH else f"{message[:MAX_MESSAGE_LENGTH]}...",
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": code, **more},
    )

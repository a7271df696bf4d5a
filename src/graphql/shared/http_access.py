"""The office's addresses beside GraphQL: who may use them, and how they refuse."""

from graphql import GraphQLError
from starlette.responses import Response

from moments import security_log
from moments.application.access.relations import Actor
from moments.application.ports.errors import NotFound
from moments.edge.errors import ClientError, Unavailable, internal_error
from moments.edge.http.accept import JSON
from moments.edge.http.errors import HttpError
from moments.edge.http.response import AUTH_STATUS, error_response
from moments.graphql.session import Session
from moments.security_log import SecurityEvent


async def office_member(session: Session, action: str) -> Actor:
    """Raises NotFound for everybody else, so that nobody learns what there is; Unauthenticated, Unavailable.

    `action`: what they want to do, for the security log.
    """
    context = session.operation()
    try:
        actor = (await context.viewer()).actor
    finally:
        await context.end_read_transaction()
    if not actor.office:
        security_log.record(SecurityEvent.ACTION_REFUSED, person=actor.person, action=action)
        raise NotFound("page", field_given=False)
    return actor


def refuse(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    return error_response(GraphQLError(message, extensions={"code": code}), JSON, status, headers)


def refuse_error(error: Exception) -> Response:
    """The answer to whatever was raised; what is nobody's fault but ours is logged."""
    match error:
        case HttpError():
            return error_response(error.error, JSON, error.status_code, error.headers)
        case NotFound():
            return refuse(404, "NOT_FOUND", str(error))
        case ClientError():
            return refuse(AUTH_STATUS.get(error.code, 400), error.code, str(error))
        case Unavailable():
            return refuse(503, error.code, str(error), {"Retry-After": str(error.retry_after)})
        case _:
            return error_response(internal_error(error), JSON, 500)

"""The office's addresses beside GraphQL: who may use them, and how they refuse."""

from collections.abc import Mapping

from graphql import GraphQLError
from starlette.responses import Response

from moments import security_log
from moments.application.access.relations import Actor
from moments.application.ports.errors import NotFound
from moments.edge.budgets.account import DOWNLOAD_COST
from moments.edge.errors import ClientError, RateLimited, Unavailable, internal_error
from moments.edge.http.accept import JSON
from moments.edge.http.errors import HttpError
from moments.edge.http.response import AUTH_STATUS, error_response
from moments.graphql.session import Session
from moments.graphql.shared.context import Context
from moments.security_log import SecurityEvent


async def office_member(session: Session, action: str) -> Actor:
    """Pays for a file from the member's budget. Raises NotFound for everybody else, so that nobody learns what there
    is; Unauthenticated, Unavailable, RateLimited.

    `action`: what they want to do, for the security log.
    """
    context = await begin(session)
    try:
        actor = (await context.viewer()).actor
    finally:
        await context.end_read_transaction()
    if not actor.office:
        security_log.record(SecurityEvent.ACTION_REFUSED, person=actor.person, action=action)
        raise NotFound("page", field_given=False)
    session.account.operation(DOWNLOAD_COST)
    return actor


async def begin(session: Session) -> Context:
    """As an operation of the graph begins. Raises Unauthenticated, Unavailable, RateLimited."""
    await session.authenticate()
    session.account.operation(0)
    return session.operation()


def refuse(
    status: int,
    code: str,
    message: str,
    headers: dict[str, str] | None = None,
    more: Mapping[str, object] | None = None,
) -> Response:
    """`more`: in the error's `extensions`."""
    return error_response(GraphQLError(message, extensions={"code": code, **(more or {})}), JSON, status, headers)


def refuse_error(error: Exception) -> Response:
    """The answer to whatever was raised; what is nobody's fault but ours is logged."""
    match error:
        case HttpError():
            return error_response(error.error, JSON, error.status_code, error.headers)
        case NotFound():
            return refuse(404, "NOT_FOUND", str(error))
        case RateLimited():
            more = {"retryAfter": error.retry_after}
            return refuse(429, error.code, str(error), {"Retry-After": str(error.retry_after)}, more)
        case ClientError():
            return refuse(AUTH_STATUS.get(error.code, 400), error.code, str(error))
        case Unavailable():
            return refuse(503, error.code, str(error), {"Retry-After": str(error.retry_after)})
        case _:
            return error_response(internal_error(error), JSON, 500)

"""The answer's status, headers and JSON (GraphQL over HTTP, "Status Codes")."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import orjson
from graphql import GraphQLError
from starlette.responses import Response
from strawberry.http import GraphQLHTTPResponse
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from moments.edge.errors import codes
from moments.edge.http.accept import GRAPHQL

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
AUTH_STATUS = {"UNAUTHENTICATED": 401, "FORBIDDEN": 403}
UNAVAILABLE, RATE_LIMITED = "IDENTITY_PROVIDER_UNAVAILABLE", "RATE_LIMITED"
FOR_NOW = {UNAVAILABLE: 503, RATE_LIMITED: 429}
STATUS = {**AUTH_STATUS, **FOR_NOW, "OPERATION_TIMED_OUT": 503, "INTERNAL_SERVER_ERROR": 500}
"""Of an answer without data, by the code of its errors; 400 for all others."""


def response_body(result: ExecutionResult) -> dict[str, Any]:
    """`data` is left out where the operation was not begun.

    It also is where nothing came of it because nobody is signed in, or not somebody who may: that is the request
    refused, and a client may know it by the status.
    """
    errors = result.errors or []
    refused = not codes(errors).isdisjoint(FOR_NOW) or (
        not any(each is not None for each in (result.data or {}).values())
        and len(codes(errors)) == 1
        and codes(errors) <= AUTH_STATUS.keys()
    )
    shaped: dict[str, Any] = {} if isinstance(result, PreExecutionError) or refused else {"data": result.data}
    if errors:
        shaped["errors"] = [error.formatted for error in errors]
    if result.extensions:
        shaped["extensions"] = result.extensions
    return shaped


def status_of(shaped: GraphQLHTTPResponse, media: str) -> int:
    """With plain JSON it is 200: a client can't know that another status is of this server and not of one between.
    That it can't be answered for now may as well be said by one between."""
    if "data" in shaped:
        return 200
    found = {error["extensions"]["code"] for error in _errors(shaped)}
    if media != GRAPHQL and found.isdisjoint(FOR_NOW):
        return 200
    return max((STATUS.get(code, 400) for code in found), default=400)


def retry_after(shaped: GraphQLHTTPResponse) -> dict[str, str]:
    """The header, where an error says when to come again."""
    waits = [error["extensions"]["retryAfter"] for error in _errors(shaped) if "retryAfter" in error["extensions"]]
    return {"Retry-After": str(max(waits))} if waits else {}


def _errors(shaped: GraphQLHTTPResponse) -> Sequence[Mapping[str, Any]]:
    return cast("Sequence[Mapping[str, Any]]", shaped.get("errors") or ())


def respond(shaped: object, media: str, status: int, headers: dict[str, str] | None = None) -> Response:
    more = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Response(
        orjson.dumps(shaped),
        status,
        headers={**HEADERS, **more, **(headers or {}), "Content-Type": f"{media}; charset=utf-8"},
    )


def error_response(error: GraphQLError, media: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return respond({"errors": [error.formatted]}, media, status, headers)

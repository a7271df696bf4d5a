"""Tokens for the demo's people, for our own page alone: with one another site's page could act as anybody.

A page of another site can't send this: it has to be JSON, which a browser asks us about first (and we never say
yes), and it has to name our own page as where it comes from. Nor can one whose own name was made to lead here (DNS
rebinding): the name asked for has to be this machine's or the one that is configured.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from strawberry.http.websocket_origin import is_same_origin

from moments.edge.http.accept import JSON
from moments.edge.http.body import BodyLimits, read_body
from moments.edge.http.errors import HttpError
from moments.edge.http.response import HEADERS, error_response
from moments.edge.json_objects import is_object

TokenFor = Callable[[str], Awaitable[str | None]]
"""A token for an invented person of that email address; None for anybody else."""
SMALL = BodyLimits(bytes=4 * 1024)
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def token_route(path: str, token_for: TokenFor, base_url: str) -> Route:
    names = THIS_MACHINE | {urlsplit(base_url).hostname or ""}

    async def token(request: Request) -> Response:
        try:
            _check_own_page(request, names)
            email = _email(await read_body(request, SMALL))
            made = await token_for(email)
            if made is None:
                raise HttpError(
                    404, ("The demo has nobody with that email. Choose one of `moments who`."), code="NOT_FOUND"
                )
        except HttpError as error:
            return error_response(error.error, JSON, error.status_code, error.headers)
        return JSONResponse({"token": made}, headers=HEADERS)

    return Route(path, token, methods=["POST"])


def _check_own_page(request: Request, names: frozenset[str]) -> None:
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    own = origin is not None and is_same_origin(origin, host) and _name(host) in names
    if not own or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HttpError(403, "Only this server's own page gets tokens. Use `moments token` instead.")


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _email(body: bytes) -> str:
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        given = None
    email = given.get("email") if is_object(given) else None
    if not isinstance(email, str):
        raise HttpError(400, 'Send {"email": "..."}.')
    return email.strip()

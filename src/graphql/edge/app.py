"""The ASGI application: the graph, and what a load balancer asks."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from strawberry import Schema

from moments.graphql.edge.session import Services
from moments.graphql.edge.view import Endpoint

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]
Problem = Callable[[], Awaitable[str | None]]
"""Why the process can't serve just now; None when it can."""


def build_app(
    schema: Schema,
    services: Callable[[], Services],
    *,
    problem: Problem,
    lifespan: Lifespan,
    more: list[Route] | None = None,
) -> Starlette:
    """`services` is asked once the lifespan has begun; `more`: routes of the composition root's own."""

    async def alive(request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def ready(request: Request) -> JSONResponse:
        reason = await problem()
        if reason is None:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "unavailable", "reason": reason}, status_code=503)

    endpoint = Endpoint(schema, services)
    return Starlette(
        routes=[
            Route("/graphql", endpoint, methods=["POST"]),
            WebSocketRoute("/graphql", endpoint),
            Route("/healthz", alive),
            Route("/readyz", ready),
            *(more or []),
        ],
        lifespan=lifespan,
    )

"""The ASGI application: the GraphQL endpoint, the health checks for load balancers, and the site around them."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from strawberry import Schema

from moments.edge.budgets.budgets import Budgets
from moments.edge.budgets.sign_ins import count_failures
from moments.edge.credentials import Credentials, CredentialsReader
from moments.edge.explorer import TOKEN_PATH, Explorer, explorer_routes
from moments.edge.http.body import DEFAULT_BODY_LIMITS, BodyLimits
from moments.edge.http.methods import POST_ONLY, MethodPolicy
from moments.edge.site.build import BuiltSite
from moments.edge.site.routes import SitePages
from moments.edge.view import Endpoint
from moments.edge.websocket import SocketEndpoint, SocketLimits
from moments.graphql.session import Services, Session
from moments.graphql.shared.http_access import refuse_error

HEALTH_CHECKS: Final = ("/healthz", "/readyz")
SESSION_COOKIE = "__Host-moments"
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]
Problem = Callable[[], Awaitable[str | None]]
"""Returns why the process cannot serve requests now; None if it can."""


def addresses_of(app: Starlette) -> list[str]:
    """The routes' addresses, such as `/exports/{table}.csv`, and the folder of the site's files."""
    return ["/assets", *(each.path for each in app.routes if isinstance(each, Route | WebSocketRoute))]


def build_app(
    schema: Schema,
    services: Callable[[], Services],
    *,
    problem: Problem,
    lifespan: Lifespan,
    more: list[BaseRoute] | None = None,
    sockets: SocketLimits | None = None,
    body_limits: BodyLimits = DEFAULT_BODY_LIMITS,
    methods: MethodPolicy = POST_ONLY,
    explorer: Explorer | None = None,
    site: BuiltSite | None = None,
    pages: CredentialsReader | None = None,
    release: str | None = None,
) -> Starlette:
    """`services` is called only after the lifespan has started. `more`: routes added by the composition root.
    `explorer`: the page for trying operations, in development. `site`: answers at all other addresses. `pages`: which
    may use the session. `release`: the server's, told to sockets."""

    async def alive(request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def ready(request: Request) -> JSONResponse:
        reason = await problem()
        if reason is None:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "unavailable", "reason": reason}, status_code=503)

    def open_session(credentials: Credentials, *, accepts_push: bool = False) -> Session:
        session = Session.of(services(), credentials)
        session.accepts_push = accepts_push
        return session

    def budgets() -> Budgets:
        return services().budgets

    reader = pages or CredentialsReader(SESSION_COOKIE)
    endpoint = Endpoint(schema, open_session, reader, body_limits, methods)
    socket_endpoint = SocketEndpoint(schema, open_session, reader, sockets or SocketLimits(), release)
    app = Starlette(
        routes=[
            Route("/graphql", endpoint),
            WebSocketRoute("/graphql", socket_endpoint),
            *(Route(path, check) for path, check in zip(HEALTH_CHECKS, (alive, ready), strict=True)),
            *(count_failures(explorer_routes(explorer), budgets, refuse_error, only=(TOKEN_PATH,)) if explorer else []),
            *(more or []),
        ],
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # to the host that the request names, and by http:// behind a proxy
    if site:
        app.router.default = SitePages(site, app.router.default)
    return app

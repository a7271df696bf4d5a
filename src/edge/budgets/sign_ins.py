"""Addresses where people sign in: whoever fails there too often waits before the next try."""

from collections.abc import Callable, Container, Iterable

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from moments.edge.budgets.allowances import Resource
from moments.edge.budgets.budgets import Budgets, Payer, address_key
from moments.edge.errors import RateLimited

Refuse = Callable[[RateLimited], Response]
_REFUSED = range(400, 500)


class CountFailures:
    """An ASGI application in front of another: each answer of 400 to 499 is a failed sign-in of the address."""

    def __init__(self, app: ASGIApp, budgets: Callable[[], Budgets], refuse: Refuse) -> None:
        self._app, self._budgets, self._refuse = app, budgets, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        budgets, payer = self._budgets(), Payer(address_of(HTTPConnection(scope)))
        try:
            budgets.check(payer, Resource.FAILED_SIGN_INS)
        except RateLimited as error:
            await self._refuse(error)(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in _REFUSED:
                budgets.use(payer, Resource.FAILED_SIGN_INS)
            await send(message)

        await self._app(scope, receive, counted)


def count_failures(
    routes: Iterable[BaseRoute],
    budgets: Callable[[], Budgets],
    refuse: Refuse,
    *,
    only: Container[str] | None = None,
) -> list[BaseRoute]:
    """The same routes, those of the paths `only` in front of which failures are counted; all where it is None.

    `budgets` is called once the server has started.
    """
    counted = list(routes)
    for route in counted:
        if isinstance(route, Route) and (only is None or route.path in only):
            route.app = CountFailures(route.app, budgets, refuse)
        elif isinstance(route, Mount):
            count_failures(route.routes, budgets, refuse, only=only)
    return counted


def address_of(asked: HTTPConnection) -> str:
    """Of the client, as a budget knows it: the connection's own, or what a trusted proxy says (ADR 0039)."""
    return address_key(asked.client.host if asked.client else None)

"""Which operations come by which method: all by POST but subscriptions, and queries by GET where that is allowed."""

from dataclasses import dataclass

from starlette.requests import Request
from strawberry.types.graphql import OperationType

from moments.edge.http.body import Bounds
from moments.edge.http.errors import RequestRefused

ONLY_POST = "Send a POST with a JSON body; subscriptions go over a WebSocket (graphql-transport-ws)."
NO_SUBSCRIPTION = "A subscription goes over a WebSocket (graphql-transport-ws), not by POST."
ONLY_QUERIES = "GET accepts queries only. Send mutations by POST and subscriptions over WebSocket."


@dataclass(frozen=True, slots=True)
class Methods:
    """`queries_by_get`: whether an address may carry a query."""

    queries_by_get: bool = False

    def check(self, request: Request) -> None:
        """Raises RequestRefused where the method is not served."""
        if request.method != "POST" and not self._queries(request):
            allowed = "GET, POST" if self.queries_by_get else "POST"
            raise RequestRefused(405, ONLY_POST, {"Allow": allowed})

    def _queries(self, request: Request) -> bool:
        return self.queries_by_get and request.method == "GET"


POST_ALONE = Methods()


def kinds(request: Request) -> set[OperationType]:
    return {OperationType.QUERY} if request.method == "GET" else {OperationType.QUERY, OperationType.MUTATION}


def wrong_kind(request: Request) -> RequestRefused:
    """The refusal of an operation that is valid and can't come this way."""
    if request.method == "GET":
        return RequestRefused(405, ONLY_QUERIES, {"Allow": "POST"})
    return RequestRefused(400, NO_SUBSCRIPTION)


def check_address(request: Request, bounds: Bounds) -> None:
    """Raises RequestRefused for a GET that is too long, or that has a body, which would mean nothing."""
    if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > bounds.address:
        sentence = f"An address has at most {bounds.address // 1024} KiB; send a longer query by POST."
        raise RequestRefused(414, sentence)
    if request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers:
        raise RequestRefused(400, "A GET has no body; send it by POST.", {"Connection": "close"})

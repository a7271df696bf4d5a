"""Which operations come by which method: all by POST but subscriptions, and queries by GET where that is allowed."""

from dataclasses import dataclass

from starlette.requests import Request
from strawberry.types.graphql import OperationType

from moments.edge.http.body import BodyLimits
from moments.edge.http.errors import HttpError

ONLY_POST = "Send a POST with a JSON body; subscriptions go over a WebSocket (graphql-transport-ws)."
NO_SUBSCRIPTION = "A subscription is not taken by POST. Send it over a WebSocket (graphql-transport-ws)."
ONLY_QUERIES = "GET accepts queries only. Send mutations by POST and subscriptions over WebSocket."


@dataclass(frozen=True, slots=True)
class MethodPolicy:
    """`allow_get_queries`: whether an address may carry a query."""

    allow_get_queries: bool = False

    def check(self, request: Request) -> None:
        """Raises HttpError where the method is not served."""
        if request.method != "POST" and not self._queries(request):
            allowed = "GET, POST" if self.allow_get_queries else "POST"
            raise HttpError(405, ONLY_POST, {"Allow": allowed})

    def _queries(self, request: Request) -> bool:
        return self.allow_get_queries and request.method == "GET"


POST_ONLY = MethodPolicy()


def allowed_operations(request: Request) -> set[OperationType]:
    return {OperationType.QUERY} if request.method == "GET" else {OperationType.QUERY, OperationType.MUTATION}


def wrong_method(request: Request) -> HttpError:
    """The refusal of an operation that is valid and can't come this way."""
    if request.method == "GET":
        return HttpError(405, ONLY_QUERIES, {"Allow": "POST"})
    return HttpError(400, NO_SUBSCRIPTION)


def check_url(request: Request, body_limits: BodyLimits) -> None:
    """Raises HttpError for a GET that is too long, or that has a body, which would mean nothing."""
    if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > body_limits.url_bytes:
        sentence = f"An address has at most {body_limits.url_bytes // 1024} KiB; send a longer query by POST."
        raise HttpError(414, sentence)
    if request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers:
        raise HttpError(400, "A GET has no body; send it by POST.", {"Connection": "close"})

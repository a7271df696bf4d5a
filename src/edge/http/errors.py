"""A request that is not a GraphQL request: rejected with a status before it is parsed."""

from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import Request

from moments.edge.errors import Unauthenticated, Unavailable


class HttpError(HTTPException):
    """Strawberry's exception, with a code and headers of its own."""

    def __init__(
        self, status: int, sentence: str, headers: dict[str, str] | None = None, code: str = "BAD_USER_INPUT"
    ) -> None:
        super().__init__(status, sentence)
        self.headers = headers or {}
        self.error = GraphQLError(sentence, extensions={"code": code})


def not_known(error: Unauthenticated | Unavailable, request: Request) -> HttpError:
    """Of a request whose token says nothing. The server reads on past a body that it was going to be sent, and hangs
    up where there is no telling how long that is."""
    headers = {"Connection": "close"} if "transfer-encoding" in request.headers else {}
    if isinstance(error, Unavailable):
        refused = HttpError(503, str(error), {**headers, "Retry-After": str(error.retry_after)}, error.code)
        refused.error.extensions = {"code": error.code, "retryAfter": error.retry_after}
        return refused
    return HttpError(401, str(error), headers, error.code)

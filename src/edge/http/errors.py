"""A request that is not a GraphQL request: rejected with a status before it is parsed."""

from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import Request

from moments.edge.errors import ClientError, Unavailable, refusal
from moments.edge.http.response import STATUS


class HttpError(HTTPException):
    """Strawberry's exception, with a code and headers of its own."""

    def __init__(
        self, status: int, sentence: str, headers: dict[str, str] | None = None, code: str = "BAD_USER_INPUT"
    ) -> None:
        super().__init__(status, sentence)
        self.headers = headers or {}
        self.error = GraphQLError(sentence, extensions={"code": code})


def not_known(error: ClientError | Unavailable, request: Request, largest: int) -> HttpError:
    """Of a request that does not say who asks. Its body is not read: the server passes over one of up to `largest`
    bytes, and hangs up on a longer one or one of no said length."""
    (shown,) = refusal(error).errors
    told = shown.extensions or {}
    announced = request.headers.get("content-length", "0")
    is_short = announced.isdecimal() and int(announced[:20]) <= largest and "transfer-encoding" not in request.headers
    headers = {} if is_short else {"Connection": "close"}
    if "retryAfter" in told:
        headers["Retry-After"] = str(told["retryAfter"])
    refused = HttpError(STATUS.get(error.code, 400), str(error), headers, error.code)
    refused.error = shown
    return refused

"""A request that is no GraphQL request: refused with a status, before anything of it is looked at."""

from cross_web import HTTPException
from graphql import GraphQLError


class HttpError(HTTPException):
    """Strawberry's exception, with a code and headers of its own."""

    def __init__(
        self, status: int, sentence: str, headers: dict[str, str] | None = None, code: str = "BAD_USER_INPUT"
    ) -> None:
        super().__init__(status, sentence)
        self.headers = headers or {}
        self.error = GraphQLError(sentence, extensions={"code": code})

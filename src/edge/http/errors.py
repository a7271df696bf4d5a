"""A request that is not a GraphQL request: rejected with a status before it is parsed."""

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

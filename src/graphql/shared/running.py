"""Strawberry's schema, with a context for each operation and no log of its own."""

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.types import ExecutionContext


class OperationSchema(strawberry.Schema):
    """`context_value` is a session; each operation it runs gets a context of its own from it.

    Stock strawberry makes one context a socket, which several operations at a time would share. It also
    logs every error with its text, where `faults.classify` logs the bugs, once.
    """

    async def execute(self, query: str | None, *, context_value: Any, **more: Any) -> Any:  # type: ignore[override]
        return await super().execute(query, context_value=context_value.operation(), **more)

    async def stream(self, query: str | None, *, context_value: Any, **more: Any) -> Any:  # type: ignore[override]
        return await super().stream(query, context_value=context_value.operation(), **more)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        return None

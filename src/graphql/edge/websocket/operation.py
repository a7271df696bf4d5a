"""One operation, from the document to the messages about it; a subscription is one that has several results."""

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any, cast

from strawberry import Schema
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from moments.graphql.edge.session import Session
from moments.graphql.edge.websocket.closing import Gone
from moments.graphql.edge.websocket.messages import Subscribe
from moments.graphql.shared.faults import bug

Deliver = Callable[[dict[str, Any], bool], Awaitable[None]]
"""A message of the operation's, and whether it is the last."""


async def run(schema: Schema, session: Session, asked: Subscribe, deliver: Deliver) -> None:
    """A bug ends the operation with an `error` that names its place in the log; the socket and the others go on."""
    try:
        last = await _results(schema, session, asked, deliver)
    except Gone:
        raise
    except Exception as error:
        last = {"type": "error", "payload": [bug(error).formatted]}
    await deliver({"id": asked.id, **last}, True)


async def _results(schema: Schema, session: Session, asked: Subscribe, deliver: Deliver) -> dict[str, Any]:
    """Delivers each; the answer is how to end. A `query` that is empty is one known by its hash in `extensions`."""
    source = await schema.stream(
        asked.query or None,
        variable_values=asked.variables,
        context_value=session,
        operation_name=asked.operation_name,
        operation_extensions=asked.extensions,
    )
    async with aclosing(source) as results:
        async for each in results:
            result = cast("ExecutionResult", each)  # the other types are of @defer, which is not enabled
            if isinstance(result, PreExecutionError):  # it did not begin, or gives up
                return {"type": "error", "payload": _formatted(result)}
            await deliver({"id": asked.id, "type": "next", "payload": _payload(result)}, False)
    return {"type": "complete"}


def _payload(result: ExecutionResult) -> dict[str, Any]:
    payload: dict[str, Any] = {"data": result.data}
    if result.errors:
        payload["errors"] = _formatted(result)
    if result.extensions:
        payload["extensions"] = result.extensions
    return payload


def _formatted(result: ExecutionResult) -> list[Any]:
    return [error.formatted for error in result.errors or []]

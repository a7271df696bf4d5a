"""One operation, from the document to the messages about it; a subscription is one that has several results."""

from contextlib import aclosing
from typing import Any, Protocol, cast

from graphql import GraphQLError
from strawberry import Schema
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from moments.edge.errors import Refused, classify
from moments.edge.push import Followed, Line
from moments.edge.results import formatted, payload_of
from moments.edge.session import Session
from moments.edge.websocket.close_codes import Gone
from moments.edge.websocket.messages import Subscribe


class Way(Line, Protocol):
    """From one operation to the client."""

    async def deliver(self, message: dict[str, Any], *, last: bool = False) -> None: ...


async def run(schema: Schema, session: Session, asked: Subscribe, way: Way) -> None:
    """A bug ends the operation with an `error` that names its place in the log; the socket and the others go on."""
    try:
        last = await _results(schema, session, asked, way)
    except Gone:
        raise
    except Refused as refused:
        last = {"type": "error", "payload": [error.formatted for error in refused.errors]}
    except Exception as error:
        located = GraphQLError(str(error), original_error=error)
        last = {"type": "error", "payload": [classify(located, executed=True).formatted]}
    await way.deliver({"id": asked.id, **last}, last=True)


async def _results(schema: Schema, session: Session, asked: Subscribe, way: Way) -> dict[str, Any]:
    """Delivers each; the answer is how to end."""
    end = await _begin(schema, session, asked, way)
    if isinstance(end, Followed):
        await end.deliver(way)
        raise AssertionError("what is followed has no end")
    return end


async def _begin(schema: Schema, session: Session, asked: Subscribe, way: Way) -> dict[str, Any] | Followed:
    """A `query` that is empty is one known by its hash in `extensions`. What is followed goes on without strawberry."""
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
                return {"type": "error", "payload": formatted(result)}
            if isinstance(result.data, Followed):
                return result.data
            await way.deliver({"id": asked.id, "type": "next", "payload": payload_of(result)})
    return {"type": "complete"}

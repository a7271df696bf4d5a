"""One operation, from its document to its messages; a subscription has several results."""

from contextlib import aclosing
from typing import Any, Protocol, cast

from graphql import GraphQLError
from strawberry import Schema
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from moments.edge.errors import OperationRejected, classify
from moments.edge.push import OutgoingChannel, PushedSubscription
from moments.edge.results import format_errors, result_dict, wants_sign_in
from moments.edge.session import Session
from moments.edge.websocket.close_codes import Disconnected
from moments.edge.websocket.messages import Subscribe


class OperationChannel(OutgoingChannel, Protocol):
    """From one operation to the client."""

    async def deliver(self, message: dict[str, Any], *, final: bool = False) -> None: ...


async def run(schema: Schema, session: Session, message: Subscribe, channel: OperationChannel) -> bool:
    """Returns whether nothing came of it for want of a sign-in. A bug ends the operation with an `error` that names its
    place in the log; the socket and the others go on."""
    wants = False
    try:
        last, wants = await _results(schema, session, message, channel)
    except Disconnected:
        raise
    except OperationRejected as rejected:
        last = {"type": "error", "payload": [error.formatted for error in rejected.errors]}
    except Exception as error:
        located = GraphQLError(str(error), original_error=error)
        last = {"type": "error", "payload": [classify(located, executed=True).formatted]}
    await channel.deliver({"id": message.id, **last}, final=True)
    return wants


async def _results(
    schema: Schema, session: Session, message: Subscribe, channel: OperationChannel
) -> tuple[dict[str, Any], bool]:
    """Delivers each; the answer is how to end, and what `run` returns."""
    end = await _begin(schema, session, message, channel)
    if isinstance(end, PushedSubscription):
        await end.deliver(channel)
        raise AssertionError("what is followed has no end")
    return end


async def _begin(
    schema: Schema, session: Session, message: Subscribe, channel: OperationChannel
) -> tuple[dict[str, Any], bool] | PushedSubscription:
    """A `query` that is empty is one known by its hash in `extensions`. What is followed goes on without strawberry."""
    source = await schema.stream(
        message.query or None,
        variable_values=message.variables,
        context_value=session,
        operation_name=message.operation_name,
        operation_extensions=message.extensions,
    )
    wants = False
    async with aclosing(source) as results:
        async for each in results:
            result = cast("ExecutionResult", each)  # the other types are of @defer, which is not enabled
            wants = wants_sign_in(result)
            if isinstance(result, PreExecutionError):  # it did not begin, or gives up
                return {"type": "error", "payload": format_errors(result)}, wants
            if isinstance(result.data, PushedSubscription):
                return result.data
            await channel.deliver({"id": message.id, "type": "next", "payload": result_dict(result)})
    return {"type": "complete"}, wants

"""One run of a compiled operation: what its fields wait for, begun side by side, level by level."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from types import CoroutineType
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, OperationDefinitionNode
from graphql.execution.values import VariableValues

Completion = Callable[[Any, "Run"], Any]
"""From what a resolver gave to what is answered."""
Promise = tuple[Any, dict[str, Any], str, Completion]


class RawInfo:
    """What resolvers may use of graphql-core's `info`. There is no more of it: whoever reaches for more makes the
    operation graphql-core's, which the tests notice."""

    __slots__ = ("context", "field_nodes", "fragments", "operation")

    def __init__(
        self,
        context: Any,
        field_nodes: list[FieldNode],
        fragments: dict[str, FragmentDefinitionNode],
        operation: OperationDefinitionNode,
    ) -> None:
        self.context, self.field_nodes = context, field_nodes
        self.fragments, self.operation = fragments, operation


class Run:
    """`kept`: arguments that the variables decide, by the field that they are of."""

    __slots__ = ("_promised", "context", "kept", "variables")

    def __init__(self, context: Any, variables: VariableValues) -> None:
        self.context, self.variables = context, variables
        self.kept: dict[object, dict[str, Any]] = {}
        self._promised: list[Promise] = []

    def later(self, promise: Any, answer: dict[str, Any], key: str, completion: Completion) -> None:
        """`answer` has the key already, in its place."""
        self._promised.append((promise, answer, key, completion))

    async def finish(self) -> None:
        """Until nothing is waited for; what was completed may have begun more. Leaves nothing running."""
        while self._promised:
            level, self._promised = self._promised, []
            await (self._keep(*level[0]) if len(level) == 1 else self._side_by_side(level))

    def abandon(self) -> None:
        """What was promised and not begun is never begun."""
        for promise, *_ in self._promised:
            if inspect.iscoroutine(promise):
                promise.close()

    async def _side_by_side(self, level: list[Promise]) -> None:
        tasks = [asyncio.create_task(self._keep(*each)) for each in level]
        try:
            for each in tasks:
                await each
        except BaseException:
            for each in tasks:
                each.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            raise

    async def _keep(self, promise: Any, answer: dict[str, Any], key: str, completion: Completion) -> None:
        value = await promise if isinstance(promise, CoroutineType) or inspect.isawaitable(promise) else promise
        answer[key] = completion(value, self)


Compiled = Callable[[Any, Run], dict[str, Any]]


def running(compiled: Compiled, variables: VariableValues) -> Callable[[Any], Coroutine[Any, Any, dict[str, Any]]]:
    async def run(context: Any) -> dict[str, Any]:
        current = Run(context, variables)
        try:
            answer = compiled(None, current)
            await current.finish()
        finally:
            current.abandon()
        return answer

    return run

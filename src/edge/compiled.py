"""What compiled operations are to the transport: a quicker way to an answer, which may give up."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from graphql import DocumentNode
from strawberry.types.graphql import OperationType

CompiledQuery = Callable[[Any], Awaitable[dict[str, Any]]]
"""From an operation's context to its data. Raises where the answer is anything but a plain success."""


class Memory:
    """What a compiler keeps of one operation, for as long as its document is kept."""

    __slots__ = ("_was_asked", "kept")

    def __init__(self) -> None:
        self._was_asked = False
        self.kept: object = None

    def is_new(self) -> bool:
        """Whether nobody has asked for it before."""
        if self._was_asked:
            return False
        self._was_asked = True
        return True


class CompilableOperation(Protocol):
    """One that was admitted."""

    @property
    def document(self) -> DocumentNode: ...
    @property
    def name(self) -> str | None: ...
    @property
    def kind(self) -> OperationType: ...
    @property
    def memory(self) -> Memory: ...


class Compiler(Protocol):
    def query(self, operation: CompilableOperation, variables: dict[str, Any] | None) -> CompiledQuery | None:
        """None where graphql-core is to run the operation."""
        ...

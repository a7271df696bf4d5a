"""Strawberry's schema, with a gate before each operation, a context for each, and an end to each."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing
from typing import Any, Protocol, cast

import strawberry
from graphql import DocumentNode, GraphQLError, GraphQLSchema
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from moments.edge.budgets.account import Account
from moments.edge.compiled import CompilableOperation, Compiler
from moments.edge.errors import OperationRejected, RateLimited, classify, refusal, rejected
from moments.edge.limits.document_size import DocumentSizes
from moments.edge.session import OperationContext, Session

Result = ExecutionResult
TOO_LONG = (
    "The operation timed out after {seconds:g} seconds. Request less data. A mutation may still have completed: "
    "check before retrying, or retry with the same `idempotencyKey`."
)
MAX_REQUEST_ERRORS = 10


class AdmittedOperation(CompilableOperation, Protocol):
    """An operation that may be run: its document is valid and within the limits."""

    @property
    def text(self) -> str: ...
    @property
    def cost(self) -> int: ...


class Gate(Protocol):
    def admit(
        self,
        text: str | None,
        name: str | None,
        variables: Mapping[str, Any] | None,
        extensions: Mapping[str, Any] | None,
        *,
        before_parse: Callable[[], None],
        is_stranger: bool,
    ) -> AdmittedOperation:
        """Raises OperationRejected, and what `before_parse` does."""
        ...

    def document(self, text: str) -> DocumentNode:
        """Of an admitted operation."""
        ...


class OperationSchema(strawberry.Schema):
    """`context_value` is a session; each operation it runs gets a context of its own from it.

    What stock strawberry does otherwise: it makes one context a socket, which several operations at a time
    would share; parses and validates each document anew; runs the first of several operations when none is named;
    waits for an operation as long as it takes; and logs every error with its text, where `errors.classify` logs
    the bugs, once. Its limiters are slow where they should protect (`edge.limits`).
    """

    def __init__(
        self,
        *,
        gate: Callable[[GraphQLSchema], Gate],
        seconds: float,
        compiler: Callable[["OperationSchema"], Compiler] | None = None,
        **parts: Any,
    ) -> None:
        """`compiler`: None where graphql-core runs every operation."""
        super().__init__(**parts)  # pyright: ignore[reportUnknownMemberType]  # strawberry's own types
        self.gate, self._seconds = gate(self._schema), seconds
        self.compiler = compiler(self) if compiler else None
        self.given_up: Counter[str] = Counter()
        """How many compiled operations gave up, for graphql-core to answer; by the kind of what happened."""

    async def execute(  # type: ignore[override]
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        *,
        context_value: Any,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Any = None,
        **kwargs: Any,
    ) -> Result:
        """Raises InvalidOperationTypeError for an operation of a type that is not allowed, as strawberry does."""
        account: Account = context_value.account
        try:
            admitted = await self._admit(context_value, query, operation_name, variable_values, operation_extensions)
            if allowed_operation_types is not None and admitted.kind not in allowed_operation_types:
                raise InvalidOperationTypeError(admitted.kind)
            self._charge(account, admitted)
        except OperationRejected as error:
            return PreExecutionError(data=None, errors=error.errors)
        return await self._answer(context_value, admitted, variable_values, **kwargs)

    async def stream(  # type: ignore[override]
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        *,
        context_value: Any,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Any = None,
        **kwargs: Any,
    ) -> AsyncGenerator[Result, None]:
        """Whatever the operation's type; a query or mutation gives one result."""
        account: Account = context_value.account
        try:
            admitted = await self._admit(context_value, query, operation_name, variable_values, operation_extensions)
            self._charge(account, admitted)
        except OperationRejected as error:
            return _single_result(PreExecutionError(data=None, errors=error.errors))
        if admitted.kind is not OperationType.SUBSCRIPTION:
            return self._single_answer(context_value, admitted, variable_values, **kwargs)
        source = await super().stream(
            admitted.text,
            variable_values,
            _context(context_value, admitted),
            operation_name=admitted.name,
            allowed_operation_types=allowed_operation_types,
            **kwargs,
        )
        return self._messages(cast("AsyncGenerator[Result, None]", source), admitted)

    async def _single_answer(self, *asked: Any, **kwargs: Any) -> AsyncGenerator[Result, None]:
        yield await self._answer(*asked, **kwargs)

    async def _answer(
        self, session: Any, admitted: AdmittedOperation, variables: dict[str, Any] | None, **kwargs: Any
    ) -> Result:
        """A query or mutation has one turn from its beginning to its end, and gives back what it holds before it is
        told: who held a connection while they waited for a second turn would wait for each other.
        """
        try:
            async with asyncio.timeout(self._seconds), session.account.turn():
                result = await self._compiled_answer(session, admitted, variables)
                if result is None:
                    context = _context(session, admitted)
                    result = await super().execute(
                        admitted.text, variables, context, operation_name=admitted.name, **kwargs
                    )
        except TimeoutError:
            return self._too_long()
        return _finished(result, admitted)

    async def _compiled_answer(
        self, session: Any, admitted: AdmittedOperation, variables: dict[str, Any] | None
    ) -> Result | None:
        """None where graphql-core is to answer, from the beginning: in a context of its own, as if nothing had been."""
        query = self.compiler.query(admitted, variables) if self.compiler else None
        if query is None:
            return None
        context = _context(session, admitted)
        try:
            async with context.answering():
                data = await query(context)
        except Exception as error:
            self.given_up[type(error).__name__] += 1
            return None
        return Result(data=data, errors=None)

    async def _messages(
        self, source: AsyncGenerator[Result, None], admitted: AdmittedOperation
    ) -> AsyncGenerator[Result, None]:
        """A subscription waits for its next event as long as it takes; what is told then has turns of its own."""
        async with aclosing(source):
            async for result in source:
                yield _finished(result, admitted)

    async def _admit(
        self,
        session: Any,
        query: str | None,
        name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
    ) -> AdmittedOperation:
        """A document that was not seen before is read in a turn. Raises OperationRejected, also for one that is over
        the budget."""

        def admit(before_parse: Callable[[], None]) -> AdmittedOperation:
            return self.gate.admit(
                query, name, variables, extensions, before_parse=before_parse, is_stranger=session.is_stranger
            )

        try:
            return admit(_is_new)
        except _NewDocument:
            pass
        try:
            async with asyncio.timeout(self._seconds), session.account.reading_turn():
                return admit(session.account.new_document)
        except RateLimited as error:
            raise refusal(error) from None
        except TimeoutError:
            raise rejected(TOO_LONG.format(seconds=self._seconds), "OPERATION_TIMED_OUT") from None

    def _charge(self, account: Account, admitted: AdmittedOperation) -> None:
        """Raises OperationRejected where the budget does not have it."""
        mutations = 0
        if admitted.kind is OperationType.MUTATION:
            mutations = _mutations(admitted.document, admitted.name)
        try:
            account.operation(admitted.cost, mutations)
        except RateLimited as error:
            raise refusal(error) from None

    def _too_long(self) -> Result:
        error = rejected(TOO_LONG.format(seconds=self._seconds), "OPERATION_TIMED_OUT")
        return PreExecutionError(data=None, errors=error.errors)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        return None


class UsePreparedDocument(SchemaExtension):
    """Gives strawberry the document that the gate has parsed and validated."""

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        schema = cast("OperationSchema", context.schema)
        assert context.query is not None
        context.graphql_document = schema.gate.document(context.query)
        context.validation_rules = ()
        yield


class _NewDocument(Exception):
    pass


def _is_new() -> None:
    raise _NewDocument


def _context(session: Session, admitted: AdmittedOperation) -> OperationContext:
    context = session.operation()
    context.cost = admitted.cost
    return context


def _mutations(document: DocumentNode, name: str | None) -> int:
    """How many the operation asks for, its fragments spread out."""
    sizes = DocumentSizes(document)
    operation = next(each for each in sizes.operations if name in (None, each.name and each.name.value))
    return sizes.of_operation(operation).roots


def _finished(result: Result, admitted: AdmittedOperation) -> Result:
    seen = client_view(result)
    if not isinstance(seen, PreExecutionError) and admitted.kind is not OperationType.SUBSCRIPTION:
        seen.extensions = {**(seen.extensions or {}), "cost": admitted.cost}
    return seen


def client_view(result: Result) -> Result:
    """The result as the client may see it.

    graphql-core answers an operation that it did not begin, for its variables, with data that are null; only
    its errors, which have no path, tell it from one whose data came to nothing.
    """
    errors = result.errors or []
    begun = not isinstance(result, PreExecutionError) and (
        result.data is not None or not errors or any(error.path for error in errors)
    )
    if not begun:
        shown = [classify(error, executed=True) for error in errors[:MAX_REQUEST_ERRORS]]
        return PreExecutionError(data=None, errors=shown)
    result.errors = [classify(error, executed=True) for error in errors] or None
    return result


async def _single_result(result: Result) -> AsyncGenerator[Result, None]:
    yield result

"""A small graph of its own, in a schema that compiles, and a session that notes how its operations end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import strawberry
from graphql import GraphQLSchema
from strawberry.dataloader import DataLoader
from strawberry.types import ExecutionResult, Info

from moments.edge.budgets.account import Account
from moments.edge.budgets.budgets import UNKNOWN_ADDRESS, Budgets, Payer
from moments.edge.documents.gate import OperationGate
from moments.edge.documents.parser import DocumentParser
from moments.edge.limits.limits import DEFAULT_LIMITS
from moments.edge.operation_schema import OperationSchema, UsePreparedDocument
from moments.graphql.compiled.operations import Compiler
from moments.graphql.shared.context import EndOperation


@dataclass
class SmallContext:
    """`noted`: what has to be recorded before the answer is sent, as private facts have."""

    session: "SmallSession"
    cost: int = 0
    noted: list[str] = field(default_factory=list)
    batches: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loader: DataLoader[int, str] = DataLoader(self._load)

    async def _load(self, keys: list[int]) -> list[str]:
        self.batches.append(keys)
        return [f"number {key}" for key in keys]

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            self.session.closed.append(self)
        if self.noted:
            if self.session.failing_records:
                self.session.failing_records -= 1
                raise RuntimeError("the record cannot be written")
            self.session.recorded += self.noted


@dataclass
class SmallSession:
    recorded: list[str] = field(default_factory=list)
    closed: list[SmallContext] = field(default_factory=list)
    failing_records: int = 0
    is_stranger: bool = False

    def operation(self) -> SmallContext:
        return SmallContext(self)

    @property
    def account(self) -> Account:
        return Account(Budgets(), Payer(UNKNOWN_ADDRESS))


@strawberry.enum
class Color(Enum):
    RED = "r"
    BLUE = "b"


@strawberry.interface
class Shape:
    name: str

    @strawberry.field
    def sides(self) -> int:
        return 0


@strawberry.type
class Square(Shape):
    color: Color | None
    tags: list[str]

    @strawberry.field
    def area(self, side: float = 2) -> float:
        return side * side

    @strawberry.field
    async def loaded(self, info: Info, key: int = 1) -> str:
        return await info.context.loader.load(key)

    @strawberry.field
    async def neighbor(self) -> "Square":
        await asyncio.sleep(0)
        return Square(name=f"{self.name}'s neighbor", color=Color.RED, tags=[])


@strawberry.type
class Circle(Shape):
    radius: float


class Odd(Square):
    """No type of the schema, though a square."""


@strawberry.input
class Wish:
    words: list[str]
    color: Color = Color.RED


async def _promise() -> str:
    return "kept"


SQUARE = Square(name="first", color=Color.BLUE, tags=["a", "b"])


@strawberry.type
class Query:
    @strawberry.field
    def square(self) -> Square:
        return SQUARE

    @strawberry.field
    def shapes(self) -> list[Shape]:
        return [SQUARE, Circle(name="round", radius=1.5)]

    @strawberry.field
    def odd(self) -> Square:
        return Odd(name="odd", color=None, tags=[])

    @strawberry.field
    def nothing(self) -> Square | None:
        return None

    @strawberry.field
    def missing(self) -> Square:
        return None  # type: ignore[return-value]

    @strawberry.field
    def returned_error(self) -> Square | None:
        return ValueError("given, not raised")  # type: ignore[return-value]

    @strawberry.field
    def large(self) -> int:
        return 2**40

    @strawberry.field
    def endless(self) -> float:
        return float("inf")

    @strawberry.field
    async def later(self, after: float = 0.0, fails: bool = False) -> str:
        await asyncio.sleep(after)
        if fails:
            raise ValueError("it fails")
        return "at last"

    @strawberry.field
    def wished(self, wish: Wish) -> str:
        wish.words.append("changed")
        return f"{wish.words} {wish.color}"

    @strawberry.field
    def noted(self, info: Info, fails: bool = False) -> str:
        info.context.noted.append("noted")
        if fails:
            raise ValueError("it fails")
        return "noted"

    @strawberry.field
    def path(self, info: Info) -> str:
        return str(info.path.key)

    @strawberry.field
    def promised(self) -> str:
        return _promise()  # type: ignore[return-value]


@strawberry.type
class Mutation:
    @strawberry.mutation
    def double(self, number: int) -> int:
        return 2 * number


def small_schema(seconds: float = 10) -> OperationSchema:
    def gate(schema: GraphQLSchema) -> OperationGate:
        return OperationGate(DocumentParser(schema, DEFAULT_LIMITS, development=True), DEFAULT_LIMITS)

    return OperationSchema(
        gate=gate,
        seconds=seconds,
        compiler=Compiler,
        query=Query,
        mutation=Mutation,
        types=[Circle],
        extensions=[UsePreparedDocument, EndOperation],
    )


@dataclass
class Twice:
    """Each asked twice: graphql-core answers the first time."""

    schema: OperationSchema
    session: SmallSession = field(default_factory=SmallSession)

    @property
    def compiler(self) -> Compiler:
        assert isinstance(self.schema.compiler, Compiler)
        return self.schema.compiler

    async def ask(self, text: str, name: str | None = None, **variables: Any) -> tuple[Any, Any, Any]:
        result = await self.schema.execute(text, variables, context_value=self.session, operation_name=name)
        return shown(result)

    async def same(self, text: str, name: str | None = None, **variables: Any) -> Any:
        """The data of an answer that both ways gave; fails where compiled code did not give it."""
        compiled, gave_up = self.compiler.ways["compiled"], self.schema.given_up.total()
        first, second = await self.ask(text, name, **variables), await self.ask(text, name, **variables)
        assert first == second
        assert self.compiler.ways["compiled"] > compiled, f"{text} was not compiled"
        assert self.schema.given_up.total() == gave_up, self.schema.given_up
        return first[0]

    async def handed_on(self, text: str, **variables: Any) -> str:
        """The kind of what made compiled code give up; the answer is the same."""
        before = self.schema.given_up.copy()
        first, second = await self.ask(text, **variables), await self.ask(text, **variables)
        assert first == second
        (kind,) = self.schema.given_up - before
        return kind


def shown(result: ExecutionResult) -> tuple[Any, Any, Any]:
    """All that is sent, the keys in their order, but for the number of a bug."""
    errors = [each.formatted for each in result.errors or []]
    for each in errors:
        extensions = each.get("extensions") or {}
        if "errorId" in extensions:
            extensions["errorId"] = each["message"] = "a bug"
    return repr(result.data), errors, result.extensions

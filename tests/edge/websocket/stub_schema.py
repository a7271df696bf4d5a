"""A stub schema with subscriptions that are slow, failing, or uncancellable, and what it shows of itself."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLSchema

from moments.domain.shared.ids import PersonId
from moments.edge.documents.gate import OperationGate
from moments.edge.documents.parser import DocumentParser
from moments.edge.errors import Unauthenticated, Unavailable
from moments.edge.limits.limits import DEFAULT_LIMITS
from moments.edge.operation_schema import OperationSchema, UsePreparedDocument
from moments.graphql.session import Services, SignIn
from moments.graphql.shared.context import EndOperation, Info
from moments.infrastructure.clock import SystemClock

SECRET = "hunter2 in a traceback"


@dataclass
class Gauges:
    """`open`: subscriptions whose generator lives."""

    open: int = 0


GAUGES = Gauges()


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    def context(self, info: Info) -> str:
        return str(id(info.context))

    @strawberry.field
    async def email(self, info: Info) -> str:
        return await info.context._authenticated()

    @strawberry.field
    def internal_error(self) -> str:
        raise RuntimeError(SECRET)

    @strawberry.field
    async def slow(self, seconds: float = 30) -> str:
        await asyncio.sleep(seconds)
        return "at last"


@strawberry.type
class Mutation:
    @strawberry.mutation
    def double(self, number: int) -> int:
        return 2 * number


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, to: int = 3) -> AsyncIterator[int]:
        for number in range(to):
            yield number

    @strawberry.subscription
    async def ticks(self, every: float = 0.01, size: int = 1) -> AsyncIterator[str]:
        """Without end."""
        GAUGES.open += 1
        try:
            while True:
                yield "t" * size
                await asyncio.sleep(every)
        finally:
            GAUGES.open -= 1

    @strawberry.subscription
    async def failing(self, after: int = 1) -> AsyncIterator[int]:
        for number in range(after):
            yield number
        raise RuntimeError(SECRET)

    @strawberry.subscription
    async def private(self, info: Info) -> AsyncIterator[str]:
        yield await info.context._authenticated()

    @strawberry.subscription
    async def stubborn(self) -> AsyncIterator[int]:
        """Swallows being cancelled, as a library's bug might."""
        yield 0
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            yield 1


def _gate(schema: GraphQLSchema) -> OperationGate:
    return OperationGate(DocumentParser(schema, DEFAULT_LIMITS, development=True), DEFAULT_LIMITS)


SCHEMA = OperationSchema(
    gate=_gate,
    seconds=10,
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    extensions=[UsePreparedDocument, EndOperation],
)
STOCK_SCHEMA = strawberry.Schema(Query, Mutation, Subscription)


def token(email: str = "tess@oa.example", lives: float = 60, slow: float = 0, kind: str = "good") -> str:
    """What `authenticate` understands: a stand-in for a signed token that says all about itself."""
    return json.dumps({"email": email, "lives": lives, "slow": slow, "kind": kind})


async def authenticate(text: str) -> SignIn:
    try:
        said = json.loads(text) | {}
        said = {"slow": 0, "kind": "bad", **said}
    except (ValueError, TypeError):
        raise Unauthenticated("The token is not valid: it is none.") from None
    await asyncio.sleep(said["slow"])
    if said["kind"] == "bad":
        raise Unauthenticated("The token is not valid: it is a test's.")
    if said["kind"] == "provider down":
        raise Unavailable("no keys", 5)
    return SignIn(PersonId(said["email"]), datetime.now(UTC) + timedelta(seconds=said["lives"]))


@cache
def services() -> Services:
    """Of the process, as the container's are."""
    nothing: Any = None
    return Services(
        read_transactions=nothing,
        use_cases=nothing,
        record_private_reads=nothing,
        authenticate=authenticate,
        contact=nothing,
        clock=SystemClock(),
    )

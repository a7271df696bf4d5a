"""A demo that stands still, each query asked twice: graphql-core answers the first time, compiled code the second."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from dependency_injector import providers

from moments.demo.demo_roles import DemoRole
from moments.domain.participants.private_facts import ShownFacts
from moments.domain.shared.ids import PersonId
from moments.edge.limits.limits import Limits
from moments.edge.operation_schema import OperationSchema
from moments.graphql.compiled.operations import Compiler
from moments.graphql.schema import build_schema
from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.settings import Settings
from moments.main import Container, serve_app
from tests.api.api_client import _issuer, _running
from tests.browser.chromium import staged
from tests.unbounded import unbounded

BUG = re.compile(rb"[0-9a-f]{32}")
PATIENCE = 300.0
"""Seconds for an operation: a busy machine would make differences."""
SHARED_LIMIT = b"effects in an operation"
"""Siblings that wait for the database use it up in the order in which it answers, whoever runs them."""
VARYING = {"x-request-id", "date"}


@dataclass(slots=True)
class Clock:
    """Stands still: what is `now` would differ from one asking to the next."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True)
class Answered:
    """`recorded`: what the answer showed of others' private facts, as the record has it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    recorded: frozenset[tuple[PersonId, ShownFacts]]

    @property
    def errors(self) -> set[bytes]:
        return {orjson.dumps(each) for each in orjson.loads(self.body).get("errors", [])}

    def is_as(self, other: "Answered") -> bool:
        """Byte for byte where there is no error. Siblings that wait for the database fail in the order in which it
        answers, and of those that make the same place null graphql-core tells one or several."""
        if not self.has_errors:
            return self == other
        alike = self._but_for_errors == other._but_for_errors
        return alike and (self.errors <= other.errors or other.errors <= self.errors)

    @property
    def _but_for_errors(self) -> tuple[Any, ...]:
        headers = {name: value for name, value in self.headers.items() if name != "content-length"}
        return self.status, headers, orjson.dumps(self.data), self.recorded

    @property
    def data(self) -> Any:
        return orjson.loads(self.body).get("data")

    @property
    def has_errors(self) -> bool:
        return b'"errors":[{' in self.body and "errors" in orjson.loads(self.body)


class Recorder:
    def __init__(self) -> None:
        self.reads: list[tuple[PersonId, ShownFacts]] = []

    async def __call__(self, reads: Sequence[tuple[PersonId, ShownFacts]]) -> None:
        self.reads += reads


@dataclass
class TwoWays:
    client: httpx.AsyncClient
    schema: OperationSchema
    recorder: Recorder
    roles: dict[str, DemoRole]
    clock: Clock
    issuer: DevelopmentIssuer
    tokens: dict[str, str | None] = field(default_factory=lambda: {"anybody": None})
    counted: dict[str, int] = field(default_factory=lambda: {"compiled": 0, "errors": 0})

    @property
    def compiler(self) -> Compiler:
        assert isinstance(self.schema.compiler, Compiler)
        return self.schema.compiler

    def sign_in(self, role: str, email: str | None = None) -> None:
        """By a token of now. `email`: of one who is in none of the demo's roles."""
        if role != "anybody":
            person = None if email else self.roles[role].person
            self.tokens[role] = self.issuer.token_for(email or self.roles[role].email, person=person)

    async def ask(self, role: str, text: str, variables: Mapping[str, Any], name: str | None = None) -> Answered:
        token = self.tokens[role]
        self.recorder.reads.clear()
        answer = await self.client.post(
            "/graphql",
            json={"query": text, "variables": variables, "operationName": name},
            headers={"authorization": f"Bearer {token}"} if token else {},
        )
        headers = {key: value for key, value in answer.headers.items() if key not in VARYING}
        body = BUG.sub(b"a bug", answer.content)
        return Answered(answer.status_code, headers, body, frozenset(self.recorder.reads))

    async def compared(self, role: str, text: str, variables: Mapping[str, Any], name: str | None = None) -> Answered:
        """The answer, the same by either way. What has no errors in it is answered by compiled code."""
        first = await self.ask(role, text, variables, name)
        gave_up, compiled = self.schema.given_up.total(), self.compiler.ways["compiled"]
        second = await self.ask(role, text, variables, name)
        is_compiled = self.compiler.ways["compiled"] > compiled and self.schema.given_up.total() == gave_up
        said = f"{role}\n{text}\n{orjson.dumps(variables).decode()}\n{first.body.decode()}\n{second.body.decode()}"
        assert first.is_as(second) or SHARED_LIMIT in first.body, said
        assert first.has_errors or is_compiled, f"{self.schema.given_up}\n{said}"
        self.counted["errors" if first.has_errors else "compiled"] += 1
        return second


@asynccontextmanager
async def two_ways(url: str, folder: Path, people: int, *, development: bool = True) -> AsyncIterator[TwoWays]:
    """`url`: of a fresh, migrated database. What is due has been done, and nothing more becomes due."""
    settings = Settings(database_url=url, data_directory=folder, worker_in_server=False, **unbounded())
    roles = await staged(url, people)
    container, clock, recorder = (
        Container(settings=settings),
        Clock(datetime.now(UTC).replace(microsecond=0)),
        Recorder(),
    )
    issuer = _issuer(settings.base_url)
    container.clock.override(providers.Object(clock))
    container.development_issuer.override(providers.Object(issuer))
    container.record_private_reads.override(providers.Object(recorder))
    schema = build_schema(development=development, limits=Limits(seconds=PATIENCE))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("moments.main.build_schema", lambda **_: schema)
        app = serve_app(settings, container)
    transport = httpx.ASGITransport(app=app)
    async with _running(app), httpx.AsyncClient(transport=transport, base_url="http://moments.test") as client:
        await container.scheduler().run_due_jobs()
        world = TwoWays(client, schema, recorder, {each.role: each for each in roles}, clock, issuer)
        for each in roles:
            world.sign_in(each.role)
        yield world

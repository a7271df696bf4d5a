"""Nobody's words are in the logs, at the lowest level, on either database: words are planted and looked for."""

import asyncio
import base64
import io
import json
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLScalarType
from sqlalchemy import insert
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from moments.application.program.skills import AddSkill
from moments.application.use_case import Call
from moments.infrastructure.logs import configure
from moments.infrastructure.persistence.tables import skills
from moments.infrastructure.queries.read_transactions import SqlQueries
from tests.api.api_client import ApiClient, a_world, changed
from tests.api.schema_walk import SCHEMA
from tests.live.server import Server
from tests.log_state import log_state_kept

MARK = "zq"
"""Each planted word has it at both ends, and nothing of ours has it."""


def word(label: str) -> str:
    return f"{MARK}{label}{MARK}"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    with log_state_kept():
        configure("DEBUG", "json", stream)
        yield stream


@pytest.fixture
async def talkative(log: io.StringIO, database_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    """Opened when the level is set already: SQLAlchemy looks at it once."""
    async with a_world(database_url, tmp_path, copied=False) as world:
        names = {"first_name": word("First"), "last_name": word("Last"), "job_title": word("title")}
        moved = {"email": f"{word('mail')}@oa.mo.example", "division": word("division"), "work_location": word("town")}
        await world.change_directory(changed("ann", **names, **moved), changed("stranger", **names))
        yield world


def nothing_told(logged: str) -> None:
    told = [line for line in logged.splitlines() if MARK in line.lower()]
    assert told == []


def planted(kind: Any, label: str) -> Any:
    """A value of the input's type, with the word in whatever is text."""
    if isinstance(kind, GraphQLNonNull):
        return planted(kind.of_type, label)
    if isinstance(kind, GraphQLList):
        return [planted(kind.of_type, label)]
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        return {name: planted(field.type, f"{label}{name}") for name, field in kind.fields.items()}
    assert isinstance(kind, GraphQLScalarType)
    plain = {"Int": 1, "Float": 1.0, "Boolean": True, "Date": "2026-02-02", "Moment": "2026-02-02T16:00:00Z"}
    plain |= {"DateTime": "2026-02-02T16:00:00Z", "Time": "09:00"}
    return plain.get(kind.name, word(label))


async def test_whatever_is_typed_into_any_input_is_not_logged(talkative: ApiClient, log: io.StringIO) -> None:
    """As what the program takes, and as what it refuses: every mutation, every text in its input."""
    mutations = SCHEMA.mutation_type
    assert mutations is not None
    for name, field in mutations.fields.items():
        (argument,) = field.args.values()
        given = planted(argument.type, name)
        query = f"mutation {word('name')}($input: {argument.type}) {{ {name}(input: $input) {{ __typename }} }}"
        for who in ("ann", "boss", "adam", "olga"):
            await talkative.ask(who, query, input=given)
        await talkative.ask("olga", query, input={**given, word("unknown"): word("value")})
    nothing_told(log.getvalue())
    assert "action_refused" in log.getvalue()


async def test_what_people_write_to_each_other_is_not_logged(talkative: ApiClient, log: io.StringIO) -> None:
    await talkative.ready(mentees="abe", mentors="mia")
    request = await talkative.requested("abe", "mia", word("request"))
    done = talkative.done
    await done("mia", "acceptRequest", "mentorship { id }", mentorship=request, message=word("response"))
    agreement = {part: word(part) for part in ("goals", "schedule", "obstacles")}
    await done("mia", "proposeAgreement", "mentorship { id }", mentorship=request, endsOn="2027-01-01", **agreement)
    await done(
        "mia", "proposeMeeting", "meeting { id }",
        mentorship=request, startsAt="2026-01-20T16:00:00Z", minutes=60, agenda=word("agenda"),
    )  # fmt: skip
    application = await talkative.submitted("max", "MENTEE")
    await done("head", "denyApplication", "application { id }", application=application, message=word("denial"))
    found = f'{{ viewer {{ officeDashboard {{ people(search: "{word("sought")}", first: 5) {{ totalCount }} }} }} }}'
    await talkative.data("olga", found)
    nothing_told(log.getvalue())


async def test_of_what_fails_nobody_s_words_are_logged(
    talkative: ApiClient, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"id": word("id"), "category": "soft", "name": word("skill"), "name_key": word("key"), "retired_at": None}

    async def break_the_table(self: AddSkill, call: Call[Any]) -> str:
        await call.work._work.connection.execute(insert(skills), row)  # type: ignore[attr-defined]  # it has no number
        raise AssertionError("the database takes it")

    async def say(*_: object) -> None:
        try:
            raise KeyError(word("inner"))
        except KeyError as error:
            raise ValueError(word("outer"), {"bio": word("bio")}) from error

    monkeypatch.setattr(AddSkill, "execute", break_the_table)
    monkeypatch.setattr(SqlQueries, "survey_choices", say)
    adding = (
        f'mutation {{ {word("alias")}: addSkill(input: {{category: SOFT, name: "{word("typed")}"}}) {{ __typename }} }}'
    )
    for query in (adding, f"{{ {word('alias')}: surveyChoices {{ choices }} }}"):
        answer = await talkative.ask("olga", query)
        assert answer["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    for query in (f"{{ {word('field')} }}", f'{{ node(id: "{word("node")}") {{ id }}', f"# {word('comment')}"):
        assert (await talkative.ask("olga", query))["errors"]

    bugs = [json.loads(line) for line in log.getvalue().splitlines() if '"a bug"' in line]
    assert [bug["field"] for bug in bugs] == ["addSkill", "surveyChoices"]
    assert "IntegrityError" in bugs[0]["exception"]
    assert "KeyError" in bugs[1]["exception"]
    nothing_told(log.getvalue())


def _unsigned() -> str:
    claims = {"sub": word("sub"), "email": f"{word('claim')}@oa.mo.example", "exp": 2**33}
    parts = ({"alg": "none", "typ": "JWT", "kid": word("kid")}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in parts) + "."


@pytest.mark.long
async def test_of_what_a_server_is_sent_nothing_is_logged(database_url: str, tmp_path: Path) -> None:
    """Over real sockets, with what the server's own libraries log."""
    server = Server(database_url, tmp_path, log_level="DEBUG")
    server.start()
    try:
        await asyncio.to_thread(server.wait)
        for path in (
            f"/{word('path')}",
            f"/applications/{word('id')}?q={word('query')}",
            f"/login?next=/{word('next')}",
        ):
            await asyncio.to_thread(_ask, f"http://127.0.0.1:{server.port}{path}")
        for token in (word("token"), _unsigned()):
            header = {"Authorization": f"Bearer {token}", "Cookie": f"a={word('cookie')}"}
            for body in (
                f"{{{word('body')}",
                json.dumps({"query": f"{{ {word('field')} }}"}),
                '{"query": "{ viewer { id } }"}',
            ):
                headers = {**header, "Content-Type": "application/json"}
                await asyncio.to_thread(_ask, f"{server.graph}?x={word('query')}", headers, body.encode())
            await _talk(f"{server.address}?token={word('query')}", token)
        for _ in range(2):  # the line of a request is written after its answer
            await asyncio.to_thread(_ask, f"http://127.0.0.1:{server.port}/healthz")
        logged = server.logged()
    finally:
        server.stop()
    assert '"path":"/healthz"' in logged
    assert '"path":"/applications/..."' in logged or '"path":"/.../..."' in logged, "the site may not be built"
    assert '"why":"token_invalid"' in logged
    nothing_told(logged)


def _ask(address: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> None:
    asked = urllib.request.Request(address, body, headers or {})
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        error.close()


async def _talk(address: str, token: str) -> None:
    """Says what a socket may say, and what it may not, until it is closed."""
    begin = {"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}
    async with connect(address, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
        try:
            await socket.send(json.dumps({"type": "ping", "payload": {"said": word("ping")}}))
            await socket.send(json.dumps(begin))
            await socket.send(word("frame"))
            async with asyncio.timeout(10):
                async for _ in socket:
                    pass
        except WebSocketException:
            pass

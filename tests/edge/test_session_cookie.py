"""The session's cookie: it counts from our own pages, beside no token, and a socket ends with the session."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from moments.domain.shared.ids import PersonId, SessionId
from moments.edge.credentials import CredentialsReader
from moments.edge.errors import SessionEnded
from moments.edge.websocket import SERVER_OPTIONS, SocketLimits
from moments.graphql.app import build_app
from moments.graphql.session import Services, SignIn
from moments.graphql.shared.context import CurrentSession
from tests.edge.http.http_client import JSON, Answer, request
from tests.edge.websocket.socket_client import Client, bearer, client, until
from tests.edge.websocket.stub_schema import SCHEMA, services, token
from tests.edge.websocket.stub_server import Running, _lifespan, _no_problem, serving

EMAIL = "{ email }"
OURS, ALLOWED = "https://moments.example.gov", "https://hr.example.gov"
COOKIE = {"cookie": "other=1; __Host-moments=tess"}
WATCHED: list[Callable[[str], None]] = []
"""Each ends the socket that it was given for, from this thread."""


async def resume(cookie: str, *, is_use: bool = True) -> SignIn:
    """A cookie is a name, and for `brief` the session lasts no time."""
    lasts = timedelta(seconds=0.5 if cookie == "brief" else 60)
    until = datetime.now(UTC) + lasts
    if cookie == "ended":
        raise SessionEnded()
    return SignIn(PersonId(f"{cookie}@oa.example"), until, session=CurrentSession(SessionId(cookie), until))


def watch(signed_in: SignIn, end: Callable[[str], None]) -> Callable[[], None]:
    loop = asyncio.get_running_loop()

    def from_elsewhere(why: str) -> None:
        loop.call_soon_threadsafe(end, why)

    WATCHED.append(from_elsewhere)
    return lambda: WATCHED.remove(from_elsewhere)


def with_sessions() -> Services:
    return replace(services(), resume=resume, watch=watch)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    app = build_app(
        SCHEMA,
        with_sessions,
        problem=_no_problem,
        lifespan=_lifespan,
        sockets=SocketLimits(origins=frozenset({OURS, ALLOWED})),
        pages=CredentialsReader("__Host-moments", [OURS]),
    )
    with serving(app, **SERVER_OPTIONS) as running:
        yield running


def ask(server: Running, **headers: str) -> Answer:
    given = {"content-type": JSON, **COOKIE, **{name.replace("_", "-"): value for name, value in headers.items()}}
    body = json.dumps({"query": EMAIL}).encode()
    return request(server.port, "POST", body, {name: value for name, value in given.items() if value})


def code(answer: Answer) -> Any:
    return answer.codes[0] if "errors" in answer.json else answer.json["data"]["email"]


# --- HTTP ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", [OURS, "http://127.0.0.1:{port}"])
@pytest.mark.parametrize("fetched_from", ["", "same-origin"])
def test_our_own_page_is_signed_in_by_the_cookie(server: Running, origin: str, fetched_from: str) -> None:
    answer = ask(server, origin=origin.format(port=server.port), sec_fetch_site=fetched_from)
    assert (answer.status, code(answer)) == (200, "tess@oa.example")


@pytest.mark.parametrize(
    ("origin", "fetched_from"),
    [
        ("", ""),
        ("", "same-origin"),
        ("null", ""),
        (ALLOWED, "same-site"),
        ("https://evil.example", ""),
        ("https://moments.example.gov.evil.example", ""),
        ("http://moments.example.gov", ""),
        (OURS, "same-site"),
        (OURS, "cross-site"),
        (OURS, "none"),
    ],
)
def test_no_other_page_and_nothing_that_names_none_may_use_it(server: Running, origin: str, fetched_from: str) -> None:
    answer = ask(server, origin=origin, sec_fetch_site=fetched_from)
    assert (answer.status, answer.codes) == (403, ["FOREIGN_PAGE"])
    assert answer.errors[0]["message"].startswith("Only this site's own pages")


def test_without_the_cookie_the_page_does_not_matter(server: Running) -> None:
    assert code(ask(server, cookie="", origin="https://evil.example")) == "UNAUTHENTICATED"
    assert code(ask(server, cookie="moments=tess", origin="https://evil.example")) == "UNAUTHENTICATED"


def test_a_session_that_has_ended_says_so(server: Running) -> None:
    answer = ask(server, cookie="__Host-moments=ended", origin=OURS)
    assert answer.codes == ["UNAUTHENTICATED"]
    assert answer.errors[0]["message"] == "Your session has ended; sign in again."
    drops = '__Host-moments=""; HttpOnly; Max-Age=0; Path=/; SameSite=lax; Secure'
    assert answer.headers["set-cookie"] == drops


def test_only_the_cookie_of_a_session_that_has_ended_is_dropped(server: Running) -> None:
    assert "set-cookie" not in ask(server, origin=OURS).headers
    assert "set-cookie" not in ask(server, cookie="").headers
    by_token = ask(server, cookie="__Host-moments=ended", authorization=f"Bearer {token()}")
    assert (code(by_token), "set-cookie" in by_token.headers) == ("tess@oa.example", False)


@pytest.mark.parametrize("origin", [OURS, "https://evil.example", ""])
def test_a_token_goes_before_the_cookie_and_does_not_fall_back_on_it(server: Running, origin: str) -> None:
    good = ask(server, origin=origin, authorization=f"Bearer {token('program@oa.example')}")
    assert code(good) == "program@oa.example"
    assert code(ask(server, origin=origin, authorization=f"Bearer {token(kind='bad')}")) == "UNAUTHENTICATED"


# --- sockets ---------------------------------------------------------------------------------------------


def from_page(origin: str = OURS, cookie: str = "tess") -> dict[str, Any]:
    return {"additional_headers": {"Origin": origin, "Cookie": f"__Host-moments={cookie}"}}


async def whose(socket: Client) -> Any:
    answer = await socket.ask(EMAIL)
    return answer["errors"][0]["extensions"]["code"] if "errors" in answer else answer["data"]["email"]


async def test_a_socket_is_signed_in_by_the_handshake_s_cookie(server: Running) -> None:
    async with client(server.address, **from_page()) as socket:
        await socket.init()
        assert await whose(socket) == "tess@oa.example"


async def test_a_token_goes_before_the_handshake_s_cookie(server: Running) -> None:
    async with client(server.address, **from_page()) as socket:
        await socket.init(bearer(token("program@oa.example")))
        assert await whose(socket) == "program@oa.example"


async def test_a_page_that_may_open_a_socket_may_not_use_the_session(server: Running) -> None:
    async with client(server.address, **from_page(ALLOWED)) as socket:
        await socket.init()
        assert await whose(socket) == "UNAUTHENTICATED"
    async with client(server.address, additional_headers={"Cookie": "__Host-moments=tess"}) as socket:
        await socket.init()
        assert await whose(socket) == "UNAUTHENTICATED"


async def test_the_cookie_of_a_session_that_has_ended_signs_nobody_in_on_a_socket(server: Running) -> None:
    async with client(server.address, **from_page(cookie="ended")) as socket:
        await socket.init()
        assert (await socket.ask("{ hello }"))["data"] == {"hello": "hello"}
        (error,) = (await socket.ask(EMAIL))["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
        assert error["message"] == "Your session has ended; sign in again."
        assert not WATCHED


async def test_a_socket_ends_with_its_session(server: Running) -> None:
    async with client(server.address, **from_page(cookie="brief")) as socket:
        await socket.init()
        began = time.monotonic()
        assert await socket.end() == (4403, "Your session has ended; sign in again")
        assert 0.2 < time.monotonic() - began < 1.5


async def test_a_socket_ends_when_its_session_is_ended_elsewhere(server: Running) -> None:
    async with client(server.address, **from_page()) as socket:
        await socket.init()
        await socket.start("subscription { ticks }")
        await until(lambda: len(WATCHED) == 1)
        WATCHED[0]("You signed out; sign in again")
        assert await socket.end() == (4403, "You signed out; sign in again")
    await until(lambda: not WATCHED)


async def test_a_socket_that_has_gone_is_watched_no_longer(server: Running) -> None:
    async with client(server.address, **from_page()) as socket:
        await socket.init()
        await until(lambda: len(WATCHED) == 1)
    await until(lambda: not WATCHED)

"""Who may talk: the token at `connection_init`, its end, and sockets without one."""

import time
from typing import Any

import pytest

from tests.edge.websocket.socket_client import bearer, client, until
from tests.edge.websocket.stub_schema import GAUGES, token

EMAIL = "{ email }"
SIGN_IN = (4403, "Sign in; without a sign-in ask at once, and only for what is public")


@pytest.mark.parametrize("payload", [None, {}, {"other": 1}, {"authorization": None}])
async def test_without_a_token_a_socket_is_anonymous(address: str, payload: Any) -> None:
    async with client(address) as socket:
        await socket.init(payload)
        for _ in range(2):
            assert (await socket.ask("{ hello }"))["data"] == {"hello": "hello"}


@pytest.mark.parametrize("query", [EMAIL, "subscription { private }"])
async def test_an_anonymous_socket_that_asks_for_more_is_told_and_closed(address: str, query: str) -> None:
    async with client(address) as socket:
        await socket.init()
        answer = await socket.ask(query)
        assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert await socket.end(2) == SIGN_IN


async def test_a_handshake_with_two_tokens_is_refused(address: str) -> None:
    headers = [("Authorization", f"Bearer {token()}"), ("Authorization", f"Bearer {token('other@oa.example')}")]
    async with client(address, additional_headers=headers) as socket:
        assert await socket.end() == (4400, "Send one Authorization header.")


async def test_init_may_leave_its_payload_out(address: str) -> None:
    async with client(address) as socket:
        await socket.raw('{"type": "connection_init"}')
        assert await socket.hear() == {"type": "connection_ack"}


@pytest.mark.parametrize("name", ["authorization", "Authorization"])
async def test_a_token_signs_in(address: str, name: str) -> None:
    async with client(address) as socket:
        await socket.init({name: f"Bearer {token('tess@oa.example')}"})
        assert await socket.ask(EMAIL) == {"data": {"email": "tess@oa.example"}}


async def test_a_header_serves_where_init_gives_none_and_gives_way_where_it_does(address: str) -> None:
    header = {"Authorization": f"Bearer {token('header@oa.example')}"}
    async with client(address, additional_headers=header) as socket:
        await socket.init()
        assert await socket.ask(EMAIL) == {"data": {"email": "header@oa.example"}}
    async with client(address, additional_headers=header) as socket:
        await socket.init(bearer(token("payload@oa.example")))
        assert await socket.ask(EMAIL) == {"data": {"email": "payload@oa.example"}}


@pytest.mark.parametrize(
    "authorization", [f"Bearer {token(kind='bad')}", token(), "Bearer", "Bearer  ", "Basic dTpw", "", 1, ["Bearer"], {}]
)
async def test_a_bad_token_is_refused_at_init(address: str, authorization: Any) -> None:
    async with client(address) as socket:
        await socket.say(type="connection_init", payload={"authorization": authorization})
        code, reason = await socket.end()

    assert code == 4403
    assert reason.startswith(("The token is not valid", "Sign in"))


async def test_a_provider_that_is_down_is_no_verdict_on_the_token(address: str) -> None:
    async with client(address) as socket:
        await socket.say(type="connection_init", payload=bearer(token(kind="provider down")))
        code, reason = await socket.end()

    assert code == 1013
    assert "no keys" not in reason


async def test_a_socket_ends_with_its_token(address: str) -> None:
    async with client(address) as socket:
        await socket.init(bearer(token(lives=0.6)))
        began = time.monotonic()
        await socket.start("subscription { ticks }")
        await until(lambda: GAUGES.open == 1)
        assert await socket.end() == (4403, "The token has expired; sign in again")
        assert 0.4 < time.monotonic() - began < 1.6
        await until(lambda: GAUGES.open == 0, 1)


async def test_a_token_forgiven_for_the_clocks_sake_ends_at_once(address: str) -> None:
    """The verifier's leeway takes a token a little past its time; the socket does not outlive it for that."""
    async with client(address) as socket:
        await socket.say(type="connection_init", payload=bearer(token(lives=-10)))
        assert (await socket.end(1))[0] == 4403


async def test_while_the_token_is_looked_at(address: str) -> None:
    slow = {"type": "connection_init", "payload": bearer(token(slow=0.3))}
    async with client(address) as socket:
        await socket.say(slow)
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}
        assert await socket.hear() == {"type": "connection_ack"}
    async with client(address) as socket:
        await socket.say(slow)
        await socket.start("{ hello }")
        assert (await socket.end(0.2))[0] == 4401
    async with client(address) as socket:
        await socket.say(slow)
        await socket.say(slow)
        assert (await socket.end(0.2))[0] == 4429

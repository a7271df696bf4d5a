"""A socket that is nobody's: for what is public, at once, and in few words."""

from collections.abc import Iterator

import pytest

from moments.edge.websocket import SocketLimits
from tests.edge.websocket.socket_client import bearer, client
from tests.edge.websocket.stub_schema import token
from tests.edge.websocket.stub_server import serving, the_app
from tests.edge.websocket.test_tokens import SIGN_IN


@pytest.fixture(scope="module")
def short() -> Iterator[str]:
    """A server that gives strangers no time between what they ask."""
    with serving(the_app(SocketLimits(stranger_pause=0.2))) as running:
        yield running.address


async def test_who_asks_for_nothing_is_closed(short: str) -> None:
    async with client(short) as socket:
        await socket.init()
        assert await socket.end(3) == SIGN_IN


async def test_pings_are_no_question(short: str) -> None:
    async with client(short) as socket:
        await socket.init()
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}
        assert await socket.end(3) == SIGN_IN


async def test_what_is_public_is_answered_to_its_end_however_long_that_takes(short: str) -> None:
    async with client(short) as socket:
        await socket.init()
        answer = await socket.ask("{ slow(seconds: 0.7) }")
        assert answer == {"data": {"slow": "at last"}}
        assert (await socket.ask("subscription { count(to: 1) }"))["data"] == {"count": 0}
        assert await socket.end(3) == SIGN_IN


async def test_who_cancels_what_they_asked_is_as_one_who_asked_for_nothing(short: str) -> None:
    async with client(short) as socket:
        await socket.init()
        await socket.start("{ slow(seconds: 30) }")
        await socket.say(id="1", type="complete")
        assert await socket.end(3) == SIGN_IN


async def test_who_is_signed_in_may_be_silent(short: str) -> None:
    async with client(short) as socket:
        await socket.init(bearer(token()))
        await socket.ask("{ slow(seconds: 0.5) }")
        assert await socket.ask("{ email }") == {"data": {"email": "tess@oa.example"}}


async def test_one_public_thing_beside_keeps_no_socket_that_asks_for_another_s(short: str) -> None:
    async with client(short) as socket:
        await socket.init()
        await socket.start("{ slow(seconds: 30) }", id="public")
        answer = await socket.ask("subscription { private }")
        assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert await socket.end(3) == SIGN_IN


@pytest.mark.parametrize("acknowledged", [False, True])
async def test_a_long_message_is_for_who_is_signed_in(address: str, acknowledged: bool) -> None:
    long = "x" * 17_000
    async with client(address) as socket:
        if acknowledged:
            await socket.init()
        await socket.say(type="ping", payload={"x": long})
        assert await socket.end(3) == (1009, "A message may have 8 KiB before a sign-in")
    async with client(address) as socket:
        await socket.init(bearer(token()))
        await socket.say(type="ping", payload={"x": long})
        assert (await socket.hear())["type"] == "pong"


async def test_a_stranger_who_asks_for_too_much_is_told_to_sign_in(address: str) -> None:
    much = "{" + " __typename" * 300 + "}"
    async with client(address) as socket:
        await socket.init()
        answer = await socket.ask(much)
        assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert await socket.end(3) == SIGN_IN
    async with client(address) as socket:
        await socket.init(bearer(token()))
        assert (await socket.ask(much))["data"] == {"__typename": "Query"}

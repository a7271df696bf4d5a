"""Operations on a socket: their errors, their end, their number, and that each has a context of its own."""

import asyncio
from hashlib import sha256

import pytest

from tests.edge.websocket.socket_client import ready, until
from tests.edge.websocket.stub_schema import GAUGES, SECRET


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ hello", "GRAPHQL_PARSE_FAILED"),
        ("subscription { ticks(", "GRAPHQL_PARSE_FAILED"),
        ("\x00", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { count ticks }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_an_operation_that_cannot_begin_is_an_error_and_the_socket_goes_on(
    address: str, query: str, code: str
) -> None:
    async with ready(address) as socket:
        await socket.start(query, "bad")
        error = await socket.hear()
        assert (error["id"], error["type"]) == ("bad", "error")
        assert {each["extensions"]["code"] for each in error["payload"]} == {code}
        assert (await socket.ask("{ hello }", "bad"))["data"] == {"hello": "hello"}


@pytest.mark.parametrize(
    "query", ["", "   ", "fragment F on Query { hello }", "{ hello " * 3000, "query A { hello } query B { hello }"]
)
async def test_odd_documents_are_errors_too(address: str, query: str) -> None:
    async with ready(address) as socket:
        await socket.start(query, "odd")
        heard = await socket.hear()
        assert heard["id"] == "odd"
        assert (await socket.ask("{ hello }"))["data"] == {"hello": "hello"}


@pytest.mark.parametrize("value", ["10e29", "[" * 1000 + "]" * 1000, '{"a":' * 900 + "1" + "}" * 900, '"1"', "null"])
async def test_variables_that_do_not_fit_are_an_error(address: str, value: str) -> None:
    payload = '{"query": "mutation($n: Int!) { double(number: $n) }", "variables": {"n": ' + value + "}}"
    async with ready(address) as socket:
        await socket.raw('{"id": "v", "type": "subscribe", "payload": ' + payload + "}")
        heard = await socket.hear()

    assert (heard["id"], heard["type"]) == ("v", "error")
    assert {each["extensions"]["code"] for each in heard["payload"]} == {"BAD_USER_INPUT"}


@pytest.mark.parametrize(
    "query", ["{ internalError }", "subscription { failing(after: 0) }", "subscription { failing }"]
)
async def test_a_bug_is_masked_and_the_socket_goes_on(address: str, query: str) -> None:
    heard = []
    async with ready(address) as socket:
        await socket.start(query, "b")
        while not heard or heard[-1]["type"] == "next":
            heard.append(await socket.hear())
        assert (await socket.ask("{ hello }"))["data"] == {"hello": "hello"}

    (error,) = heard[-1]["payload"] if heard[-1]["type"] == "error" else heard[-2]["payload"]["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["extensions"]["errorId"] in error["message"]
    assert SECRET not in str(heard)


async def test_complete_cancels_at_once_and_frees_what_the_operation_held(address: str) -> None:
    async with ready(address) as socket:
        await socket.start("subscription { ticks }", "a")
        await socket.start("subscription { ticks(every: 30) }", "b")
        await until(lambda: GAUGES.open == 2)
        await socket.say(type="complete", id="b")
        await until(lambda: GAUGES.open == 1, 0.2)
        await socket.say(type="complete", id="a")
        await until(lambda: GAUGES.open == 0, 0.2)
        await socket.say(type="ping")
        while (await socket.hear())["type"] == "next":
            pass
        await asyncio.sleep(0.05)
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}


async def test_the_end_of_a_socket_ends_its_operations(address: str) -> None:
    async with ready(address) as socket:
        for number in range(10):
            await socket.start("subscription { ticks }", str(number))
        await until(lambda: GAUGES.open == 10)
        socket.socket.transport.abort()
        await until(lambda: GAUGES.open == 0, 1)


async def test_an_operation_that_will_not_be_cancelled_says_nothing_more(address: str) -> None:
    async with ready(address) as socket:
        await socket.start("subscription { stubborn }", "s")
        assert (await socket.hear())["payload"] == {"data": {"stubborn": 0}}
        await socket.say(type="complete", id="s")
        await socket.start("subscription { stubborn }", "s")
        assert (await socket.hear())["payload"] == {"data": {"stubborn": 0}}
        with pytest.raises(TimeoutError):
            await socket.hear(0.2)


async def test_a_socket_carries_25_operations_and_refuses_one_more(address: str) -> None:
    async with ready(address) as socket:
        for number in range(25):
            await socket.start("{ slow }", str(number))
        await socket.start("{ hello }", "one more")
        refused = await socket.hear()
        assert (refused["id"], refused["type"]) == ("one more", "error")
        assert refused["payload"][0]["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 30}
        await socket.say(type="complete", id="7")
        assert (await socket.ask("{ hello }", "one more"))["data"] == {"hello": "hello"}


async def test_an_operation_may_be_known_by_its_hash(address: str) -> None:
    text = "{ hello }"
    known = {"persistedQuery": {"version": 1, "sha256Hash": sha256(text.encode()).hexdigest()}}
    unknown = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
    async with ready(address) as socket:
        await socket.ask(text, extensions=known)
        assert await socket.ask("", extensions=known) == {"data": {"hello": "hello"}}
        (error,) = (await socket.ask("", extensions=unknown))["errors"]

    assert error["message"] == "PersistedQueryNotFound"


async def test_each_operation_has_a_context_of_its_own(address: str) -> None:
    async with ready(address) as socket:
        await socket.start("{ context slow(seconds: 0.1) }", "a")
        await socket.start("{ context slow(seconds: 0.1) }", "b")
        heard = [await socket.hear_of(each) for each in ("a", "b")]

    assert len({each["payload"]["data"]["context"] for each in heard}) == 2

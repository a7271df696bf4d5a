"""The protocol graphql-transport-ws, step by step, over real sockets."""

import asyncio
import json
from typing import Any

import pytest

from moments.edge.websocket import SocketLimits
from moments.edge.websocket.messages import Message
from moments.edge.websocket.protocol import TABLE, State
from tests.edge.websocket.socket_client import PROTOCOL, client, ready
from tests.edge.websocket.stub_server import serving, the_app


def test_the_table_has_a_step_for_every_message_in_every_state() -> None:
    messages: set[type] = set(Message.__args__)

    assert {state: set(steps) for state, steps in TABLE.items()} == dict.fromkeys(State, messages)


async def test_a_query_a_mutation_and_a_subscription(address: str) -> None:
    async with ready(address) as socket:
        assert await socket.ask("{ hello }") == {"data": {"hello": "hello"}}
        assert await socket.ask("mutation($n: Int!) { double(number: $n) }", variables={"n": 4}) == {
            "data": {"double": 8}
        }
        await socket.start("subscription { count(to: 2) }", "s")
        assert [await socket.hear() for _ in range(3)] == [
            {"id": "s", "type": "next", "payload": {"data": {"count": 0}}},
            {"id": "s", "type": "next", "payload": {"data": {"count": 1}}},
            {"id": "s", "type": "complete"},
        ]


async def test_the_operation_of_that_name_is_run(address: str) -> None:
    async with ready(address) as socket:
        answer = await socket.ask("query A { hello } query B { slow(seconds: 0) }", operationName="B")

    assert answer == {"data": {"slow": "at last"}}


@pytest.mark.parametrize("offered", [None, ["graphql-ws"], ["graphql-ws", "chat"]])
async def test_no_protocol_or_the_legacy_one_is_refused(address: str, offered: Any) -> None:
    async with client(address, subprotocols=offered) as socket:
        assert socket.socket.subprotocol is None
        assert await socket.end() == (4406, "Subprotocol not acceptable")


async def test_of_several_protocols_ours_is_taken(address: str) -> None:
    async with client(address, subprotocols=["graphql-ws", PROTOCOL]) as socket:
        assert socket.socket.subprotocol == PROTOCOL
        await socket.init()


async def test_an_operation_before_the_acknowledgement_is_refused(address: str) -> None:
    async with client(address) as socket:
        await socket.start("{ hello }")
        assert await socket.end() == (4401, "Unauthorized")


async def test_a_second_init_is_refused(address: str) -> None:
    async with ready(address) as socket:
        await socket.say(type="connection_init")
        assert await socket.end() == (4429, "Too many initialisation requests")


async def test_an_id_in_use_is_refused(address: str) -> None:
    async with ready(address) as socket:
        await socket.start("subscription { ticks }")
        await socket.start("{ hello }")
        assert await socket.end() == (4409, "Subscriber for 1 already exists")


async def test_an_id_longer_than_a_close_frame_is_cut_in_the_reason(address: str) -> None:
    async with ready(address) as socket:
        for _ in range(2):
            await socket.start("subscription { ticks }", "ü" * 1000)
        code, reason = await socket.end()

    assert (code, len(reason.encode()) <= 123) == (4409, True)


async def test_an_id_may_be_used_again_as_soon_as_its_operation_is_over(address: str) -> None:
    async with ready(address) as socket:
        for number in range(50):
            answer = await socket.ask("mutation($n: Int!) { double(number: $n) }", "same", variables={"n": number})
            assert answer == {"data": {"double": 2 * number}}
        for _ in range(50):
            await socket.start("subscription { ticks }", "same")
            await socket.say(type="complete", id="same")
        await socket.say(type="ping")
        while (await socket.hear())["type"] != "pong":
            pass  # results that were on their way when the client gave up
        assert (await socket.ask("{ hello }", "same"))["data"] == {"hello": "hello"}


async def test_no_init_in_time() -> None:
    with serving(the_app(SocketLimits(init_timeout=0.2))) as server:
        async with client(server.address) as socket:
            await socket.say(type="ping")
            assert await socket.hear() == {"type": "pong"}
            assert await socket.end(1) == (4408, "Connection initialisation timeout")
        async with ready(server.address) as socket:
            await asyncio.sleep(0.4)
            assert (await socket.ask("{ hello }"))["data"] == {"hello": "hello"}


@pytest.mark.parametrize("message", [{"type": "ping"}, {"type": "ping", "payload": None}])
async def test_a_ping_is_answered_in_any_state(address: str, message: Any) -> None:
    async with client(address) as socket:
        await socket.say(message)
        assert await socket.hear() == {"type": "pong"}
        await socket.init()
        await socket.say(message)
        assert await socket.hear() == {"type": "pong"}


async def test_a_ping_has_its_payload_back_and_pongs_are_taken(address: str) -> None:
    async with ready(address) as socket:
        await socket.say(type="pong", payload={"any": 1})
        await socket.say(type="pong")
        await socket.say(type="ping", payload={"so": ["it", 1, None]})
        assert await socket.hear() == {"type": "pong", "payload": {"so": ["it", 1, None]}}


MALFORMED = {
    "no JSON": "hello",
    "nothing": "",
    "a list": "[]",
    "null": "null",
    "a number": "1",
    "a text": '"ping"',
    "no type": "{}",
    "an unknown type": '{"type": "start", "id": "1", "payload": {"query": "{ hello }"}}',
    "a server's type": '{"type": "next", "id": "1", "payload": {}}',
    "a type that is a list": '{"type": ["ping"]}',
    "a type that is null": '{"type": null}',
    "NaN": '{"type": "ping", "payload": {"a": NaN}}',
    "Infinity": '{"type": "ping", "payload": {"a": -Infinity}}',
    "5,000 digits": '{"type": "ping", "payload": {"a": ' + "9" * 5000 + "}}",
    "1e999": '{"type": "ping", "payload": {"a": 1e999}}',
    "3,000 brackets": '{"type": "ping", "payload": {"a": ' + "[" * 3_000 + "]" * 3_000 + "}}",
    "half a character": '{"type": "ping", "payload": {"a": "\\ud800"}}',
    "a ping's payload a list": '{"type": "ping", "payload": []}',
    "a pong's payload a text": '{"type": "pong", "payload": "x"}',
    "init's payload a list": '{"type": "connection_init", "payload": []}',
    "init's payload false": '{"type": "connection_init", "payload": false}',
    "an id that is a number": '{"type": "subscribe", "id": 1, "payload": {"query": "{ hello }"}}',
    "an id that is an object": '{"type": "subscribe", "id": {}, "payload": {"query": "{ hello }"}}',
    "an empty id": '{"type": "subscribe", "id": "", "payload": {"query": "{ hello }"}}',
    "no id": '{"type": "subscribe", "payload": {"query": "{ hello }"}}',
    "no payload": '{"type": "subscribe", "id": "1"}',
    "a payload that is a text": '{"type": "subscribe", "id": "1", "payload": "{ hello }"}',
    "no query": '{"type": "subscribe", "id": "1", "payload": {}}',
    "a query that is a number": '{"type": "subscribe", "id": "1", "payload": {"query": 1}}',
    "a query that is a list": '{"type": "subscribe", "id": "1", "payload": {"query": ["{ hello }"]}}',
    "variables that are a list": '{"type": "subscribe", "id": "1", "payload": {"query": "{ hello }", "variables": []}}',
    "a name that is a number": '{"type": "subscribe", "id": "1", "payload": {"query": "{ id }", "operationName": 1}}',
    "extensions a text": '{"type": "subscribe", "id": "1", "payload": {"query": "{ hello }", "extensions": "x"}}',
    "complete with no id": '{"type": "complete"}',
    "complete of a list": '{"type": "complete", "id": []}',
}


@pytest.mark.parametrize("acknowledged", [False, True])
@pytest.mark.parametrize("frame", MALFORMED.values(), ids=MALFORMED.keys())
async def test_a_malformed_message_closes_with_4400_and_says_why(address: str, frame: str, acknowledged: bool) -> None:
    async with client(address) as socket:
        if acknowledged:
            await socket.init()
        await socket.raw(frame)
        code, reason = await socket.end()

    assert code == 4400
    assert reason


@pytest.mark.parametrize("frame", [b"", b'{"type": "ping"}', b"\xff\xfe"])
async def test_a_binary_frame_closes_with_4400(address: str, frame: bytes) -> None:
    async with client(address) as socket:
        await socket.raw(frame)
        assert await socket.end() == (4400, "Messages are text frames")


async def test_fields_that_the_protocol_does_not_know_are_passed_over(address: str) -> None:
    async with client(address) as socket:
        await socket.raw(json.dumps({"type": "connection_init", "payload": {"a": 1}, "more": []}))
        assert await socket.hear() == {"type": "connection_ack"}
        await socket.raw('{"type": "complete", "id": "never begun"}')
        assert (await socket.ask("{ hello }", variables=None, operationName=None, extensions=None))["data"]

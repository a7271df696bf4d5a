"""Frames that were good once: changed at random, the same way for the same seed."""

import json
from random import Random
from typing import Any

SEEDS: tuple[dict[str, Any], ...] = (
    {"type": "connection_init", "payload": {"authorization": 'Bearer {"email": "a@b.example"}'}},
    {"type": "ping", "payload": {"a": [1, 2.5, True, None, "é"]}},
    {"type": "pong"},
    {"type": "complete", "id": "1"},
    {"id": "1", "type": "subscribe", "payload": {"query": "{ hello context }"}},
    {"id": "2", "type": "subscribe", "payload": {"query": "subscription { count(to: 3) }", "operationName": None}},
    {"id": "3", "type": "subscribe", "payload": {"query": "subscription S { ticks }", "operationName": "S"}},
    {
        "id": "4",
        "type": "subscribe",
        "payload": {
            "query": "mutation M($n: Int!) { ...F } fragment F on Mutation { double(number: $n) }",
            "variables": {"n": 4},
            "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}},
        },
    },
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**31, 2**63, 2**64, 10**40, 1e308, -0.0, float("nan"), float("inf")),
    *("", "\0", "\ud800", "ping", "__proto__", "x" * 2000, "\u202e", "{ __schema { types { name } } }"),
    *([], {}, [[]], {"": {}}, [None] * 100),
)
SCRAPS = (b"{", b"}", b"[", b"]", b'"', b"\\", b"\\u0000", b"\\ud800", b"NaN", b"\x00", b"\xff", b"\xf0\x9f", b",")
FIRST_BYTES = (0x00, 0x01, 0x02, 0x08, 0x09, 0x0A, 0x80, 0x81, 0x82, 0x83, 0x88, 0x89, 0x8B, 0xC1, 0xF1)


def message(random: Random) -> str | bytes:
    """A text frame's, or now and then a binary one's."""
    frame = _bytes(random) if random.random() < 0.5 else json.dumps(_changed(random, random.choice(SEEDS))).encode()
    if random.random() < 0.02:
        return frame
    return frame.decode(errors="surrogateescape").encode(errors="replace").decode(errors="replace")


def wire(random: Random) -> bytes:
    """A few frames as they stand on the wire, headers and all; masked by zeros."""
    return b"".join(_frame(random) for _ in range(random.randint(1, 3)))


def _frame(random: Random) -> bytes:
    payload = _bytes(random)[: random.choice((0, 1, 2, 50, 125, 126, 5000))]
    size = len(payload)
    header = bytes([0x80 | size]) if size < 126 else bytes([0xFE]) + size.to_bytes(2, "big")
    frame = bytearray(bytes([random.choice(FIRST_BYTES)]) + header + bytes(4) + payload)
    for _ in range(random.choice((0, 0, 1, 3))):
        frame[random.randrange(min(len(frame), 10))] = random.randrange(256)
    return bytes(frame[: random.randint(1, len(frame))] if random.random() < 0.2 else frame)


def _bytes(random: Random) -> bytes:
    text = bytearray(json.dumps(random.choice(SEEDS)).encode())
    for _ in range(random.choice((0, 1, 1, 2, 5, 20))):
        place = random.randrange(len(text) + 1)
        match random.randrange(5):
            case 0:
                del text[place : place + random.choice((1, 1, 5, 50))]
            case 1:
                text[place:place] = random.choice(SCRAPS)
            case 2:
                text[place:place] = text[random.randrange(len(text) + 1) :][:50]
            case 3 if place < len(text):
                text[place] ^= 1 << random.randrange(8)
            case _:
                text[place:place] = random.choice(SCRAPS) * random.choice((1, 10, 3000))
        text = text or bytearray(b" ")
    return bytes(text)


def _changed(random: Random, value: Any) -> Any:
    """With some of its parts odd, missing, or in each other's places."""
    if random.random() < 0.1:
        return random.choice(ODD)
    if isinstance(value, dict):
        members = {key: _changed(random, each) for key, each in value.items() if random.random() > 0.05}
        if random.random() < 0.05:
            members[random.choice(("id", "type", "payload", "query", "variables", "more"))] = random.choice(ODD)
        return members
    if isinstance(value, list):
        return [_changed(random, each) for each in value] * random.choice((1, 1, 2))
    if isinstance(value, str) and random.random() < 0.2:
        return value[: random.randrange(len(value) + 1)] + str(random.choice(ODD))
    return value

"""Bodies of requests, good ones and what a hostile or broken client makes of them."""

import json
import random
from collections.abc import Callable
from typing import Any

GOOD = [
    {"query": "{ __typename }"},
    {"query": "{ viewer { roles person { id name } } }"},
    {"query": "query Q($n: Int = 5) { skills(first: $n) { totalCount nodes { id name } } }", "variables": {"n": 3}},
    {"query": "query A { __typename } query B { viewer { roles } }", "operationName": "B"},
    {"query": "query N($ids: [ID!]!) { nodes(ids: $ids) { id ... on Skill { name } } }", "variables": {"ids": ["x"]}},
    {
        "query": "mutation M($input: StartApplicationInput!) { startApplication(input: $input) "
        "{ application { id } errors { code message field } } }",
        "variables": {"input": {"kind": "MENTEE", "bio": "é", "careerSkills": [], "softSkills": []}},
    },
    {"query": '{ a: node(id: "x") { id ...F } } fragment F on Node { id @include(if: true) }', "extensions": {"a": 1}},
    {"query": '{ searchMentors(where: {words: "lab"}, orderBy: BEST_MATCH, first: 5) { nodes { name } } }'},
    {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}},
]
ODD = [
    None,
    True,
    -1,
    2**31,
    2**63,
    2**64,
    10**30,
    1.5,
    1e308,
    "",
    "\0",
    "\u2028",
    "é" * 50,
    [],
    {},
    [[[[]]]],
    {"": {"": []}},
]
WORDS = [
    "{",
    "}",
    "(",
    ")",
    "$n",
    "...",
    "on",
    "fragment",
    "@skip(if: true)",
    '"""',
    '"\\u0000"',
    "first: 1000",
    "null",
]
WORDS += ["__schema { types { name } }", "query", "subscription", "-1", "1e9", "#", "\ufeff", "\\", "&", "!", ":", "="]

Mutation = Callable[[random.Random, bytes], bytes]


def _value(chance: random.Random, body: bytes) -> bytes:
    """Another value somewhere in the JSON."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return body
    places = list(_places(given))
    if not places:
        return body
    holder, key = chance.choice(places)
    holder[key] = chance.choice(ODD)
    return json.dumps(given).encode()


def _places(given: object) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    pending = [given]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            found += [(each, key) for key in each]
            pending += each.values()
        elif isinstance(each, list):
            found += [(each, place) for place in range(len(each))]
            pending += each
    return found


def _document(chance: random.Random, body: bytes) -> bytes:
    """Words put into, taken from or doubled in the document."""
    try:
        given = json.loads(body)
        words = given["query"].split(" ")
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return body
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(words) + 1)
        words[place : place + chance.randint(0, 2)] = [chance.choice([*WORDS, *words])] * chance.choice(
            [0, 1, 1, 2, 40]
        )
    given["query"] = " ".join(words)
    return json.dumps(given).encode()


def _bytes(chance: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 5)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, body: bytes) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _repeat(chance: random.Random, body: bytes) -> bytes:
    begin = chance.randrange(len(body) + 1)
    end = min(len(body), begin + chance.randint(1, 20))
    return body[:begin] + body[begin:end] * chance.choice([2, 50, 3_000]) + body[end:]


MUTATIONS: list[Mutation] = [_value, _value, _document, _document, _bytes, _cut, _repeat]


def mutated(chance: random.Random) -> bytes:
    body = json.dumps(chance.choice(GOOD)).encode()
    for _ in range(chance.randint(1, 3)):
        body = chance.choice(MUTATIONS)(chance, body)
    return body


def headers(chance: random.Random) -> dict[str, str]:
    """Mostly good ones, as what they keep out would never reach the body."""
    wanted = chance.choice(["application/json", "application/graphql-response+json", "*/*"])
    given = {"content-type": "application/json", "accept": wanted}
    if chance.random() < 0.1:
        name = chance.choice(["content-type", "accept", "content-encoding", "authorization"])
        given[name] = chance.choice(
            ["", "x", ",,;;", "application/json;q", "gzip", "Bearer", "Bearer x.y.z", "a" * 5_000]
        )
    return given

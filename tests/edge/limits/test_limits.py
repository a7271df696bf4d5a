"""What an operation may not ask for: each limit at its edge and one beyond, and how fast the answer is."""

import time
from typing import Any, cast

import pytest
from strawberry import Schema
from strawberry.extensions import QueryDepthLimiter

from moments.edge.documents.gate import OperationGate
from moments.edge.documents.parser import Document, DocumentParser
from moments.edge.errors import OperationRejected, codes
from moments.edge.limits.limits import DEFAULT_LIMITS, STRANGER_LIMITS
from moments.graphql.schema import build_schema
from tests.edge.limits.test_document_size import doubling
from tests.edge.websocket.stub_schema import Query as SmallQuery

GATE = cast("OperationGate", build_schema().gate)
PARSER = DocumentParser(build_schema()._schema, DEFAULT_LIMITS, development=True)


def read(text: str) -> Document:
    return PARSER.parse(text)


def refused(text: str) -> dict[str, Any]:
    """The extensions of the one error."""
    with pytest.raises(OperationRejected) as found:
        read(text)
    (error,) = found.value.errors
    assert error.extensions
    assert error.extensions.get("code") == "OPERATION_TOO_COMPLEX", error
    return {key: value for key, value in error.extensions.items() if key != "code"}


def nested(levels: int) -> str:
    """That many levels of fields."""
    inner = "id"
    for _ in range((levels - 4) // 2):
        inner = f"department {{ id }} supervisor {{ {inner} }}"
    return inner


def typenames(number: int, alias: str = "") -> str:
    return "{" + " ".join(f"{alias and f'{alias}{place}: '}__typename" for place in range(number)) + "}"


INTROSPECTED = "{ __schema { queryType { " + "ofType { " * 20 + "name" + " }" * 20 + " } } }"
DEEP = "{ a" * 13 + " }" * 13

LIMITS = {
    "tokens": ("{" + " __typename" * 2_500 + "}", {"limit": "tokens", "most": 2_000, "given": 2_001}),
    "depth": (DEEP, {"limit": "levels of fields", "most": 12, "given": 13}),
    "fields": (typenames(301), {"limit": "fields", "most": 300, "given": 301}),
    "aliases": (typenames(31, "a"), {"limit": "aliases", "most": 30, "given": 31}),
    "directives": (
        "{" + "__typename @skip(if: false) @include(if: true) " * 26 + "}",
        {"limit": "directives", "most": 50, "given": 52},
    ),
    "directives in one place": (
        "{ __typename" + " @skip(if: false)" * 5 + "}",
        {"limit": "directives in one place", "most": 4, "given": 5},
    ),
    "directives on an operation": (
        "query Q" + " @a" * 5 + "{ __typename }",
        {"limit": "directives in one place", "most": 4, "given": 5},
    ),
    "operations": (
        " ".join(f"query Q{n} {{ __typename }}" for n in range(11)),
        {"limit": "operations", "most": 10, "given": 11},
    ),
    "mutations": (
        "mutation { ...M ...M } fragment M on Mutation { " + " ".join(f"a{n}: x" for n in range(3)) + " }",
        {"limit": "mutations", "most": 5, "given": 6},
    ),
    "fragments that double": (doubling(24), {"limit": "fields", "most": 300, "given": 2**24}),
    "a fragment nobody spreads": (
        "{ __typename } fragment F on Query " + typenames(301),
        {"limit": "fields", "most": 300, "given": 301},
    ),
}


@pytest.mark.parametrize(("text", "said"), LIMITS.values(), ids=LIMITS.keys())
def test_what_is_beyond_a_limit_is_refused_with_the_limit(text: str, said: dict[str, Any]) -> None:
    assert refused(text) == said


@pytest.mark.parametrize(
    "text",
    [
        typenames(300),
        typenames(30, "a"),
        "{" + "__typename @skip(if: false) @include(if: true) " * 25 + "}",
        " ".join(f"query Q{n} {{ __typename }}" for n in range(10)),
        INTROSPECTED,
    ],
)
def test_what_is_at_the_limit_is_read(text: str) -> None:
    assert read(text).text == text


def test_every_refusal_says_what_to_do() -> None:
    with pytest.raises(OperationRejected, match=r"At most 30 aliases are allowed.*Ask in several requests"):
        read(typenames(31, "a"))


# --- in no time, whatever comes ---

HOSTILE = {
    "doubling": doubling(24),
    "one field a thousand times": "{" + " viewer" * 1_990 + "}",
    "fragments that spread all others": "{ ...F0 }"
    + "".join(
        f"fragment F{n} on Query {{ __typename " + " ".join(f"...F{m}" for m in range(n + 1, 28)) + "}"
        for n in range(28)
    ),
    "a chain of fragments": "{ ...F0 }"
    + "".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(240))
    + "fragment F240 on Query { __typename }",
    "a circle of fragments": "{ ...F0 }"
    + "".join(f"fragment F{n} on Query {{ ...F{(n + 1) % 240} }}" for n in range(240)),
    "fragments side by side": "{"
    + "".join(f" ...F{n}" for n in range(200))
    + "}"
    + "".join(f"fragment F{n} on Query {{ __typename }}" for n in range(200)),
    "conflicts": "{" + "".join(f" ... on Query {{ x: node(id: {n}) {{ id }} }}" for n in range(29)) + "}",
    "inline fragments in each other": "{" + "...{" * 150 + "__typename" + "}" * 151,
    "lists in lists": "{ node(id: " + "[" * 900 + "]" * 900 + ") { id } }",
    "comments": "#\n" * 120_000 + "{ __typename }",
    "one long name": "{ " + "a" * 250_000 + " }",
    "one long string": '{ node(id: "' + "x" * 250_000 + '") { id } }',
    "commas": "," * 250_000 + "{ __typename }",
    "many variables": "query Q(" + "".join(f"$v{n}: Int " for n in range(490)) + ") { __typename }",
    "ten operations that use all fragments": "".join(f"query Q{n} {{ ...F0 }}" for n in range(10))
    + "".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(200))
    + "fragment F200 on Query { __typename }",
    "introspection that multiplies": "{ __schema { types { fields { type { fields { type { fields { type { fields "
    "{ name } } } } } } } } } }",
}


def codes_of(text: str) -> set[object]:
    try:
        read(text)
    except OperationRejected as refused:
        return codes(refused.errors)
    return set()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_document_takes_long(text: str) -> None:
    began = time.process_time()
    codes = codes_of(text)

    assert time.process_time() - began < 1
    assert "INTERNAL_SERVER_ERROR" not in codes


def test_fragments_that_double_are_refused_in_milliseconds_where_strawberry_s_limiter_takes_long() -> None:
    text = doubling(16)
    began = time.process_time()
    refused(text)
    ours = time.process_time() - began

    stock = Schema(SmallQuery, extensions=[lambda: QueryDepthLimiter(max_depth=12)])
    began = time.process_time()
    stock.execute_sync(text.replace("{a}", "{hello}"))
    theirs = time.process_time() - began

    assert ours < 0.02
    assert theirs > 10 * ours


@pytest.mark.parametrize(
    ("values", "is_stranger"),
    [
        ({"ids": ["x"] * 60_000}, False),
        ({"ids": [["x"] * 500] * 5}, False),
        ({"id": {str(number): number for number in range(1_001)}}, False),
        ({"ids": ["x"] * 201}, True),
    ],
    ids=["a list", "lists in a list", "an object", "a stranger's"],
)
def test_variables_hold_so_many_values(values: dict[str, Any], is_stranger: bool) -> None:
    with pytest.raises(OperationRejected) as found:
        GATE.admit("{ __typename }", None, values, None, is_stranger=is_stranger)
    (error,) = found.value.errors
    assert "values" in error.message or is_stranger
    assert (error.extensions or {})["limit"] == "values"


def test_as_many_values_as_are_allowed_are_read() -> None:
    for most, is_stranger in ((DEFAULT_LIMITS.values, False), (STRANGER_LIMITS["values"], True)):
        GATE.admit("{ __typename }", None, {"ids": ["x"] * (most - 2)}, None, is_stranger=is_stranger)

"""No document takes more than a linear time to read: a search for the dearest a token, by counted calls."""

import os
from typing import cast

import pytest
from hypothesis import HealthCheck, example, given, settings, target
from hypothesis import strategies as st

from moments.edge.documents.gate import OperationGate
from moments.edge.limits.limits import DEFAULT_LIMITS, STRANGER_LIMITS
from moments.graphql.schema import build_schema
from tests.edge.limits.dearest import bound, calls, dear_documents

SCHEMA = build_schema()
GATE = cast("OperationGate", SCHEMA.gate)
SOAK = "MOMENTS_SOAK" in os.environ
TYPES = [each.name for each in SCHEMA._schema.get_possible_types(SCHEMA._schema.type_map["Node"])]  # type: ignore[arg-type]

KNOWN = {
    "one field, again and again": "{" + " viewer{id}" * 145 + "}",
    "one leaf, again and again": "{" + " __typename" * 300 + "}",
    "one field with arguments": "{" + " skills(first:1){totalCount}" * 145 + "}",
    "each time with others": "{" + "".join(f" skills(first:{n}){{totalCount}}" for n in range(145)) + "}",
    "fragments side by side": "{"
    + "".join(f" ...F{n}" for n in range(59))
    + "}"
    + "".join(f"fragment F{n} on Query{{skills{{totalCount}}}}" for n in range(59)),
    "a chain of fragments": "{...F0}"
    + "".join(f"fragment F{n} on Query{{skills{{totalCount}}...F{n + 1}}}" for n in range(58))
    + "fragment F58 on Query{__typename}",
    "fragments in twenty operations": "".join(f"query Q{n}{{...F ...F}}" for n in range(10))
    + "fragment F on Query{"
    + "skills{totalCount}" * 70
    + "}",
    "one name under many types": "{node(id:1){" + "".join(f"...on {kind}{{id}}" for kind in TYPES * 7) + "}}",
    "an input's unknown fields": "{searchMentors(where:{" + "".join(f"a{n}:1 " for n in range(400)) + "}){__typename}}",
    "a list in lists": "{nodes(ids:" + "[" * 190 + "]" * 190 + "){id}}",
    "variables": "query(" + "".join(f"$v{n}:Int " for n in range(490)) + "){__typename}",
    "a long name": "{" + "a" * 20_000 + "}",
    "escapes": '{node(id:"' + "\\u0041" * 3_000 + '"){id}}',
    "lines": '{node(id:"""' + " x\n" * 6_000 + '"""){id}}',
}


@pytest.mark.parametrize("text", KNOWN.values(), ids=KNOWN.keys())
def test_a_document_that_was_dear_is_read_in_linear_time(text: str) -> None:
    for is_stranger, most in ((False, DEFAULT_LIMITS.tokens), (True, STRANGER_LIMITS["tokens"])):
        assert calls(GATE, text, is_stranger=is_stranger) <= bound(text, most)


def test_ten_times_as_long_is_ten_times_as_dear() -> None:
    short, long = ("{" + " skills{totalCount}" * number + "}" for number in (14, 140))
    few, many = (calls(GATE, text, is_stranger=False) for text in (short, long))
    assert many < 11 * few


@pytest.mark.long
@settings(
    max_examples=5_000 if SOAK else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    report_multiple_bugs=False,
)
@given(dear_documents(SCHEMA._schema), st.booleans())
@example(KNOWN["one field, again and again"], False)
def test_the_dearest_that_is_found_is_linear(text: str, is_stranger: bool) -> None:
    most = STRANGER_LIMITS["tokens"] if is_stranger else DEFAULT_LIMITS.tokens
    made, allowed = calls(GATE, text, is_stranger=is_stranger), bound(text, most)
    target(made / allowed)
    assert made <= allowed, f"{made} calls, {allowed} allowed"

"""Costs on the real graph: what an answer says of them, and from where on they are too much."""

import time

import pytest

from moments.edge.documents.gate import OperationGate
from moments.edge.documents.parser import DocumentParser
from moments.edge.errors import OperationRejected
from moments.edge.limits.limits import DEFAULT_LIMITS
from moments.graphql.schema import build_schema

GATE = OperationGate(DocumentParser(build_schema()._schema, DEFAULT_LIMITS, development=True), DEFAULT_LIMITS)
NAMES = (
    "query Names($n: Int = 10) { skills(first: $n) { edges { node { id name __typename } } pageInfo { hasNextPage } } }"
)


def cost(text: str, **variables: object) -> int:
    return GATE.admit(text, None, variables, None).cost


def test_a_field_is_one_and_a_page_multiplies() -> None:
    assert cost("{ __typename }") == 0
    assert cost("{ viewer { roles } }") == 2
    assert cost("{ skills { totalCount } }") == 2
    assert cost("{ skills { nodes { id } } }") == 1 + 1 + 20 * 1
    assert cost("{ skills(first: 100) { nodes { id } } }") == 1 + 1 + 100 * 1
    assert cost(NAMES) == 1 + 1 + 10 * 3 + 2
    assert cost(NAMES, n=50) == 1 + 1 + 50 * 3 + 2
    assert cost(NAMES, n=50.0) == cost(NAMES, n=50)
    assert cost('{ nodes(ids: ["1", "2", "3"]) { id } }') == 1 + 3


@pytest.mark.parametrize("odd", [None, True, "many", [], {}, 1.5, -1, 0, 10**30])
def test_a_page_size_that_is_none_costs_no_more_than_the_longest(odd: object) -> None:
    assert cost(NAMES, n=odd) <= cost(NAMES, n=100)


def test_pages_in_pages_multiply_and_too_much_is_refused() -> None:
    text = (
        "query Q($n: Int!) { viewer { mentorships(role: MENTOR, first: $n) { nodes { "
        "timeline(first: $n) { nodes { message } } } } } }"
    )
    assert cost(text, n=50) == 1 + 1 + 1 + 50 * (1 + 1 + 50)
    with pytest.raises(OperationRejected, match=r"costs 10203; at most 5000.*shorter pages") as refused:
        cost(text, n=100)
    (error,) = refused.value.errors
    assert error.extensions == {"code": "OPERATION_TOO_COMPLEX", "limit": "cost", "most": 5000, "given": 10203}


def test_admitting_a_known_operation_takes_no_time() -> None:
    cost(NAMES)
    began = time.process_time()
    for _ in range(1000):
        cost(NAMES, n=50)
    assert (time.process_time() - began) / 1000 < 0.0005

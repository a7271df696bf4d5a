"""The measures and costs, taken once for each fragment, are those of the document with all fragments spread out."""

import time
from dataclasses import astuple

from graphql import OperationDefinitionNode, parse
from hypothesis import given
from hypothesis import strategies as st

from moments.edge.limits.cost import cost_of
from moments.edge.limits.document_size import DocumentSizes
from moments.edge.limits.limits import DEFAULT_LIMITS
from tests.edge.limits.documents import SCHEMA, Naive, documents

SIZE = st.none() | st.integers(1, 100)
SIZES = st.fixed_dictionaries({}, optional={"n": SIZE, "m": SIZE, "ids": st.just(["1"])})


@given(documents())
def test_measures_are_those_of_the_document_spread_out(text: str) -> None:
    measures = DocumentSizes(parse(text))

    assert astuple(measures.of_operation(measures.operations[0])) == astuple(Naive(text).asked())


@given(documents(), SIZES)
def test_costs_are_those_of_the_document_spread_out(text: str, variables: dict[str, int]) -> None:
    document = parse(text)
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))

    assert cost_of(SCHEMA, document, operation).of(variables, DEFAULT_LIMITS.pages) == Naive(text, variables).cost()


def doubling(levels: int) -> str:
    """Each fragment spreads the next twice."""
    fragments = [f"fragment F{n} on Query{{...F{n + 1} ...F{n + 1}}}" for n in range(levels)]
    return "{...F0}" + "".join(fragments) + f"fragment F{levels} on Query{{a}}"


def test_fragments_that_double_each_other_are_counted_in_no_time() -> None:
    document = parse(doubling(200))
    began = time.process_time()
    measures = DocumentSizes(document)
    measure = measures.of_operation(measures.operations[0])

    assert time.process_time() - began < 0.1
    assert measure.fields == 2**200


def test_a_circle_of_fragments_has_an_end() -> None:
    measures = DocumentSizes(parse("{ ...A } fragment A on Query { a ...B } fragment B on Query { a ...A ...Unknown }"))

    assert measures.of_operation(measures.operations[0]).fields == 2

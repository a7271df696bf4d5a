"""Documents are read once and kept within body_limits."""

import gc
import tracemalloc
from dataclasses import dataclass

import pytest

from moments.edge.documents.cache import MAX_BYTES, DocumentCache, sha256_of
from moments.edge.documents.gate import OperationGate
from moments.edge.documents.parser import Document, DocumentParser
from moments.edge.errors import OperationRejected
from moments.edge.limits.limits import DEFAULT_LIMITS, Limits
from moments.graphql.schema import build_schema

SCHEMA = build_schema()._schema


@dataclass(frozen=True)
class Text:
    text: str


def filled(kept: DocumentCache[Text], texts: list[str]) -> list[str]:
    """Those of the texts that are still there."""
    for text in texts:
        kept[sha256_of(text)] = Text(text)
    return [text for text in texts if kept.get(sha256_of(text))]


def test_what_was_not_used_for_longest_goes_first() -> None:
    kept: DocumentCache[Text] = DocumentCache(most=3)
    filled(kept, ["a", "b", "c"])
    kept.get(sha256_of("a"))

    assert filled(kept, ["d"]) == ["d"]
    assert [text for text in "abcd" if kept.get(sha256_of(text))] == ["a", "c", "d"]


def test_long_texts_are_fewer() -> None:
    kept: DocumentCache[Text] = DocumentCache(most=100, most_bytes=1000)

    assert filled(kept, [str(number) * 300 for number in range(9)]) == ["6" * 300, "7" * 300, "8" * 300]
    assert kept.currsize == 900
    assert filled(kept, ["x" * 5000]) == ["x" * 5000], "one is kept, however long"


class Counting(DocumentParser):
    parsed = 0

    def parse(self, text: str, limits: Limits | None = None) -> Document:
        self.parsed += 1
        return super().parse(text, limits)


def test_a_document_is_parsed_once() -> None:
    parser = Counting(SCHEMA, DEFAULT_LIMITS, development=False)
    gate = OperationGate(parser, DEFAULT_LIMITS)
    for _ in range(5):
        gate.admit("{ __typename }", None, None, None)
        gate.document("{ __typename }")

    assert parser.parsed == 1


def traced() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_ever_new_documents_fill_a_bounded_memory() -> None:
    most = 60
    kept: DocumentCache[Document] = DocumentCache(most)
    gate = OperationGate(DocumentParser(SCHEMA, DEFAULT_LIMITS, development=False), DEFAULT_LIMITS, cache=kept)
    tracemalloc.start()
    traces = []
    for number in range(4 * most):
        gate.admit(f"query Q{number} {{ viewer {{ roles person {{ id name jobTitle }} }} }}", None, None, None)
        if number % (2 * most) == 2 * most - 1:
            traces.append(traced())
    before, after = traces
    tracemalloc.stop()

    assert len(kept) == most
    assert after < before * 1.1
    text = sum(len(each.text) for each in kept.values())
    assert MAX_BYTES * after / text < 120_000_000, "the bound in bytes is one of memory, too"


@pytest.mark.parametrize("text", ["\ud800", '{ node(id: "\udfff") { id } }'])
def test_text_that_is_none_is_refused(text: str) -> None:
    gate = OperationGate(DocumentParser(SCHEMA, DEFAULT_LIMITS, development=False), DEFAULT_LIMITS)

    with pytest.raises(OperationRejected):
        gate.admit(text, None, None, None)
    with pytest.raises(OperationRejected):
        gate.admit("{ __typename }", text, None, None)
    with pytest.raises(OperationRejected):
        gate.admit("{ __typename }", None, {"a": [{"b": text}]}, None)
    with pytest.raises(OperationRejected):
        gate.admit("{ __typename }", None, {text: 1}, None)

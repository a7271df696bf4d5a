"""`python -m benchmarks.strangers`: what README.md says under "Strangers"."""

import argparse
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from hypothesis import HealthCheck, Phase, given, settings, target

from moments.edge.documents.gate import OperationGate
from moments.edge.errors import OperationRejected
from moments.graphql.schema import build_schema
from tests.edge.limits.dearest import calls, dear_documents
from tests.edge.limits.test_dearest_documents import KNOWN

SCHEMA = build_schema()
GATE = cast("OperationGate", SCHEMA.gate)
WITHIN = 8 * 1024
"""Bytes that a stranger may send."""


def milliseconds(text: str, *, is_stranger: bool, times: int = 5) -> float:
    """Of processor time, the least of several: what else the machine does only adds to it."""
    return min(_once(text, is_stranger) for _ in range(times))


def _once(text: str, is_stranger: bool) -> float:
    GATE.forget()
    began = time.process_time()
    with suppress(OperationRejected):
        GATE.admit(text, None, None, None, is_stranger=is_stranger)
    return (time.process_time() - began) * 1000


def found(examples: int) -> list[str]:
    """The dearest that a search comes upon, by counted calls, the dearest first."""
    seen: dict[str, int] = {}

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.target],
        suppress_health_check=list(HealthCheck),
    )
    @given(dear_documents(SCHEMA._schema))
    def search(text: str) -> None:
        text = text[:WITHIN]
        seen[text] = calls(GATE, text, is_stranger=True)
        target(float(seen[text]))

    search()
    return sorted(seen, key=lambda text: -seen[text])[:5]


def fullest() -> Iterator[tuple[str, str]]:
    """Of each kind as much as a stranger may send."""
    padding = "#" + "x" * 7_600
    yield "a leaf, 197 times", "{" + " __typename" * 197 + "}"
    yield "the same, and a long comment", "{" + " __typename" * 197 + "}" + padding[: WITHIN - 2_200]
    yield "a field, 48 times", "{" + " skills{totalCount}" * 48 + "}"
    yield (
        "unknown fields of an input",
        "{searchMentors(where:{" + "".join(f"a{n}:1 " for n in range(60)) + "}){__typename}}",
    )
    yield "a list of 185", "{nodes(ids:[" + "1 " * 185 + "]){id}}"
    yield "escapes", '{node(id:"' + "\\u0041" * 1_300 + '"){id}}'
    yield "a long name", "{" + "a" * 8_100 + "}"
    yield "an empty one", "{__typename}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=300)
    examples: int = parser.parse_args().examples
    print(f"{'document':<40}{'bytes':>7}{'stranger ms':>13}{'signed in ms':>14}")
    rows = [*fullest(), *KNOWN.items(), *((f"found: {text[:30]!a}", text) for text in found(examples))]
    for name, text in rows:
        stranger, signed_in = (milliseconds(text, is_stranger=each) for each in (True, False))
        print(f"{name[:38]:<40}{len(text.encode()):>7}{stranger:>13.2f}{signed_in:>14.2f}")


if __name__ == "__main__":
    main()

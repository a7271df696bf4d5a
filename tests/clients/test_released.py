"""No operation that the last release took is broken: what is to go is deprecated for a release first.

GraphQL Inspector compares the schema with `released.graphql`; docs/releasing.md says when that is refreshed.
"""

import json
from pathlib import Path

import pytest

from tests.clients.schemas import FILE, RELEASED
from tests.clients.test_javascript import run

PLAIN = "type Query { old: Int kept: Int }"
DEPRECATED = 'type Query { old: Int @deprecated(reason: "Use kept.") kept: Int }'

pytestmark = pytest.mark.usefixtures("javascript")


def breaking(older: Path, newer: Path) -> list[str]:
    changes = json.loads(run("schema_changes.mjs", str(older), str(newer)))
    return [each["message"] for each in changes if each["criticality"] == "BREAKING"]


def test_nothing_breaks_an_operation_of_the_last_release() -> None:
    assert breaking(RELEASED, FILE) == []


@pytest.mark.parametrize(
    ("released", "found"),
    [(PLAIN, ["Field 'old' was removed from object type 'Query'"]), (DEPRECATED, [])],
    ids=["as it was", "deprecated"],
)
def test_only_what_was_deprecated_may_go(released: str, found: list[str], tmp_path: Path) -> None:
    older, newer = tmp_path / "older.graphql", tmp_path / "newer.graphql"
    older.write_text(released)
    newer.write_text("type Query { kept: Int }")

    assert breaking(older, newer) == found

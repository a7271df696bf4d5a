"""Whoever puts somebody's eligibility into an answer notes the read of it (ELIG-5), in the same function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GRAPHQL = Path(__file__).parents[2] / "src" / "graphql"
MADE_IN = ("shared/criteria.py", "participants/types.py", "shared/user_errors.py")
"""Where the types are made; they are given out elsewhere."""


def unnoted(source: str) -> Iterator[str]:
    """The functions that show eligibility and note nothing."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            called = {ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}
            shows = called & {"Eligibility", "Eligibility.of", "unmet_criteria", "user_errors"}
            if shows and not any(each.endswith((".note", ".note_error")) for each in called):
                yield node.name


@pytest.mark.rule("ELIG-5")
def test_eligibility_is_shown_only_where_the_read_is_noted() -> None:
    found = {
        f"{path.relative_to(GRAPHQL)}: {name}"
        for path in sorted(GRAPHQL.rglob("*.py"))
        if str(path.relative_to(GRAPHQL)) not in MADE_IN
        for name in unnoted(path.read_text())
    }
    assert found == {
        "applications/several_mutations.py: _errors",  # `_decide` notes them
        # errors about what the viewer types, or about the viewer:
        "participants/availability.py: check_availability",
        "program/resource_editing.py: preview_resource",
        "mentorships/search.py: search_mentors",
        "mentorships/meeting_check.py: _checked",
    }


def test_one_that_notes_nothing_is_found() -> None:
    assert list(unnoted("def f(row):\n    return Eligibility.of(row.reasons)")) == ["f"]
    assert list(unnoted("def f(row):\n    shown.note(row)\n    return Eligibility.of(row.reasons)")) == []

"""The site's pages get what they need: each operation is run by the person whose page it is.

`costs.json` holds what each query costs, as the server reckons it, so that a page that becomes dearer is seen.
"""

import pytest
from graphql import build_schema, parse, validate

from tests.clients.answers import Answers
from tests.clients.operations import FOLDER, Operation, operations

SCHEMA = build_schema((FOLDER.parents[2] / "schema.graphql").read_text())
ASKED = [each for each in operations() if each.kind != "subscription"]


def name(operation: Operation) -> str:
    return operation.name


@pytest.mark.parametrize("operation", operations(), ids=name)
def test_an_operation_is_of_the_schema(operation: Operation) -> None:
    assert validate(SCHEMA, parse(operation.text)) == []


@pytest.mark.parametrize("operation", ASKED, ids=name)
def test_an_operation_is_answered(operation: Operation, answers: Answers) -> None:
    _, _, answer = answers.by_name[operation.name]

    assert "errors" not in answer.json, answer.json["errors"]
    if operation.kind == "mutation":
        payload = next(value for key, value in answer.json["data"].items() if key != "__typename")
        assert payload["errors"] == []


def test_names_are_of_one_operation_each() -> None:
    names = [each.name for each in operations()]

    assert len(names) == len(set(names))

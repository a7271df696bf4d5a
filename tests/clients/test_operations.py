"""The site's pages get what they need: each operation is run by the person whose page it is.

`costs.json` holds what each query costs, as the server reckons it, so that a page that becomes dearer is seen.
"""

import asyncio
import json

import pytest
from graphql import parse, validate

from tests.browser.demo import DemoServer
from tests.clients.answers import NOT_RUN, Answers
from tests.clients.operations import FOLDER, Operation, operations
from tests.clients.schemas import SCHEMA

COSTS = FOLDER.parent / "costs.json"
ASKED = [each for each in operations() if each.kind != "subscription" and each.name not in NOT_RUN]

FOLLOWED = {
    "HomeSubscription": "HomeQuery",
    "QueueSubscription": "QueueQuery",
    "DepartmentSubscription": "DepartmentQuery",
    "ProgramSubscription": "OverviewQuery",
}
"""To each subscription the query whose cursor it goes on from."""


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


@pytest.mark.parametrize("operation", [each for each in operations() if each.kind == "subscription"], ids=name)
async def test_a_subscription_tells_what_came_after_the_page(
    operation: Operation, answers: Answers, demo: DemoServer
) -> None:
    """The page's own mutations, among others."""
    cursor = answers.data(FOLLOWED[operation.name])["liveCursor"]
    async with demo.follow(operation.role, operation.with_type_names, {"after": cursor}) as socket:
        message = json.loads(await asyncio.wait_for(socket.recv(), 20))

    assert message["type"] == "next", message
    assert "errors" not in message["payload"]
    assert next(iter(message["payload"]["data"].values()))["cursor"] > cursor


def test_a_query_costs_what_it_did(answers: Answers) -> None:
    """Where a page has become dearer or cheaper on purpose, costs.json is to say so."""
    costs = {
        name: answer.json["extensions"]["cost"]
        for name, (operation, _, answer) in answers.by_name.items()
        if operation.kind == "query"
    }

    assert costs == json.loads(COSTS.read_text()), json.dumps(costs, indent=2, sort_keys=True)


def test_what_is_not_run_is_there() -> None:
    assert set(NOT_RUN) <= {each.name for each in operations()}

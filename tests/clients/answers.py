"""What the server answers to the operations of the site's pages, each asked by the person whose page it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.browser.demo import DemoServer
from tests.clients.operations import Operation, operations
from tests.clients.people import PEOPLE
from tests.clients.variables import VARIABLES, Data
from tests.edge.http.http_client import JSON, Answer, request

NOT_RUN: Mapping[str, str] = {
    "MarkHeldMutation": "a meeting is held once its time has come, and what is proposed here lies ahead",
    "EndSessionMutation": "tokens have no session; tests/api/test_sessions.py ends one",
    "ExtendSessionMutation": "tokens have no session; tests/api/test_sessions.py extends one",
}
"""The operations that are only held against the schema, and why."""


@dataclass
class Answers:
    """In the order of `operations`, so that what one page shows is what the next acts on."""

    by_name: dict[str, tuple[Operation, Mapping[str, Any], Answer]] = field(default_factory=dict)

    def data(self, name: str) -> Any:
        return self.by_name[name][2].json["data"]

    def for_caches(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "variables": variables, "data": answer.json["data"]}
            for name, (_, variables, answer) in self.by_name.items()
        ]


def ask_all(demo: DemoServer) -> Answers:
    """Runs every query and mutation; subscriptions have a test of their own."""
    answers = Answers()
    for operation in operations():
        if operation.kind != "subscription" and operation.name not in NOT_RUN:
            variables = VARIABLES[operation.name](answers.data) if operation.name in VARIABLES else {}
            token = token_of(demo, operation.role, answers.data)
            answers.by_name[operation.name] = (operation, variables, ask(demo, operation, variables, token))
    return answers


def token_of(demo: DemoServer, role: str, data: Data) -> str | None:
    """`None` for anybody, who is not signed in."""
    if role == "anybody":
        return None
    return demo.issuer.token_for(PEOPLE[role](data)) if role in PEOPLE else demo.token(role)


def ask(demo: DemoServer, operation: Operation, variables: Mapping[str, Any], token: str | None) -> Answer:
    headers = {"content-type": JSON}
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    body = {"query": operation.with_type_names, "operationName": operation.name, "variables": variables}
    return request(demo.port, "POST", json.dumps(body).encode(), headers)

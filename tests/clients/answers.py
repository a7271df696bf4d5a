"""What the server answers to the operations of the site's pages, each asked by the person whose page it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.browser.demo import DemoServer
from tests.clients.operations import Operation, operations
from tests.clients.variables import VARIABLES
from tests.edge.http.http_client import JSON, Answer, request


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
        if operation.kind != "subscription":
            variables = VARIABLES[operation.name](answers.data) if operation.name in VARIABLES else {}
            answers.by_name[operation.name] = (operation, variables, ask(demo, operation, variables))
    return answers


def ask(demo: DemoServer, operation: Operation, variables: Mapping[str, Any]) -> Answer:
    headers = {"content-type": JSON}
    if operation.role != "anybody":
        headers["authorization"] = f"Bearer {demo.token(operation.role)}"
    body = {"query": operation.with_type_names, "operationName": operation.name, "variables": variables}
    return request(demo.port, "POST", json.dumps(body).encode(), headers)

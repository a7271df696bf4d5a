"""The answer's media type, status, headers and errors (GraphQL over HTTP, "Response")."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.edge.http.http_client import GRAPHQL, JSON, TYPENAME, Answer, RunningServer
from tests.edge.http.stub_server import a_server
from tests.edge.websocket.stub_schema import SECRET

BOTH = f"{GRAPHQL}, {JSON}"


@pytest.fixture(scope="module")
def small() -> Iterator[RunningServer]:
    with a_server() as server:
        yield server


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON),
        ("*/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (BOTH, GRAPHQL),
        (f"{JSON}, {GRAPHQL};q=0.9", JSON),
    ],
)
def test_the_answer_is_of_the_type_wanted_most(server: RunningServer, accept: str | None, media: str) -> None:
    answer = server.ask(TYPENAME, accept=accept)

    assert (answer.status, answer.media) == (200, f"{media}; charset=utf-8")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "multipart/mixed", "text/event-stream", "*/*;q=0"])
def test_a_type_we_have_not_is_not_acceptable(server: RunningServer, accept: str) -> None:
    answer = server.ask(TYPENAME, accept=accept)

    assert (answer.status, answer.media) == (406, f"{JSON}; charset=utf-8")


@pytest.mark.parametrize("query", [TYPENAME, "{", "{ viewer { roles } }"])
def test_no_answer_is_stored_or_guessed_at(server: RunningServer, query: str) -> None:
    headers = server.ask(query).headers

    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


REQUEST_ERRORS = {
    "empty": ("", {}, "GRAPHQL_PARSE_FAILED"),
    "unfinished": ("{", {}, "GRAPHQL_PARSE_FAILED"),
    "fragments alone": ("fragment A on Query { __typename }", {}, "GRAPHQL_VALIDATION_FAILED"),
    "unknown field": ("{ nope }", {}, "GRAPHQL_VALIDATION_FAILED"),
    "circle": ("{ ...A } fragment A on Query { ...A }", {}, "GRAPHQL_VALIDATION_FAILED"),
    "too deep to parse": ("{ a" * 80, {}, "GRAPHQL_PARSE_FAILED"),
    "variable missing": ("query ($id: ID!) { node(id: $id) { id } }", {}, "BAD_USER_INPUT"),
    "variable unfit": ("query ($id: ID!) { node(id: $id) { id } }", {"variables": {"id": [1]}}, "BAD_USER_INPUT"),
    "two operations": ("query A { __typename } query B { __typename }", {}, "BAD_USER_INPUT"),
    "no such operation": ("query A { __typename }", {"operationName": "B"}, "BAD_USER_INPUT"),
    "NUL in a literal": ('{ node(id: "\\u0000") { id } }', {}, "BAD_USER_INPUT"),
    "NUL in braces": ('{ node(id: "\\u{0}") { id } }', {}, "BAD_USER_INPUT"),
    "NUL in a block": ('{ node(id: """\0""") { id } }', {}, "BAD_USER_INPUT"),
    "NUL in a variable": ("query ($id: ID!) { node(id: $id) { id } }", {"variables": {"id": "\0"}}, "BAD_USER_INPUT"),
    "NUL deep in one": (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        {"variables": {"ids": ["a\0"]}},
        "BAD_USER_INPUT",
    ),
    "NUL in a name": ("{ __typename }", {"operationName": "\0"}, "BAD_USER_INPUT"),
    "half a pair": ('{ node(id: "\\ud800") { id } }', {}, "GRAPHQL_PARSE_FAILED"),
    "5,000 digits": ("{ nodes(ids: [" + "9" * 5000 + "]) { id } }", {}, "BAD_USER_INPUT"),
}


@pytest.mark.parametrize(("query", "more", "code"), REQUEST_ERRORS.values(), ids=REQUEST_ERRORS.keys())
def test_an_operation_that_is_not_begun_has_no_data(
    server: RunningServer, query: str, more: dict[str, Any], code: str
) -> None:
    new, plain = server.ask(query, accept=GRAPHQL, **more), server.ask(query, accept=JSON, **more)

    assert (new.status, plain.status) == (400, 200)
    for answer in (new, plain):
        assert set(answer.codes) == {code}
        assert "data" not in answer.json


def test_who_names_one_of_two_operations_gets_that(server: RunningServer) -> None:
    answer = server.ask("query A { a: __typename } query B { b: __typename }", operationName="B")

    assert answer.json["data"] == {"b": "Query"}


def test_a_nameless_operation_may_be_asked_for_by_the_empty_name(server: RunningServer) -> None:
    assert server.ask(TYPENAME, operationName="").json["data"] == {"__typename": "Query"}


def test_a_bad_document_is_told_at_most_ten_mistakes_each_of_a_bearable_length(server: RunningServer) -> None:
    many = server.ask("{" + "".join(f" nope{number}" for number in range(150)) + "}", accept=GRAPHQL)
    long = server.ask('{ node(id: "x", first: "' + "y" * 7_000 + '") { id } }', accept=GRAPHQL)
    values = server.ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", accept=GRAPHQL, variables={"ids": [None] * 150}
    )

    assert len(many.errors) == len(values.errors) == 10
    assert len(long.body) < 2_000


def refused(answer: Answer) -> tuple[int, list[str]]:
    assert "data" not in answer.json
    return answer.status, answer.codes


def test_who_is_not_signed_in_is_asked_to(server: RunningServer) -> None:
    query = "{ liveCursor }"
    answer = server.ask(query, accept=GRAPHQL)
    stale = server.post(b'{"query": "{ viewer { roles } }"}', {"accept": GRAPHQL, "authorization": "Bearer nonsense"})

    assert refused(answer) == refused(stale) == (401, ["UNAUTHENTICATED"])
    assert answer.headers["www-authenticate"] == "Bearer"
    assert refused(server.ask(query)) == (200, ["UNAUTHENTICATED"])


def test_a_fault_in_a_field_leaves_the_rest(server: RunningServer) -> None:
    answer = server.ask("{ skills(first: 1000) { totalCount } }", "ann", accept=GRAPHQL)

    assert (answer.status, answer.json["data"], answer.codes) == (200, None, ["BAD_USER_INPUT"])


def test_a_bug_is_a_number_and_no_more(small: RunningServer) -> None:
    answer = small.ask("{ hello internalError }", accept=GRAPHQL)

    assert (answer.status, answer.codes) == (200, ["INTERNAL_SERVER_ERROR"])
    assert len(answer.errors[0]["extensions"]["errorId"]) == 32
    assert SECRET.encode() not in answer.body
    assert b"Traceback" not in answer.body


def test_an_operation_that_takes_too_long_is_given_up(small: RunningServer) -> None:
    new = small.ask("{ hello slow }", accept=GRAPHQL)
    plain = small.ask("{ hello slow }")

    assert refused(new) == (503, ["OPERATION_TIMED_OUT"])
    assert refused(plain) == (200, ["OPERATION_TIMED_OUT"])
    assert "timed out after 0.5 seconds" in new.errors[0]["message"]


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
def test_a_subscription_is_not_for_post(small: RunningServer, accept: str) -> None:
    answer = small.ask("subscription { count }", accept=accept)

    assert refused(answer) == (400, ["BAD_USER_INPUT"])
    assert "WebSocket" in answer.errors[0]["message"]


# --- development and production ---


def test_in_production_the_schema_is_not_told() -> None:
    with a_server(development=False) as server:
        introspection = server.ask("{ __schema { queryType { name } } }", accept=GRAPHQL)
        typo = server.ask("{ helo double(numer: 1) }", accept=GRAPHQL)
        argument = server.ask("mutation { double(numbr: 1) }", accept=GRAPHQL)

        assert set(introspection.codes) == {"GRAPHQL_VALIDATION_FAILED"}
        assert "Did you mean" not in typo.body.decode() + argument.body.decode()
        assert server.ask(TYPENAME).json["data"] == {"__typename": "Query"}


def test_in_development_it_is(small: RunningServer) -> None:
    assert small.ask("{ __schema { queryType { name } } }").json["data"]["__schema"]["queryType"]["name"] == "Query"
    assert "Did you mean 'hello'" in small.ask("{ helo }").errors[0]["message"]

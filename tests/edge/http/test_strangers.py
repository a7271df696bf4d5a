"""What may be had without a sign-in, and that a token that is none is refused before anything is read."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from moments.edge.documents.parser import DocumentParser
from moments.edge.http.body import BodyLimits
from moments.edge.limits.limits import STRANGER_LIMITS
from tests.edge.http.http_client import GRAPHQL, JSON, TYPENAME, Answer, RunningServer, request
from tests.edge.http.stub_server import a_server
from tests.edge.http.test_requests import chunked, head
from tests.edge.websocket.stub_schema import token

OPERATIONS = Path(__file__).parents[2] / "clients" / "operations"
BAD = "Bearer nonsense"
BODIES = {
    "what is public": b'{"query": "{ program { email } }"}',
    "no field": b'{"query": "{ __typename }"}',
    "no GraphQL": b'{"query": "{ __typename"}',
    "unknown field": b'{"query": "{ nope }"}',
    "no JSON": b"nonsense",
    "nothing": b"",
    "an unknown hash": b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "' + b"0" * 64 + b'"}}}',
    "beyond all limits": b'{"query": "{' + b" __typename" * 20_000 + b'}"}',
}


def is_401(answer: Answer) -> bool:
    assert answer.headers["www-authenticate"] == "Bearer"
    return (answer.status, answer.codes, "data" in answer.json) == (401, ["UNAUTHENTICATED"], False)


@pytest.mark.parametrize("accept", [JSON, GRAPHQL, "text/html"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_token_that_is_none_is_401_whatever_is_asked(server: RunningServer, body: bytes, accept: str) -> None:
    assert is_401(server.post(body, {"authorization": BAD, "accept": accept}))


@pytest.mark.parametrize("authorization", ["Bearer", "Bearer  ", "Basic dTpw", "", "Bearer a.b.c", "bearer x"])
def test_whatever_is_wrong_with_it(server: RunningServer, authorization: str) -> None:
    assert is_401(server.post(BODIES["no field"], {"authorization": authorization}))


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_by_whatever_method_and_in_whatever_type(server: RunningServer, method: str) -> None:
    answer = request(server.port, method, headers={"authorization": BAD, "content-type": "text/plain"})
    assert is_401(answer)


def test_nothing_is_parsed_before_the_token_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    original = DocumentParser.parse

    def spying(self: DocumentParser, text: str, *more: Any) -> Any:
        parsed.append(text)
        return original(self, text, *more)

    monkeypatch.setattr(DocumentParser, "parse", spying)
    with a_server() as server:
        bad = server.post(b'{"query": "{ hello }"}', {"authorization": f"Bearer {token(kind='bad')}"})
        assert (bad.status, parsed) == (401, [])
        assert server.post(b'{"query": "{ hello }"}').status == 200
    assert parsed == ["{ hello }"]


def test_where_there_is_no_judging_of_tokens_nothing_is_answered_to_one() -> None:
    with a_server() as server:
        down = {"authorization": f"Bearer {token(kind='provider down')}"}
        answer = server.post(b'{"query": "{ hello }"}', down)
    assert (answer.status, answer.codes) == (503, ["IDENTITY_PROVIDER_UNAVAILABLE"])
    assert answer.headers["retry-after"] == str(answer.errors[0]["extensions"]["retryAfter"]) == "5"


def test_a_long_body_with_a_bad_token_is_not_read_on(server: RunningServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head(authorization=BAD, Content_Length=str(10**12)))
        answer, sent = connection.recv(65536), 0
        try:
            while sent < 100_000_000:
                sent += connection.send(b" " * 65_536)
        except OSError:
            pass
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"connection: close" in answer.lower()
    assert sent < 20_000_000
    pieces = server.raw(head(authorization=BAD, Transfer_Encoding="chunked") + chunked(b" " * 1000))
    assert pieces.startswith(b"HTTP/1.1 401 ")


def test_after_a_refusal_the_connection_serves_the_next(server: RunningServer) -> None:
    body = BODIES["no field"]
    length = str(len(body))
    both = head(authorization=BAD, Content_Length=length) + body
    both += head(Content_Length=length, Connection="close") + body
    answers = server.raw(both)
    assert (answers.count(b"HTTP/1.1 401 "), answers.count(b"HTTP/1.1 200 ")) == (1, 1)


# --- a stranger's limits ---


def test_a_stranger_s_body_is_a_short_one(server: RunningServer) -> None:
    def sized(size: int) -> bytes:
        return b'{"query": "{ __typename }"' + b" " * (size - 27) + b"}"

    most = BodyLimits().stranger_bytes
    assert server.post(sized(most)).status == 200
    long = server.post(sized(most + 1))
    assert (long.status, long.errors[0]["message"]) == (413, "A body has at most 8 KiB. Send less at once.")
    assert server.post(sized(most + 1), {"authorization": f"Bearer {server.token('ann')}"}).status == 200


TOO_MUCH = {
    "tokens": "{" + " __typename" * 300 + "}",
    "aliases": "{" + " ".join(f"a{n}: __typename" for n in range(11)) + "}",
    "operations": " ".join(f"query Q{n} {{ __typename }}" for n in range(6)),
    "cost": "{ skills(first: 100) { nodes { id name category retiredAt "
    + "viewerActions { allowed code } " * 6
    + "} } }",
}


@pytest.mark.parametrize(("what", "query"), TOO_MUCH.items(), ids=TOO_MUCH.keys())
def test_who_asks_for_more_is_told_to_sign_in_also_once_another_has_asked(
    server: RunningServer, what: str, query: str
) -> None:
    for who, status in ((None, 401), ("ann", 200), (None, 401)):
        name = "Q1" if what == "operations" else None
        answer = server.ask(query, who, accept=GRAPHQL, operationName=name)
        assert answer.status == status, answer.body
        if status == 401:
            (error,) = answer.errors
            assert error["extensions"]["limit"] == what
            assert error["message"].endswith("Sign in to ask for more.")


def test_what_a_page_asks_that_is_for_who_is_signed_in_is_answered_so(server: RunningServer) -> None:
    """Not as too much: the page has to learn that nobody is signed in."""
    for file in sorted(OPERATIONS.glob("*.graphql")):
        text = file.read_text()
        if "# as: anybody" in text:
            continue
        for each in parse(text).definitions:
            if isinstance(each, OperationDefinitionNode) and each.operation.value == "query" and each.name:
                codes = server.ask(text, accept=GRAPHQL, operationName=each.name.value).json.get("errors", [])
                found = {error["extensions"]["code"] for error in codes}
                assert "OPERATION_TOO_COMPLEX" not in found, (file.name, each.name.value)


def test_what_the_site_asks_for_everybody_is_well_within_the_limits() -> None:
    public = [file for file in OPERATIONS.glob("*.graphql") if "# as: anybody" in file.read_text()]
    assert public
    tokens = {file.name: parse(file.read_text()).token_count or 0 for file in public}
    assert max(tokens.values()) <= 0.7 * STRANGER_LIMITS["tokens"], tokens
    costs = json.loads((OPERATIONS.parent / "costs.json").read_text())
    names = [
        each.name.value
        for file in public
        for each in parse(file.read_text()).definitions
        if isinstance(each, OperationDefinitionNode) and each.name
    ]
    assert max(costs[name] for name in names if name in costs) <= 0.5 * STRANGER_LIMITS["cost"]


def test_the_public_facts_are_there(server: RunningServer) -> None:
    assert server.ask(TYPENAME).status == 200
    assert server.ask("{ program { email } viewer { id } }").json["data"]["viewer"] is None

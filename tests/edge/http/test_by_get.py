"""Queries in the address of a GET, where the setting allows it: the twin of each refusal that a POST gets."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from moments.edge.http.body import DEFAULT_BODY_LIMITS
from tests.edge.http.http_client import GRAPHQL, JSON, TYPENAME, Answer, RunningServer, persisted, request, until

ME = "{ viewer { person { name } } }"
SKILLS = "query Skills($n: Int!) { skills(first: $n) { totalCount nodes { name } } }"
START = 'mutation { startApplication(input: {kind: MENTEE, bio: "by GET"}) { application { id } } }'


def get(server: RunningServer, who: str | None = None, accept: str | None = GRAPHQL, **parameters: Any) -> Answer:
    texts = {name: each if isinstance(each, str) else json.dumps(each) for name, each in parameters.items()}
    return get_raw(server, urlencode(texts), who, accept)


def get_raw(
    server: RunningServer,
    query_string: str,
    who: str | None = None,
    accept: str | None = GRAPHQL,
    headers: Mapping[str, str] = {},
) -> Answer:
    signed_in = {"authorization": f"Bearer {server.token(who)}"} if who else {}
    wanted = {"accept": accept} if accept is not None else {}
    return request(server.port, "GET", None, {**wanted, **signed_in, **headers}, f"/graphql?{query_string}")


# --- what is taken ---


def test_a_query_is_run_as_whom_the_token_says(open_server: RunningServer) -> None:
    answer = get(open_server, "ann", query=ME)

    assert (answer.status, answer.media) == (200, f"{GRAPHQL}; charset=utf-8")
    assert answer.json["data"] == {"viewer": {"person": {"name": "Ann Doe"}}}
    assert answer.headers["cache-control"] == "no-store"


def test_variables_and_the_operation_s_name_come_in_the_address(open_server: RunningServer) -> None:
    both = f"{SKILLS} query Other {{ __typename }}"

    chosen = get(open_server, "ann", query=both, operationName="Skills", variables={"n": 2}, extensions={"a": 1}, id=7)

    assert len(chosen.json["data"]["skills"]["nodes"]) == 2
    assert get(open_server, query=both, operationName="Other").json["data"] == {"__typename": "Query"}
    assert get(open_server, query=TYPENAME, operationName="", variables=None).json["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("accept", [None, "*/*", "text/html, */*", JSON])
def test_an_operation_is_known_by_its_hash_whatever_is_accepted(open_server: RunningServer, accept: str | None) -> None:
    query = f"query Kept{abs(hash(accept))} {{ __typename }}"
    assert get(open_server, extensions=persisted(query)).codes == ["PERSISTED_QUERY_NOT_FOUND"]
    open_server.ask(query, extensions=persisted(query))

    known = get(open_server, accept=accept, extensions=persisted(query))

    assert (known.status, known.media) == (200, f"{JSON}; charset=utf-8")
    assert known.json["data"] == {"__typename": "Query"}


# --- queries alone ---


@pytest.mark.parametrize("query", [START, "subscription { myProgram { __typename } }"])
def test_by_get_come_queries_alone(open_server: RunningServer, query: str) -> None:
    for answer in (
        get(open_server, "ann", query=query),
        get(open_server, "ann", query=f"query A {{ __typename }} {query.replace(' ', ' B ', 1)}", operationName="B"),
    ):
        assert (answer.status, answer.headers["allow"]) == (405, "POST")
        assert "data" not in answer.json


def test_a_mutation_known_by_its_hash_is_not_run_by_get_either(open_server: RunningServer) -> None:
    hashed = persisted(START)
    assert get(open_server, "ann", query=START, extensions=hashed).status == 405

    answer = get(open_server, "ann", extensions=hashed)

    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    applications = open_server.ask("{ viewer { applications { totalCount } } }", "ann").json["data"]["viewer"]
    assert applications["applications"]["totalCount"] == 0


@pytest.mark.parametrize("method", ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_get_and_post_are_allowed_and_nothing_else(open_server: RunningServer, method: str) -> None:
    answer = request(open_server.port, method, path=f"/graphql?query={quote(TYPENAME)}")

    assert (answer.status, answer.headers["allow"]) == (405, "GET, POST")


# --- who asks ---


def test_nothing_but_the_bearer_token_says_who_asks(open_server: RunningServer) -> None:
    """What a browser sends of itself, or a link can hold, signs in nobody."""
    token = open_server.token("ann")
    cookies = {"cookie": f"authorization=Bearer {token}; token={token}"}
    address = urlencode({"query": ME, "access_token": token, "authorization": f"Bearer {token}"})
    for answer in (get(open_server, query=ME), get_raw(open_server, address, headers=cookies)):
        assert (answer.status, answer.json["data"]) == (200, {"viewer": None})
    refused = get_raw(open_server, address, headers={"authorization": f"Basic {token}"})
    assert (refused.status, refused.codes) == (401, ["UNAUTHENTICATED"])
    assert refused.headers["www-authenticate"] == "Bearer"


def test_no_other_site_may_read_the_answer(open_server: RunningServer) -> None:
    answer = get_raw(open_server, urlencode({"query": TYPENAME}), headers={"origin": "https://elsewhere.example"})

    assert not [name for name in answer.headers if name.startswith("access-control-")]


# --- what is refused ---

Q = f"query={quote(TYPENAME)}"
NO_REQUESTS = {
    "nothing": "",
    "no query": "qeury=x",
    "two queries": f"{Q}&{Q}",
    "two names": f"{Q}&operationName=A&operationName=",
    "two sets of variables": f"{Q}&variables=%7B%7D&variables=%7B%7D",
    "two extensions": f"{Q}&extensions=%7B%7D&extensions=%7B%7D",
    "bad UTF-8": "query=%ff",
    "UTF-16": "query=%ff%fe%7b%00",
    "half a surrogate pair": f"{Q}&variables=" + quote('{"a": "\\ud800"}'),
    "half a surrogate pair in bytes": "query=%ed%a0%80",
    "variables that are no JSON": f"{Q}&variables=NONSENSE",
    "empty variables": f"{Q}&variables=",
    "half of the variables": f"{Q}&variables=%7B",
    "text for variables": f"{Q}&variables=" + quote('"{}"'),
    "a list for variables": f"{Q}&variables=[]",
    "false for variables": f"{Q}&variables=false",
    "NaN": f"{Q}&variables=" + quote('{"a": NaN}'),
    "1e400": f"{Q}&variables=" + quote('{"a": 1e400}'),
    "5,000 digits": f"{Q}&variables=" + quote('{"a": ' + "9" * 5000 + "}"),
    "7,000 open": f"{Q}&variables=" + "[" * 7_000,
    "a list for extensions": f"{Q}&extensions=[]",
    "text for extensions": f"{Q}&extensions=" + quote('"x"'),
    "no hash": "extensions=" + quote('{"persistedQuery": {"version": 1, "sha256Hash": "x"}}'),
}


@pytest.mark.parametrize("query_string", NO_REQUESTS.values(), ids=NO_REQUESTS.keys())
def test_an_address_that_is_no_request_is_refused(open_server: RunningServer, query_string: str) -> None:
    answer = get_raw(open_server, query_string, "ann")

    assert (answer.status, answer.media, answer.codes) == (400, f"{GRAPHQL}; charset=utf-8", ["BAD_USER_INPUT"])
    assert "data" not in answer.json


REFUSED_BY_THE_GATE = {
    "a syntax error": ("{", "GRAPHQL_PARSE_FAILED"),
    "an empty text": ("", "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{ nope }", "GRAPHQL_VALIDATION_FAILED"),
    "two operations and no name": ("query A { __typename } query B { __typename }", "BAD_USER_INPUT"),
    "a NUL": ('{ node(id: "\\u0000") { id } }', "BAD_USER_INPUT"),
    "too many aliases": ("{" + " ".join(f"a{i}: __typename" for i in range(40)) + "}", "OPERATION_TOO_COMPLEX"),
    "too many words": ("{" + " __typename" * 700 + "}", "OPERATION_TOO_COMPLEX"),
}


@pytest.mark.parametrize(("query", "code"), REFUSED_BY_THE_GATE.values(), ids=REFUSED_BY_THE_GATE.keys())
def test_the_gate_is_the_same(open_server: RunningServer, query: str, code: str) -> None:
    by_get = get(open_server, "ann", query=query)
    by_post = open_server.ask(query, "ann", accept=GRAPHQL)

    assert (by_get.status, by_get.codes) == (by_post.status, by_post.codes)
    assert by_get.status == 400
    assert code in by_get.codes


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "multipart/mixed", "*/*;q=0"])
def test_a_type_we_have_not_is_not_acceptable(open_server: RunningServer, accept: str) -> None:
    assert get(open_server, accept=accept, query=TYPENAME).status == 406


def padded(length: int) -> str:
    """An address of so many bytes, from its path's slash on to its end, the question mark not counted."""
    return Q + "&x=" + "x" * (length - len("/graphql") - len(Q) - len("&x="))


def test_an_address_may_have_8_kib(open_server: RunningServer) -> None:
    assert DEFAULT_BODY_LIMITS.url_bytes == 8192
    assert get_raw(open_server, padded(8192)).status == 200


@pytest.mark.parametrize("length", [8193, 60_000])
def test_a_longer_one_is_too_long(open_server: RunningServer, length: int) -> None:
    answer = get_raw(open_server, padded(length))

    assert (answer.status, answer.codes) == (414, ["BAD_USER_INPUT"])


@pytest.mark.parametrize("headers", ["Content-Length: 2", "Transfer-Encoding: chunked"])
def test_a_get_has_no_body(open_server: RunningServer, headers: str) -> None:
    body = b"{}" if "Length" in headers else b"2\r\n{}\r\n0\r\n\r\n"
    answer = open_server.raw(f"GET /graphql?{Q} HTTP/1.1\r\nHost: moments\r\n{headers}\r\n\r\n".encode() + body)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"connection: close" in answer.lower()


def test_what_an_address_asks_is_not_logged(
    open_server: RunningServer, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    get(open_server, "ann", query="query Whispered { __typename }", variables={"secret": "hushed"})

    written: list[str] = []

    def is_logged() -> bool:
        written.extend(capsys.readouterr())
        return "/graphql" in caplog.text + "".join(written)

    until(is_logged)  # the line comes after the answer
    logged = caplog.text + "".join(written)
    assert "Whispered" not in logged
    assert "hushed" not in logged

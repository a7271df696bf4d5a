"""What is no GraphQL request is refused with its own status, in JSON, and nothing of it is run."""

import json
import socket
import time
from collections.abc import Iterator, Mapping

import pytest

from moments.edge.http.body import DEFAULT_BODY_LIMITS, BodyLimits
from tests.edge.http.http_client import GRAPHQL, JSON, TYPENAME, RunningServer, read_all, request
from tests.edge.http.stub_server import a_server

BODY = json.dumps({"query": TYPENAME}).encode()
KIB = 1024


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_post_is_allowed(server: RunningServer, method: str) -> None:
    answer = request(server.port, method, path="/graphql?query={__typename}")

    assert (answer.status, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/graphql",
        "application/jsonp",
        "text/application/json",
        "application/json, application/json",
        "application/json; charset=utf-16",
        "application/json; charset=latin1",
        "application/json; boundary=x",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ],
)
def test_another_content_type_is_refused(server: RunningServer, content_type: str) -> None:
    assert server.post(BODY, {"content-type": content_type}).status == 415


def test_no_content_type_is_refused(server: RunningServer) -> None:
    assert request(server.port, "POST", BODY).status == 415


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON", "application/json;charset=UTF-8", 'application/json; charset="utf-8"'],
)
def test_json_is_taken_however_it_is_spelt(server: RunningServer, content_type: str) -> None:
    assert server.post(BODY, {"content-type": content_type}).status == 200


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "identity, gzip", "x"])
def test_a_compressed_body_is_refused(server: RunningServer, encoding: str) -> None:
    answer = server.post(BODY, {"content-encoding": encoding})

    assert (answer.status, answer.headers["accept-encoding"]) == (415, "identity")


BAD_BODIES = {
    "nothing": b"",
    "no JSON": b"NONSENSE",
    "half": b'{"query": ',
    "a list": b'[{"query": "{ __typename }"}]',
    "an empty list": b"[]",
    "null": b"null",
    "a string": b'"{ __typename }"',
    "a number": b"7",
    "bad UTF-8": b'{"query": "\xff"}',
    "UTF-16": '{"query": "{ __typename }"}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + BODY,
    "NaN": b'{"query": "{ __typename }", "variables": {"a": NaN}}',
    "Infinity": b'{"query": "{ __typename }", "variables": {"a": -Infinity}}',
    "1e400": b'{"query": "{ __typename }", "variables": {"a": 1e400}}',
    "5,000 digits": b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 5000 + b"}}",
    "100,000 deep": b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 20_000 + b"}" * 20_000 + b"}",
    "100,000 open": b"[" * 100_000,
    "half a surrogate pair": b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
    "a comma too many": b'{"query": "{ __typename }",}',
    "two bodies": BODY + BODY,
    "no query": b'{"qeury": "{ __typename }"}',
    "null for the query": b'{"query": null}',
    "a number for the query": b'{"query": 1}',
    "an object for the query": b'{"query": {}}',
    "a list for the query": b'{"query": ["{ __typename }"]}',
    "text for variables": b'{"query": "{ __typename }", "variables": "{}"}',
    "a list for variables": b'{"query": "{ __typename }", "variables": []}',
    "false for variables": b'{"query": "{ __typename }", "variables": false}',
    "a number for operationName": b'{"query": "{ __typename }", "operationName": 1}',
    "a list for extensions": b'{"query": "{ __typename }", "extensions": []}',
    "text for extensions": b'{"query": "{ __typename }", "extensions": "x"}',
}


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_body_that_is_no_request_is_refused(server: RunningServer, body: bytes, accept: str) -> None:
    answer = server.post(body, {"accept": accept, **signed_in(server)})

    assert (answer.status, answer.media) == (400, f"{accept}; charset=utf-8")
    assert answer.codes == ["BAD_USER_INPUT"]
    assert "data" not in answer.json


def test_null_is_as_good_as_nothing_and_what_nobody_knows_is_let_be(server: RunningServer) -> None:
    answer = server.ask(TYPENAME, variables=None, operationName=None, extensions=None, id=7)

    assert answer.json["data"] == {"__typename": "Query"}


def test_of_a_key_given_twice_the_last_counts(server: RunningServer) -> None:
    answer = server.post(b'{"query": "{ nope }", "query": "{ __typename }"}')

    assert answer.json["data"] == {"__typename": "Query"}


# --- size and time, byte by byte ---


def head(**headers: str) -> bytes:
    given = {"Host": "moments", "Content-Type": JSON} | {name.replace("_", "-"): text for name, text in headers.items()}
    lines = [f"{name}: {text}" for name, text in given.items()]
    return "\r\n".join(["POST /graphql HTTP/1.1", *lines, "", ""]).encode()


def chunked(body: bytes, size: int = 16 * KIB) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def signed_in(server: RunningServer) -> dict[str, str]:
    return {"authorization": f"Bearer {server.token('ann')}"}


def padded(size: int) -> bytes:
    return BODY[:-1] + b" " * (size - len(BODY)) + b"}"


def test_256_kib_are_taken(server: RunningServer) -> None:
    assert server.post(padded(256 * KIB), signed_in(server)).status == 200


@pytest.mark.parametrize("size", [256 * KIB + 1, 1024 * KIB])
def test_more_is_refused_and_the_client_gets_to_see_why(server: RunningServer, size: int) -> None:
    answer = server.post(padded(size), signed_in(server))

    assert (answer.status, answer.headers["connection"]) == (413, "close")


def test_more_is_refused_when_it_comes_in_pieces(server: RunningServer) -> None:
    given = {**signed_in(server), "Transfer_Encoding": "chunked"}
    assert b" 200 " in server.raw(head(**given, Connection="close") + chunked(padded(200 * KIB)))
    assert b" 413 " in server.raw(head(**given) + chunked(padded(300 * KIB)))


def test_a_client_that_asks_first_is_told_before_it_sends(server: RunningServer) -> None:
    answer = server.raw(head(Content_Length=str(10**9), Expect="100-continue"))

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_an_endless_body_ends(server: RunningServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head(Content_Length=str(10**12)))
        sent = 0
        try:
            while sent < 100_000 * KIB:
                sent += connection.send(b" " * 64 * KIB)
        except OSError:
            pass
    assert sent < 20_000 * KIB


def test_a_length_that_lies_is_a_bad_request_or_a_stall(server: RunningServer) -> None:
    short = server.raw(head(Content_Length="5") + BODY, seconds=3)
    assert short.startswith(b"HTTP/1.1 400 ")
    assert b"__typename" not in short
    for length in ("-1", "x", "1e3", "18446744073709551617"):
        assert server.raw(head(Content_Length=length) + BODY, seconds=3).startswith(b"HTTP/1.1 400 ")
    both = server.raw(head(Content_Length="5", Transfer_Encoding="chunked") + chunked(BODY), seconds=3)
    assert both.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("headers", "begun"),
    [({"Content_Length": "100"}, b'{"query"'), ({"Transfer_Encoding": "chunked"}, b'8\r\n{"query"\r\n')],
)
def test_a_stalled_body_is_given_up(impatient: RunningServer, headers: Mapping[str, str], begun: bytes) -> None:
    began = time.monotonic()
    answer = impatient.raw(head(**headers) + begun)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in answer.lower()
    assert 0.3 < time.monotonic() - began < 3


def test_a_trickle_is_no_way_around_it(impatient: RunningServer) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=10) as connection:
        connection.sendall(head(Content_Length="100"))
        for _ in range(6):
            connection.sendall(b" ")
            time.sleep(0.1)
        assert read_all(connection).startswith(b"HTTP/1.1 408 ")


def test_who_hangs_up_in_the_middle_harms_nobody(server: RunningServer) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(head(Content_Length="100") + b"{")
    assert server.ask(TYPENAME).status == 200


@pytest.fixture(scope="module")
def impatient() -> Iterator[RunningServer]:
    """A server that waits half a second where the program waits ten."""
    with a_server(body_limits=BodyLimits(seconds=0.5)) as server:
        yield server


def test_the_program_waits_ten_seconds() -> None:
    assert BodyLimits(bytes=262_144, seconds=10) == DEFAULT_BODY_LIMITS

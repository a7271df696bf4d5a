"""GraphiQL's page and what it is given: in development, to our own page alone. (tests/browser looks at the page.)"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from moments.edge.explorer import DemoPerson, Explorer
from moments.infrastructure.settings import Mode, Settings
from moments.main import serve_app
from tests.api.api_client import PEOPLE
from tests.edge.http.http_client import JSON, Answer, RunningServer, request
from tests.edge.http.stub_server import a_server
from tests.edge.websocket.stub_server import serving

ANN = next(person.email for person in PEOPLE if person.id == "ann")
PATHS = ["/explore", "/explore/people", "/explore/files/explore.js", "/explore/token"]
PROVIDER: dict[str, Any] = {
    "oidc_issuer": "https://id.example.gov",
}
SECRET = SecretStr("8f2b7c1e9d3a4f60b5e8d7c2a1f09e64")
BUILT = {"index.html": "<!doctype html>", "explore.js": "//", "explore.css": "/**/", "json.worker.js": "//"}


async def nobody() -> Sequence[DemoPerson]:
    return []


def a_page(folder: Path) -> Explorer:
    return Explorer(folder, nobody, None, "http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("web") / "explorer"
    folder.mkdir()
    for name, text in BUILT.items():
        (folder / name).write_text(text)
    (folder.parent / "secret.txt").write_text("secret")
    with a_server(explorer=a_page(folder)) as server:
        yield server


# --- the page ---


def test_the_page_and_its_files_are_served_under_a_policy_that_lets_it_ask_nobody_else(built: RunningServer) -> None:
    media = {"": "text/html", "/files/explore.js": "text/javascript", "/files/explore.css": "text/css"}
    media["/files/json.worker.js"] = "text/javascript"
    for path, kind in media.items():
        answer = request(built.port, "GET", path=f"/explore{path}")

        assert (answer.status, answer.media) == (200, f"{kind}; charset=utf-8")
        policy = dict(each.strip().split(" ", 1) for each in answer.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
        assert policy["script-src"] == policy["connect-src"] == policy["worker-src"] == "'self'"
        assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-cache")


@pytest.mark.parametrize(
    "path", ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "//etc/passwd", "", ".", "x.js", "%00", "%ff"]
)
def test_no_other_file_is_served(built: RunningServer, path: str) -> None:
    answer = request(built.port, "GET", path=f"/explore/files/{path}")

    assert answer.status == 404
    assert b"secret" not in answer.body


def test_where_it_is_not_built_the_page_says_in_a_sentence_how_to_get_it(tmp_path: Path) -> None:
    with a_server(explorer=a_page(tmp_path / "nothing")) as server:
        answer = request(server.port, "GET", path="/explore")
        file = request(server.port, "GET", path="/explore/files/explore.js")

    assert (answer.status, answer.media) == (404, "text/html; charset=utf-8")
    assert b"<code>make explorer</code>" in answer.body
    assert file.status == 404


# --- where there is none ---


@pytest.mark.parametrize("path", PATHS)
def test_without_one_there_is_nothing(path: str) -> None:
    with a_server() as server:
        assert request(server.port, "GET", path=path).status == 404


@pytest.mark.parametrize("mode", list(Mode))
def test_production_has_none_and_a_server_with_a_provider_gives_no_tokens(
    sqlite_url: str, tmp_path: Path, mode: Mode
) -> None:
    settings = Settings(
        mode=mode,
        database_url=sqlite_url,
        data_directory=tmp_path,
        base_url="https://127.0.0.1",
        secret_key=SECRET,
        hold_emails=True,
        **PROVIDER,
    )
    with serving(serve_app(settings)) as running:
        token = become(running.port, ANN)
        people = request(running.port, "GET", path="/explore/people")
        page = request(running.port, "GET", path="/explore")

    assert token.status == 404
    if mode is Mode.PRODUCTION:
        assert people.status == page.status == 404
        assert page.body == b"Not Found"
    else:
        assert people.json == []


# --- tokens ---


def become(port: int, email: Any, **headers: str) -> Answer:
    """As our own page asks; a header that is given as "" is left out."""
    own = {"content-type": JSON, "origin": f"http://127.0.0.1:{port}", "sec-fetch-site": "same-origin"}
    given = own | {name.replace("_", "-"): text.format(port=port) for name, text in headers.items()}
    body = json.dumps({"email": email}).encode()
    return request(port, "POST", body, {name: text for name, text in given.items() if text}, "/explore/token")


@pytest.mark.parametrize("email", [ANN, f" {ANN.upper()} "])
def test_our_own_page_gets_a_token_that_signs_in(server: RunningServer, email: str) -> None:
    answer = become(server.port, email)

    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    signed_in = {"authorization": f"Bearer {answer.json['token']}"}
    asked = server.post(b'{"query": "{ viewer { person { name } } }"}', signed_in)
    assert asked.json["data"] == {"viewer": {"person": {"name": "Ann Doe"}}}


def test_where_the_server_has_a_name_its_page_may_use_that(tmp_path: Path) -> None:
    async def token_for(email: str) -> str:
        return f"for {email}"

    named = Explorer(tmp_path, nobody, token_for, "http://moments.example:8000")
    with a_server(explorer=named) as server:
        by_name = become(server.port, ANN, host="moments.example", origin="http://moments.example")

    assert by_name.json == {"token": f"for {ANN}"}


def test_a_browser_that_says_less_of_itself_gets_one_too(server: RunningServer) -> None:
    assert become(server.port, ANN, sec_fetch_site="").status == 200
    assert become(server.port, ANN, host="localhost:{port}", origin="http://localhost:{port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ""},
        {"origin": "null"},
        {"origin": "https://elsewhere.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://localhost:{port}"},
        {"origin": "https://["},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"origin": "http://rebound.example:{port}", "host": "rebound.example:{port}"},
        {"origin": "http://127.0.0.1.rebound.example:{port}", "host": "127.0.0.1.rebound.example:{port}"},
    ],
    ids=str,
)
def test_a_page_of_another_site_gets_none(server: RunningServer, headers: dict[str, str]) -> None:
    answer = become(server.port, ANN, **headers)

    assert (answer.status, answer.media) == (403, f"{JSON}; charset=utf-8")
    assert "token" not in answer.json


@pytest.mark.parametrize("email", ["director@oa.mo.gov", "nobody@oa.mo.example", "", "%", "%.example"])
def test_there_are_tokens_for_invented_people_alone(server: RunningServer, email: str) -> None:
    answer = become(server.port, email)

    assert (answer.status, answer.codes) == (404, ["NOT_FOUND"])


@pytest.mark.parametrize("email", [None, 1, [ANN], {"x": ANN}, True])
def test_what_is_no_address_is_a_bad_request(server: RunningServer, email: object) -> None:
    assert become(server.port, email).status == 400


BAD: dict[str, tuple[Callable[[int], Answer], int]] = {
    "a form": (lambda port: become(port, ANN, content_type="application/x-www-form-urlencoded"), 415),
    "plain text": (lambda port: become(port, ANN, content_type="text/plain"), 415),
    "too much": (lambda port: become(port, "x" * 5_000), 413),
    "a GET": (lambda port: request(port, "GET", path="/explore/token"), 405),
    "no JSON": (lambda port: _raw(port, b"NONSENSE"), 400),
    "a list": (lambda port: _raw(port, b"[]"), 400),
}


def _raw(port: int, body: bytes) -> Answer:
    return request(port, "POST", body, {"content-type": JSON, "origin": f"http://127.0.0.1:{port}"}, "/explore/token")


@pytest.mark.parametrize(("ask", "status"), BAD.values(), ids=BAD.keys())
def test_anything_but_a_post_of_json_is_refused(
    server: RunningServer, ask: Callable[[int], Answer], status: int
) -> None:
    assert ask(server.port).status == status


def test_whom_one_can_be_is_told_with_the_roles(server: RunningServer) -> None:
    answer = request(server.port, "GET", path="/explore/people")

    assert answer.json
    assert all(set(each) == {"role", "name", "email"} and each["email"].endswith(".example") for each in answer.json)

"""The site's pages and files, as a server gives them to browsers."""

import gzip
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from moments.edge.site.addresses import Addresses
from moments.infrastructure.settings import Mode, Settings
from moments.main import serve_app
from tests.edge.http.http_client import Answer, RunningServer, request
from tests.edge.http.stub_server import a_server
from tests.edge.site.a_site import ADDRESSES, BROTLI, PAGE, SCRIPT, a_site, build_into
from tests.edge.websocket.stub_server import serving

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
MAIN = "/assets/main-a1.js"
OTHERS = ["/auth/callback", "/auth/logout", "/exports/x.csv", "/imports", "/meetings/x.ics"]
OTHERS += ["/letters/unsubscribe?token=x", "/healthz", "/graphql"]
YEAR = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "site"
    build_into(folder)
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[RunningServer]:
    with a_server(site=a_site(folder)) as running:
        yield running


def get(server: RunningServer, path: str, accept: str = HTML, method: str = "GET", **headers: str) -> Answer:
    given = {"accept": accept, **{name.replace("_", "-"): text for name, text in headers.items()}}
    return request(server.port, method, None, {name: text for name, text in given.items() if text}, path)


def policy_of(answer: Answer) -> dict[str, str]:
    return dict(each.strip().split(" ", 1) for each in answer.headers["content-security-policy"].split(";"))


# --- pages ---


@pytest.mark.parametrize("path", ["/", "/queue", "/queue/", "/applications/QXBw?tab=2", "/office/letters/failed"])
@pytest.mark.parametrize("accept", [HTML, "*/*", ""])
def test_each_address_of_the_site_has_the_page(server: RunningServer, path: str, accept: str) -> None:
    answer = get(server, path, accept)

    assert (answer.status, answer.media) == (200, "text/html; charset=utf-8")
    assert answer.headers["cache-control"] == "no-cache"
    assert b'<base href="/">\n<meta name="release" content="1.2.3">' in answer.body
    assert answer.body.count(b"<base") == answer.body.count(b'name="release"') == 1
    assert b'Call <a href="tel:5735550100">573-555-0100</a>.' in answer.body, "the number of the settings"


@pytest.mark.parametrize(
    "path",
    [
        "/quue",
        "/applications",
        "/applications/%C3",
        "/applications/%C3/edit",
        "/applications/QXBw/more",
        "/office",
        "/index.html",
    ],
)
def test_an_address_that_is_none_is_not_found_and_the_page_says_so(server: RunningServer, path: str) -> None:
    answer = get(server, path)

    assert (answer.status, answer.media) == (404, "text/html; charset=utf-8")
    assert b'<div id="site">' in answer.body
    assert "etag" not in answer.headers


@pytest.mark.parametrize("accept", ["*/*", "application/json", "image/png,image/*", ""])
def test_who_seeks_no_page_gets_none_for_a_wrong_address(server: RunningServer, accept: str) -> None:
    answer = get(server, "/quue", accept)

    assert (answer.status, answer.body) == (404, b"Not Found")


@pytest.mark.parametrize(("path", "status"), [("/graphql", 405), ("/healthz", 200), ("/readyz", 200)])
def test_the_other_routes_are_no_pages(server: RunningServer, path: str, status: int) -> None:
    answer = get(server, path)

    assert answer.status == status
    assert b'<div id="site">' not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_sent_to_a_page(server: RunningServer, method: str) -> None:
    assert get(server, "/queue", method=method).status == 404


def test_without_a_table_of_addresses_each_has_the_page(tmp_path: Path) -> None:
    build_into(tmp_path / "site")
    (tmp_path / "site/addresses.json").unlink()
    with a_server(site=a_site(tmp_path / "site")) as server:
        assert [get(server, path).status for path in ("/", "/quue", "/a/b")] == [200, 200, 200]


def test_the_page_is_the_same_whoever_asks(server: RunningServer) -> None:
    unknown = get(server, "/queue")
    known = get(server, "/queue", cookie="__Host-moments=abc", authorization="Bearer abc")

    assert known.body == unknown.body
    assert "set-cookie" not in known.headers


def test_the_page_is_compressed_and_not_sent_again(server: RunningServer) -> None:
    whole = get(server, "/queue")
    packed = get(server, "/queue", accept_encoding="gzip, deflate, br")
    again = get(server, "/office/emails", accept_encoding="gzip", if_none_match=packed.headers["etag"])

    assert gzip.decompress(packed.body) == whole.body
    assert packed.headers["content-encoding"] == "gzip"
    assert whole.headers["etag"] != packed.headers["etag"]
    assert (again.status, again.body) == (304, b"")
    assert get(server, "/queue", if_none_match=packed.headers["etag"]).status == 200


def test_the_front_page_s_text_is_sent_to_whoever_is_not_signed_in_and_nowhere_else(server: RunningServer) -> None:
    front, known, queue = get(server, "/"), get(server, "/", cookie="moments=abc"), get(server, "/queue")

    assert b"Find a mentor" in front.body
    assert b"Find a mentor" not in known.body + queue.body
    assert front.headers["vary"] == known.headers["vary"] == "Cookie, Accept-Encoding"
    assert get(server, "/", cookie="moments=abc", if_none_match=front.headers["etag"]).status == 200


def test_the_head_of_a_page_and_of_a_file_can_be_asked_for(server: RunningServer) -> None:
    for path in ("/", MAIN, "/quue"):
        whole, head = get(server, path), get(server, path, method="HEAD")

        assert (head.status, head.body) == (whole.status, b"")
        assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_what_is_built_anew_is_served_without_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build_into(folder)
    with a_server(site=a_site(folder)) as server:
        assert get(server, MAIN).status == 200
        (folder / "assets/main-a1.js").rename(folder / "assets/main-c3.js")
        build_into_page = PAGE.replace("main-a1", "main-c3")
        (folder / "index.html").write_text(build_into_page)
        os.utime(folder / "index.html", ns=(1, 1))

        assert b"main-c3" in get(server, "/queue").body
        assert get(server, "/assets/main-c3.js").status == 200
        assert get(server, MAIN).status == 404


# --- files ---


def test_a_file_is_kept_for_good_and_comes_in_the_smallest_form_that_the_browser_takes(server: RunningServer) -> None:
    plain = get(server, MAIN, "*/*")
    packed = get(server, MAIN, "*/*", accept_encoding="gzip")
    smallest = get(server, MAIN, "*/*", accept_encoding="gzip, deflate, br, zstd")

    assert plain.body == gzip.decompress(packed.body) == SCRIPT
    assert smallest.body == BROTLI
    assert [each.headers.get("content-encoding") for each in (plain, packed, smallest)] == [None, "gzip", "br"]
    assert len({each.headers["etag"] for each in (plain, packed, smallest)}) == 3
    for each in (plain, packed, smallest):
        assert (each.status, each.media) == (200, "text/javascript; charset=utf-8")
        assert (each.headers["cache-control"], each.headers["vary"]) == (YEAR, "Accept-Encoding")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("BR", "br"),
        ("br;q=0.0, *;q=0.5", "gzip"),
        ("identity", None),
        ("gzip;q=x", None),
        ("deflate", None),
        (";,;", None),
    ],
)
def test_the_browser_s_word_on_encodings_counts(server: RunningServer, accepted: str, encoding: str | None) -> None:
    answer = get(server, MAIN, accept_encoding=accepted)

    assert (answer.status, answer.headers.get("content-encoding")) == (200, encoding)


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"x", {tag}', "*"])
def test_a_file_that_the_browser_has_is_not_sent_again(server: RunningServer, known: str) -> None:
    tag = get(server, MAIN).headers["etag"]
    answer = get(server, MAIN, if_none_match=known.format(tag=tag))

    assert (answer.status, answer.body) == (304, b"")
    assert (answer.headers["etag"], answer.headers["cache-control"]) == (tag, YEAR)


def test_a_file_whose_name_stays_is_asked_for_each_time(server: RunningServer) -> None:
    answer = get(server, "/favicon.svg", "image/*")

    assert (answer.status, answer.media, answer.headers["cache-control"]) == (200, "image/svg+xml", "no-cache")
    assert get(server, "/assets/site-b2.css").media == "text/css; charset=utf-8"


@pytest.mark.parametrize("path", ["main-a0.js", "", ".", "main-a1.js/", "main-a1.js.br", "main-a1.js.gz"])
def test_a_file_that_is_not_there_is_never_the_page(server: RunningServer, path: str) -> None:
    answer = get(server, f"/assets/{path}")

    assert (answer.status, answer.body, answer.headers["cache-control"]) == (404, b"Not Found", "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/..%2fsecret.txt",
        "/../secret.txt",
        "//etc/passwd",
        "/assets//etc/passwd",
        "/%00",
        "/assets/%ff",
        "/addresses.json",
        "/front.html",
    ],
)
def test_no_other_file_is_served(server: RunningServer, path: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"secret" not in answer.partition(b"\r\n\r\n")[2]
    assert b"root:" not in answer


# --- the policy ---


@pytest.mark.parametrize("path", ["/", MAIN, "/quue", "/favicon.svg"])
def test_a_page_may_load_and_ask_this_server_alone(server: RunningServer, path: str) -> None:
    answer = get(server, path)

    assert policy_of(answer) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self' ws://127.0.0.1:8000",
        "form-action": "'self'",
        "base-uri": "'self'",
        "frame-ancestors": "'none'",
    }
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers


def test_where_people_come_by_https_browsers_are_to_stay_with_it(folder: Path) -> None:
    with a_server(site=a_site(folder, "https://apps.mo.example")) as server:
        answer = get(server, "/")

    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert policy_of(answer)["connect-src"] == "'self' wss://apps.mo.example"


# --- under a path ---


@pytest.mark.parametrize("left_on", [True, False], ids=["path left on", "path taken off"])
def test_the_site_works_under_a_path(folder: Path, left_on: bool) -> None:
    path = "/programs/moments"
    before = path if left_on else ""
    with a_server(site=a_site(folder, "https://apps.mo.example", path)) as server:
        page, file, wrong = (get(server, f"{before}{each}") for each in ("/applications/x", MAIN, "/quue"))

    assert (page.status, file.status, wrong.status) == (200, 200, 404)
    assert b'<base href="/programs/moments/">' in page.body
    assert page.body.index(b"<base") < page.body.index(b"<script")
    assert b'src="./assets/' in page.body
    assert policy_of(page)["connect-src"] == "'self' wss://apps.mo.example"


def test_the_path_without_its_slash_leads_to_the_front_page(folder: Path) -> None:
    with a_server(site=a_site(folder, "https://apps.mo.example", "/moments")) as server:
        answer = get(server, "/moments")
        beside = get(server, "/momentsqueue")

    assert (answer.status, answer.headers["location"]) == (307, "https://apps.mo.example/moments/")
    assert beside.status == 404


# --- where it is not built ---


def test_where_it_is_not_built_a_page_says_in_a_sentence_how_to_get_it(tmp_path: Path) -> None:
    with a_server(site=a_site(tmp_path / "nothing")) as server:
        pages = [get(server, "/", "*/*"), get(server, "/queue")]
        others = [get(server, MAIN, "*/*"), get(server, "/queue", "application/json")]
        build_into(tmp_path / "nothing")
        built = get(server, "/")

    for page in pages:
        assert (page.status, page.media) == (404, "text/html; charset=utf-8")
        assert b"<code>make site</code>" in page.body
    assert [(each.status, each.body) for each in others] == [(404, b"Not Found")] * 2
    assert built.status == 200


# --- the whole server ---


@pytest.mark.parametrize("mode", list(Mode))
def test_every_route_of_the_server_goes_before_the_site(
    folder: Path, sqlite_url: str, tmp_path: Path, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moments.main.SITE", folder)
    where: dict[str, Any] = {"base_url": "https://apps.mo.example/moments", "oidc_issuer": "https://id.mo.example"}
    settings = Settings(
        mode=mode,
        database_url=sqlite_url,
        data_directory=tmp_path,
        secret_key=SecretStr("8f2b7c1e9d3a4f60b5e8d7c2a1f09e64"),
        hold_emails=True,
        hosts=("127.0.0.1",),
        **where,
    )
    with serving(serve_app(settings)) as running:
        server = RunningServer(running.port, None)  # type: ignore[arg-type]
        site = [get(server, path) for path in ("/", "/queue", "/moments/queue", "/letters/other", "/auth/other")]
        others = [get(server, path) for path in OTHERS]
        outbox, explorer = get(server, "/outbox"), get(server, "/explore")

    assert [each.status for each in site] == [200, 200, 200, 404, 404]
    assert all(b'<base href="/moments/">' in each.body for each in site)
    assert all(each.headers["moments-release"].encode() in each.body for each in site)
    assert not any(b"<base" in each.body for each in others)
    assert (b"<base" in outbox.body) == (b"<base" in explorer.body) == (mode is Mode.PRODUCTION)


# --- addresses ---


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("", True),
        ("/", True),
        ("/applications/a%2Fb", True),
        ("/applications//edit", False),
        ("/officers", False),
        ("/office/", False),
        ("/QUEUE", False),
        ("/queue.html", False),
        ("/queue\n", False),
    ],
)
def test_an_address_is_a_page_s_by_its_pattern(path: str, known: bool) -> None:
    assert (path in Addresses(ADDRESSES)) is known


def test_no_patterns_are_no_pages() -> None:
    assert "/" not in Addresses([])

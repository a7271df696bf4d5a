"""The small parts of a sign-in: where it leads, the cookie of logins under way, a browser's name."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from moments.infrastructure.authentication.browser.cookies import Cookies
from moments.infrastructure.authentication.browser.devices import device_of
from moments.infrastructure.authentication.browser.pending_logins import AT_MOST, LASTS, PendingLogins, begin_login
from moments.infrastructure.authentication.browser.site import Site

NOW = datetime(2026, 11, 2, 18, tzinfo=UTC)
SITE, BELOW = Site("https://moments.mo.example"), Site("https://apps.mo.example/moments")
PENDING = PendingLogins(b"a secret of at least 32 characters")

# --- where a sign-in leads -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/queue", "/applications/QXBw?tab=2#decision", "/a%20b", "/moments/queue"])
def test_a_path_of_ours_is_where_it_leads(path: str) -> None:
    assert SITE.address_of(SITE.own_path(path)) == f"https://moments.mo.example{path}"


ELSEWHERE = ("//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "/\t/evil.example")
UNPLAIN = ("/a\nb", "/ok\\..", "/../other", "/a/%2e%2E/b", "/./a", "/straße", "/a b", "/" + "a" * 2_000)


@pytest.mark.parametrize("path", [None, "", "queue", "javascript:alert(1)", *ELSEWHERE, *UNPLAIN])
def test_anything_else_leads_to_the_front_page(path: str | None) -> None:
    assert SITE.own_path(path) == "/"
    assert BELOW.own_path(path) == "/moments/"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/queue", "/moments/queue"),
        ("/moments/queue", "/moments/queue"),
        ("/moments", "/moments"),
        ("/moments?tab=2", "/moments?tab=2"),
        ("/momentsoftruth", "/moments/momentsoftruth"),
    ],
)
def test_under_a_path_it_stays_there(asked: str, leads_to: str) -> None:
    assert BELOW.address_of(BELOW.own_path(asked)) == f"https://apps.mo.example{leads_to}"


@given(st.text())
def test_whatever_is_asked_for_it_is_below_our_address(text: str) -> None:
    for asked in (text, f"/{text}"):
        assert BELOW.own_path(asked).startswith("/moments")


@pytest.mark.parametrize(
    ("base", "host", "other"),
    [
        ("http://127.0.0.1:8000", "localhost:8000", True),
        ("http://localhost:8000", "[::1]:8000", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000", "evil.example", False),
        ("https://moments.mo.example", "localhost", False),
        ("http://127.0.0.1:8000", "[", False),
    ],
)
def test_this_machine_s_other_names_are_known(base: str, host: str, other: bool) -> None:
    request = Request({"type": "http", "headers": [(b"host", host.encode())]})
    assert Site(base).other_name(request) == other


# --- cookies -------------------------------------------------------------------------------------------------


def test_cookies_are_bound_to_the_host_where_there_is_tls() -> None:
    response = Response()
    Cookies(secure=True).put(response, Cookies(secure=True).session, "value")
    assert response.headers["set-cookie"] == "__Host-moments=value; HttpOnly; Path=/; SameSite=lax; Secure"


def test_without_tls_a_cookie_promises_none() -> None:
    response, cookies = Response(), Cookies(secure=False)
    cookies.put(response, cookies.session, "value", 60)
    assert response.headers["set-cookie"] == "moments=value; HttpOnly; Max-Age=60; Path=/; SameSite=lax"


def test_logins_under_way_are_read_by_us_and_for_a_while() -> None:
    logins = [begin_login("/queue", NOW), begin_login("/hours", NOW + timedelta(minutes=1))]
    text = PENDING.seal(logins)
    assert all(login.verifier not in text for login in logins)
    assert PENDING.open(text, NOW) == logins
    assert PENDING.open(text, NOW + LASTS) == logins[1:]
    assert PendingLogins(b"another secret of 32 characters!").open(text, NOW) == []


@given(st.text(max_size=100))
def test_what_is_not_ours_is_no_login(text: str) -> None:
    assert PENDING.open(text, NOW) == []


def test_a_changed_cookie_is_not_ours() -> None:
    text = PENDING.seal([begin_login("/", NOW)])
    assert PENDING.open(text[:-8] + "AAAAAAA=", NOW) == []
    assert PENDING.open(text[:8], NOW) == []


@pytest.mark.parametrize("path", ["/", "/" + "a" * 1_900])
def test_a_cookie_holds_the_last_logins_and_is_no_longer_than_browsers_take(path: str) -> None:
    logins = [begin_login(path, NOW) for _ in range(9)]
    text = PENDING.seal(logins)
    kept = PENDING.open(text, NOW)
    assert len(text) < 4_000
    assert kept == logins[-len(kept) :]
    assert len(kept) == (AT_MOST if path == "/" else 1)


# --- browsers ------------------------------------------------------------------------------------------------

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome on Windows"),
        (f"{CHROME} Edg/150.0.0.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile", "Chrome on Android"),
        ("curl/8.5.0", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_has_a_short_name(user_agent: str, name: str) -> None:
    assert device_of(user_agent) == name

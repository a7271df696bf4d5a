"""Signing in and out with a browser, at a provider that does as it is told."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.responses import JSONResponse, Response

from tests.api.api_client import ApiClient, a_world
from tests.api.stub_provider import CLIENT, EVENT, ISSUER, StubProvider

SITE = "https://moments.test"
SESSION, PENDING = "__Host-moments", "__Host-moments-logins"
OWN = {"origin": SITE, "sec-fetch-site": "same-origin"}


@dataclass
class Site:
    """`browser`: keeps cookies as one does."""

    world: ApiClient
    provider: StubProvider
    browser: httpx.AsyncClient
    another: httpx.AsyncClient

    async def begin(self, path: str | None = "/queue", browser: httpx.AsyncClient | None = None) -> str:
        """Where the provider's page is."""
        answer = await (browser or self.browser).get("/auth/login", params={"next": path} if path else {})
        assert answer.status_code == 303
        return answer.headers["location"]

    async def come_back(self, address: str, **answer: str | None) -> httpx.Response:
        return await self.browser.get(self.provider.authorize(address, **answer))

    async def sign_in(self, path: str | None = "/queue") -> httpx.Response:
        return await self.come_back(await self.begin(path))

    async def whose(self) -> str:
        """The first name; `nobody` without a session or with one that has ended."""
        query = {"query": "{ viewer { person { firstName } } }"}
        answer = (await self.browser.post("/graphql", json=query, headers=OWN)).json()
        if "errors" in answer:
            assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
            return "nobody"
        if answer["data"]["viewer"] is None:
            return "nobody"
        return str(answer["data"]["viewer"]["person"]["firstName"])

    async def log_out(self, **headers: str) -> httpx.Response:
        return await self.browser.post("/auth/logout", headers={**OWN, **headers})

    async def provider_says(self, token: str) -> int:
        return (await self.another.post("/auth/backchannel-logout", data={"logout_token": token})).status_code


@asynccontextmanager
async def a_site(database_url: str, folder: Path, base_url: str = SITE, **settings: Any) -> AsyncIterator[Site]:
    provider = StubProvider()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("moments.main._http_client", lambda *_: provider.client())
        world_of = a_world(database_url, folder, base_url=base_url, oidc_issuer=ISSUER, **settings)
        async with world_of as world, _browser(world) as one, _browser(world) as other:
            yield Site(world, provider, one, other)


def _browser(world: ApiClient) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    transport = world.client._transport
    return httpx.AsyncClient(
        transport=transport, base_url=SITE, headers={"user-agent": "Mozilla/5.0 Firefox/150 Linux"}
    )


@pytest.fixture
async def site(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    async with a_site(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
async def each_site(database_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    async with a_site(database_url, tmp_path) as made:
        yield made


def title(answer: httpx.Response) -> str:
    """Of a page that says what to do; it runs nothing and asks nobody."""
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in answer.text
    assert f'href="{SITE}/auth/login?next=' in answer.text
    return answer.text.split("<h1>")[1].split("</h1>")[0]


# --- the way in ----------------------------------------------------------------------------------------------


async def test_somebody_signs_in_and_comes_to_where_they_wanted(each_site: Site) -> None:
    site = each_site
    assert await site.whose() == "nobody"
    address = await site.begin("/applications/QXBw?tab=2")
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{ISSUER}/authorize?")
    assert asked["client_id"] == [CLIENT]
    assert asked["scope"] == ["openid email"]
    assert asked["redirect_uri"] == [f"{SITE}/auth/callback"]

    answer = await site.come_back(address)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{SITE}/applications/QXBw?tab=2")
    (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{SESSION}=")]
    assert cookie.partition("; ")[2] == "HttpOnly; Path=/; SameSite=lax; Secure"
    assert answer.headers["cache-control"] == "no-store"
    assert await site.whose() == "Ann"
    assert PENDING not in site.browser.cookies
    (session,) = (await site.world.dump())["browser_sessions"]
    assert site.browser.cookies[SESSION] not in str(session)
    assert "Firefox on Linux" in session


async def test_no_token_and_no_secret_of_the_login_is_in_the_browser(site: Site) -> None:
    address = await site.begin()
    kept = site.browser.cookies[PENDING]
    answer = await site.come_back(address)
    (asked,) = site.provider.asked
    assert asked["code_verifier"] not in address + kept
    assert "eyJ" not in str(answer.headers) + answer.text
    assert asked == {**asked, "client_id": CLIENT, "grant_type": "authorization_code"}
    assert "client_secret" not in asked


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", None])
async def test_nobody_is_led_to_another_site(site: Site, path: str | None) -> None:
    assert (await site.sign_in(path)).headers["location"] == f"{SITE}/"


async def test_a_callback_in_another_browser_is_refused(site: Site) -> None:
    callback = site.provider.authorize(await site.begin())
    answer = await site.another.get(callback)
    assert (answer.status_code, title(answer)) == (400, "This sign-in can't go on")
    assert SESSION not in site.another.cookies
    assert site.provider.asked == []


async def test_a_callback_of_somebody_else_s_login_is_refused(site: Site) -> None:
    """An attacker's code in a victim's browser, who has a login of their own under way."""
    await site.begin()
    attackers = site.provider.authorize(await site.begin(browser=site.another))
    assert title(await site.browser.get(attackers)) == "This sign-in can't go on"
    assert SESSION not in site.browser.cookies


async def test_a_callback_is_good_once(site: Site) -> None:
    callback = site.provider.authorize(await site.begin())
    assert (await site.browser.get(callback)).status_code == 303
    assert title(await site.browser.get(callback)) == "This sign-in can't go on"


async def test_a_login_is_good_for_ten_minutes(site: Site) -> None:
    callback = site.provider.authorize(await site.begin())
    site.world.clock.pass_(minutes=10)
    assert title(await site.browser.get(callback)) == "This sign-in can't go on"


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x&state=x&code=x", "?state=%00&code=x"])
async def test_a_callback_out_of_nowhere_is_refused(site: Site, query: str) -> None:
    await site.begin()
    assert title(await site.browser.get(f"/auth/callback{query}")) == "This sign-in can't go on"


async def test_several_windows_sign_in_side_by_side(site: Site) -> None:
    first, second = await site.begin("/queue"), await site.begin("/hours")
    assert (await site.come_back(first)).headers["location"] == f"{SITE}/queue"
    assert (await site.come_back(second)).headers["location"] == f"{SITE}/hours"
    assert len((await site.world.dump())["browser_sessions"]) == 1  # the second is in place of the first


async def test_whoever_signs_in_anew_ends_the_session_that_the_browser_had(site: Site) -> None:
    await site.sign_in()
    former = site.browser.cookies[SESSION]
    site.provider.email = "abe@oa.mo.example"
    await site.sign_in()
    assert await site.whose() == "Abe"
    site.browser.cookies.clear()
    site.browser.cookies.set(SESSION, former)
    assert await site.whose() == "nobody"


# --- what the provider says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1_700_000_000},
        {"iat": 1_700_000_000},
        {"sub": ""},
        {"events": {EVENT: {}}},
    ],
)
async def test_an_id_token_that_is_not_for_this_login_is_refused(site: Site, claims: dict[str, Any]) -> None:
    site.provider.claims = claims
    answer = await site.sign_in()
    assert (answer.status_code, title(answer)) == (400, "The sign-in did not work")
    assert await site.whose() == "nobody"


@pytest.mark.parametrize("claims", [{"aud": [CLIENT, "another"], "azp": CLIENT}, {"azp": CLIENT}, {"aud": [CLIENT]}])
async def test_an_id_token_for_us_among_others_is_taken(site: Site, claims: dict[str, Any]) -> None:
    site.provider.claims = claims
    await site.sign_in()
    assert await site.whose() == "Ann"


@pytest.mark.parametrize("typ", ["at+jwt", "logout+jwt"])
async def test_a_token_of_another_kind_is_no_id_token(site: Site, typ: str) -> None:
    site.provider.typ = typ
    assert title(await site.sign_in()) == "The sign-in did not work"


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"error": "invalid_grant"}, 400),
        JSONResponse({"error": "invalid_client"}, 401),
        JSONResponse({"access_token": "opaque"}),
        JSONResponse(["id_token"]),
        Response("<html>"),
        Response(b"[" * 100_000),
    ],
)
async def test_an_odd_answer_of_the_token_endpoint_is_no_sign_in(site: Site, answer: Response) -> None:
    site.provider.answer = answer
    assert title(await site.sign_in()) == "The sign-in did not work"


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        ("access_denied", 403, "You are not signed in"),
        ("temporarily_unavailable", 503, "Signing in doesn't work right now"),
        ("server_error", 503, "Signing in doesn't work right now"),
        ("invalid_scope", 400, "The sign-in did not work"),
        ("<script>", 400, "The sign-in did not work"),
    ],
)
async def test_the_provider_s_refusal_is_a_page_that_says_what_to_do(
    site: Site, error: str, status: int, heading: str
) -> None:
    answer = await site.come_back(await site.begin("/hours"), code=None, error=error)
    assert (answer.status_code, title(answer)) == (status, heading)
    assert f'href="{SITE}/auth/login?next=/hours"' in answer.text


async def test_another_provider_s_answer_is_refused(site: Site) -> None:
    """RFC 9207: it says whose it is, always where the provider's document promises that."""
    address = await site.begin()
    assert title(await site.come_back(address, iss="https://evil.example")) == "The sign-in did not work"
    assert (await site.come_back(await site.begin(), iss=ISSUER)).status_code == 303


async def test_a_provider_that_names_itself_is_held_to_it(site: Site) -> None:
    site.provider.document = {"authorization_response_iss_parameter_supported": True}
    assert title(await site.sign_in()) == "The sign-in did not work"
    assert (await site.come_back(await site.begin(), iss=ISSUER)).status_code == 303


@pytest.mark.rule("DIR-5")
async def test_who_is_nobody_here_is_told_so(site: Site) -> None:
    site.provider.email = "somebody@else.example"
    answer = await site.sign_in()
    assert (answer.status_code, title(answer)) == (403, "We can't find you in the State's records")
    assert "If you're new, it can take a few days" in answer.text
    assert SESSION not in site.browser.cookies


async def test_a_provider_that_is_down_is_tried_again_later(site: Site) -> None:
    site.provider.down = True
    answer = await site.browser.get("/auth/login?next=/queue")
    assert (answer.status_code, title(answer)) == (503, "Signing in doesn't work right now")
    assert int(answer.headers["retry-after"]) >= 1
    site.provider.down = False
    address = await site.begin()
    site.provider.down = True
    answer = await site.come_back(address)
    assert (answer.status_code, title(answer)) == (503, "Signing in doesn't work right now")


@pytest.mark.parametrize("missing", ["authorization_endpoint", "token_endpoint"])
async def test_a_provider_that_signs_nobody_in_is_as_good_as_down(site: Site, missing: str) -> None:
    site.provider.document = {missing: None}
    answer = await site.browser.get("/auth/login")
    if answer.status_code == 303:
        answer = await site.come_back(answer.headers["location"])
    assert title(answer) == "Signing in doesn't work right now"


@pytest.mark.parametrize(
    ("methods", "by"), [(None, "header"), (["client_secret_post"], None), (["client_secret_basic"], "header")]
)
async def test_a_client_with_a_secret_shows_it(
    sqlite_url: str, tmp_path: Path, methods: list[str] | None, by: str | None
) -> None:
    async with a_site(sqlite_url, tmp_path, oidc_client_secret="s3cret:/") as site:
        site.provider.document = {"token_endpoint_auth_methods_supported": methods}
        await site.sign_in()
        (asked,) = site.provider.asked
        assert asked.get("by") == by
        assert asked["client_secret"] == ("s3cret%3A%2F" if by else "s3cret:/")  # RFC 6749, 2.3.1
        assert await site.whose() == "Ann"


# --- the way out ---------------------------------------------------------------------------------------------


async def test_signing_out_ends_the_session_and_leads_to_the_provider(each_site: Site) -> None:
    site = each_site
    await site.sign_in()
    cookie = site.browser.cookies[SESSION]
    answer = await site.log_out()
    goes_to = urlsplit(answer.json()["location"])
    assert f"{goes_to.scheme}://{goes_to.netloc}{goes_to.path}" == f"{ISSUER}/logout"
    assert parse_qs(goes_to.query) == {"client_id": [CLIENT], "post_logout_redirect_uri": [f"{SITE}/"]}
    assert SESSION not in site.browser.cookies
    site.browser.cookies.set(SESSION, cookie)
    assert await site.whose() == "nobody"


async def test_signing_out_twice_or_where_the_provider_has_no_page_leads_to_the_front_page(site: Site) -> None:
    assert (await site.log_out()).json() == {"location": f"{SITE}/"}
    site.provider.document = {"end_session_endpoint": None}
    await site.sign_in()
    assert (await site.log_out()).json() == {"location": f"{SITE}/"}
    assert await site.whose() == "nobody"


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": ""}, {"sec-fetch-site": "cross-site"}]
)
async def test_no_other_page_signs_somebody_out(site: Site, headers: dict[str, str]) -> None:
    await site.sign_in()
    answer = await site.log_out(**headers)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, "FOREIGN_PAGE")
    assert await site.whose() == "Ann"
    assert (await site.browser.get("/auth/logout")).status_code == 405


async def test_the_provider_signs_somebody_out_behind_the_browser_s_back(each_site: Site) -> None:
    site = each_site
    await site.sign_in()
    assert await site.provider_says(site.provider.logout_token(sid="another")) == 200
    assert await site.whose() == "Ann"
    token = site.provider.logout_token()
    assert await site.provider_says(token) == 200
    assert await site.whose() == "nobody"

    await site.sign_in()
    assert await site.provider_says(token) == 400  # it was used before
    assert await site.whose() == "Ann"
    assert await site.provider_says(site.provider.logout_token(sub=None, typ="JWT")) == 200
    assert await site.whose() == "nobody"
    await site.sign_in()
    assert await site.provider_says(site.provider.logout_token(sid=None)) == 200
    assert await site.whose() == "nobody"


@pytest.mark.parametrize(
    "changed",
    [
        {"events": None},
        {"events": {}},
        {"events": {EVENT: None}},
        {"events": [EVENT]},
        {"jti": None},
        {"jti": 7},
        {"sub": None, "sid": None},
        {"sid": 7},
        {"nonce": "n"},
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1_700_000_000},
        {"iat": 1_700_000_000},
        {"typ": "at+jwt"},
    ],
)
async def test_what_is_no_logout_token_signs_nobody_out(site: Site, changed: dict[str, Any]) -> None:
    await site.sign_in()
    token = site.provider.logout_token(**changed)
    assert await site.provider_says(token) == 400
    assert await site.whose() == "Ann"


@pytest.mark.parametrize("body", ["", "logout_token=", "logout_token=a&logout_token=b", "x" * 100_000])
async def test_what_is_no_form_of_one_is_refused(site: Site, body: str) -> None:
    answer = await site.another.post("/auth/backchannel-logout", content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_while_the_provider_is_down_its_logout_is_not_judged(site: Site) -> None:
    site.provider.down = True
    assert await site.provider_says(site.provider.logout_token()) == 503


# --- under a path --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seen_as", ["/programs/moments", ""])
async def test_under_a_path_all_of_it_is_below(sqlite_url: str, tmp_path: Path, seen_as: str) -> None:
    """`seen_as`: what the proxy leaves of the path."""
    base = f"{SITE}/programs/moments"
    async with a_site(sqlite_url, tmp_path, base_url=base) as site:
        begun = await site.browser.get(f"{seen_as}/auth/login?next=/queue")
        callback = site.provider.authorize(begun.headers["location"])
        assert callback.startswith(f"{base}/auth/callback?")
        back = await site.browser.get(callback.replace("/programs/moments", seen_as))
        assert back.headers["location"] == f"{base}/queue"
        assert await site.whose() == "Ann"
        answer = await site.browser.post(f"{seen_as}/auth/logout", headers=OWN)
        assert parse_qs(urlsplit(answer.json()["location"]).query)["post_logout_redirect_uri"] == [f"{base}/"]


async def test_by_another_name_of_this_machine_one_is_led_to_the_first(sqlite_url: str, tmp_path: Path) -> None:
    """Else the cookie of the login would be of one name, and the callback of another."""
    async with a_site(sqlite_url, tmp_path, base_url="http://127.0.0.1:8000") as site:
        answer = await site.browser.get("http://localhost:8000/auth/login?next=/queue")
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            "http://127.0.0.1:8000/auth/login?next=/queue",
        )

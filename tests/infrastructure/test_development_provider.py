"""The development issuer answers as any provider does, to the one client that it has."""

import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import httpx
import pytest

from moments.infrastructure.authentication import TokenKind
from moments.infrastructure.settings import Mode, Settings
from moments.main import Container, serve_app
from tests.api.api_client import ApiClient, a_world

BASE = "http://127.0.0.1:8000"
AT = f"{BASE}/development/identity"
CALLBACK = f"{BASE}/auth/callback"
VERIFIER = secrets.token_urlsafe(48)
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "response_type": "code",
    "client_id": "moments",
    "redirect_uri": CALLBACK,
    "scope": "openid email",
    "state": "s & t",
    "nonce": "n0nce",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
ANN = "ann@oa.mo.example"


@dataclass
class Flow:
    world: ApiClient

    async def page(self, **changed: str | None) -> httpx.Response:
        asked = {name: value for name, value in (ASKED | changed).items() if value is not None}
        return await self.world.client.get(f"{AT}/authorize", params=asked)

    async def chosen(self, email: str = ANN, **changed: str | None) -> httpx.Response:
        """As the page sends it."""
        asked = {name: value for name, value in (ASKED | changed).items() if value is not None}
        return await self.world.client.post(f"{AT}/authorize", data={**asked, "email": email})

    async def code(self, email: str = ANN, **changed: str | None) -> str:
        return answered(await self.chosen(email, **changed))["code"]

    async def token(self, code: str, headers: dict[str, str] | None = None, **changed: str | None) -> httpx.Response:
        usual: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "client_id": "moments",
            "redirect_uri": CALLBACK,
            "code": code,
            "code_verifier": VERIFIER,
        }
        form = {name: value for name, value in (usual | changed).items() if value is not None}
        return await self.world.client.post(f"{AT}/token", data=form, headers=headers)


@pytest.fixture
async def flow(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Flow]:
    async with a_world(sqlite_url, tmp_path) as world:
        yield Flow(world)


def answered(answer: httpx.Response) -> dict[str, str]:
    """What the browser is led back with."""
    assert answer.status_code == 303
    parts = urlsplit(answer.headers["location"])
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == CALLBACK
    return dict(parse_qsl(parts.query))


async def test_its_document_leads_to_all_that_there_is(flow: Flow) -> None:
    answer = await flow.world.client.get(f"{AT}/.well-known/openid-configuration")

    found = answer.json()
    assert found["issuer"] == AT == flow.world.settings.issuer
    for name in ("jwks_uri", "authorization_endpoint", "token_endpoint", "end_session_endpoint"):
        assert found[name].startswith(f"{AT}/")
    assert (await flow.world.client.get(found["jwks_uri"])).json() == flow.world.issuer.jwks()


async def test_the_page_asks_as_whom_to_sign_in_and_lets_nothing_else_in(flow: Flow) -> None:
    answer = await flow.page(state='"><script>alert(1)</script>', login_hint="a@b.gov")

    assert answer.status_code == 200
    text = answer.text
    assert "<script>" not in text
    assert '<label for="email">' in text
    assert 'value="a@b.gov"' in text
    assert unescape(re.findall(r'name="state" value="([^"]*)"', text)[0]) == '"><script>alert(1)</script>'
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert f"form-action 'self' {BASE};" in policy
    assert answer.headers["cache-control"] == "no-store"


async def test_a_choice_leads_back_with_a_code_for_tokens_that_the_server_takes(flow: Flow) -> None:
    led = answered(await flow.chosen())
    assert (led["state"], led["iss"]) == ("s & t", AT)

    answer = await flow.token(led["code"])

    assert answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert (tokens["token_type"], tokens["scope"]) == ("Bearer", "openid email")
    verifier = flow.world.container.verifier()
    id_token = await verifier.verify(tokens["id_token"], kinds={TokenKind.ID}, audience=["moments"])
    assert (id_token.claims["nonce"], id_token.identity.email) == ("n0nce", ANN)
    assert id_token.claims["sid"]
    assert id_token.identity.subject == "development:ann", "which stays when the email changes"
    access_token = await verifier.verify(tokens["access_token"], kinds={TokenKind.ACCESS}, audience=["moments"])
    assert access_token.identity.subject == id_token.identity.subject


async def test_each_login_is_a_session_of_its_own(flow: Flow) -> None:
    verifier = flow.world.container.verifier()
    tokens = [(await flow.token(await flow.code())).json()["id_token"] for _ in range(2)]

    sids = {(await verifier.verify(each, kinds={TokenKind.ID}, audience=["moments"])).claims["sid"] for each in tokens}
    assert len(sids) == 2


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "email"}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
async def test_what_is_asked_wrongly_is_said_to_the_client(
    flow: Flow, changed: dict[str, str | None], error: str
) -> None:
    for answer in (await flow.page(**changed), await flow.chosen(ANN, **changed)):
        led = answered(answer)
        assert (led["error"], led["state"]) == (error, "s & t")
        assert "code" not in led


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": f"{CALLBACK}/"},
        {"redirect_uri": f"{CALLBACK}?a=b"},
        {"redirect_uri": "https://elsewhere.example/auth/callback"},
        {"redirect_uri": None},
        {"client_id": "other"},
        {"client_id": None},
    ],
)
async def test_another_client_or_way_back_leads_nowhere(flow: Flow, changed: dict[str, str | None]) -> None:
    for answer in (await flow.page(**changed), await flow.chosen(ANN, **changed)):
        assert answer.status_code == 400
        assert "location" not in answer.headers


async def test_a_parameter_that_is_given_twice_is_not_given(flow: Flow) -> None:
    query = "&".join(f"{name}={quote(value)}" for name, value in ASKED.items())

    answer = await flow.world.client.get(f"{AT}/authorize?{query}&redirect_uri=https://elsewhere.example")

    assert answer.status_code == 400


async def test_a_server_that_is_asked_by_another_name_gives_no_codes(flow: Flow) -> None:
    answer = await flow.world.client.post(
        f"{AT}/authorize", data=ASKED | {"email": ANN}, headers={"host": "rebound.example"}
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"code_verifier": "x" * 64}, 400, "invalid_grant"),
        ({"code_verifier": CHALLENGE}, 400, "invalid_grant"),
        ({"code_verifier": None}, 400, "invalid_grant"),
        ({"redirect_uri": f"{CALLBACK}/"}, 400, "invalid_grant"),
        ({"code": "made-up"}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"client_id": "other"}, 401, "invalid_client"),
        ({"client_secret": "guessed"}, 401, "invalid_client"),
        ({"pad": "x" * 20_000}, 401, "invalid_client"),
    ],
)
async def test_a_code_serves_whoever_began_and_nobody_else(
    flow: Flow, changed: dict[str, str | None], status: int, error: str
) -> None:
    given: dict[str, str | None] = {"code": await flow.code(), **changed}
    answer = await flow.token(**given)  # type: ignore[arg-type]

    assert (answer.status_code, answer.json()["error"]) == (status, error)


async def test_a_code_serves_once(flow: Flow) -> None:
    code = await flow.code()

    assert [(await flow.token(code)).status_code for _ in range(2)] == [200, 400]


async def test_a_wrong_try_uses_the_code_up(flow: Flow) -> None:
    code = await flow.code()

    assert (await flow.token(code, code_verifier="wrong")).status_code == 400
    assert (await flow.token(code)).status_code == 400


async def test_a_code_serves_for_a_minute(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    from moments.infrastructure.authentication import development_codes

    code = await flow.code()
    codes = flow.world.container.development_provider()._codes
    now = codes._now()
    monkeypatch.setattr(codes, "_now", lambda: now + 2 * development_codes.LIFETIME)

    assert (await flow.token(code)).status_code == 400


@pytest.mark.parametrize("secret", ["s3cret & more", None])
async def test_the_client_s_secret_is_asked_for_where_there_is_one(
    sqlite_url: str, tmp_path: Path, secret: str | None
) -> None:
    async with a_world(sqlite_url, tmp_path, oidc_client_secret="s3cret & more") as world:
        flow = Flow(world)
        basic = httpx.BasicAuth("moments", quote("s3cret & more"))
        request = next(basic.auth_flow(httpx.Request("POST", AT)))

        in_body = await flow.token(await flow.code(), client_secret=secret)
        in_header = await flow.token(
            await flow.code(), client_id=None, headers={"authorization": request.headers["authorization"]}
        )

    assert (in_body.status_code, in_header.status_code) == (200 if secret else 401, 200)


async def test_after_the_end_of_the_session_it_leads_back_to_the_front_page_alone(flow: Flow) -> None:
    back = {"post_logout_redirect_uri": f"{BASE}/", "state": "bye"}
    answer = await flow.world.client.get(f"{AT}/end-session", params=back)
    assert answer.headers["location"] == f"{BASE}/?state=bye"

    for elsewhere in ({}, {"post_logout_redirect_uri": "https://elsewhere.example/"}):
        answer = await flow.world.client.get(f"{AT}/end-session", params=elsewhere)
        assert (answer.status_code, "location" in answer.headers) == (200, False)
        assert "signed out" in answer.text


async def test_somebody_whom_nobody_knows_is_refused_by_the_server_alone(flow: Flow) -> None:
    tokens = (await flow.token(await flow.code("nobody@elsewhere.example"))).json()

    answer = await flow.world.client.post(
        "/graphql",
        json={"query": "{ viewer { person { name } } }"},
        headers={"authorization": f"Bearer {tokens['access_token']}"},
    )

    assert (
        answer.json()["errors"][0]["message"]
        == "No current team member in the directory has this email. Ask the program office if that is wrong."
    )


async def test_an_id_token_opens_nothing_at_the_graph(flow: Flow) -> None:
    tokens = (await flow.token(await flow.code())).json()

    answer = await flow.world.client.post(
        "/graphql",
        json={"query": "{ viewer { person { name } } }"},
        headers={"authorization": f"Bearer {tokens['id_token']}"},
    )

    assert answer.json()["errors"][0]["message"] == "The token is not valid: it is a token for another purpose."


async def test_production_has_none_of_it(tmp_path: Path) -> None:
    settings = Settings(
        mode=Mode.PRODUCTION,
        base_url="https://moments.example.gov",
        oidc_issuer="https://login.example.gov",
        hold_emails=True,
        secret_key="8f2b7c1e9d3a4f60b5e8d7c2a1f09e64",  # type: ignore[arg-type]
        data_directory=tmp_path,
    )
    app = serve_app(settings, Container(settings=settings))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.base_url) as client:
        for path in ("/.well-known/openid-configuration", "/authorize", "/jwks"):
            assert (await client.get(f"/development/identity{path}")).status_code == 404


async def test_a_server_at_another_port_takes_the_command_line_s_tokens(tmp_path: Path) -> None:
    served = Settings(data_directory=tmp_path).served_at("http://127.0.0.1:9123")

    assert (served.base_url, served.issuer) == ("http://127.0.0.1:9123", AT)
    given = Settings(data_directory=tmp_path, base_url="http://127.0.0.1:7000").served_at("http://127.0.0.1:9123")
    assert (given.base_url, given.issuer) == ("http://127.0.0.1:7000", "http://127.0.0.1:7000/development/identity")

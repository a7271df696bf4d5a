"""Identity: a token is taken only if the issuer's key signed it, for us, and lately."""

import base64
import hashlib
import hmac
import json
import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from moments.infrastructure.authentication import (
    Claims,
    DevelopmentIssuer,
    HttpJwks,
    IdentityUnavailable,
    SigningKeys,
    TokenExpired,
    TokenInvalid,
    TokenVerifier,
)
from moments.infrastructure.authentication.jwks import JwksUnavailable, accepted_keys
from moments.infrastructure.settings import Mode

AUDIENCE = "moments"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ISSUER = DevelopmentIssuer(KEY, audience=AUDIENCE)
KID = ISSUER.jwks()["keys"][0]["kid"]


class FakeProvider:
    """A key set that can be changed, and an outage that can be switched on."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document, self.down, self.asked = document, False, 0

    async def fetch(self) -> Mapping[str, Any]:
        self.asked += 1
        if self.down:
            raise JwksUnavailable("ConnectError")
        return self.document


class FakeClock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def provider() -> FakeProvider:
    return FakeProvider(ISSUER.jwks())


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def keys(provider: FakeProvider, clock: FakeClock) -> SigningKeys:
    return SigningKeys(provider, clock=clock)


@pytest.fixture
def verifier(keys: SigningKeys) -> TokenVerifier:
    return TokenVerifier(keys, issuer=ISSUER.issuer, audience=AUDIENCE)


def claims(**changed: Any) -> dict[str, Any]:
    """What the issuer signs; a claim changed to None is left out."""
    now = datetime.now(UTC)
    usual = {
        "iss": ISSUER.issuer,
        "aud": AUDIENCE,
        "sub": "00u1",
        "email": "Ann.Lee@oa.mo.gov",
        "exp": now + timedelta(hours=1),
    }
    return {name: value for name, value in (usual | changed).items() if value is not None}


def signed(*, key: Any = KEY, headers: dict[str, Any] | None = None, **changed: Any) -> str:
    return jwt.encode(claims(**changed), key, algorithm="RS256", headers={"kid": KID} if headers is None else headers)


def forged(header: Mapping[str, Any], secret: bytes | None) -> str:
    """By hand, since no library signs with a public key."""

    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    body = claims() | {"exp": 4_102_444_800}
    text = f"{part(json.dumps(header).encode())}.{part(json.dumps(body).encode())}"
    return f"{text}.{part(hmac.digest(secret, text.encode(), hashlib.sha256)) if secret else ''}"


async def refusal(verifier: TokenVerifier, token: str) -> str:
    with pytest.raises(TokenInvalid) as refused:
        await verifier.verify(token)
    assert not any(part and part in str(refused.value) for part in token.split(".") if len(part) > 3)
    return refused.value.reason


async def test_a_good_token_says_who_and_until_when(verifier: TokenVerifier) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)

    assert await verifier.verify(signed(exp=until)) == Claims("00u1", "ann.lee@oa.mo.gov", until)


async def test_the_development_issuer_s_token_passes_the_same_verifier(verifier: TokenVerifier) -> None:
    found = await verifier.verify(ISSUER.token_for("Ann@oa.mo.gov", timedelta(minutes=5)))

    assert found.email == "ann@oa.mo.gov"
    assert found.subject == "development:ann@oa.mo.gov"
    assert timedelta(minutes=4) < found.expires_at - datetime.now(UTC) <= timedelta(minutes=5)


async def test_an_expired_token_is_told_apart(verifier: TokenVerifier) -> None:
    with pytest.raises(TokenExpired):
        await verifier.verify(signed(exp=datetime.now(UTC) - timedelta(minutes=2)))


async def test_clocks_may_differ_a_little_but_the_expiry_is_the_token_s(verifier: TokenVerifier) -> None:
    just_past = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=5)

    assert (await verifier.verify(signed(exp=just_past))).expires_at == just_past


@pytest.mark.parametrize("alg", ["none", "None", "NONE"])
async def test_an_unsigned_token_is_refused(verifier: TokenVerifier, alg: str) -> None:
    assert await refusal(verifier, forged({"alg": alg, "kid": KID}, None)) == "it is not signed with RS256"


async def test_the_public_key_used_as_a_shared_secret_is_refused(verifier: TokenVerifier) -> None:
    pem = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    for alg in ("HS256", "RS256"):
        reason = await refusal(verifier, forged({"alg": alg, "kid": KID}, pem))
        assert reason in ("it is not signed with RS256", "its signature does not fit the issuer's key")


async def test_another_algorithm_of_the_same_key_is_refused(verifier: TokenVerifier) -> None:
    token = jwt.encode(claims(), KEY, algorithm="PS256", headers={"kid": KID})

    assert await refusal(verifier, token) == "it is not signed with RS256"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"key": OTHER_KEY}, "its signature does not fit the issuer's key"),
        ({"iss": "https://elsewhere.example"}, "another issuer made it"),
        ({"aud": "payroll"}, "it is meant for another service"),
        ({"exp": None}, "it lacks one of the claims exp, iss, aud and sub"),
        ({"iss": None}, "it lacks one of the claims exp, iss, aud and sub"),
        ({"aud": None}, "it lacks one of the claims exp, iss, aud and sub"),
        ({"sub": None}, "it lacks one of the claims exp, iss, aud and sub"),
        ({"sub": ""}, "its subject is empty"),
        ({"sub": 7}, "its subject is not text"),
        ({"email": None}, "it has no e-mail address in the claim email"),
        ({"email": ["a@b.gov"]}, "it has no e-mail address in the claim email"),
        ({"email_verified": False}, "the issuer has not verified its e-mail address"),
        ({"nbf": datetime.now(UTC) + timedelta(days=1)}, "it is not valid yet; compare the clocks"),
        ({"exp": "soon"}, "it cannot be read"),
        ({"headers": {}}, "it does not name its key"),
        ({"headers": {"kid": "unheard-of"}}, "the issuer has no key of that id"),
    ],
)
async def test_a_token_with_one_thing_wrong_is_refused_for_that(
    verifier: TokenVerifier, changed: dict[str, Any], reason: str
) -> None:
    assert await refusal(verifier, signed(**changed)) == reason


@pytest.mark.parametrize(
    "token",
    [
        "",
        "abc",
        "a.b.c",
        "....",
        "\ud800.x.y",
        base64.urlsafe_b64encode(b"[" * 9000).decode() + ".e30.x",
        base64.urlsafe_b64encode(b'{"alg":"RS256","kid":7}').decode() + ".e30.x",
    ],
)
async def test_rubbish_is_refused(verifier: TokenVerifier, token: str) -> None:
    assert await refusal(verifier, token) == "it is not a signed JSON Web Token"


async def test_a_token_of_unreasonable_length_is_not_looked_at(verifier: TokenVerifier) -> None:
    assert await refusal(verifier, signed(pad="x" * 20_000)) == "it is too long"


async def test_another_claim_can_hold_the_address(keys: SigningKeys) -> None:
    verifier = TokenVerifier(keys, issuer=ISSUER.issuer, audience=AUDIENCE, email_claim="upn")

    assert (await verifier.verify(signed(email=None, upn="a@oa.mo.gov"))).email == "a@oa.mo.gov"


async def test_keys_are_fetched_once_for_many_tokens(verifier: TokenVerifier, provider: FakeProvider) -> None:
    for _ in range(3):
        await verifier.verify(signed())

    assert provider.asked == 1


async def test_a_new_key_is_found_when_a_token_names_it(
    keys: SigningKeys, provider: FakeProvider, clock: FakeClock
) -> None:
    await keys.find(KID)
    renewed = DevelopmentIssuer(OTHER_KEY, audience=AUDIENCE).jwks()
    provider.document = renewed
    clock.now += 31

    assert await keys.find(renewed["keys"][0]["kid"]) is not None
    assert await keys.find(KID) is None, "a key the provider has withdrawn serves no longer"


async def test_unknown_key_ids_cannot_make_us_flood_the_provider(
    keys: SigningKeys, provider: FakeProvider, clock: FakeClock
) -> None:
    for attempt in range(100):
        assert await keys.find(f"made-up-{attempt}") is None
    assert provider.asked == 1

    clock.now += 31
    assert await keys.find("made-up") is None
    assert provider.asked == 2


async def test_the_last_good_keys_serve_while_the_provider_is_down(
    keys: SigningKeys, provider: FakeProvider, clock: FakeClock
) -> None:
    await keys.find(KID)
    provider.down = True

    clock.now += 100_000
    assert await keys.find(KID) is not None
    assert await keys.find(KID) is not None
    assert provider.asked == 2, "and it is not asked again at once"


async def test_a_provider_that_publishes_nothing_usable_is_as_good_as_down(
    keys: SigningKeys, provider: FakeProvider, clock: FakeClock
) -> None:
    await keys.find(KID)
    provider.document = {"keys": []}
    clock.now += 100_000

    assert await keys.find(KID) is not None


async def test_without_any_keys_it_is_the_system_s_fault_until_the_provider_is_back(
    verifier: TokenVerifier, provider: FakeProvider, clock: FakeClock
) -> None:
    provider.down = True
    for _ in range(2):
        with pytest.raises(IdentityUnavailable):
            await verifier.verify(signed())
    assert provider.asked == 1

    provider.down = False
    clock.now += 31
    assert (await verifier.verify(signed())).subject == "00u1"


def test_only_rsa_signing_keys_of_sufficient_length_are_accepted() -> None:
    (good,) = ISSUER.jwks()["keys"]
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # the least cryptography makes
    weak = DevelopmentIssuer(short, audience=AUDIENCE).jwks()["keys"][0]
    others: list[Any] = [
        good | {"kid": "for encryption", "use": "enc"},
        good | {"kid": "another algorithm", "alg": "RS512"},
        good | {"kid": "broken", "n": "!"},
        {"kty": "oct", "kid": "secret", "k": "c2VjcmV0"},
        {name: value for name, value in good.items() if name != "kid"},
        weak,
        "text",
    ]

    assert list(accepted_keys({"keys": [*others, good]})) == [KID]
    for document in ({"keys": others}, {"keys": None}, {}):
        with pytest.raises(JwksUnavailable):
            accepted_keys(document)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(503),
        httpx.Response(302, headers={"Location": "https://elsewhere.example"}),
        httpx.Response(200, content=b"<html>"),
        httpx.Response(200, content=b"[]"),
        httpx.Response(200, content=b" " * 300_000),
    ],
)
async def test_an_answer_that_is_no_key_set_counts_as_an_outage(answer: httpx.Response) -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: answer)) as client:
        with pytest.raises(JwksUnavailable):
            await HttpJwks("https://login.example.gov/keys", client).fetch()


async def test_a_connection_that_fails_counts_as_an_outage() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("slow", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(refuse)) as client:
        with pytest.raises(JwksUnavailable, match="ConnectTimeout"):
            await HttpJwks("https://login.example.gov/keys", client).fetch()


async def test_a_provider_s_keys_come_over_http() -> None:
    answer = httpx.Response(200, json=ISSUER.jwks())
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: answer)) as client:
        keys = SigningKeys(HttpJwks("https://login.example.gov/keys", client))
        verifier = TokenVerifier(keys, issuer=ISSUER.issuer, audience=AUDIENCE)

        assert (await verifier.verify(signed())).subject == "00u1"


def opened(directory: Path) -> DevelopmentIssuer:
    return DevelopmentIssuer.open(directory, mode=Mode.DEVELOPMENT, audience=AUDIENCE)


def test_the_development_key_is_kept_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    directory = tmp_path / "var"

    first, again = opened(directory), opened(directory)

    assert first.jwks() == again.jwks()
    (file,) = directory.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_its_document_holds_nothing_private() -> None:
    assert set(ISSUER.jwks()["keys"][0]) == {"kty", "n", "e", "kid", "use", "alg"}


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        documents = [issuer.jwks() for issuer in pool.map(opened, [tmp_path] * 4)]

    assert all(document == documents[0] for document in documents)


def test_a_key_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    opened(tmp_path)
    (file,) = tmp_path.iterdir()
    file.chmod(0o644)

    opened(tmp_path)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_broken_key_file_is_said_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "development-issuer.pem").write_text("not a key")

    with pytest.raises(RuntimeError, match="remove it, and a new one is made"):
        opened(tmp_path)


def test_production_refuses_the_development_issuer(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="refused in production"):
        DevelopmentIssuer.open(tmp_path, mode=Mode.PRODUCTION, audience=AUDIENCE)
    assert not list(tmp_path.iterdir())

"""Identity: a token is taken only if the issuer's key signed it, for us, and lately."""

import asyncio
import base64
import hashlib
import hmac
import json
import stat
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from moments.domain.identity.sign_in import ProviderIdentity
from moments.domain.shared.ids import PersonId
from moments.infrastructure.authentication import (
    ClaimNames,
    DevelopmentIssuer,
    IdentityUnavailable,
    Provider,
    SigningKeys,
    TokenExpired,
    TokenInvalid,
    TokenKind,
    TokenVerifier,
    VerifiedToken,
)
from moments.infrastructure.authentication.jwks import Keys, ProviderUnavailable, accepted_keys
from moments.infrastructure.settings import Mode, Settings

AUDIENCE = "moments"
ADDRESS = "https://login.example.gov"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE_KEY = ec.generate_private_key(ec.SECP256R1())
ISSUER = DevelopmentIssuer(KEY, issuer=ADDRESS, audience=AUDIENCE)
RENEWED = DevelopmentIssuer(OTHER_KEY, issuer=ADDRESS, audience=AUDIENCE).jwks()
KID = ISSUER.jwks()["keys"][0]["kid"]
NEW_KID = RENEWED["keys"][0]["kid"]
LACKS_ONE = "it lacks one of the claims that it needs, such as exp, iat, iss, aud and sub"
UNSAFE = "it is not signed in a way that we accept"


class FakeProvider:
    """A key set that can be changed, and an outage that can be switched on."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document, self.down, self.asked = document, False, 0

    async def fetch(self) -> Keys:
        self.asked += 1
        await asyncio.sleep(0)
        if self.down:
            raise ProviderUnavailable("ConnectError")
        return accepted_keys(self.document)


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
    return TokenVerifier(keys, issuer=ISSUER.issuer)


def published(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    """Its public half in a key set, for any algorithm that fits."""
    if isinstance(key, rsa.RSAPrivateKey):
        jwk = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    else:
        jwk = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return jwk | {"kid": "k", "use": "sig"}


def claims(**changed: Any) -> dict[str, Any]:
    """What the issuer signs; a claim changed to None is left out."""
    now = datetime.now(UTC)
    usual = {
        "iss": ISSUER.issuer,
        "aud": AUDIENCE,
        "sub": "00u1",
        "email": "Ann.Lee@oa.mo.gov",
        "iat": now,
        "exp": now + timedelta(hours=1),
    }
    return {name: value for name, value in (usual | changed).items() if value is not None}


def signed(*, key: Any = KEY, headers: dict[str, Any] | None = None, **changed: Any) -> str:
    return jwt.encode(
        claims(**changed), key, algorithm="RS256", headers={"kid": KID, "typ": "at+jwt"} if headers is None else headers
    )


def forged(header: Mapping[str, Any], secret: bytes | None) -> str:
    """By hand, since no library signs with a public key."""

    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    body = claims() | {"iat": 1_700_000_000, "exp": 4_102_444_800}
    text = f"{part(json.dumps(header).encode())}.{part(json.dumps(body).encode())}"
    return f"{text}.{part(hmac.digest(secret, text.encode(), hashlib.sha256)) if secret else ''}"


async def verified(
    verifier: TokenVerifier, token: str, *kinds: TokenKind, audience: Sequence[str] = ()
) -> VerifiedToken:
    """As an access token for us, unless the test says otherwise."""
    return await verifier.verify(token, kinds=kinds or [TokenKind.ACCESS], audience=audience or [AUDIENCE])


async def refusal(verifier: TokenVerifier, token: str, *kinds: TokenKind) -> str:
    with pytest.raises(TokenInvalid) as refused:
        await verified(verifier, token, *kinds)
    assert not any(part and part in str(refused.value) for part in token.split(".") if len(part) > 3)
    return refused.value.reason


async def test_a_good_token_says_who_and_until_when(verifier: TokenVerifier) -> None:
    issued = datetime.now(UTC).replace(microsecond=0)

    found = await verified(verifier, signed(iat=issued, exp=issued + timedelta(hours=1)))

    assert found.identity == ProviderIdentity(ADDRESS, "00u1", issued, "ann.lee@oa.mo.gov")
    assert found.expires_at == issued + timedelta(hours=1)


async def test_the_development_issuer_s_token_passes_the_same_verifier(verifier: TokenVerifier) -> None:
    found = await verified(verifier, ISSUER.token_for("Ann@oa.mo.gov", timedelta(minutes=5)))

    assert found.identity.email == "ann@oa.mo.gov"
    assert found.identity.subject == "development:ann@oa.mo.gov"
    assert timedelta(minutes=4) < found.expires_at - datetime.now(UTC) <= timedelta(minutes=5)


async def test_the_development_issuer_s_subject_stays_when_the_e_mail_changes(verifier: TokenVerifier) -> None:
    tokens = [ISSUER.token_for(email, person=PersonId("p1")) for email in ("ann@oa.mo.gov", "ann.lee@oa.mo.gov")]

    assert {(await verified(verifier, token)).identity.subject for token in tokens} == {"development:p1"}


async def test_an_expired_token_is_told_apart(verifier: TokenVerifier) -> None:
    with pytest.raises(TokenExpired):
        await verified(verifier, signed(exp=datetime.now(UTC) - timedelta(minutes=2)))


async def test_clocks_may_differ_a_little_but_the_expiry_is_the_token_s(verifier: TokenVerifier) -> None:
    just_past = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=5)

    assert (await verified(verifier, signed(exp=just_past))).expires_at == just_past


@pytest.mark.parametrize("alg", ["none", "None", "NONE"])
async def test_an_unsigned_token_is_refused(verifier: TokenVerifier, alg: str) -> None:
    assert await refusal(verifier, forged({"alg": alg, "kid": KID}, None)) == UNSAFE


async def test_the_public_key_used_as_a_shared_secret_is_refused(verifier: TokenVerifier) -> None:
    pem = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    for alg in ("HS256", "RS256"):
        reason = await refusal(verifier, forged({"alg": alg, "kid": KID}, pem))
        assert reason in (UNSAFE, "its signature does not fit the issuer's key")


async def test_an_algorithm_that_the_key_is_not_for_is_refused(verifier: TokenVerifier) -> None:
    token = jwt.encode(claims(), KEY, algorithm="PS256", headers={"kid": KID, "typ": "at+jwt"})

    assert await refusal(verifier, token) == "it is not signed as its key is for"


async def test_a_header_that_we_would_have_to_understand_is_refused(verifier: TokenVerifier) -> None:
    token = forged({"alg": "RS256", "kid": KID, "crit": ["exp"]}, b"any")

    assert await refusal(verifier, token) == "it is not a signed JSON Web Token"


@pytest.mark.parametrize(("key", "algorithm"), [(KEY, "PS256"), (KEY, "RS512"), (CURVE_KEY, "ES256")])
async def test_other_safe_algorithms_serve_with_their_keys(
    verifier: TokenVerifier, provider: FakeProvider, key: Any, algorithm: str
) -> None:
    provider.document = {"keys": [published(key)]}

    token = jwt.encode(claims(), key, algorithm=algorithm, headers={"kid": "k", "typ": "at+jwt"})

    assert (await verified(verifier, token)).identity.subject == "00u1"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"key": OTHER_KEY}, "its signature does not fit the issuer's key"),
        ({"iss": "https://elsewhere.example"}, "another issuer made it"),
        ({"aud": "payroll"}, "it is meant for another service"),
        ({"exp": None}, LACKS_ONE),
        ({"iss": None}, LACKS_ONE),
        ({"aud": None}, LACKS_ONE),
        ({"sub": None}, LACKS_ONE),
        ({"iat": None}, LACKS_ONE),
        ({"iat": "today"}, "it does not say when it was issued"),
        ({"iat": datetime.now(UTC) + timedelta(hours=1)}, "it is not valid yet; compare the clocks"),
        ({"sub": ""}, "its subject is empty, too long, or no readable text"),
        ({"sub": "x" * 256}, "its subject is empty, too long, or no readable text"),
        ({"sub": "a\0b"}, "its subject is empty, too long, or no readable text"),
        ({"sub": 7}, "its subject is not text"),
        ({"nbf": datetime.now(UTC) + timedelta(days=1)}, "it is not valid yet; compare the clocks"),
        ({"exp": "soon"}, "it cannot be read"),
        ({"headers": {}}, "it does not name its key"),
        ({"headers": {"kid": "unheard-of", "typ": "at+jwt"}}, "the issuer has no key of that id"),
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


async def test_other_claims_can_hold_the_address_and_the_employee_id(keys: SigningKeys) -> None:
    verifier = TokenVerifier(keys, issuer=ADDRESS, claim_names=ClaimNames("upn", "number"))

    found = (await verified(verifier, signed(upn="a@oa.mo.gov", number=4711))).identity

    assert (found.email, found.employee_id) == ("a@oa.mo.gov", "4711")


@pytest.mark.parametrize(
    ("changed", "email", "is_verified"),
    [
        ({"email": None}, None, True),
        ({"email": ["a@b.gov"]}, None, True),
        ({"email_verified": False}, "ann.lee@oa.mo.gov", False),
        ({"email_verified": "true"}, "ann.lee@oa.mo.gov", True),
    ],
)
async def test_a_token_may_say_no_e_mail_or_one_that_nobody_verified(
    verifier: TokenVerifier, changed: dict[str, Any], email: str | None, is_verified: bool
) -> None:
    found = (await verified(verifier, signed(**changed))).identity

    assert (found.email, found.email_verified) == (email, is_verified)


# --- which tokens are taken where ---

LOGOUT = {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}
KINDS = [
    ({"headers": {"kid": KID, "typ": "at+jwt"}}, TokenKind.ACCESS),
    ({"headers": {"kid": KID, "typ": "application/AT+JWT"}}, TokenKind.ACCESS),
    ({"headers": {"kid": KID}}, TokenKind.JWT),
    ({"headers": {"kid": KID, "typ": "jwt"}}, TokenKind.JWT),
    ({"headers": {"kid": KID}, "nonce": "n"}, TokenKind.ID),
    ({"headers": {"kid": KID}, "at_hash": "h"}, TokenKind.ID),
    ({"headers": {"kid": KID}, "typ": "ID"}, TokenKind.ID),
    ({"headers": {"kid": KID, "typ": "logout+jwt"}}, TokenKind.LOGOUT),
    ({"headers": {"kid": KID, "typ": "JWT"}, **LOGOUT}, TokenKind.LOGOUT),
    ({"headers": {"kid": KID, "typ": "at+jwt"}, **LOGOUT}, TokenKind.LOGOUT),
    ({"headers": {"kid": KID, "typ": "dpop+jwt"}}, None),
]


async def test_a_logout_token_says_whose_session_has_ended(verifier: TokenVerifier) -> None:
    given = {"headers": {"kid": KID, "typ": "logout+jwt"}, **LOGOUT, "jti": "1", "sid": "s1"}

    found = await verifier.verify_logout(signed(**given), audience=[AUDIENCE])
    assert (found.issuer, found.id, found.subject, found.sid) == (ADDRESS, "1", "00u1", "s1")
    by_session = await verifier.verify_logout(signed(**given, sub=None), audience=[AUDIENCE])
    assert (by_session.subject, by_session.sid) == (None, "s1")


@pytest.mark.parametrize(
    "changed",
    [{"jti": None}, {"jti": 1}, {"sub": None, "sid": None}, {"nonce": "n"}, {"events": None, "headers": {"kid": KID}}],
)
async def test_a_logout_token_with_one_thing_wrong_is_refused(verifier: TokenVerifier, changed: dict[str, Any]) -> None:
    given = {"headers": {"kid": KID, "typ": "logout+jwt"}, **LOGOUT, "jti": "1", "sid": "s1"}

    with pytest.raises(TokenInvalid):
        await verifier.verify_logout(signed(**given | changed), audience=[AUDIENCE])


@pytest.mark.parametrize(("given", "kind"), KINDS)
@pytest.mark.parametrize("wanted", TokenKind)
async def test_a_token_serves_for_its_own_purpose_and_no_other(
    verifier: TokenVerifier, given: dict[str, Any], kind: TokenKind | None, wanted: TokenKind
) -> None:
    if wanted is kind:
        assert (await verified(verifier, signed(**given), wanted)).identity.subject == "00u1"
    else:
        assert await refusal(verifier, signed(**given), wanted) == "it is a token for another purpose"


async def test_one_of_several_audiences_is_enough(verifier: TokenVerifier) -> None:
    for aud in ("payroll", ["other", "payroll"]):
        await verified(verifier, signed(aud=aud), audience=["moments", "payroll"])


async def test_a_token_that_was_issued_long_ago_has_expired_whatever_it_says(verifier: TokenVerifier) -> None:
    issued = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=23)
    far = issued + timedelta(days=400)

    found = await verified(verifier, signed(iat=issued, exp=far))
    assert found.expires_at == issued + timedelta(hours=24)
    with pytest.raises(TokenExpired):
        await verified(verifier, signed(iat=issued - timedelta(hours=2), exp=far))


# --- keys ---


async def test_keys_are_fetched_once_for_many_tokens(verifier: TokenVerifier, provider: FakeProvider) -> None:
    for _ in range(3):
        await verified(verifier, signed())

    assert provider.asked == 1


async def test_a_new_key_is_found_when_a_token_names_it(keys: SigningKeys, provider: FakeProvider) -> None:
    await keys.find(KID)
    provider.document = RENEWED

    assert await keys.find(NEW_KID) is not None
    assert await keys.find(KID) is None, "a key the provider has withdrawn serves no longer"


async def test_unknown_key_ids_cannot_make_us_flood_the_provider(
    keys: SigningKeys, provider: FakeProvider, clock: FakeClock
) -> None:
    for attempt in range(5):
        assert await keys.find(f"made-up-{attempt}") is None
    for attempt in range(100):
        with pytest.raises(IdentityUnavailable) as refused:
            await keys.find(f"made-up-later-{attempt}")
        assert refused.value.retry_after == 5
    assert provider.asked == 5

    clock.now += 5
    assert await keys.find("made-up") is None
    assert provider.asked == 6


async def test_an_id_that_the_provider_does_not_have_costs_one_look(keys: SigningKeys, provider: FakeProvider) -> None:
    for _ in range(100):
        assert await keys.find("made-up") is None
    assert provider.asked == 1


async def test_many_ids_at_once_share_two_looks(provider: FakeProvider) -> None:
    keys = SigningKeys(provider)

    found = await asyncio.gather(*(keys.find(kid) for kid in [KID, *(f"made-up-{n}" for n in range(500))]))

    assert [each is not None for each in found] == [True, *[False] * 500]
    assert provider.asked <= 2


async def test_made_up_ids_lock_no_new_key_out(keys: SigningKeys, provider: FakeProvider, clock: FakeClock) -> None:
    """Somebody sends a hundred made-up ids a second, and the provider begins to sign with a new key meanwhile."""
    await keys.find(KID)
    begun, waited = clock.now, []
    for second in range(60):
        for number in range(100):
            with suppress(IdentityUnavailable):
                await keys.find(f"made-up-{second}-{number}")
        if second == 30:
            provider.document = RENEWED
        if second >= 30:
            try:
                assert await keys.find(NEW_KID) is not None, "a real token was called a false one"
            except IdentityUnavailable:
                waited.append(second)
        clock.now += 1

    assert len(waited) <= 5, "it was to come again for a few seconds, until the next look"
    assert provider.asked <= 6 + (clock.now - begun) / 5


async def test_a_key_id_that_was_looked_for_too_early_is_found_later(
    keys: SigningKeys, provider: FakeProvider, clock: FakeClock
) -> None:
    assert await keys.find(NEW_KID) is None
    provider.document = RENEWED
    clock.now += 10

    assert await keys.find(NEW_KID) is not None


async def test_an_unknown_key_id_is_no_verdict_while_the_provider_is_down(
    keys: SigningKeys, provider: FakeProvider
) -> None:
    await keys.find(KID)
    provider.down = True

    with pytest.raises(IdentityUnavailable):
        await keys.find(NEW_KID)


async def test_the_last_good_keys_serve_while_the_provider_is_down(
    keys: SigningKeys, provider: FakeProvider, clock: FakeClock
) -> None:
    await keys.find(KID)
    provider.down = True

    clock.now += 100_000
    for _ in range(100):
        assert await keys.find(KID) is not None
    assert provider.asked == 6, "and it is not asked again all the time"


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
    for _ in range(20):
        with pytest.raises(IdentityUnavailable):
            await verified(verifier, signed())
    assert provider.asked == 5

    provider.down = False
    clock.now += 5
    assert (await verified(verifier, signed())).identity.subject == "00u1"


def test_only_signing_keys_of_sufficient_length_are_accepted() -> None:
    (good,) = ISSUER.jwks()["keys"]
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # the least cryptography makes
    weak = DevelopmentIssuer(short, issuer=ADDRESS, audience=AUDIENCE).jwks()["keys"][0]
    others: list[Any] = [
        good | {"kid": "for encryption", "use": "enc"},
        good | {"kid": "no algorithm for it", "alg": "ES256"},
        good | {"kid": "a shared secret's algorithm", "alg": "HS256"},
        good | {"kid": "broken", "n": "!"},
        {"kty": "oct", "kid": "secret", "k": "c2VjcmV0"},
        {name: value for name, value in good.items() if name != "kid"},
        weak,
        "text",
    ]

    assert list(accepted_keys({"keys": [*others, good]})) == [KID]
    for document in ({"keys": others}, {"keys": None}, {}):
        with pytest.raises(ProviderUnavailable):
            accepted_keys(document)


# --- discovery ---

DOCUMENT: dict[str, Any] = {
    "issuer": ADDRESS,
    "jwks_uri": f"{ADDRESS}/keys",
    "token_endpoint": f"{ADDRESS}/token",
    "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
}


def a_provider(document: Any = DOCUMENT, keys: httpx.Response | None = None, **more: Any) -> Provider:
    """Over HTTP, as it answers."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/.well-known/openid-configuration":
            return document if isinstance(document, httpx.Response) else httpx.Response(200, json=document)
        assert request.url == DOCUMENT["jwks_uri"]
        return keys or httpx.Response(200, json=ISSUER.jwks())

    return Provider(ADDRESS, httpx.AsyncClient(transport=httpx.MockTransport(answer)), **more)


async def test_the_issuer_alone_leads_to_keys_algorithms_and_endpoints() -> None:
    provider = a_provider()

    metadata = await provider.metadata()

    assert (metadata.algorithms, metadata.token_endpoint) == ({"RS256"}, f"{ADDRESS}/token")
    verifier = TokenVerifier(SigningKeys(provider), issuer=ADDRESS)
    assert (await verified(verifier, signed())).identity.subject == "00u1"


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": f"{ADDRESS}/"},
        {"jwks_uri": None},
        {"jwks_uri": "http://login.example.gov/keys"},
        {"id_token_signing_alg_values_supported": ["HS256", "none"]},
    ],
)
async def test_a_document_that_cannot_be_trusted_counts_as_an_outage(changed: dict[str, Any]) -> None:
    with pytest.raises(IdentityUnavailable):
        await a_provider(DOCUMENT | changed).metadata()


BAD_ANSWERS = [
    httpx.Response(503),
    httpx.Response(302, headers={"Location": "https://elsewhere.example"}),
    httpx.Response(200, content=b"<html>"),
    httpx.Response(200, content=b"[]"),
    httpx.Response(200, content=b" " * 300_000),
]


@pytest.mark.parametrize("answer", BAD_ANSWERS)
async def test_an_answer_that_is_no_key_set_counts_as_an_outage(answer: httpx.Response) -> None:
    with pytest.raises(ProviderUnavailable):
        await a_provider(keys=answer).fetch()
    with pytest.raises(ProviderUnavailable):
        await a_provider(answer).fetch()


async def test_a_connection_that_fails_counts_as_an_outage() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("slow", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(refuse)) as client:
        with pytest.raises(ProviderUnavailable, match="ConnectTimeout"):
            await Provider(ADDRESS, client).fetch()


def opened(directory: Path) -> DevelopmentIssuer:
    return DevelopmentIssuer.open(Settings(data_directory=directory))


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
        DevelopmentIssuer.open(Settings(data_directory=tmp_path).model_copy(update={"mode": Mode.PRODUCTION}))
    assert not list(tmp_path.iterdir())

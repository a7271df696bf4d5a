"""The server understands a provider that others wrote, by its issuer alone."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from moments.infrastructure.authentication import IdentityUnavailable, TokenInvalid, TokenKind
from tests.api.api_client import ApiClient, a_world, changed
from tests.identity.other_provider import OtherProvider, other_provider

WHO = "{ viewer { person { name } } }"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EMAILS = {"a1": "ann@oa.mo.example", "a2": "abe@oa.mo.example", "n1": "nobody@elsewhere.example"}


@pytest.fixture
def provider() -> Iterator[OtherProvider]:
    with other_provider(EMAILS) as made:
        yield made


@pytest.fixture
async def world(provider: OtherProvider, sqlite_url: str, tmp_path: Path) -> AsyncIterator[ApiClient]:
    async with a_world(sqlite_url, tmp_path, oidc_issuer=provider.issuer) as made:
        yield made


async def asked(world: ApiClient, token: str) -> httpx.Response:
    return await world.client.post("/graphql", json={"query": WHO}, headers={"authorization": f"Bearer {token}"})


async def name(world: ApiClient, token: str) -> str:
    answer = (await asked(world, token)).json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["viewer"]["person"]["name"]  # type: ignore[no-any-return]


async def refusal(world: ApiClient, token: str) -> str:
    return (await asked(world, token)).json()["errors"][0]["message"]  # type: ignore[no-any-return]


async def test_its_document_is_all_that_has_to_be_known(world: ApiClient, provider: OtherProvider) -> None:
    metadata = await world.container.provider().metadata()

    assert metadata.issuer == provider.issuer
    assert metadata.authorization_endpoint == f"{provider.issuer}/auth"
    assert metadata.token_endpoint == f"{provider.issuer}/token"
    assert metadata.end_session_endpoint == f"{provider.issuer}/session/end"
    assert metadata.names_itself
    assert "RS256" in metadata.algorithms
    assert not {"HS256", "none"} & metadata.algorithms


@pytest.mark.rule("DIR-5")
async def test_its_access_tokens_sign_in_and_its_id_tokens_do_not(world: ApiClient, provider: OtherProvider) -> None:
    tokens = await provider.sign_in("a1")
    assert jwt.get_unverified_header(tokens["access_token"])["typ"] == "at+jwt"

    assert await name(world, tokens["access_token"]) == "Ann Doe"
    assert await refusal(world, tokens["id_token"]) == "The token is not valid: it is a token for another purpose."
    verifier = world.container.verifier()
    found = await verifier.verify(tokens["id_token"], kinds={TokenKind.ID}, audience=["moments"])
    assert (found.identity.subject, found.claims["nonce"]) == ("a1", "n")
    with pytest.raises(TokenInvalid):
        await verifier.verify(tokens["id_token"], kinds={TokenKind.ID}, audience=["payroll"])


@pytest.mark.rule("DIR-5")
async def test_an_e_mail_that_it_changes_first_keeps_its_person(world: ApiClient, provider: OtherProvider) -> None:
    assert await name(world, (await provider.sign_in("a1"))["access_token"]) == "Ann Doe"
    provider.change_email("a1", "ann.married@oa.mo.example")
    assert await name(world, (await provider.sign_in("a1"))["access_token"]) == "Ann Doe"
    await world.import_directory(changed("ann", email="ann.married@oa.mo.example"))
    assert await name(world, (await provider.sign_in("a1"))["access_token"]) == "Ann Doe"
    provider.change_email("a1", "abe@oa.mo.example")
    assert (await refusal(world, (await provider.sign_in("a1"))["access_token"])).startswith("The email of this")


async def test_whom_it_knows_and_the_directory_does_not_is_nobody(world: ApiClient, provider: OtherProvider) -> None:
    token = (await provider.sign_in("n1"))["access_token"]

    assert (
        await refusal(world, token)
        == "No current team member in the directory has this email. Ask the program office if that is wrong."
    )


async def test_its_keys_may_change(world: ApiClient, provider: OtherProvider) -> None:
    former = (await provider.sign_in("a1"))["access_token"]
    assert await name(world, former) == "Ann Doe"
    provider.rotate()
    assert await name(world, (await provider.sign_in("a1"))["access_token"]) == "Ann Doe"
    assert await name(world, former) == "Ann Doe"


@pytest.mark.long
async def test_made_up_keys_do_not_keep_its_new_key_out(world: ApiClient, provider: OtherProvider) -> None:
    """Somebody sends made-up key ids all the time, and it rotates meanwhile."""
    token = (await provider.sign_in("a1"))["access_token"]
    assert await name(world, token) == "Ann Doe"
    attack = asyncio.create_task(_attack(world, token))
    await asyncio.sleep(0.5)
    provider.rotate()
    renewed = (await provider.sign_in("a1"))["access_token"]
    answer, tries = await asked(world, renewed), 1
    while answer.status_code == 503 and tries < 30:
        await asyncio.sleep(0.5)
        answer, tries = await asked(world, renewed), tries + 1
    attack.cancel()
    with suppress(asyncio.CancelledError):
        await attack

    assert answer.json()["data"]["viewer"]["person"]["name"] == "Ann Doe"


async def _attack(world: ApiClient, token: str) -> None:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    verifier = world.container.verifier()
    for number in range(10**6):
        forged = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": f"made-up-{number}", "typ": "at+jwt"})
        with suppress(TokenInvalid, IdentityUnavailable):
            await verifier.verify(forged, kinds={TokenKind.ACCESS}, audience=["moments"])
        await asyncio.sleep(0.01)


async def test_while_it_is_down_its_last_keys_serve(world: ApiClient, provider: OtherProvider) -> None:
    token = (await provider.sign_in("a1"))["access_token"]
    assert await name(world, token) == "Ann Doe"
    provider.stop()
    assert await name(world, token) == "Ann Doe"

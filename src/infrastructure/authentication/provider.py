"""The identity provider, known by its issuer alone: what it publishes about itself, and its keys.

After "OpenID Connect Discovery 1.0". The server's own development issuer is asked in the same way.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast
from urllib.parse import urlsplit

import httpx
import orjson

from moments.infrastructure.authentication.errors import IdentityUnavailable
from moments.infrastructure.authentication.jwks import ALGORITHMS, Keys, ProviderUnavailable, accepted_keys

DISCOVERY_PATH: Final = "/.well-known/openid-configuration"
_LARGEST_DOCUMENT: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class ProviderMetadata:
    """What we use of the provider's document. `algorithms`: of its signatures, those that are safe. `names_itself`: in
    its answers in the browser (RFC 9207). `takes_secret_in_body`: and not in a header."""

    issuer: str
    jwks_uri: str
    algorithms: frozenset[str]
    authorization_endpoint: str | None = None
    token_endpoint: str | None = None
    end_session_endpoint: str | None = None
    names_itself: bool = False
    takes_secret_in_body: bool = False


class Provider:
    """Keeps the document for an hour, and the last good one while the provider is down. A KeySource."""

    def __init__(
        self,
        issuer: str,
        client: httpx.AsyncClient,
        *,
        timeout: float = 5.0,
        max_age: timedelta = timedelta(hours=1),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.issuer, self._client, self._timeout = issuer, client, timeout
        self._max_age, self._clock = max_age.total_seconds(), clock
        self._metadata: ProviderMetadata | None = None
        self._fetched = float("-inf")

    async def metadata(self) -> ProviderMetadata:
        """Raises IdentityUnavailable where it has never been had."""
        try:
            return await self._current()
        except ProviderUnavailable as failed:
            raise IdentityUnavailable from failed

    async def fetch(self) -> Keys:
        metadata = await self._current()
        return accepted_keys(await self._get(metadata.jwks_uri), metadata.algorithms)

    async def _current(self) -> ProviderMetadata:
        if self._metadata is None or self._clock() - self._fetched > self._max_age:
            try:
                self._metadata = _metadata(self.issuer, await self._get(self.issuer.rstrip("/") + DISCOVERY_PATH))
                self._fetched = self._clock()
            except ProviderUnavailable:
                if self._metadata is None:
                    raise
        return self._metadata

    async def _get(self, address: str) -> Mapping[str, Any]:
        try:
            answer = await self._client.get(address, timeout=self._timeout)
            answer.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as failed:
            raise ProviderUnavailable(f"{type(failed).__name__} at {address}") from failed
        if len(answer.content) > _LARGEST_DOCUMENT:
            raise ProviderUnavailable(f"the document at {address} is too large")
        return _document(answer.content, address)


def _document(content: bytes, address: str) -> Mapping[str, Any]:
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as failed:
        raise ProviderUnavailable(f"the document at {address} is not JSON") from failed
    if not isinstance(document, dict):
        raise ProviderUnavailable(f"the document at {address} is not a JSON object")
    return cast("dict[str, Any]", document)


def _metadata(issuer: str, document: Mapping[str, Any]) -> ProviderMetadata:
    """An issuer that differs is refused: another provider's document would bring another provider's keys."""
    if document.get("issuer") != issuer:
        raise ProviderUnavailable("its document is of another issuer; compare MOMENTS_OIDC_ISSUER letter by letter")
    jwks_uri = _endpoint(issuer, document, "jwks_uri")
    if jwks_uri is None:
        raise ProviderUnavailable("its document names no address of its keys")
    return ProviderMetadata(
        issuer=issuer,
        jwks_uri=jwks_uri,
        algorithms=_algorithms(document),
        authorization_endpoint=_endpoint(issuer, document, "authorization_endpoint"),
        token_endpoint=_endpoint(issuer, document, "token_endpoint"),
        end_session_endpoint=_endpoint(issuer, document, "end_session_endpoint"),
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
        takes_secret_in_body=_takes_secret_in_body(document),
    )


def _endpoint(issuer: str, document: Mapping[str, Any], name: str) -> str | None:
    """Over TLS like the issuer; the development issuer alone does without."""
    address = document.get(name)
    if not isinstance(address, str) or urlsplit(address).scheme not in ("https", urlsplit(issuer).scheme):
        return None
    return address


def _takes_secret_in_body(document: Mapping[str, Any]) -> bool:
    """The header is what is meant where nothing is said (RFC 8414, 2)."""
    methods = document.get("token_endpoint_auth_methods_supported")
    named = cast("list[object]", methods) if isinstance(methods, list) else ["client_secret_basic"]
    return "client_secret_post" in named and "client_secret_basic" not in named


def _algorithms(document: Mapping[str, Any]) -> frozenset[str]:
    listed = document.get("id_token_signing_alg_values_supported")
    named = (
        {each for each in cast("list[object]", listed) if isinstance(each, str)}
        if isinstance(listed, list)
        else ALGORITHMS
    )
    if not (safe := ALGORITHMS & named):
        raise ProviderUnavailable("it signs with no algorithm that is safe")
    return frozenset(safe)

"""Key sets (RFC 7517): fetching a provider's, and picking from one the keys we accept."""

from collections.abc import Mapping
from typing import Any, Final, Protocol, cast

import httpx
import orjson
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError

ALGORITHM: Final = "RS256"
_LEAST_BITS: Final = 2048
_LARGEST_DOCUMENT: Final = 256 * 1024


class JwksSource(Protocol):
    """Where a key set comes from. `fetch` raises JwksUnavailable where it cannot be had."""

    async def fetch(self) -> Mapping[str, Any]: ...


class JwksUnavailable(Exception):
    """The key set could not be fetched, or is none."""


class HttpJwks:
    """A provider's key set at its address; the client is the caller's, who closes it."""

    def __init__(self, url: str, client: httpx.AsyncClient, *, timeout: float = 5.0) -> None:
        self._url, self._client, self._timeout = url, client, timeout

    async def fetch(self) -> Mapping[str, Any]:
        try:
            answer = await self._client.get(self._url, timeout=self._timeout)
            answer.raise_for_status()
        except httpx.HTTPError as failed:
            raise JwksUnavailable(type(failed).__name__) from failed
        if len(answer.content) > _LARGEST_DOCUMENT:
            raise JwksUnavailable("the document is too large")
        return _document(answer.content)


def _document(content: bytes) -> Mapping[str, Any]:
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as failed:
        raise JwksUnavailable("the document is not JSON") from failed
    if not isinstance(document, dict):
        raise JwksUnavailable("the document is not a JSON object")
    return cast("dict[str, Any]", document)


def accepted_keys(document: Mapping[str, Any]) -> dict[str, RSAPublicKey]:
    """The document's RSA signing keys of sufficient length, by `kid`; all others are passed over.

    Raises JwksUnavailable where none is left: a provider that publishes nothing usable is as good as down.
    """
    entries = document.get("keys")
    listed = cast("list[object]", entries) if isinstance(entries, list) else []
    found = (_accepted(entry) for entry in listed)
    keys = dict(pair for pair in found if pair)
    if not keys:
        raise JwksUnavailable("the document holds no usable key")
    return keys


def _accepted(listed: object) -> tuple[str, RSAPublicKey] | None:
    if not isinstance(listed, dict):
        return None
    entry = cast("dict[str, Any]", listed)
    if entry.get("kty") != "RSA" or not isinstance(entry.get("kid"), str):
        return None
    if entry.get("use", "sig") != "sig" or entry.get("alg", ALGORITHM) != ALGORITHM:
        return None
    try:
        key = PyJWK.from_dict(entry, algorithm=ALGORITHM).key
    except (PyJWTError, ValueError, TypeError):
        return None
    usable = isinstance(key, RSAPublicKey) and key.key_size >= _LEAST_BITS
    return (entry["kid"], key) if usable else None

"""Key sets (RFC 7517): picking from a provider's the keys that we accept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, cast

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError

_RSA: Final = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
_CURVES: Final = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
ALGORITHMS: Final = _RSA | frozenset(_CURVES.values())
"""Signatures with a public key. `none` and shared secrets are how tokens are forged (RFC 8725)."""
_LEAST_BITS: Final = 2048


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """`algorithms`: those that a token signed with this key may name."""

    key: RSAPublicKey | EllipticCurvePublicKey
    algorithms: frozenset[str]


Keys = Mapping[str, VerificationKey]
"""By `kid`."""


class KeySource(Protocol):
    """Where a provider's keys come from. `fetch` raises ProviderUnavailable where they cannot be had."""

    async def fetch(self) -> Keys: ...


class ProviderUnavailable(Exception):
    """The provider does not answer, or not with what it should."""


def accepted_keys(document: Mapping[str, Any], algorithms: frozenset[str] = ALGORITHMS) -> Keys:
    """The document's signing keys of sufficient length; all others are passed over.

    Raises ProviderUnavailable where none is left: a provider that publishes nothing usable is as good as down.
    """
    entries = document.get("keys")
    listed = cast("list[object]", entries) if isinstance(entries, list) else []
    found = (_accepted(entry, algorithms) for entry in listed)
    keys = dict(pair for pair in found if pair)
    if not keys:
        raise ProviderUnavailable("the document holds no usable key")
    return keys


def _accepted(listed: object, algorithms: frozenset[str]) -> tuple[str, VerificationKey] | None:
    if not isinstance(listed, dict):
        return None
    entry = cast("dict[str, Any]", listed)
    if (
        entry.get("kty") not in ("RSA", "EC")
        or not isinstance(entry.get("kid"), str)
        or entry.get("use", "sig") != "sig"
    ):
        return None
    try:  # the algorithm is given because PyJWT has a default for a key that names one that it does not know
        key = PyJWK.from_dict(entry, algorithm="RS256" if entry["kty"] == "RSA" else "ES256").key
    except (PyJWTError, ValueError, TypeError):
        return None
    possible = _possible(key) & algorithms & ({entry["alg"]} if "alg" in entry else ALGORITHMS)
    return (entry["kid"], VerificationKey(key, possible)) if possible else None


def _possible(key: object) -> frozenset[str]:
    if isinstance(key, RSAPublicKey):
        return _RSA if key.key_size >= _LEAST_BITS else frozenset()
    if isinstance(key, EllipticCurvePublicKey) and key.curve.name in _CURVES:
        return frozenset({_CURVES[key.curve.name]})
    return frozenset()

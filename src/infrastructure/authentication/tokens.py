"""Bearer tokens: checked against one algorithm, one issuer, one audience, and the provider's keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
from jwt.exceptions import InvalidSubjectError

from moments.infrastructure.authentication.errors import TokenExpired, TokenInvalid
from moments.infrastructure.authentication.jwks import ALGORITHM
from moments.infrastructure.authentication.keys import SigningKeys

_MAX_TOKEN_LENGTH: Final = 16 * 1024
_REQUIRED: Final = ["exp", "iss", "aud", "sub"]
_REASONS: Final[tuple[tuple[type[jwt.PyJWTError], str], ...]] = (
    (jwt.InvalidSignatureError, "its signature does not fit the issuer's key"),
    (jwt.InvalidIssuerError, "another issuer made it"),
    (jwt.InvalidAudienceError, "it is meant for another service"),
    (jwt.MissingRequiredClaimError, "it lacks one of the claims exp, iss, aud and sub"),
    (jwt.ImmatureSignatureError, "it is not valid yet; compare the clocks"),
    (InvalidSubjectError, "its subject is not text"),
)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token proves. `email` is in small letters; whether the directory knows it is another question."""

    subject: str
    email: str
    expires_at: datetime


class TokenVerifier:
    """Turns a token into Claims, or says why not.

    `leeway` forgives clocks that differ; it never lengthens `expires_at`.
    """

    def __init__(
        self,
        keys: SigningKeys,
        *,
        issuer: str,
        audience: str,
        email_claim: str = "email",
        leeway: timedelta = timedelta(seconds=30),
    ) -> None:
        self._keys, self._issuer, self._audience = keys, issuer, audience
        self._email_claim, self._leeway = email_claim, leeway

    async def verify(self, token: str) -> Claims:
        """Raises TokenExpired, TokenInvalid, or IdentityUnavailable where there are no keys to judge by."""
        key = await self._keys.find(_key_id(token))
        if key is None:
            raise TokenInvalid("the issuer has no key of that id")
        try:
            payload = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._audience,
                leeway=self._leeway,
                options={"require": _REQUIRED},
            )
        except jwt.ExpiredSignatureError:
            raise TokenExpired from None
        except jwt.PyJWTError as refused:
            raise TokenInvalid(_reason(refused)) from None
        return self._claims(payload)

    def _claims(self, payload: Mapping[str, Any]) -> Claims:
        subject, email = payload["sub"], payload.get(self._email_claim)
        if not subject:
            raise TokenInvalid("its subject is empty")
        if not isinstance(email, str) or "@" not in email:
            raise TokenInvalid(f"it has no e-mail address in the claim {self._email_claim}")
        if payload.get("email_verified", True) is not True:
            raise TokenInvalid("the issuer has not verified its e-mail address")
        return Claims(subject, email.strip().lower(), _moment(payload["exp"]))


def _key_id(token: str) -> str:
    if len(token) > _MAX_TOKEN_LENGTH:
        raise TokenInvalid("it is too long")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):  # anybody can send anything: 10,000 brackets, half a character
        raise TokenInvalid("it is not a signed JSON Web Token") from None
    if header.get("alg") != ALGORITHM:
        raise TokenInvalid(f"it is not signed with {ALGORITHM}")
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise TokenInvalid("it does not name its key")
    return kid


def _reason(refused: jwt.PyJWTError) -> str:
    return next((words for kind, words in _REASONS if isinstance(refused, kind)), "it cannot be read")


def _moment(seconds: Any) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, OSError, ValueError):
        raise TokenInvalid("its expiry is out of range") from None

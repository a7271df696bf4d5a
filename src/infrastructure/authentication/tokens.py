"""Signed tokens: checked against the provider's keys, the issuer, the audience, the kind of token and its age."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, cast

import jwt
from jwt.exceptions import InvalidIssuedAtError, InvalidSubjectError

from moments.domain.identity.sign_in import ProviderIdentity
from moments.infrastructure.authentication.errors import TokenExpired, TokenInvalid
from moments.infrastructure.authentication.jwks import ALGORITHMS, VerificationKey
from moments.infrastructure.authentication.keys import SigningKeys

_MAX_TOKEN_LENGTH: Final = 16 * 1024
_MAX_SUBJECT_LENGTH: Final = 255
_REQUIRED: Final = ("exp", "iat", "iss", "aud")
_REASONS: Final[tuple[tuple[type[jwt.PyJWTError], str], ...]] = (
    (jwt.InvalidSignatureError, "its signature does not fit the issuer's key"),
    (jwt.InvalidIssuerError, "another issuer made it"),
    (jwt.InvalidAudienceError, "it is meant for another service"),
    (jwt.MissingRequiredClaimError, "it lacks one of the claims that it needs, such as exp, iat, iss, aud and sub"),
    (jwt.ImmatureSignatureError, "it is not valid yet; compare the clocks"),
    (InvalidIssuedAtError, "it does not say when it was issued"),
    (InvalidSubjectError, "its subject is not text"),
)
_LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_OF_ID_TOKENS: Final = ("nonce", "at_hash", "c_hash", "s_hash")


class TokenKind(StrEnum):
    """What a token is for. `ACCESS`: by RFC 9068. `JWT`: its header names no purpose, as do the access tokens of many
    providers. `ID`: likewise, but its claims are those of an ID token."""

    ACCESS = "at+jwt"
    JWT = "jwt"
    ID = "id_token"
    LOGOUT = "logout+jwt"


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """`expires_at`: its own end, or that of the greatest age we allow if that is earlier."""

    identity: ProviderIdentity
    expires_at: datetime
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LogoutToken:
    """The provider's word that a session there has ended. At least one of `subject` and `sid` is given."""

    issuer: str
    id: str
    issued_at: datetime
    expires_at: datetime
    subject: str | None = None
    sid: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """The claims that say who somebody is. `employee_id`: None where no claim does."""

    email: str = "email"
    employee_id: str | None = None


class TokenVerifier:
    """Turns a token into what it proves, or says why not.

    `leeway` forgives clocks that differ; it never lengthens `expires_at`. `max_age`: since the token was issued.
    """

    def __init__(
        self,
        keys: SigningKeys,
        *,
        issuer: str,
        claim_names: ClaimNames = ClaimNames(),  # frozen
        max_age: timedelta = timedelta(hours=24),
        leeway: timedelta = timedelta(seconds=30),
    ) -> None:
        self._keys, self._issuer, self._names = keys, issuer, claim_names
        self._max_age, self._leeway = max_age, leeway

    async def verify(self, token: str, *, kinds: Collection[TokenKind], audience: Collection[str]) -> VerifiedToken:
        """Raises TokenExpired, TokenInvalid, or IdentityUnavailable where there are no keys to judge by."""
        claims, issued_at = await self._claims(token, kinds, audience, (*_REQUIRED, "sub"))
        expires_at = min(_moment(claims["exp"]), issued_at + self._max_age)
        return VerifiedToken(self._identity(claims, issued_at), expires_at, claims)

    async def verify_logout(self, token: str, *, audience: Collection[str]) -> LogoutToken:
        """By "OpenID Connect Back-Channel Logout 1.0", 2.6; that its id is new is for the caller to see.

        Raises as `verify`.
        """
        claims, issued_at = await self._claims(token, {TokenKind.LOGOUT}, audience, (*_REQUIRED, "jti"))
        if _type(_header(token)) not in (TokenKind.LOGOUT, TokenKind.JWT):
            raise TokenInvalid("its type is that of another token")
        subject, sid = _optional_text(claims, "sub"), _optional_text(claims, "sid")
        identity = _optional_text(claims, "jti")
        if "nonce" in claims or not _tells_of_logout(claims) or not identity or not (subject or sid):
            raise TokenInvalid("it does not say whose session has ended, or is no logout token")
        return LogoutToken(self._issuer, identity, issued_at, _moment(claims["exp"]), subject, sid)

    async def _claims(
        self, token: str, kinds: Collection[TokenKind], audience: Collection[str], required: Sequence[str]
    ) -> tuple[Mapping[str, Any], datetime]:
        """And when it was issued."""
        header = _header(token)
        key = await self._keys.find(_text(header, "kid", "it does not name its key"))
        if key is None:
            raise TokenInvalid("the issuer has no key of that id")
        claims = self._decoded(token, _algorithm(header, key), key, audience, required)
        if _kind(header, claims) not in kinds:
            raise TokenInvalid("it is a token for another purpose")
        issued_at = _moment(claims["iat"])
        if issued_at + self._max_age + self._leeway < datetime.now(UTC):
            raise TokenExpired
        return claims, issued_at

    def _decoded(
        self,
        token: str,
        algorithm: str,
        key: VerificationKey,
        audience: Collection[str],
        required: Sequence[str],
    ) -> Mapping[str, Any]:
        try:
            return jwt.decode(
                token,
                key.key,
                algorithms=[algorithm],
                issuer=self._issuer,
                audience=list(audience),
                leeway=self._leeway,
                options={"require": list(required)},
            )
        except jwt.ExpiredSignatureError:
            raise TokenExpired from None
        except jwt.PyJWTError as refused:
            raise TokenInvalid(_reason(refused)) from None

    def _identity(self, claims: Mapping[str, Any], issued_at: datetime) -> ProviderIdentity:
        subject, email = claims["sub"], claims.get(self._names.email)
        if not subject or len(subject) > _MAX_SUBJECT_LENGTH or not subject.isprintable():
            raise TokenInvalid("its subject is empty, too long, or no readable text")
        number = claims.get(self._names.employee_id) if self._names.employee_id else None
        return ProviderIdentity(
            issuer=self._issuer,
            subject=subject,
            issued_at=issued_at,
            email=email.strip().lower() if isinstance(email, str) and "@" in email else None,
            email_verified=claims.get("email_verified", True) in (True, "true"),
            employee_id=str(number).strip() or None if isinstance(number, str | int) else None,
        )


def _header(token: str) -> Mapping[str, Any]:
    if len(token) > _MAX_TOKEN_LENGTH:
        raise TokenInvalid("it is too long")
    try:
        header: Mapping[str, Any] = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):  # anybody can send anything: 10,000 brackets, half a character
        raise TokenInvalid("it is not a signed JSON Web Token") from None
    if header.get("alg") not in ALGORITHMS:
        raise TokenInvalid("it is not signed in a way that we accept")
    return header


def _text(header: Mapping[str, Any], name: str, otherwise: str) -> str:
    value = header.get(name)
    if not isinstance(value, str) or not value:
        raise TokenInvalid(otherwise)
    return value


def _optional_text(claims: Mapping[str, Any], name: str) -> str | None:
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.isprintable() or len(value) > _MAX_SUBJECT_LENGTH:
        raise TokenInvalid(f"its {name} is no readable text, or too long")
    return value or None


def _algorithm(header: Mapping[str, Any], key: VerificationKey) -> str:
    named = header.get("alg")
    if named not in key.algorithms:
        raise TokenInvalid("it is not signed as its key is for")
    return str(named)


def _type(header: Mapping[str, Any]) -> str:
    return str(header.get("typ") or TokenKind.JWT).lower().removeprefix("application/")


def _tells_of_logout(claims: Mapping[str, Any]) -> bool:
    events = claims.get("events")
    return isinstance(events, dict) and isinstance(cast("dict[str, Any]", events).get(_LOGOUT_EVENT), dict)


def _kind(header: Mapping[str, Any], claims: Mapping[str, Any]) -> TokenKind | None:
    """By the header's `typ` (RFC 8725, 3.11), and by the claims where that says nothing."""
    typ = _type(header)
    events = claims.get("events")
    if typ == TokenKind.LOGOUT or (isinstance(events, dict) and _LOGOUT_EVENT in events):
        return TokenKind.LOGOUT
    if typ == TokenKind.ACCESS:
        return TokenKind.ACCESS
    if typ != TokenKind.JWT:
        return None
    is_id_token = claims.get("typ") == "ID" or any(name in claims for name in _OF_ID_TOKENS)
    return TokenKind.ID if is_id_token else TokenKind.JWT


def _reason(refused: jwt.PyJWTError) -> str:
    return next((words for kind, words in _REASONS if isinstance(refused, kind)), "it cannot be read")


def _moment(seconds: Any) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, OSError, ValueError, TypeError):
        raise TokenInvalid("its time is out of range") from None

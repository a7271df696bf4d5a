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
_REQUIRED: Final = ["exp", "iat", "iss", "aud", "sub"]
_REQUIRED_TO_LOG_OUT: Final = ["exp", "iat", "iss", "aud", "jti", "events"]
_REASONS: Final[tuple[tuple[type[jwt.PyJWTError], str], ...]] = (
    (jwt.InvalidSignatureError, "its signature does not fit the issuer's key"),
    (jwt.InvalidIssuerError, "another issuer made it"),
    (jwt.InvalidAudienceError, "it is meant for another service"),
    (jwt.MissingRequiredClaimError, "it lacks one of the claims exp, iat, iss, aud and sub"),
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
    """Whose sessions have ended at the provider: those of the subject, of the provider's session `sid`, or of both."""

    issuer: str
    id: str
    subject: str | None
    sid: str | None
    issued_at: datetime
    expires_at: datetime


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
        claims = await self._checked(token, kinds, audience, _REQUIRED)
        issued_at = _moment(claims["iat"])
        last = issued_at + self._max_age
        if last + self._leeway < datetime.now(UTC):
            raise TokenExpired
        return VerifiedToken(self._identity(claims, issued_at), min(_moment(claims["exp"]), last), claims)

    async def verify_logout(self, token: str, *, audience: Collection[str]) -> LogoutToken:
        """Raises as `verify`, and TokenInvalid for what is no logout token by "Back-Channel Logout", 2.4 and 2.6."""
        claims = await self._checked(token, {TokenKind.LOGOUT}, audience, _REQUIRED_TO_LOG_OUT)
        events, identity = claims["events"], claims["jti"]
        if _type(_header(token)) not in (TokenKind.LOGOUT, TokenKind.JWT):
            raise TokenInvalid("its type is that of another token")
        if not isinstance(events, dict) or not isinstance(cast("dict[str, Any]", events).get(_LOGOUT_EVENT), dict):
            raise TokenInvalid("it tells of no logout")
        if "nonce" in claims:
            raise TokenInvalid("it has a nonce, as ID tokens do")
        if not isinstance(identity, str) or not 0 < len(identity) <= _MAX_SUBJECT_LENGTH:
            raise TokenInvalid("its id is empty, too long, or no text")
        subject, sid = (_maybe_text(claims, name) for name in ("sub", "sid"))
        if subject is None and sid is None:
            raise TokenInvalid("it names neither a subject nor a session")
        return LogoutToken(self._issuer, identity, subject, sid, _moment(claims["iat"]), _moment(claims["exp"]))

    async def _checked(
        self, token: str, kinds: Collection[TokenKind], audience: Collection[str], required: Sequence[str]
    ) -> Mapping[str, Any]:
        header = _header(token)
        key = await self._keys.find(_text(header, "kid", "it does not name its key"))
        if key is None:
            raise TokenInvalid("the issuer has no key of that id")
        claims = self._decoded(token, _algorithm(header, key), key, audience, required)
        if _kind(header, claims) not in kinds:
            raise TokenInvalid("it is a token for another purpose")
        return claims

    def _decoded(
        self, token: str, algorithm: str, key: VerificationKey, audience: Collection[str], required: Sequence[str]
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


def _maybe_text(claims: Mapping[str, Any], name: str) -> str | None:
    value = claims.get(name)
    if value is not None and (not isinstance(value, str) or not value):
        raise TokenInvalid(f"its `{name}` is no text")
    return value


def _algorithm(header: Mapping[str, Any], key: VerificationKey) -> str:
    named = header.get("alg")
    if named not in key.algorithms:
        raise TokenInvalid("it is not signed as its key is for")
    return str(named)


def _type(header: Mapping[str, Any]) -> str:
    return str(header.get("typ") or TokenKind.JWT).lower().removeprefix("application/")


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

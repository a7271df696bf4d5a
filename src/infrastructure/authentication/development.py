"""The development issuer: the server signs tokens itself, so that nothing has to be set up.

It signs in anybody as anybody, which is its purpose in development and the reason that production
refuses it, in the settings and again here.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

import jwt
import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from jwt.algorithms import RSAAlgorithm

from moments.domain.shared.ids import PersonId
from moments.infrastructure.authentication.key_file import read_or_make
from moments.infrastructure.settings import Mode, Settings

KEY_FILE: Final = "development-issuer.pem"
ALGORITHM: Final = "RS256"


class DevelopmentIssuer:
    """Signs tokens and publishes its own key, as any provider does."""

    def __init__(
        self,
        key: RSAPrivateKey,
        *,
        issuer: str,
        audience: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.issuer, self.now = issuer, clock
        self._key, self._audience = key, audience
        public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        self._kid = _thumbprint(public)
        self._jwk = public | {"kid": self._kid, "use": "sig", "alg": ALGORITHM}
        self._jwk.pop("key_ops", None)

    @classmethod
    def open(cls, settings: Settings) -> "DevelopmentIssuer":
        """The issuer whose key lies in the data directory, made there where it is missing.

        Raises RuntimeError in production, whatever the settings say.
        """
        if settings.mode is Mode.PRODUCTION:
            raise RuntimeError("the development issuer is refused in production")
        key = read_or_make(settings.data_directory / KEY_FILE)
        return cls(key, issuer=settings.issuer, audience=settings.oidc_audience[0])

    def token_for(self, email: str, lifetime: timedelta = timedelta(hours=8), *, person: PersonId | None = None) -> str:
        """An access token that signs in the person of that email address for so long.

        `person`: where the directory has them, so that their subject stays when their email changes.
        """
        claims = self.claims_of(email, person) | {"client_id": "moments", "jti": secrets.token_urlsafe()}
        return self.sign(claims | {"aud": self._audience}, lifetime, typ="at+jwt")

    def claims_of(self, email: str, person: PersonId | None = None) -> dict[str, Any]:
        """What tokens say about somebody."""
        return {"sub": self.subject_of(email, person), "email": email.lower(), "email_verified": True}

    @staticmethod
    def subject_of(email: str, person: PersonId | None = None) -> str:
        return f"development:{person or email.lower()}"

    def sign(self, claims: Mapping[str, Any], lifetime: timedelta, *, typ: str) -> str:
        now = self.now()
        whole = {"iss": self.issuer, "iat": now, "exp": now + lifetime, **claims}
        return jwt.encode(whole, self._key, algorithm=ALGORITHM, headers={"kid": self._kid, "typ": typ})

    def jwks(self) -> dict[str, Any]:
        """The document to serve, as any provider serves its own."""
        return {"keys": [self._jwk]}

    def derived_secret(self) -> bytes:
        """Another key that only who has this one can make, for what is signed besides tokens."""
        own = self._key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return hmac.digest(own, b"moments: derived secret", "sha256")


def _thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638: the same key has the same id, wherever and whenever it is asked."""
    required = {name: jwk[name] for name in ("e", "kty", "n")}
    return urlsafe_b64encode(sha256(orjson.dumps(required)).digest()).rstrip(b"=").decode()

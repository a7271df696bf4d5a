"""The development issuer: the server signs tokens itself, so that nothing has to be set up.

It signs in anybody as anybody, which is its purpose in development and the reason that production
refuses it, in the settings and again here.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import jwt
import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from jwt.algorithms import RSAAlgorithm

from moments.infrastructure.authentication.jwks import ALGORITHM
from moments.infrastructure.authentication.key_file import read_or_make
from moments.infrastructure.settings import DEVELOPMENT_ISSUER, Mode

KEY_FILE: Final = "development-issuer.pem"


class DevelopmentIssuer:
    """Signs tokens and publishes its own key; a JwksSource, so that the verifier knows no difference."""

    issuer: Final = DEVELOPMENT_ISSUER

    def __init__(
        self, key: RSAPrivateKey, *, audience: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._key, self._audience, self._clock = key, audience, clock
        public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        self._kid = _thumbprint(public)
        self._jwk = public | {"kid": self._kid, "use": "sig", "alg": ALGORITHM}
        self._jwk.pop("key_ops", None)

    @classmethod
    def open(cls, data_directory: Path, *, mode: Mode, audience: str) -> "DevelopmentIssuer":
        """The issuer whose key lies in `data_directory`, made there where it is missing.

        Raises RuntimeError in production, whatever the settings say.
        """
        if mode is Mode.PRODUCTION:
            raise RuntimeError("the development issuer is refused in production")
        return cls(read_or_make(data_directory / KEY_FILE), audience=audience)

    def token_for(self, email: str, lifetime: timedelta = timedelta(hours=8)) -> str:
        """A token that signs in the person of that e-mail address for so long."""
        now = self._clock()
        claims = {
            "iss": self.issuer,
            "aud": self._audience,
            "sub": f"development:{email.lower()}",
            "email": email.lower(),
            "email_verified": True,
            "iat": now,
            "exp": now + lifetime,
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers={"kid": self._kid})

    def jwks(self) -> dict[str, Any]:
        """The document to serve, as any provider serves its own."""
        return {"keys": [self._jwk]}

    def derived_secret(self) -> bytes:
        """Another key that only who has this one can make, for what is signed besides tokens."""
        own = self._key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return hmac.digest(own, b"moments: derived secret", "sha256")

    async def fetch(self) -> Mapping[str, Any]:
        return self.jwks()


def _thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638: the same key has the same id, wherever and whenever it is asked."""
    required = {name: jwk[name] for name in ("e", "kty", "n")}
    return urlsafe_b64encode(sha256(orjson.dumps(required)).digest()).rstrip(b"=").decode()

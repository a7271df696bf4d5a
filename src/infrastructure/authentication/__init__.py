"""Who is asking: bearer tokens of an OpenID Connect provider, or in development of the server itself.

One verifier serves both; only where the keys come from differs (docs/adr/0004).
"""

from moments.infrastructure.authentication.development import DevelopmentIssuer
from moments.infrastructure.authentication.errors import (
    IdentityUnavailable,
    InvalidCredentials,
    TokenExpired,
    TokenInvalid,
)
from moments.infrastructure.authentication.jwks import HttpJwks, JwksSource
from moments.infrastructure.authentication.keys import SigningKeys
from moments.infrastructure.authentication.tokens import Claims, TokenVerifier

__all__ = [
    "Claims",
    "DevelopmentIssuer",
    "HttpJwks",
    "IdentityUnavailable",
    "InvalidCredentials",
    "JwksSource",
    "SigningKeys",
    "TokenExpired",
    "TokenInvalid",
    "TokenVerifier",
]

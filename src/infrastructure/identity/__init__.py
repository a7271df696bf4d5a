"""Who is asking: bearer tokens of an OpenID Connect provider, or in development of the server itself.

One verifier serves both; only where the keys come from differs (docs/adr/0004).
"""

from moments.infrastructure.identity.development import DevelopmentIssuer
from moments.infrastructure.identity.errors import IdentityUnavailable, TokenExpired, TokenInvalid, TokenRefused
from moments.infrastructure.identity.jwks import HttpJwks, JwksSource
from moments.infrastructure.identity.keys import SigningKeys
from moments.infrastructure.identity.tokens import Claims, TokenVerifier

__all__ = [
    "Claims",
    "DevelopmentIssuer",
    "HttpJwks",
    "IdentityUnavailable",
    "JwksSource",
    "SigningKeys",
    "TokenExpired",
    "TokenInvalid",
    "TokenRefused",
    "TokenVerifier",
]

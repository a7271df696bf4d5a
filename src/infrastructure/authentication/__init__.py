"""Who is asking: tokens of an OpenID Connect provider, or in development of the server itself.

One verifier serves both, and finds out in the same way about either (docs/adr/0004, docs/adr/0027).
"""

from moments.infrastructure.authentication.development import DevelopmentIssuer
from moments.infrastructure.authentication.errors import (
    IdentityUnavailable,
    InvalidCredentials,
    TokenExpired,
    TokenInvalid,
)
from moments.infrastructure.authentication.keys import SigningKeys
from moments.infrastructure.authentication.provider import Provider, ProviderMetadata
from moments.infrastructure.authentication.tokens import (
    ClaimNames,
    LogoutToken,
    TokenKind,
    TokenVerifier,
    VerifiedToken,
)

__all__ = [
    "ClaimNames",
    "DevelopmentIssuer",
    "IdentityUnavailable",
    "InvalidCredentials",
    "LogoutToken",
    "Provider",
    "ProviderMetadata",
    "SigningKeys",
    "TokenExpired",
    "TokenInvalid",
    "TokenKind",
    "TokenVerifier",
    "VerifiedToken",
]

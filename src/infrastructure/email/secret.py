"""The key that unsubscribe links are signed with: the setting, or in development one drawn from the issuer's own."""

from collections.abc import Callable

from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.settings import Settings


def secret_of(settings: Settings, issuer: Callable[[], DevelopmentIssuer]) -> bytes:
    """In production there is always the setting, and no issuer to ask."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    return issuer().derived_secret()

"""Global ids: opaque to clients, one for each object in the GraphQL API that the site has a page for."""

import base64
import binascii


def encode(kind: str, identity: str) -> str:
    """Returns the global id of an object of that GraphQL type."""
    return base64.urlsafe_b64encode(f"{kind}:{identity}".encode()).decode().rstrip("=")


def decode(value: str) -> tuple[str, str] | None:
    """Returns type and identity; None for an id that `encode` did not make, or that no database can store."""
    try:
        text = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()
    except (binascii.Error, UnicodeError, ValueError):
        return None
    kind, separator, identity = text.partition(":")
    if not separator or not identity or "\0" in identity:
        return None
    return (kind, identity) if encode(kind, identity) == value else None

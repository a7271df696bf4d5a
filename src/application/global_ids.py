"""Global ids: opaque to whoever holds them, one for each thing that the graph shows and the site has a page of."""

import base64
import binascii


def encode(kind: str, identity: str) -> str:
    """The id of the thing of that GraphQL type."""
    return base64.urlsafe_b64encode(f"{kind}:{identity}".encode()).decode().rstrip("=")


def decode(value: str) -> tuple[str, str] | None:
    """Type and identity; None for anything that `encode` did not make, or that no database could hold."""
    try:
        text = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()
    except (binascii.Error, UnicodeError, ValueError):
        return None
    kind, separator, identity = text.partition(":")
    if not separator or not identity or "\0" in identity:
        return None
    return (kind, identity) if encode(kind, identity) == value else None

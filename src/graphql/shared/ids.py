"""Global ids: opaque to clients, one for each thing in the graph."""

import base64
import binascii

import strawberry


def encode(kind: str, identity: str) -> strawberry.ID:
    """The id of the thing of that GraphQL type."""
    return strawberry.ID(base64.urlsafe_b64encode(f"{kind}:{identity}".encode()).decode().rstrip("="))


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


def identity_of(kind: str, value: str) -> str:
    """The identity in an id of that type, or for any other text one that nothing has: a miss, not a fault."""
    found = decode(value)
    return found[1] if found and found[0] == kind else ""

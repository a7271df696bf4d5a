"""Global ids as the graph's own scalar; what they are made of is the application's (`global_ids`)."""

import strawberry

from moments.application import global_ids
from moments.application.global_ids import decode as decode


def encode(kind: str, identity: str) -> strawberry.ID:
    """The id of the thing of that GraphQL type."""
    return strawberry.ID(global_ids.encode(kind, identity))


def identity_of(kind: str, value: str) -> str:
    """The identity in an id of that type, or for any other text one that nothing has: a miss, not a fault."""
    found = decode(value)
    return found[1] if found and found[0] == kind else ""

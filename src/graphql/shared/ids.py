"""Global IDs as the schema's scalar; the application defines their content (`global_ids`)."""

import strawberry

from moments.application import global_ids
from moments.application.global_ids import decode as decode


def encode(kind: str, identity: str) -> strawberry.ID:
    """Returns the ID of the object of that GraphQL type."""
    return strawberry.ID(global_ids.encode(kind, identity))


def identity_of(kind: str, value: str) -> str:
    """Returns the identity in an ID of that type; for any other text, one that no object has, so that it is a miss and
    not an error."""
    found = decode(value)
    return found[1] if found and found[0] == kind else ""

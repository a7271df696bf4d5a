"""Global IDs as the schema's scalar; the application defines their content (`global_ids`)."""

import re
from collections.abc import Collection

import strawberry

from moments.application import global_ids
from moments.application.global_ids import decode as decode
from moments.edge.errors import ClientError

_LONGEST_SHOWN = 40


class InvalidId(ClientError):
    """BAD_USER_INPUT: the text is no ID, or one of another type. Whether an object has it is another matter."""

    def __init__(self, value: str, kinds: Collection[str]) -> None:
        given = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}..."
        wanted = " or ".join(_noun(kind) for kind in kinds) or "an object"
        super().__init__(f"“{given}” is not the ID of {wanted}. Send the `id` of one as the API gave it.")


def encode(kind: str, identity: str) -> strawberry.ID:
    """Returns the ID of the object of that GraphQL type."""
    return strawberry.ID(global_ids.encode(kind, identity))


def identity_of(kind: str, value: str, *others: str) -> str:
    """Returns the identity in an ID of that type, or of one of the others; raises InvalidId for any other text."""
    identity = find_identity(kind, value, *others)
    if identity is None:
        raise InvalidId(value, (kind, *others))
    return identity


def find_identity(kind: str, value: str, *others: str) -> str | None:
    """Like `identity_of`, but None for any other text."""
    found = decode(value)
    return found[1] if found and found[0] in (kind, *others) else None


def _noun(kind: str) -> str:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", kind).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"

"""Enums of the schema, with a description of each value."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import has_enum_definition

Member = TypeVar("Member", bound=Enum)


def described_enum(
    members: type[Member], *, description: str, values: Mapping[Member, str], name: str | None = None
) -> type[Member]:
    """Makes an enum of the domain or the application part of the schema.

    `values`: the description of each member. `name`: the name in the schema; None keeps the class's name.
    Raises TypeError if a member has no description.
    """
    missing = [member.name for member in members if not values.get(member)]
    if missing:
        raise TypeError(f"{members.__name__} has no description of {', '.join(missing)}.")
    described = strawberry.enum(members, name=name, description=description)
    if not has_enum_definition(described):
        raise TypeError(f"{members.__name__} is not an enum of the schema.")
    for value in described.__strawberry_definition__.values:
        value.description = values[members[value.name]]
    return members

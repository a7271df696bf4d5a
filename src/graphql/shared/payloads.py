"""Common fields of the mutations' payloads."""

from typing import ClassVar, Self, TypeVar

import strawberry

from moments.graphql.shared.mutations import MutationResult
from moments.graphql.shared.user_errors import UserError


@strawberry.type
class Payload:
    errors: list[UserError] = strawberry.field(description="Errors that prevented the mutation; empty on success.")


@strawberry.type
class Changed(Payload):
    """Bears what was made or changed, in a field of its own name that the subclass adds; each mutation has a type of
    its own that it makes with `payload`."""

    outcome: ClassVar[str]
    """What it is, for the descriptions of all such types."""
    identity: strawberry.Private[str | None]

    @classmethod
    def of(cls, outcome: MutationResult) -> Self:
        return cls(errors=outcome.errors, identity=outcome.result)


P = TypeVar("P", bound=Changed)


def payload(one: type[P]) -> type[P]:
    """Declares the payload type of one mutation, which it is named for."""
    name = one.__name__.removesuffix("Payload")
    mutation = f"{name[0].lower()}{name[1:]}"
    return strawberry.type(one, description=f"Result of `{mutation}`: {one.outcome}, or errors.")

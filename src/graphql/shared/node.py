"""The Node interface: whatever has an id of its own can be fetched by it."""

import strawberry


@strawberry.interface(description="Something with an id of its own; `node(id)` finds it again.")
class Node:
    id: strawberry.ID = strawberry.field(description="Globally unique, opaque, permanent ID.")

"""The Node interface: an object with an ID can be fetched by it."""

import strawberry


@strawberry.interface(description="An object with a permanent ID, by which `node(id)` finds it again.")
class Node:
    id: strawberry.ID = strawberry.field(description="Globally unique, opaque, permanent ID.")

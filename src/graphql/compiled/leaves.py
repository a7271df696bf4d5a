"""Scalars and enums: what generated code takes as it is, and what goes through the type's own `coerce_output_value`."""

from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from typing import Any, cast

from graphql import GraphQLBoolean, GraphQLEnumType, GraphQLID, GraphQLInt, GraphQLLeafType, GraphQLString, Undefined

from moments.graphql.compiled.giving_up import give_up

Leaf = Callable[[Any], Any]

AS_THEY_ARE = {
    GraphQLString: "{value}.__class__ is str",
    GraphQLID: "{value}.__class__ is str",
    GraphQLBoolean: "{value}.__class__ is bool",
    GraphQLInt: "{value}.__class__ is int and -2147483648 <= {value} <= 2147483647",
}
"""The test by which a value of the type is its own JSON: what resolvers nearly always give."""


def coercion(kind: GraphQLLeafType) -> Leaf:
    """Gives up for null, which is looked for before it where it may be."""
    coerce: Callable[[Any], Any] = kind.coerce_output_value

    def coerced(value: Any) -> Any:
        if value is None or isinstance(value, Exception):
            give_up()
        found = coerce(value)
        return give_up() if found is None or found is Undefined else found

    return coerced


def members(kind: GraphQLEnumType) -> tuple[type[Enum], dict[str, str]] | None:
    """The class that strawberry made the enum of, and how each member is answered, by its name; None for another's."""
    made_of = cast("type[Enum] | None", getattr(kind, "wrapped_cls", None))
    if made_of is None:
        return None
    answered: dict[str, str] = {}
    for each in made_of:
        with suppress(Exception):  # one that the schema does not show is graphql-core's to refuse
            answered[each.name] = kind.coerce_output_value(each)
    return made_of, answered

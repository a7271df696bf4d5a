"""Strawberry's resolvers called directly: no path, no wrappers, and arguments converted once where they are always the
same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import partial, reduce
from typing import Any, cast

from graphql import FieldNode, FragmentDefinitionNode, GraphQLField, Node, OperationDefinitionNode
from graphql.execution.values import VariableValues, get_argument_values
from graphql.language import BREAK, Visitor, visit
from strawberry.extensions.field_extension import build_field_extension_resolvers
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from moments.graphql.compiled.giving_up import NotCompilable
from moments.graphql.compiled.running import RawInfo, Run

LASTING = (str, int, float, bool, type(None), Enum, datetime, date, time)
"""Values that nobody can change, so that all calls may have the same."""
NO_VARIABLES = VariableValues({}, {})
Call = Callable[[Any, Run], Any]
InfoOf = Callable[[Run], Any]
ArgumentsOf = Callable[[Run], dict[str, Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A field where it is asked for: its definitions, and its nodes in the operation."""

    core: GraphQLField
    field: StrawberryField
    nodes: list[FieldNode]
    fragments: dict[str, FragmentDefinitionNode]
    operation: OperationDefinitionNode


def attribute(field: StrawberryField) -> str | None:
    """The name of the attribute that the field shows; None where it has a resolver."""
    if field.base_resolver is not None:
        return None
    if field.extensions or field.default_resolver is not getattr or not field.python_name.isidentifier():
        raise NotCompilable(f"{field.python_name} is read in a way of its own")
    return field.python_name


class Resolvers:
    """How each field's resolver is called. `scalars`: strawberry's registry of them."""

    def __init__(self, config: StrawberryConfig, scalars: Mapping[object, Any]) -> None:
        self._config, self._scalars = config, scalars

    def call(self, place: Place) -> Call:
        """What calls the field's resolver for an object; the result is awaited where the field is asynchronous."""
        resolver = place.field.base_resolver
        assert resolver is not None, "only a field with a resolver is called"
        function = cast("Callable[..., Any]", resolver.wrapped_func)  # static and class methods are bound by then
        takes_self = resolver.self_parameter is not None
        parents = [each.name for each in (resolver.parent_parameter, resolver.root_parameter) if each]
        info_name = resolver.info_parameter.name if resolver.info_parameter else None
        info_of, arguments_of = self._info(place), self._arguments(place)
        chain: Sequence[Any] = build_field_extension_resolvers(place.field)

        if takes_self and not parents and not chain and info_name in (None, "info"):
            return _usual_call(function, info_of if info_name else None, arguments_of)

        def call(source: Any, run: Run) -> Any:
            given = {**(arguments_of(run) if arguments_of else {}), **dict.fromkeys(parents, source)}
            info = info_of(run)

            def resolve(_source: Any, info: Any, **more: Any) -> Any:
                if info_name:
                    more[info_name] = info
                return function(source, **more) if takes_self else function(**more)

            return reduce(lambda inner, outer: partial(outer, inner), chain, resolve)(source, info, **given)

        return call

    def _info(self, place: Place) -> InfoOf:
        make, field = self._config.info_class, place.field
        nodes, fragments, operation = place.nodes, place.fragments, place.operation

        def info(run: Run) -> Any:
            return make(RawInfo(run.context, nodes, fragments, operation), field)  # type: ignore[arg-type]

        return info

    def _arguments(self, place: Place) -> ArgumentsOf | None:
        """None for a field without any."""
        if not place.core.args:
            return None
        if not has_variables(place.nodes[0]):
            always = self._converted(place, NO_VARIABLES)
            if _lasts(always):
                return lambda run: always
            return lambda run: self._converted(place, NO_VARIABLES)

        def arguments(run: Run) -> dict[str, Any]:
            kept = run.kept.get(place)
            if kept is None:
                kept = self._converted(place, run.variables)
                if _lasts(kept):
                    run.kept[place] = kept
            return kept

        return arguments

    def _converted(self, place: Place, variables: VariableValues) -> dict[str, Any]:
        given = get_argument_values(place.core, place.nodes[0], variables)
        converted = convert_arguments(given, place.field.arguments, self._scalars, self._config)
        for extension in place.field.extensions:
            converted = extension.map_arguments(converted)
        return converted


def _usual_call(function: Callable[..., Any], info_of: InfoOf | None, arguments_of: ArgumentsOf | None) -> Call:
    """Of a method that takes `info`, arguments, both or neither."""
    if info_of and arguments_of:
        return lambda source, run: function(source, info=info_of(run), **arguments_of(run))
    if info_of:
        return lambda source, run: function(source, info=info_of(run))
    if arguments_of:
        return lambda source, run: function(source, **arguments_of(run))
    return lambda source, run: function(source)


def _lasts(arguments: Mapping[str, Any]) -> bool:
    return all(isinstance(each, LASTING) for each in arguments.values())


class _Variables(Visitor):
    found = False

    def enter_selection_set(self, *_: object) -> Any:
        return False

    def enter_variable(self, *_: object) -> Any:
        self.found = True
        return BREAK


def has_variables(node: Node) -> bool:
    """Whether the field's arguments, not those of what it selects, have a variable in them."""
    visitor = _Variables()
    visit(node, visitor)
    return visitor.found

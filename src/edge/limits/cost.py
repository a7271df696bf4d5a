"""What an operation costs: a field is one, and what lies in a page is as many times as the page is long.

The shape is read once a document and kept with it; a request only puts its page sizes in. `@skip` and
`@include` are not looked at, so the cost is never too low. `__typename` and introspection are free.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,  # pyright: ignore[reportUnknownVariableType]
    is_list_type,  # pyright: ignore[reportUnknownVariableType]
)

PAGED = frozenset({"edges", "nodes"})
"""The fields of a connection that repeat with its page; `pageInfo` and the like are there once."""


@dataclass(frozen=True, slots=True)
class PageSizes:
    """How many items a page has: `default` when the operation does not say, and at most `largest`. `own`: the defaults
    of fields that have another, by type and field as `Type.field`. `lists`: how many are reckoned with in lists that
    are no pages and that no rule keeps short, likewise."""

    default: int = 20
    largest: int = 100
    own: Mapping[str, int] = field(default_factory=dict[str, int], hash=False)
    lists: Mapping[str, int] = field(default_factory=dict[str, int], hash=False)


@dataclass(frozen=True, slots=True)
class SizeVariable:
    """`default`: what counts where the request leaves it out; where it gives null, nothing is said of the size."""

    name: str
    default: int | None

    def of(self, variables: Mapping[str, Any]) -> int | None:
        return _length(variables[self.name]) if self.name in variables else self.default


@dataclass(frozen=True, slots=True)
class PageSize:
    """How long a page of `field` is: the first that is given of its arguments."""

    given: tuple[int | SizeVariable, ...]
    field: str

    def of(self, variables: Mapping[str, Any], pages: PageSizes) -> int:
        for each in self.given:
            size = each.of(variables) if isinstance(each, SizeVariable) else each
            if size is not None:
                return max(1, min(size, pages.largest))  # beyond, the list itself refuses, and says so better
        return pages.own.get(self.field, pages.default)


@dataclass(frozen=True, slots=True)
class ListLength:
    """Of a list that is no page: what is reckoned with in `field`."""

    field: str

    def of(self, variables: Mapping[str, Any], pages: PageSizes) -> int:
        return pages.lists.get(self.field, 1)


@dataclass(frozen=True, slots=True)
class CostFormula:
    """`fixed`, and for each page its size times what one of it costs."""

    fixed: int = 0
    pages: tuple[tuple[PageSize | ListLength, "CostFormula"], ...] = ()

    def of(self, variables: Mapping[str, Any], pages: PageSizes) -> int:
        return self.fixed + sum(size.of(variables, pages) * term.of(variables, pages) for size, term in self.pages)


def _sum(terms: list[CostFormula]) -> CostFormula:
    return CostFormula(sum(term.fixed for term in terms), tuple(page for term in terms for page in term.pages))


def _length(value: Any) -> int | None:
    """A page size, or the number of ids, as a variable has it; None for what is neither."""
    if isinstance(value, list):
        return len(cast("list[object]", value))
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None


def _literal_length(value: ValueNode | None) -> int | None:
    if isinstance(value, IntValueNode):
        return int(value.value)
    return len(value.values) if isinstance(value, ListValueNode) else None


def _length_of_default(definition: GraphQLField, argument: str) -> int | None:
    """The schema's own, for an argument that is left out."""
    found = definition.args[argument]
    return _length(found.default.value if found.default else found.default_value)


def _is_list(definition: GraphQLField) -> bool:
    kind: Any = definition.type  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return bool(is_list_type(get_nullable_type(kind)))  # pyright: ignore[reportUnknownArgumentType]


def _named_type(definition: GraphQLField) -> GraphQLNamedType:
    # graphql-core does not say what its lists are of
    return get_named_type(definition.type)  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType, reportUnknownVariableType]


def cost_of(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> CostFormula:
    """`document`: a valid one, so that every name in it is known and nothing nests without end."""
    root = schema.get_root_type(operation.operation)
    assert root is not None, "validation refuses an operation without a root type"
    return _CostWalk(schema, document, operation).selections(operation.selection_set, root, None)


class _CostWalk:
    """Of one operation. A fragment is walked once for each page size it is spread under."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        definitions = document.definitions
        self._schema = schema
        self._fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
        self._defaults = {each.variable.name.value: each.default_value for each in operation.variable_definitions or ()}
        self._known: dict[tuple[str, PageSize | None], CostFormula] = {}

    def selections(self, selected: SelectionSetNode, parent: GraphQLNamedType, page: PageSize | None) -> CostFormula:
        """`page`: of the connection that `parent` is, if it is one."""
        terms: list[CostFormula] = []
        for node in selected.selections:
            if isinstance(node, FieldNode):
                terms.append(self._field(node, parent, page))
            elif isinstance(node, InlineFragmentNode):
                inner = self._type(node.type_condition.name.value) if node.type_condition else parent
                terms.append(self.selections(node.selection_set, inner, page))
            elif isinstance(node, FragmentSpreadNode):
                terms.append(self._fragment(node.name.value, page))
        return _sum(terms)

    def _fragment(self, name: str, page: PageSize | None) -> CostFormula:
        if (name, page) not in self._known:
            fragment = self._fragments[name]
            inner = self._type(fragment.type_condition.name.value)
            self._known[name, page] = self.selections(fragment.selection_set, inner, page)
        return self._known[name, page]

    def _field(self, node: FieldNode, parent: GraphQLNamedType, page: PageSize | None) -> CostFormula:
        name = node.name.value
        if name.startswith("__"):
            return CostFormula()
        definition = cast("GraphQLObjectType | GraphQLInterfaceType", parent).fields[name]  # valid: it has that field
        if node.selection_set is None:
            return CostFormula(1)
        inner = _named_type(definition)
        place = f"{parent.name}.{name}"
        below = self.selections(node.selection_set, inner, self._size(node, definition, place, "last", "first"))
        length: PageSize | ListLength | None = self._size(node, definition, place, "ids")
        if length is None and _is_list(definition):
            length = page if page and name in PAGED else ListLength(place)
        if length is not None:
            below = CostFormula(0, ((length, below),))
        return CostFormula(1 + below.fixed, below.pages)

    def _size(self, node: FieldNode, definition: GraphQLField, place: str, *arguments: str) -> PageSize | None:
        names = [name for name in arguments if name in definition.args]
        if not names:
            return None
        given = {each.name.value: each.value for each in node.arguments or ()}
        sizes = [self._given(given[name]) if name in given else _length_of_default(definition, name) for name in names]
        return PageSize(tuple(size for size in sizes if size is not None), place)

    def _given(self, value: ValueNode) -> int | SizeVariable | None:
        if isinstance(value, VariableNode):
            default = self._defaults.get(value.name.value)
            return SizeVariable(value.name.value, _literal_length(default))
        return _literal_length(value)

    def _type(self, name: str) -> GraphQLNamedType:
        found = self._schema.get_type(name)
        assert found is not None, "validation refuses a fragment on an unknown type"
        return found

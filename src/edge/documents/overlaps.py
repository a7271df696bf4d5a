"""Whether fields that are answered under one name ask for one thing, found in linear time.

graphql-core compares every two fields of one name, also the same field written a hundred times, and every two
fragments that are spread side by side. Here fragments are spread out (`Limits.fields` bounds what comes of it), and a
field that is written again becomes one with the first, whose selections it adds to. What is left has each name once
under each type condition. Only names under several conditions go to graphql-core's rule: there are no more pairs of
them than types times fields.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
    print_ast,
    validate,
)
from graphql.utilities.sort_value_node import sort_value_node
from graphql.validation.validate import ValidationAbortedError

from moments.edge.limits.limits import too_complex

MAX_COMPARISONS = 40_000
"""Of graphql-core's rule, in its own units; twice what documents within the limits come to."""

Fields = dict[str, FieldNode]
"""By the name that they are answered under."""


class BoundedOverlapRule(OverlappingFieldsCanBeMergedRule):
    """Ends sooner than graphql-core's, which goes on for half a second."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MAX_COMPARISONS


def overlap_errors(
    schema: GraphQLSchema, document: DocumentNode, *, max_errors: int, hide_suggestions: bool
) -> list[GraphQLError]:
    """`document`: valid by all other rules, so that every fragment is known and none spreads itself.

    Raises OperationRejected where there is more to compare than MAX_COMPARISONS.
    """
    merging = _Merging(document, max_errors)
    merged = merging.document()
    if merging.errors or not merging.has_names_under_several_conditions:
        return merging.errors
    errors = validate(schema, merged, (BoundedOverlapRule,), max_errors=max_errors, hide_suggestions=hide_suggestions)
    if len(errors) <= max_errors and any(isinstance(each, ValidationAbortedError) for each in errors):
        sentence = f"At most {MAX_COMPARISONS:,} comparisons of fields under one name are allowed."
        raise too_complex(sentence, "comparisons", MAX_COMPARISONS, MAX_COMPARISONS + 1, "Ask in several requests.")
    return errors


class _Merging:
    def __init__(self, document: DocumentNode, max_errors: int) -> None:
        definitions = document.definitions
        self._operations = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
        self._fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
        self._arguments: dict[int, dict[str, str]] = {}
        self._most = max_errors
        self.errors: list[GraphQLError] = []
        self.has_names_under_several_conditions = False

    def document(self) -> DocumentNode:
        """Without fragments; each operation's selections under each type condition once."""
        merged: list[OperationDefinitionNode] = []
        for operation in self._operations:
            merged.append(
                OperationDefinitionNode(
                    operation=operation.operation,
                    name=operation.name,
                    variable_definitions=operation.variable_definitions,
                    directives=(),
                    selection_set=self._merged([operation.selection_set]),
                    loc=operation.loc,
                )
            )
        return DocumentNode(definitions=tuple(merged))

    def _merged(self, sets: Sequence[SelectionSetNode]) -> SelectionSetNode:
        """Of selections that are made on one thing. Recurses once a level of fields."""
        by_condition = self._grouped(sets)
        names = [name for fields in by_condition.values() for name in fields]
        self.has_names_under_several_conditions |= len(set(names)) < len(names)
        selections: list[SelectionNode] = []
        for condition, fields in by_condition.items():
            level = [self._field(same) for same in fields.values()]
            if condition is None:
                selections += level
            else:
                selections.append(_on(condition, level))
        return SelectionSetNode(selections=tuple(selections))

    def _grouped(self, sets: Sequence[SelectionSetNode]) -> dict[str | None, dict[str, list[FieldNode]]]:
        found: dict[str | None, dict[str, list[FieldNode]]] = defaultdict(lambda: defaultdict(list))
        pending: list[tuple[SelectionSetNode, str | None]] = [(each, None) for each in reversed(sets)]
        while pending:
            selected, condition = pending.pop()
            for node in selected.selections:
                if isinstance(node, FieldNode):
                    found[condition][node.alias.value if node.alias else node.name.value].append(node)
                elif isinstance(node, InlineFragmentNode):
                    named = node.type_condition.name.value if node.type_condition else condition
                    pending.append((node.selection_set, named))
                elif isinstance(node, FragmentSpreadNode):
                    fragment = self._fragments[node.name.value]
                    pending.append((fragment.selection_set, fragment.type_condition.name.value))
        return found

    def _field(self, same: list[FieldNode]) -> FieldNode:
        """Of fields that have one name and are of one type, so that they have to be one field with one set of
        arguments."""
        first = same[0]
        for other in same[1:]:
            if len(self.errors) < self._most and (difference := self._difference(first, other)):
                self.errors.append(_conflict(first, other, difference))
                break
        below = [each.selection_set for each in same if each.selection_set]
        return FieldNode(
            alias=first.alias,
            name=first.name,
            arguments=first.arguments,
            directives=(),
            selection_set=self._merged(below) if below else None,
            loc=first.loc,
        )

    def _difference(self, one: FieldNode, other: FieldNode) -> str | None:
        if one is other:
            return None
        if one.name.value != other.name.value:
            return f"'{one.name.value}' and '{other.name.value}' are different fields"
        if (one.arguments or other.arguments) and self._given(one) != self._given(other):
            return "they have differing arguments"
        return None

    def _given(self, node: FieldNode) -> dict[str, str]:
        """The arguments' values, written in one way; written once for each field, however often it is spread."""
        known = self._arguments.get(id(node))
        if known is None:
            known = {each.name.value: print_ast(sort_value_node(each.value)) for each in node.arguments or ()}
            self._arguments[id(node)] = known
        return known


def _on(condition: str, level: Iterable[FieldNode]) -> InlineFragmentNode:
    return InlineFragmentNode(
        type_condition=NamedTypeNode(name=NameNode(value=condition)),
        directives=(),
        selection_set=SelectionSetNode(selections=tuple(level)),
    )


def _conflict(one: FieldNode, other: FieldNode, difference: str) -> GraphQLError:
    """In graphql-core's words."""
    name = one.alias.value if one.alias else one.name.value
    sentence = (
        f"Fields '{name}' conflict because {difference}."
        " Use different aliases on the fields to fetch both if this was intentional."
    )
    return GraphQLError(sentence, [one, other])

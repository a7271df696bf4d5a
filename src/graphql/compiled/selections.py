"""What an operation selects, its fragments and conditions gone, as graphql-core itself collects it."""

from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues
from graphql.language import Visitor, visit

from moments.graphql.compiled.giving_up import NotCompilable

CONDITIONS = frozenset({"skip", "include"})


@dataclass(frozen=True, slots=True)
class Selected:
    """One operation of a document. `switches`: the variables that decide what is selected."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]
    switches: tuple[str, ...]

    @classmethod
    def of(cls, schema: GraphQLSchema, document: DocumentNode, name: str | None) -> "Selected":
        """`document`: a valid one. Raises NotCompilable for directives of other kinds, and fragments with variables of
        their own."""
        definitions = document.definitions
        operations = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
        chosen = next(each for each in operations if name is None or (each.name and each.name.value == name))
        fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
        if any(each.variable_definitions for each in fragments.values()):
            raise NotCompilable("a fragment has variables")
        conditions = _Conditions()
        for each in (chosen, *fragments.values()):
            visit(each, conditions)
        return cls(schema, chosen, fragments, tuple(sorted(conditions.variables)))

    def roots(self, root: GraphQLObjectType, variables: VariableValues) -> GroupedFieldSet:
        """Raises GraphQLError for a condition that is null."""
        return collect_fields(self.schema, self._details, variables, root, self.operation).grouped_field_set

    def below(self, kind: GraphQLObjectType, fields: list[FieldDetails], variables: VariableValues) -> GroupedFieldSet:
        """Raises GraphQLError for a condition that is null."""
        return collect_subfields(self.schema, self._details, variables, self.operation, kind, fields).grouped_field_set

    @property
    def _details(self) -> dict[str, FragmentDetails]:
        return {name: FragmentDetails(each) for name, each in self.fragments.items()}


class _Conditions(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        if node.name.value not in CONDITIONS:
            raise NotCompilable(f"@{node.name.value}")
        for each in node.arguments or ():
            if isinstance(each.value, VariableNode):
                self.variables.add(each.value.name.value)


def nodes(fields: list[FieldDetails]) -> list[FieldNode]:
    return [each.node for each in fields]

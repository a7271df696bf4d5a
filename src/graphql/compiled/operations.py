"""Which operations are compiled, when, and what is kept of them with their document."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import strawberry
from graphql import GraphQLError
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.types.graphql import OperationType

from moments.edge.compiled import CompilableOperation, CompiledQuery
from moments.graphql.compiled.functions import Functions
from moments.graphql.compiled.giving_up import NotCompilable
from moments.graphql.compiled.resolvers import NO_VARIABLES, Resolvers
from moments.graphql.compiled.running import Compiled, running
from moments.graphql.compiled.selections import Selected

MAX_WAYS = 16
"""Of one operation, by the values of the variables in `@skip` and `@include`."""


@dataclass(slots=True)
class Kept:
    """With the document. `selected`: None where it can't be compiled."""

    selected: Selected | None
    ways: dict[tuple[object, ...], Compiled | None] = field(default_factory=dict)


class Compiler:
    """Queries, when they are asked for the second time: compiling costs what validating does, and nobody should buy
    that with documents that are sent once. `ways`: how many askings of queries were compiled, new, or graphql-core's
    from the beginning."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._schema = schema._schema
        self._resolvers = Resolvers(schema.config, schema.schema_converter.scalar_registry)
        self.ways: Counter[str] = Counter()

    def query(self, operation: CompilableOperation, variables: dict[str, Any] | None) -> CompiledQuery | None:
        """None where graphql-core is to run it."""
        if operation.kind is not OperationType.QUERY:
            return None
        if operation.memory.is_new():
            self.ways["new"] += 1
            return None
        found = self._way(self._kept(operation), variables or {})
        self.ways["compiled" if found else "not compilable"] += 1
        return found

    def _kept(self, operation: CompilableOperation) -> Kept:
        if not isinstance(operation.memory.kept, Kept):
            try:
                selected = Selected.of(self._schema, operation.document, operation.name)
            except NotCompilable:
                selected = None
            operation.memory.kept = Kept(selected)
        return operation.memory.kept

    def _way(self, kept: Kept, given: dict[str, Any]) -> CompiledQuery | None:
        if kept.selected is None:
            return None
        variables = NO_VARIABLES
        if definitions := kept.selected.operation.variable_definitions:
            found = get_variable_values(self._schema, definitions, given)
            if isinstance(found, list):  # its errors are graphql-core's to say
                return None
            variables = found
        key = tuple(variables.coerced.get(name) for name in kept.selected.switches)
        if key not in kept.ways:
            if len(kept.ways) >= MAX_WAYS:
                return None
            kept.ways[key] = self._compiled(kept.selected, variables)
        way = kept.ways[key]
        return running(way, variables) if way else None

    def _compiled(self, selected: Selected, variables: VariableValues) -> Compiled | None:
        try:
            return Functions(selected, variables, self._resolvers).compiled()
        except (NotCompilable, GraphQLError):
            return None

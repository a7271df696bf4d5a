"""The site's pages use the whole schema: each of its roots' fields is in an operation."""

from collections.abc import Mapping

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

from tests.clients.operations import operations
from tests.clients.schemas import SCHEMA

NOT_USED: Mapping[str, str] = {}
"""Fields that no page uses, and why they are there."""
ROOTS = {"query": SCHEMA.query_type, "mutation": SCHEMA.mutation_type, "subscription": SCHEMA.subscription_type}


def _used() -> set[tuple[str, str]]:
    return {
        (operation.kind, field.name.value)
        for operation in operations()
        for definition in parse(operation.text).definitions
        if isinstance(definition, OperationDefinitionNode)
        for field in definition.selection_set.selections
        if isinstance(field, FieldNode)
    }


USED = _used()


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, root in ROOTS.items() if root is not None for field in root.fields]
)
def test_a_page_uses_it(kind: str, field: str) -> None:
    assert ((kind, field) in USED) != (field in NOT_USED)

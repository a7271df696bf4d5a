"""The table of who may read and do what has a row for each field and each mutation of the schema, and no others."""

from collections.abc import Iterable, Mapping

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, build_schema

from moments.application.access.matrix import DENIED_WITH_RULE, MUTATIONS
from moments.application.access.relations import Relation as R
from moments.graphql.nodes import FINDERS
from moments.graphql.shared.field_access import FIELDS, NODES, can_read
from tests.api.schema_walk import SCHEMA, nullable

Table = Mapping[str, Iterable[str]]

OF_THEIR_OWN_NOTHING = ("Connection", "Edge", "Payload", "Error")
"""What they show has rows of its own; what a payload holds was its doer's to see before."""


def carries_nothing(kind: str) -> bool:
    return (
        kind.startswith("__")
        or kind in ("Mutation", "PageInfo", "RuleViolation", "DecisionResult")
        or kind.endswith(OF_THEIR_OWN_NOTHING)
    )


def fields_of(schema: GraphQLSchema) -> dict[str, set[str]]:
    objects = (each for each in schema.type_map.values() if isinstance(each, GraphQLObjectType))
    return {each.name: set(each.fields) for each in objects if not carries_nothing(each.name)}


def gaps(schema: GraphQLSchema, fields: Table, mutations: Iterable[str]) -> list[str]:
    """Where table and schema are not of one mind."""
    there = {(kind, name) for kind, names in fields_of(schema).items() for name in names}
    rows = {(kind, name) for kind, names in fields.items() for name in names}
    assert schema.mutation_type
    steps, decided = set(schema.mutation_type.fields), set(mutations)
    return sorted(
        [f"{kind}.{name}: no row" for kind, name in there - rows]
        + [f"{kind}.{name}: a row without a field" for kind, name in rows - there]
        + [f"{name}: no row" for name in steps - decided]
        + [f"{name}: a row without a mutation" for name in decided - steps]
    )


def test_every_field_and_mutation_has_its_row_and_no_row_is_without_one() -> None:
    assert gaps(SCHEMA, FIELDS, MUTATIONS) == []


PLANTED = build_schema("""
    type Query { secret: Secret person: PersonConnection }
    type Secret { known: Int code: String }
    type PersonConnection { totalCount: Int }
    type Mutation { tell: Int whisper: Int }
""")


@pytest.mark.parametrize(
    ("fields", "mutations", "gap"),
    [
        ({"Query": ["secret", "person"], "Secret": ["known"]}, ["tell", "whisper"], "Secret.code: no row"),
        ({"Query": ["secret", "person"]}, ["tell", "whisper"], "Secret.code: no row"),
        (
            {"Query": ["secret", "person"], "Secret": ["known", "code", "gone"]},
            ["tell", "whisper"],
            "Secret.gone: a row without a field",
        ),
        ({"Query": ["secret", "person"], "Secret": ["known", "code"]}, ["tell"], "whisper: no row"),
        (
            {"Query": ["secret", "person"], "Secret": ["known", "code"]},
            ["tell", "whisper", "shout"],
            "shout: a row without a mutation",
        ),
    ],
)
def test_a_planted_gap_is_found(fields: Table, mutations: list[str], gap: str) -> None:
    assert gap in gaps(PLANTED, fields, mutations)


def test_whatever_can_be_found_by_its_id_has_a_row_that_says_by_whom() -> None:
    assert set(NODES) == set(FINDERS)


@pytest.mark.parametrize("kind", NODES)
def test_what_can_t_be_left_out_may_be_read_by_all_who_find_the_thing(kind: str) -> None:
    """Else the table could not be kept: the field is never null."""
    finders = [relation for relation in R if can_read(kind, {relation, R.EMPLOYEE})]
    unkept = [
        f"{kind}.{name} by {relation.name}"
        for name, readers in FIELDS[kind].items()
        for relation in finders
        if not nullable(kind, name) and readers.isdisjoint({relation, R.EMPLOYEE})
    ]
    assert unkept == []


def test_who_is_refused_by_a_rule_s_name_is_not_allowed_as_well() -> None:
    assert [cell for cell in DENIED_WITH_RULE if cell[1] in MUTATIONS[cell[0]]] == []

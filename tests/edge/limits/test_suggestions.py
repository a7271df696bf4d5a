"""In production no misspelled name is answered with those that the schema has, wherever it stands."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    ast_from_value,
    get_named_type,
    is_leaf_type,
    print_ast,
)
from graphql.language import ConstListValueNode, ConstObjectValueNode, EnumValueNode, NameNode, ObjectFieldNode
from graphql.type import is_list_type, is_non_null_type

from moments.edge.errors import codes
from moments.graphql.schema import build_schema

SCHEMAS = {True: build_schema(development=True), False: build_schema(development=False)}
GRAPH = SCHEMAS[True]._schema


class NoBudget:
    def new_document(self) -> None:
        return None

    def operation(self, cost: int, mutations: int) -> None:
        return None

    def turn(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    reading_turn = turn


class Nobody:
    is_stranger = False
    account = NoBudget()
    cost = 0

    def operation(self) -> "Nobody":
        return self

    def answering(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


def misspelled(name: str) -> str:
    return f"{name}{name[-1]}"


def wrong_values(kind: Any, levels: int = 3) -> Iterator[Any]:
    """Each has one misspelled name in it; a name of an enum is an EnumValueNode."""
    if is_non_null_type(kind):
        yield from wrong_values(kind.of_type, levels)
    elif is_list_type(kind):
        yield from ([each] for each in wrong_values(kind.of_type, levels))
    elif isinstance(kind, GraphQLEnumType):
        yield EnumValueNode(value=misspelled(next(iter(kind.values))))
    elif isinstance(kind, GraphQLInputObjectType) and levels:
        yield {misspelled(next(iter(kind.fields))): None}
        for name, field in kind.fields.items():
            yield from ({name: each} for each in wrong_values(field.type, levels - 1))


def plain(value: Any) -> Any:
    if isinstance(value, EnumValueNode):
        return value.value
    if isinstance(value, list):
        return [plain(each) for each in value]
    return {name: plain(each) for name, each in value.items()} if isinstance(value, dict) else value


def literal(value: Any) -> Any:
    if isinstance(value, EnumValueNode):
        return value
    if isinstance(value, list):
        return ConstListValueNode(values=tuple(literal(each) for each in value))
    if isinstance(value, dict):
        fields: Any = (ObjectFieldNode(name=NameNode(value=name), value=literal(each)) for name, each in value.items())
        return ConstObjectValueNode(fields=tuple(fields))
    return ast_from_value(value, GRAPH.type_map["String"])  # type: ignore[arg-type]


def places() -> Iterator[tuple[str, str, GraphQLField, str, GraphQLArgument]]:
    for root in ("query", "mutation", "subscription"):
        parent = getattr(GRAPH, f"{root}_type")
        assert isinstance(parent, GraphQLObjectType)
        for name, field in parent.fields.items():
            for argument, definition in field.args.items():
                yield root, name, field, argument, definition


def below(field: GraphQLField) -> str:
    return "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"


async def said(development: bool, text: str, variables: dict[str, Any] | None = None) -> str:
    result = await SCHEMAS[development].execute(text, variables, context_value=Nobody())
    assert result.errors
    assert "INTERNAL_SERVER_ERROR" not in codes(result.errors), text
    return "\n".join(error.message for error in result.errors)


async def test_not_in_a_variable_s_value_nor_in_a_literal() -> None:
    tried = hinted = 0
    for root, name, field, argument, definition in places():
        for value in wrong_values(definition.type):
            by_variable = f"{root} ($v: {definition.type}) {{ {name}({argument}: $v) {below(field)} }}"
            by_literal = f"{root} {{ {name}({argument}: {print_ast(literal(value))}) {below(field)} }}"
            if not any(is_non_null_type(other.type) and other is not definition for other in field.args.values()):
                tried += 1
                hinted += "Did you mean" in await said(True, by_variable, {"v": plain(value)})
                hidden = await said(False, by_variable, {"v": plain(value)})
                assert "Did you mean" not in hidden, hidden
            assert "Did you mean" not in await said(False, by_literal), by_literal
    assert tried > 60
    assert hinted > 0.9 * tried, "the same is answered with a hint in development"


DOCUMENTS = {
    "a field": "{ viewr { id } }",
    "an argument": "{ skills(frist: 1) { totalCount } }",
    "a directive's argument": "{ skills @skip(iff: true) { totalCount } }",
    "a type": "{ node(id: 1) { ... on Skil { id } } }",
    "a variable's type": "query ($a: Stringg) { skills(after: $a) { totalCount } }",
    "a field of a type": "{ node(id: 1) { ... on Skill { nam } } }",
    "a field by its type": "{ node(id: 1) { name } }",
    "a default": "query ($a: MentorFilterInput = {skill: 1}) { searchMentors(where: $a) { mentors { totalCount } } }",
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_not_in_a_document(text: str) -> None:
    assert "Did you mean" not in await said(False, text)


async def test_not_over_a_socket() -> None:
    text = "query ($v: MentorOrder) { searchMentors(orderBy: $v) { __typename } }"
    value = misspelled(next(iter(GRAPH.type_map["MentorOrder"].values)))  # type: ignore[attr-defined]
    source = await SCHEMAS[False].stream(text, {"v": value}, context_value=Nobody())
    async for result in source:
        assert result.errors
        assert all("Did you mean" not in error.message for error in result.errors)

"""What an operation is reckoned to cost is never less than what is answered, whatever it says of its page sizes."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    parse,
)

from moments.edge.limits.cost import PAGED
from moments.graphql.schema import build_schema
from tests.api.api_client import ApiClient

GRAPH = build_schema()._schema
SKILLS = "{ nodes { id name category } }"


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (f"query ($n: Int = 1) {{ skills(first: $n) {SKILLS} }}", {"n": None}),
        (f"query ($n: Int) {{ skills(first: $n) {SKILLS} }}", {"n": None}),
        (f"query ($n: Int) {{ skills(first: $n) {SKILLS} }}", {}),
        (f"query ($n: Int = null) {{ skills(first: $n) {SKILLS} }}", {}),
        (f"query ($n: Int = 1) {{ skills(last: $n) {SKILLS} }}", {"n": None}),
        (f"query ($n: Int = 1, $m: Int = 1) {{ skills(first: $n, last: $m) {SKILLS} }}", {"n": None, "m": None}),
        (f"query ($n: Int = 1, $m: Int = 1) {{ skills(first: $n, last: $m) {SKILLS} }}", {"n": 30, "m": None}),
        (f"{{ skills(first: null, last: null) {SKILLS} }}", {}),
        (
            f"query ($n: Int = 1, $no: Boolean!) {{ skills(first: $n) @include(if: $no) {SKILLS} }}",
            {"n": None, "no": True},
        ),
    ],
)
async def test_a_size_of_null_is_the_default_page(world: ApiClient, query: str, variables: dict[str, Any]) -> None:
    await many_skills(world)
    answer = await world.ask("ann", query, **variables)
    rows = len(answer["data"]["skills"]["nodes"])
    assert rows >= 20, "there are enough to see it"
    assert answer["extensions"]["cost"] >= 3 * rows


async def many_skills(world: ApiClient) -> None:
    """Thirty, with the ten that there are."""
    for number in range(20):
        await world.done("olga", "addSkill", "__typename", name=f"Skill {number}", category="SOFT")


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(each)


def answered(data: Any) -> int:
    """Fields of objects in an answer, each time they are there."""
    return sum(len(each) for each in _objects(data))


class Generated:
    """A query along the schema's pages, and its variables."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._declared: list[str] = []
        self.variables: dict[str, Any] = {}
        root = self._random.choice(["Query", "Viewer", "OfficeDashboard", "AdministratorDashboard"])
        below = self._selections(root, 3)
        if root in ("OfficeDashboard", "AdministratorDashboard"):
            below = f"{{ {root[0].lower()}{root[1:]} {below} }}"
        body = below if root == "Query" else f"{{ viewer {below} }}"
        self.text = f"query ({' '.join(self._declared)}) {body}" if self._declared else body

    def _selections(self, kind: str, levels: int) -> str:
        named = GRAPH.type_map[kind]
        assert isinstance(named, GraphQLObjectType)
        plain = [each for each in named.fields if is_leaf_type(get_named_type(named.fields[each].type))]
        plain = [each for each in plain if not _needs(named.fields[each])]
        pages = [each for each in named.fields if _is_page(named.fields[each]) and not _needs(named.fields[each])]
        chosen = self._random.sample(plain, min(len(plain), 3))
        if levels:
            for name in self._random.sample(pages, min(len(pages), 2)):
                chosen.append(self._page(name, named.fields[name], levels - 1))
            if kind == "Query" and "departments" not in chosen and self._random.random() < 0.3:
                chosen.append("workingHours { id label shifts { weekday } }")
        return "{ " + " ".join(chosen or ["__typename"]) + " }"

    def _page(self, name: str, field: GraphQLField, levels: int) -> str:
        connection = get_named_type(field.type)
        assert isinstance(connection, GraphQLObjectType)
        item = connection.fields["nodes"]
        kind = get_named_type(item.type).name
        below = self._selections(kind, levels)
        inner = self._random.choice([f"nodes {below}", f"edges {{ cursor node {below} }}", f"totalCount nodes {below}"])
        sizes = [
            f"{each}: {self._size()}" for each in self._random.choice([[], ["first"], ["last"], ["last", "first"]])
        ]
        return f"{name}{'(' + ', '.join(sizes) + ')' if sizes else ''}{self._directive()} {{ {inner} }}"

    def _size(self) -> str:
        literal = self._random.choice(["null", "1", "3", "30"])
        if self._random.random() < 0.3:
            return literal
        name = f"v{len(self._declared)}"
        default = self._random.choice(["", "= null", "= 1", "= 2"])
        self._declared.append(f"${name}: Int {default}")
        if self._random.random() < 0.7:
            self.variables[name] = self._random.choice([None, None, 1, 5, 25])
        return f"${name}"

    def _directive(self) -> str:
        if self._random.random() < 0.7:
            return ""
        name = f"b{len(self._declared)}"
        self._declared.append(f"${name}: Boolean = true")
        return f" @include(if: ${name})"


def _needs(field: GraphQLField) -> bool:
    return any(is_required_argument(each) for each in field.args.values())


def _is_page(field: GraphQLField) -> bool:
    named = get_named_type(field.type)
    return isinstance(named, GraphQLObjectType) and set(named.fields) >= PAGED and "first" in field.args


async def test_what_is_answered_is_never_more_than_what_was_reckoned(world: ApiClient) -> None:
    await world.ready("ann", "mia max moe")
    await many_skills(world)
    tried = full = 0
    for seed in range(150):
        made = Generated(seed)
        assert isinstance(parse(made.text).definitions[0], OperationDefinitionNode)
        for who in ("olga", "adam"):
            answer = await world.ask(who, made.text, **made.variables)
            if "cost" not in answer.get("extensions", {}) or not answer.get("data"):
                continue
            tried += 1
            full += answered(answer["data"]) > 60
            assert answered(answer["data"]) <= answer["extensions"]["cost"], (made.text, made.variables)
    assert tried > 100
    assert full > 10, "some are answered with much"


async def test_as_many_ids_as_are_given_are_reckoned(world: ApiClient) -> None:
    await many_skills(world)
    ids = [
        each["id"] for each in (await world.data("ann", "{ skills(first: 30) { nodes { id } } }"))["skills"]["nodes"]
    ]
    for text in (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        f"{{ nodes(ids: {ids}) {{ id }} }}".replace("'", '"'),
    ):
        answer = await world.ask("ann", text, ids=ids)
        assert answer["extensions"]["cost"] >= len(answer["data"]["nodes"]) == 30
    inside = "query ($a: ID!, $b: ID!) { nodes(ids: [$a, $b]) { id } }"
    assert (await world.ask("ann", inside, a=ids[0], b=ids[1]))["extensions"]["cost"] >= 2
    one = await world.ask("ann", "query ($id: [ID!]!) { nodes(ids: $id) { id } }", id=ids[0])
    assert one["extensions"]["cost"] >= 1

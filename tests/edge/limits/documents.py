"""Random documents, and what they ask for by spreading every fragment out: slow, and plainly right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    parse,
)
from hypothesis import strategies as st

SCHEMA = build_schema("""
directive @mark repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
type Query { a: Int things(first: Int, last: Int): Things! nodes(ids: [ID!]!): [Thing] query: Query }
type Things { edges: [Edge!]! nodes: [Thing!]! pageInfo: PageInfo! totalCount: Int }
type Edge { node: Thing! cursor: String! }
type Thing { a: Int things(first: Int, last: Int): Things! query: Query }
type PageInfo { a: Int }
""")
OF = {
    "Query": ["a", "things", "nodes", "query", "__typename", "__schema"],
    "Things": ["edges", "nodes", "pageInfo", "totalCount"],
    "Edge": ["node", "cursor"],
    "Thing": ["a", "things", "query", "__typename"],
    "PageInfo": ["a"],
    "__Schema": ["description", "queryType"],
    "__Type": ["name", "ofType"],
}
INNER = {
    ("Query", "things"): "Things",
    ("Thing", "things"): "Things",
    ("Query", "nodes"): "Thing",
    ("Query", "query"): "Query",
    ("Thing", "query"): "Query",
    ("Query", "__schema"): "__Schema",
    ("Things", "edges"): "Edge",
    ("Things", "nodes"): "Thing",
    ("Things", "pageInfo"): "PageInfo",
    ("Edge", "node"): "Thing",
    ("__Schema", "queryType"): "__Type",
    ("__Type", "ofType"): "__Type",
}
ARGUMENTS = [
    "",
    "(first: 5)",
    "(last: 3)",
    "(first: $n)",
    "(last: $m)",
    "(first: 2, last: $n)",
    "(first: null)",
    "(first: 3, last: null)",
    "(first: $n, last: $m)",
]
VARIABLES = '$n: Int, $m: Int = 7, $ids: [ID!] = ["1", "2"]'


@dataclass(frozen=True)
class Asked:
    fields: int = 0
    spreads: int = 0
    aliases: int = 0
    directives: int = 0
    roots: int = 0
    depth: int = 0


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A valid document: an operation and up to four fragments, each spreading only later ones."""
    kinds = draw(st.lists(st.sampled_from(sorted(OF)), max_size=4))
    fragments = [
        f"fragment F{place} on {kind} {_selections(draw, kind, kinds, place + 1, 2)}"
        for place, kind in enumerate(kinds)
    ]
    return "\n".join([f"query Q({VARIABLES}) {_selections(draw, 'Query', kinds, 0, 3)}", *fragments])


def _selections(draw: st.DrawFn, kind: str, fragments: list[str], later: int, levels: int) -> str:
    chosen = [_selection(draw, kind, fragments, later, levels) for _ in range(draw(st.integers(1, 4)))]
    return "{ " + " ".join(chosen) + " }"


def _selection(draw: st.DrawFn, kind: str, fragments: list[str], later: int, levels: int) -> str:
    marks = " @mark" * draw(st.sampled_from([0, 0, 0, 1, 2]))
    spreads = [place for place in range(later, len(fragments)) if fragments[place] == kind]
    what = draw(st.sampled_from(["field", "field", "inline", "spread"]))
    if what == "spread" and spreads:
        return f"...F{draw(st.sampled_from(spreads))}{marks}"
    if what == "inline" and levels:
        condition = draw(st.sampled_from(["", f" on {kind}"]))
        return f"...{condition}{marks} {_selections(draw, kind, fragments, later, levels - 1)}"
    names = [name for name in OF[kind] if levels or (kind, name) not in INNER] or ["__typename"]
    name = draw(st.sampled_from(names))
    alias = draw(st.sampled_from(["", "", "x: "]))
    inner = INNER.get((kind, name))
    below = _selections(draw, inner, fragments, later, levels - 1) if inner else ""
    return f"{alias}{name}{_arguments(draw, kind, name)}{marks} {below}"


def _arguments(draw: st.DrawFn, kind: str, name: str) -> str:
    if name == "nodes" and kind == "Query":
        return "(ids: " + draw(st.sampled_from(["$ids", '["1", "2", "3"]', "[]"])) + ")"
    if name != "things":
        return ""
    return draw(st.sampled_from(ARGUMENTS))


class Naive:
    """`variables`: for the cost."""

    def __init__(self, text: str, variables: Mapping[str, Any] | None = None) -> None:
        document = parse(text)
        self._variables = variables or {}
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self.operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))

    def asked(self) -> Asked:
        return self._asked(self.operation.selection_set, 0, outermost=True)

    def _asked(self, selected: SelectionSetNode, above: int | None, *, outermost: bool) -> Asked:
        total = Asked()
        for node in selected.selections:
            each = Asked(directives=len(node.directives or ()))
            if isinstance(node, FieldNode):
                here = 0 if above is None else above + 1
                below = None if above is None or node.name.value in ("__schema", "__type") else here
                each = _add(each, Asked(1, 0, int(node.alias is not None), 0, int(outermost), here))
                if node.selection_set:
                    each = _add(each, self._asked(node.selection_set, below, outermost=False))
            elif isinstance(node, InlineFragmentNode):
                each = _add(each, Asked(spreads=1))
                each = _add(each, self._asked(node.selection_set, above, outermost=outermost))
            elif isinstance(node, FragmentSpreadNode):
                inner = self._fragments[node.name.value].selection_set
                each = _add(each, Asked(spreads=1))
                each = _add(each, self._asked(inner, above, outermost=outermost))
            total = _add(total, each)
        return total

    def cost(self) -> int:
        return self._cost(self.operation.selection_set, "Query", 1)

    def _cost(self, selected: SelectionSetNode, kind: str, page: int) -> int:
        total = 0
        for node in selected.selections:
            if isinstance(node, InlineFragmentNode):
                total += self._cost(node.selection_set, kind, page)
            elif isinstance(node, FragmentSpreadNode):
                total += self._cost(self._fragments[node.name.value].selection_set, kind, page)
            elif isinstance(node, FieldNode) and not node.name.value.startswith("__"):
                name = node.name.value
                times = page if kind == "Things" and name in ("edges", "nodes") else 1
                if kind == "Query" and name == "nodes":
                    times = self._given(node, "ids", 1)
                size = self._given(node, "last", None) or self._given(node, "first", None) or 20
                inner = self._cost(node.selection_set, INNER[kind, name], size) if node.selection_set else 0
                total += 1 + times * inner
        return total

    def _given(self, node: FieldNode, argument: str, otherwise: Any) -> Any:
        defaults: dict[str, Any] = {"m": 7, "ids": ["1", "2"]}
        for each in node.arguments or ():
            if each.name.value == argument:
                value: Any = each.value.to_dict()
                if value["kind"] == "variable":
                    name = value["name"]["value"]
                    found = self._variables.get(name, defaults.get(name))
                elif value["kind"] == "null_value":
                    found = None
                elif value["kind"] == "list_value":
                    found = value["values"]
                else:
                    found = int(value["value"])
                return max(1, len(found)) if isinstance(found, list | tuple) else found
        return otherwise


def _add(one: Asked, other: Asked) -> Asked:
    return Asked(
        one.fields + other.fields,
        one.spreads + other.spreads,
        one.aliases + other.aliases,
        one.directives + other.directives,
        one.roots + other.roots,
        max(one.depth, other.depth),
    )

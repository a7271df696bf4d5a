"""Documents and variables made from the schema: whatever a client may send, most of it with an answer."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    is_leaf_type,
)

T = TypeVar("T")
DEEPEST, MOST_FIELDS, MOST_ALIASES = 9, 70, 25
WORDS = ["", "a", "ann", "Office", "director", "Ä", "x" * 201, "100%", "_"]
PAGES = (("after", "last", "before"), ("last", "before"), ("first", "after", "before"), ("first", "after"))
"""Paging arguments that are left out together: most of the others are refused."""
NUMBERS, FINE_NUMBERS = [0, 101, -1, 2**31 - 1], [1, 2, 3, 5, 20]


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    variables: dict[str, Any]


@dataclass(slots=True)
class Harvest:
    """What earlier answers showed, so that later ones ask for what there is."""

    ids: list[str] = field(default_factory=lambda: ["", "bm90aGluZw", "Person:1"])
    cursors: list[str] = field(default_factory=lambda: ["", "W10", "not a cursor"])

    def take(self, data: Any) -> None:
        if isinstance(data, dict):
            for key, value in data.items():
                name = key.partition("_")[0]
                if isinstance(value, str) and (kept := self._kept(name)) is not None and value not in kept:
                    kept.append(value)
                    del kept[3 : len(kept) - 400]
                self.take(value)
        elif isinstance(data, list):
            for each in data:
                self.take(each)

    def _kept(self, name: str) -> list[str] | None:
        if name == "id":
            return self.ids
        return self.cursors if name.lower().endswith("cursor") else None


class Writer:
    """One document. `now`: about which moments are asked for."""

    def __init__(self, schema: GraphQLSchema, harvest: Harvest, random: Random, now: datetime) -> None:
        self._schema, self._harvest, self._random, self._now = schema, harvest, random, now
        self._declared: list[str] = []
        self._variables: dict[str, Any] = {}
        self._fragments: list[tuple[str, str, str]] = []
        self._fields = self._aliases = 0

    def asked(self) -> Asked:
        assert self._schema.query_type is not None
        body = self._selection(self._schema.query_type, DEEPEST)
        head = f"query Q({', '.join(self._declared)})" if self._declared else self._one("query Q", "query")
        fragments = "".join(f" fragment {name} on {kind} {text}" for name, kind, text in self._fragments)
        return Asked(f"{head} {body}{fragments}", self._variables)

    def _chance(self, of: float) -> bool:
        return self._random.random() < of

    def _one(self, *choices: T) -> T:
        return self._random.choice(choices)

    # --- selections ---

    def _selection(self, kind: Any, deep: int) -> str:
        parts: list[str] = []
        if isinstance(kind, GraphQLUnionType):
            parts.append("__typename")
        else:
            parts += self._fields_of(kind, deep)
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            possible = sorted(self._schema.get_possible_types(kind), key=lambda each: each.name)
            for each in self._random.sample(possible, min(len(possible), self._one(1, 3, 18))):
                if deep > 1:
                    parts.append(f"... on {each.name}{self._condition()} {self._selection(each, deep - 1)}")
        if self._chance(0.15):
            parts.append(self._one("__typename", "t: __typename"))
        if self._chance(0.1):
            parts.append(f"...{self._condition()} {{ __typename }}")
        return f"{{ {' '.join(parts)} }}"

    def _fields_of(self, kind: Any, deep: int) -> list[str]:
        names = [name for name, each in kind.fields.items() if deep > 1 or is_leaf_type(get_named_type(each.type))]
        wanted = self._random.sample(names, min(len(names), self._one(1, 2, 3, 5, 8)))
        parts = [part for name in wanted if (part := self._field(kind, name, deep))]
        parts = parts or ["__typename"]
        if self._chance(0.12):
            return [f"... on {kind.name}{self._condition()} {{ {' '.join(parts)} }}"]
        if self._chance(0.08) and len(self._fragments) < 12:
            name = f"F{len(self._fragments)}"
            self._fragments.append((name, kind.name, f"{{ {' '.join(parts)} }}"))
            return [f"...{name}{self._condition()}"] * self._one(1, 1, 2)
        return parts

    def _field(self, kind: Any, name: str, deep: int) -> str | None:
        if self._fields >= MOST_FIELDS:
            return None
        self._fields += 1
        definition: GraphQLField = kind.fields[name]
        below = get_named_type(definition.type)
        arguments = self._arguments(definition)
        alias = ""
        if (arguments or self._chance(0.1)) and self._aliases < MOST_ALIASES:
            self._aliases += 1
            alias = f"{name}_{self._aliases}: "
        elif arguments:
            return None
        asked = f"{alias}{name}{arguments}"
        if is_leaf_type(below):
            return f"{asked}{self._condition()}"
        first = f"{asked}{self._condition()} {self._selection(below, deep - 1)}"
        if alias and deep < 5 and self._chance(0.1):  # merged with another of itself
            return f"{first} {asked} {{ __typename }}"
        return first

    def _condition(self) -> str:
        if self._chance(0.92):
            return ""
        literal = self._one("true", "false")
        if self._chance(0.5):
            return f" @{self._one('skip', 'include')}(if: {literal})"
        name = f"v{len(self._declared)}"
        self._declared.append(f"${name}: Boolean!" if self._chance(0.5) else f"${name}: Boolean! = {literal}")
        if "=" not in self._declared[-1] or self._chance(0.5):
            self._variables[name] = self._one(True, False)
        return f" @{self._one('skip', 'include')}(if: ${name})"

    # --- arguments ---

    def _arguments(self, definition: GraphQLField) -> str:
        left_out = self._one(*PAGES) if self._chance(0.97) else ()
        given = [
            f"{name}: {value}"
            for name, each in definition.args.items()
            if name not in left_out
            and (name not in ("after", "before") or self._chance(0.3))
            and (value := self._argument(name, each))
        ]
        return f"({', '.join(given)})" if given else ""

    def _argument(self, name: str, argument: GraphQLArgument) -> str | None:
        kind: Any = argument.type
        needed = isinstance(kind, GraphQLNonNull) and argument.default_value is Undefined and argument.default is None
        if not needed and self._chance(0.7 if name not in ("first", "last", "kind") else 0.3):
            return None
        if self._chance(0.7):
            return self._literal(kind, name)
        variable = f"v{len(self._declared)}"
        declared = f"${variable}: {kind}"
        if self._chance(0.2):
            declared += f" = {self._literal(kind, name)}"
        self._declared.append(declared)
        if needed or "=" not in declared or self._chance(0.5):
            self._variables[variable] = self._value(kind, name)
        return f"${variable}"

    def _literal(self, kind: Any, name: str) -> str:
        return _printed(self._value(kind, name), kind)

    def _value(self, kind: Any, name: str) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self._some(kind.of_type, name)
        return None if self._chance(0.08) else self._some(kind, name)

    def _some(self, kind: Any, name: str) -> Any:
        if isinstance(kind, GraphQLList):
            return [self._value(kind.of_type, name) for _ in range(self._one(0, 1, 2, 3))]
        if isinstance(kind, GraphQLEnumType):
            return self._one(*kind.values)
        if isinstance(kind, GraphQLInputObjectType):
            return self._object(kind)
        makers: dict[str, Callable[[], Any]] = {
            "Int": lambda: self._one(*NUMBERS) if self._chance(0.03) else self._one(*FINE_NUMBERS),
            "Float": lambda: self._one(0.5, 1, 2.25),
            "Boolean": lambda: self._one(True, False),
            "ID": lambda: self._one(*self._harvest.ids),
            "String": lambda: self._text(name),
            "DateTime": lambda: (self._now + timedelta(days=self._one(-400, -1, 1, 30))).isoformat(),
            "Date": lambda: (self._now + timedelta(days=self._one(-400, -1, 1, 30))).date().isoformat(),
            "Time": lambda: self._one("08:00:00", "17:30:00"),
        }
        return makers[kind.name]()

    def _text(self, name: str) -> str:
        if name in ("after", "before"):
            return self._one(*self._harvest.cursors)
        return self._one(*WORDS)

    def _object(self, kind: GraphQLInputObjectType) -> dict[str, Any]:
        made = {}
        for name, each in kind.fields.items():
            needed = isinstance(each.type, GraphQLNonNull) and each.default_value is Undefined and each.default is None
            if needed or self._chance(0.25):
                made[name] = self._value(each.type, name)
        if kind.is_one_of and len(made) != 1:
            name = self._one(*kind.fields)
            made = {name: self._some(kind.fields[name].type, name)}
        return made


def _printed(value: Any, kind: Any) -> str:
    """As a literal of the type."""
    kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if value is None:
        return "null"
    if isinstance(kind, GraphQLList):
        return f"[{', '.join(_printed(each, kind.of_type) for each in value)}]"
    if isinstance(kind, GraphQLInputObjectType):
        fields = (f"{name}: {_printed(each, kind.fields[name].type)}" for name, each in value.items())
        return f"{{{', '.join(fields)}}}"
    return str(value) if isinstance(kind, GraphQLEnumType) else json.dumps(value, ensure_ascii=False)


def one_for_each_field(schema: GraphQLSchema) -> Iterator[str]:
    """Documents that come to every field that a query may come to, by the shortest way."""
    assert schema.query_type is not None
    ways: dict[str, tuple[str, str]] = {schema.query_type.name: ("{ ", " }")}
    pending: list[Any] = [schema.query_type]
    while pending:
        kind = pending.pop(0)
        begin, end = ways[kind.name]
        if not isinstance(kind, GraphQLUnionType):
            for name, each in kind.fields.items():
                below = get_named_type(each.type)
                asked = f"{name}{_needed(each)}"
                yield f"{begin}{asked}{end}" if is_leaf_type(below) else f"{begin}{asked} {{ __typename }}{end}"
                if not is_leaf_type(below) and below.name not in ways:
                    ways[below.name] = f"{begin}{asked} {{ ", f" }}{end}"
                    pending.append(below)
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            for each in schema.get_possible_types(kind):
                if each.name not in ways:
                    ways[each.name] = f"{begin}... on {each.name} {{ ", f" }}{end}"
                    pending.append(each)


def _needed(field: GraphQLField) -> str:
    """The arguments that have to be given."""
    writer = Writer(GraphQLSchema(), Harvest(), Random(1), datetime(2026, 1, 12, tzinfo=UTC))
    needed = {
        name: each
        for name, each in field.args.items()
        if isinstance(each.type, GraphQLNonNull) and each.default_value is Undefined and each.default is None
    }
    given = ", ".join(f"{name}: {writer._literal(each.type, name)}" for name, each in needed.items())
    return f"({given})" if given else ""

"""Documents made to be dear, within the limits and about them; and what reading one takes, counted and not timed."""

import sys
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSyntaxError,
    Lexer,
    Source,
    TokenKind,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from moments.edge.documents.gate import OperationGate
from moments.edge.errors import OperationRejected

CALLS_AT_MOST = 8_000
CALLS_A_TOKEN = 750
CALLS_A_BYTE = 8
LONGEST = 20_000
TIMES = {3: [1, 1, 2, 12, 40, 70], 2: [1, 1, 2, 12], 1: [1, 1, 2, 5], 0: [1, 2]}
"""How often a part is said again, by the levels that may come below it."""
NOISE = ["#x\n", ",", " ", "\ufeff", '"""\n x\n"""', "a", "\\u0041", "9", "é"]


def calls(gate: OperationGate, text: str, *, is_stranger: bool) -> int:
    """Calls that are made while the gate reads a document that it does not know: a count of work that no other
    process' load changes."""
    counted = 0

    def count(*_: Any) -> None:
        nonlocal counted
        counted += 1

    gate.forget()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        gate.admit(text, None, None, None, is_stranger=is_stranger)
    except OperationRejected:
        pass
    finally:
        sys.setprofile(before)
    return counted


def bound(text: str, most_tokens: int) -> int:
    """Linear in the tokens that are read, and in the bytes."""
    return CALLS_AT_MOST + CALLS_A_TOKEN * tokens(text, most_tokens) + CALLS_A_BYTE * len(text.encode())


def tokens(text: str, most: int) -> int:
    """As many as are read."""
    lexer, counted = Lexer(Source(text)), 0
    try:
        while counted < most and lexer.advance().kind is not TokenKind.EOF:
            counted += 1
    except GraphQLSyntaxError:
        pass
    return counted


@st.composite
def dear_documents(draw: st.DrawFn, schema: GraphQLSchema) -> str:
    """Fields of the schema and none, said again and again, in fragments that spread one another, with arguments,
    variables and directives; and much that says nothing."""
    return _Writer(draw, schema).document()


class _Writer:
    def __init__(self, draw: st.DrawFn, schema: GraphQLSchema) -> None:
        self._draw, self._schema = draw, schema
        assert schema.query_type
        self._query = schema.query_type
        self._fragments = draw(st.sampled_from([0, 0, 1, 2, 5, 15, 40]))
        self._variables = draw(st.sampled_from([0, 0, 1, 10, 60]))

    def document(self) -> str:
        operations = self._draw(st.sampled_from([1, 1, 1, 2, 5, 10]))
        variables = "(" + " ".join(
            f"$v{n}:{self._one('Int', 'Int=1', '[ID!]', 'Nope')}" for n in range(self._variables)
        )
        written = [
            f"query Q{n}{variables + ')' if self._variables else ''}{self._selections(self._query, 0, 3)}"
            for n in range(operations)
        ]
        written += [f"fragment F{n} on Query{self._selections(self._query, n + 1, 2)}" for n in range(self._fragments)]
        noise = self._one(*NOISE) * self._one(0, 0, 0, 10, 1000, 6000)
        place = self._one(0, 0, 1)
        text = (noise if place else "") + " ".join(written) + ("" if place else f"#{noise!a}")
        return text[:LONGEST]

    def _one(self, *choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def _selections(self, kind: GraphQLNamedType, later: int, levels: int) -> str:
        """`later`: the first fragment that may be spread; now and then any, for circles."""
        units = []
        for _ in range(self._one(1, 1, 2, 3)):
            unit, times = self._selection(kind, later, levels), self._one(*TIMES[levels])
            if self._one(False, False, True):
                unit = "".join(f" a{n}:{unit.strip()}" for n in range(times) if not unit.strip().startswith("."))
                units.append(unit or " __typename")
            else:
                units.append(unit * times)
        return "{" + "".join(units) + "}"

    def _selection(self, kind: GraphQLNamedType, later: int, levels: int) -> str:
        if self._fragments > later and self._one(False, True):
            return f" ...F{self._one(later, later, self._fragments - 1, 0)}"
        if levels and self._one(False, False, False, True):
            inner = self._type_within(kind)
            return (
                f"...{'on ' + inner.name if self._one(False, True) else ''}{self._selections(kind, later, levels - 1)}"
            )
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) or self._one(
            False, False, False, False, True
        ):
            return self._one(" __typename", " nope", " __schema{types{name}}")  # type: ignore[no-any-return]
        name = self._one(*kind.fields)
        field = kind.fields[name]
        arguments = "".join(f" {each}:{self._value()}" for each in field.args if self._one(False, False, True))
        directive = self._one("", "", "", "@skip(if:false)", "@include(if:true)@skip(if:$v0)", "@nope")
        head = f" {name}{'(' + arguments + ')' if arguments else ''}{directive}"
        named = get_named_type(field.type)
        if is_leaf_type(named):
            return head
        return head + (self._selections(named, later, levels - 1) if levels else "{__typename}")

    def _type_within(self, kind: GraphQLNamedType) -> GraphQLNamedType:
        if is_abstract_type(kind):
            return self._one(*self._schema.get_possible_types(kind))  # type: ignore[no-any-return]
        return kind

    def _value(self) -> str:
        many = self._one(1, 2, 20, 60)
        return self._one(  # type: ignore[no-any-return]
            "1",
            "null",
            "$v0",
            f"$v{many}",
            '"x"',
            '"' + "x" * many * 50 + '"',
            "[" + "1 " * many + "]",
            "[" * many + "]" * many,
            "{a:" * many + "1" + "}" * many,
            "{" + "".join(f"a{n}:1 " for n in range(many)) + "}",
            "{" + "a:1 " * many + "}",
            "A" * many,
        )

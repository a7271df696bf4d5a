"""Fields under one name: our linear check finds a conflict where graphql-core's rule does, and nowhere else."""

import pytest
from graphql import DocumentNode, NoUnusedFragmentsRule, OverlappingFieldsCanBeMergedRule, build_schema, parse, validate
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.edge.documents import overlaps
from moments.edge.documents.overlaps import overlap_errors
from moments.edge.errors import OperationRejected

SCHEMA = build_schema("""
type Query { pet: Pet dog: Dog cat: Cat any: Any }
interface Pet { name(of: Names, first: Int): String friend: Pet }
type Dog implements Pet { name(of: Names, first: Int): String friend: Pet barks: Boolean! size: Int friends: [Pet] }
type Cat implements Pet { name(of: Names, first: Int): String friend: Pet barks: Boolean size: String friends: [Pet!] }
union Any = Dog | Cat
input Names { all: [String] one: String }
""")
FIELDS = {
    "Query": {"pet": "Pet", "dog": "Dog", "cat": "Cat", "any": "Any"},
    "Pet": {"name": None, "friend": "Pet"},
    "Dog": {"name": None, "friend": "Pet", "barks": None, "size": None, "friends": "Pet"},
    "Cat": {"name": None, "friend": "Pet", "barks": None, "size": None, "friends": "Pet"},
    "Any": {"__typename": None},
}
WITHIN = {"Query": ["Query"], "Pet": ["Pet", "Dog", "Cat"], "Dog": ["Dog", "Pet"], "Cat": ["Cat", "Pet"]}
WITHIN["Any"] = ["Dog", "Cat", "Any", "Pet"]
ARGUMENTS = [
    "",
    "(first: 1)",
    "(first: 2)",
    '(of: {one: "a", all: ["b"]}, first: 1)',
    '(first: 1, of: {all: ["b"] one: "a"})',
    '(of: {one: "a"})',
    '(of: {one: """a"""})',
    "(first: $v)",
]


@st.composite
def documents(draw: st.DrawFn) -> str:
    kinds = draw(st.lists(st.sampled_from(["Query", "Pet", "Dog", "Cat", "Any"]), max_size=3))
    operation = "query ($v: Int) " + _selections(draw, "Query", kinds, 0, 3)
    fragments = [
        f"fragment F{place} on {kind} {_selections(draw, kind, kinds, place + 1, 2)}"
        for place, kind in enumerate(kinds)
    ]
    return "\n".join([operation, *fragments])


def _selections(draw: st.DrawFn, kind: str, fragments: list[str], later: int, levels: int) -> str:
    chosen = [_selection(draw, kind, fragments, later, levels) for _ in range(draw(st.integers(1, 5)))]
    return "{ " + " ".join(chosen) + " }"


def _selection(draw: st.DrawFn, kind: str, fragments: list[str], later: int, levels: int) -> str:
    spreads = [place for place in range(later, len(fragments)) if fragments[place] in WITHIN[kind]]
    if spreads and draw(st.booleans()):
        return f"...F{draw(st.sampled_from(spreads))}"
    if levels and draw(st.integers(0, 3)) == 0:
        within = draw(st.sampled_from(WITHIN[kind]))
        return (
            f"... {draw(st.sampled_from(['on ' + within]))} {_selections(draw, within, fragments, later, levels - 1)}"
        )
    name = draw(st.sampled_from(sorted(FIELDS[kind])))
    inner = FIELDS[kind][name]
    alias = draw(st.sampled_from(["", "", "", "x: ", "y: "]))
    if inner is None:
        return alias + name + (draw(st.sampled_from(ARGUMENTS)) if name == "name" else "")
    below = _selections(draw, inner, fragments, later, levels - 1) if levels else "{ __typename }"
    return f"{alias}{name} {below}"


def without_unused(text: str) -> DocumentNode:
    """Another rule refuses what is left out here."""
    document = parse(text)
    while unused := {
        node for error in validate(SCHEMA, document, [NoUnusedFragmentsRule]) for node in error.nodes or ()
    }:
        document = DocumentNode(definitions=tuple(each for each in document.definitions if each not in unused))
    return document


@settings(max_examples=200, deadline=None)
@given(documents())
def test_it_refuses_what_graphql_core_refuses_and_nothing_else(text: str) -> None:
    document = without_unused(text)
    theirs = validate(SCHEMA, document, [OverlappingFieldsCanBeMergedRule])
    ours = overlap_errors(SCHEMA, document, max_errors=10, hide_suggestions=True)

    assert bool(ours) == bool(theirs), [error.message for error in (*theirs, *ours)]


def test_what_it_says_is_what_graphql_core_says_and_where() -> None:
    for text in ("{ x: pet { name } x: dog { name } }", "{ dog { name(first: 1) name(first: 2) } }"):
        (ours,) = overlap_errors(SCHEMA, parse(text), max_errors=10, hide_suggestions=True)
        (theirs,) = validate(SCHEMA, parse(text), [OverlappingFieldsCanBeMergedRule])
        assert (ours.message, ours.locations) == (theirs.message, theirs.locations)


def test_no_more_errors_are_told_than_asked_for() -> None:
    text = "{" + " ".join(f"x{n}: pet {{ name }} x{n}: dog {{ name }}" for n in range(50)) + "}"
    assert len(overlap_errors(SCHEMA, parse(text), max_errors=10, hide_suggestions=True)) == 10


def test_what_is_too_much_to_compare_is_refused_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlaps, "MAX_COMPARISONS", 10)
    text = "{ any {" + "".join(f"... on {kind} {{ name friend {{ name }} }}" for kind in ("Dog", "Cat", "Pet")) + "} }"
    with pytest.raises(OperationRejected) as refused:
        overlap_errors(SCHEMA, parse(text), max_errors=10, hide_suggestions=True)
    (error,) = refused.value.errors
    assert error.extensions
    assert (error.extensions["code"], error.extensions["limit"]) == ("OPERATION_TOO_COMPLEX", "comparisons")

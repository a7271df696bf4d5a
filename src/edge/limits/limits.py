"""The bounds of one request. Limits per request, well above what real clients need."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphql import GraphQLError, Node

from moments.edge.errors import OperationRejected, with_code
from moments.edge.limits.cost import PageSizes
from moments.edge.limits.document_size import DocumentSize, DocumentSizes

TOO_COMPLEX = "OPERATION_TOO_COMPLEX"


@dataclass(frozen=True, slots=True)
class Limits:
    """`values`: in the variables, with names. `fragments`: definitions; `spreads`: of them and of inline ones.
    `directives_in_one_place`: on one field, fragment or operation. `errors`: in one answer to a bad request.
    `seconds`: of execution. `pages`: the schema's page sizes, by which the cost is reckoned."""

    tokens: int = 2_000
    values: int = 2_000
    depth: int = 12
    fields: int = 300
    fragments: int = 60
    spreads: int = 150
    aliases: int = 30
    directives: int = 50
    directives_in_one_place: int = 4
    operations: int = 10
    mutations: int = 5
    errors: int = 10
    cost: int = 5_000
    seconds: float = 10.0
    pages: PageSizes = field(default_factory=PageSizes)


DEFAULT_LIMITS = Limits()
STRANGER_LIMITS: Mapping[str, int] = {
    "tokens": 200,
    "values": 200,
    "fields": 240,
    "fragments": 15,
    "spreads": 40,
    "aliases": 10,
    "directives": 10,
    "operations": 5,
    "cost": 2_000,
}
"""Of who is not signed in, by the names of `Limits`. What the site asks for without a sign-in is two thirds of it
(docs/adr/0038)."""


def for_strangers(limits: Limits) -> Limits:
    return replace(limits, **{name: min(getattr(limits, name), most) for name, most in STRANGER_LIMITS.items()})


def check_document(measures: DocumentSizes, limits: Limits) -> None:
    """Raises OperationRejected for a document that asks for more than `limits`; the cost is another matter (`cost`).

    Runs before validation, whose own rules are slow on the documents refused here. Fragments count where they
    are spread and, as validation reads them too, where they are not.
    """
    _at_most(limits.tokens, "tokens", measures.tokens, "Ask in several requests.")
    _at_most(limits.operations, "operations", len(measures.operations), "Send them in several requests.")
    _at_most(limits.fragments, "fragments", len(measures.fragments), "Write some of them where they are spread.")
    _at_most(
        limits.directives_in_one_place,
        "directives in one place",
        measures.directives_in_one_place,
        "Take some of them away.",
    )
    for operation in measures.operations:
        measure = measures.of_operation(operation)
        _check(measure, limits, operation)
        _at_most(limits.depth, "levels of fields", measure.depth, "Begin deeper, by `node(id)`.", operation)
        if operation.operation.value == "mutation":
            _at_most(limits.mutations, "mutations", measure.roots, "Send them in several requests.", operation)
    for fragment in measures.fragments.values():
        _check(measures.of_fragment(fragment.name.value), limits, fragment)


def _check(measure: DocumentSize, limits: Limits, node: Node) -> None:
    _at_most(limits.fields, "fields", measure.fields, "Ask in several requests.", node)
    _at_most(limits.spreads, "fragment spreads", measure.spreads, "Write their fields where they are spread.", node)
    _at_most(limits.aliases, "aliases", measure.aliases, "Ask in several requests, or by `nodes(ids)`.", node)
    _at_most(limits.directives, "directives", measure.directives, "Take some of them away.", node)


def _at_most(most: int, what: str, given: int, advice: str, node: Node | None = None) -> None:
    if given > most:
        spread_out = ", fragments spread out" if node else ""
        raise too_complex(f"At most {most} {what} are allowed{spread_out}.", what, most, given, advice, node)


def sign_in_for_more(refused: OperationRejected) -> OperationRejected:
    """What a stranger is told in place of OPERATION_TOO_COMPLEX: who is signed in may ask for more, and a page that
    asks for much learns that nobody is."""
    return OperationRejected(
        *(
            with_code(error, f"{error.message} Sign in to ask for more.", "UNAUTHENTICATED", **_limit_of(error))
            if (error.extensions or {}).get("code") == TOO_COMPLEX
            else error
            for error in refused.errors
        )
    )


def _limit_of(error: GraphQLError) -> dict[str, object]:
    return {key: value for key, value in (error.extensions or {}).items() if key != "code"}


def too_complex(
    sentence: str, what: str, most: int, given: int, advice: str, node: Node | None = None
) -> OperationRejected:
    error = GraphQLError(f"{sentence} {advice}", nodes=node)
    given = min(given, 10**9)  # fragments that double each other make numbers no JSON reader takes
    return OperationRejected(with_code(error, error.message, TOO_COMPLEX, limit=what, most=most, given=given))

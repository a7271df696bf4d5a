"""From a document's text to what can be run: parsed, within the limits, valid, its costs known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    IntValueNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    StringValueNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types.graphql import OperationType

from moments.edge.compiled import Memory
from moments.edge.documents.overlaps import overlap_errors
from moments.edge.errors import OperationRejected, classify, rejected
from moments.edge.limits.cost import CostFormula, cost_of
from moments.edge.limits.document_size import DocumentSizes
from moments.edge.limits.limits import Limits, check_document, too_complex

NO_NUL = "Text must not contain the character U+0000."
MAX_DIGITS = 40
_SUSPICIOUS = re.compile(rf"\0|\\u|(?<!\d)\d{{{MAX_DIGITS}}}")
_LINEAR = (each for each in specified_rules if each is not OverlappingFieldsCanBeMergedRule)
VALIDATION_RULES = (*_LINEAR, MaybeNullValidationRule, OneOfInputValidationRule)
"""What strawberry checks, two of its rules being its own; but what `overlaps` checks."""


@dataclass(frozen=True, slots=True)
class Operation:
    """`memory`: what is kept of it once it is asked for again."""

    kind: OperationType
    cost: CostFormula
    memory: Memory = field(default_factory=Memory, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """`operations`: by name; a document with one operation may leave it without."""

    text: str
    parsed: DocumentNode
    operations: Mapping[str | None, Operation]
    size: DocumentSizes

    def operation(self, name: str | None) -> tuple[str | None, Operation]:
        """Raises OperationRejected where the name chooses none, or nothing says which of several."""
        if name is None and len(self.operations) == 1:
            (only,) = self.operations.items()
            return only
        if name is None:
            raise rejected("The document has several operations. Name the one to run in `operationName`.")
        if name not in self.operations:
            raise rejected("The document has no operation of that `operationName`. Name one that it has.")
        return name, self.operations[name]


class DocumentParser:
    """`development`: whether introspection is answered, and a misspelt name with those that it may have meant."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, development: bool) -> None:
        self._schema, self._limits, self._hide = schema, limits, not development
        self._rules = VALIDATION_RULES if development else (*VALIDATION_RULES, NoSchemaIntrospectionCustomRule)

    def parse(self, text: str, limits: Limits | None = None) -> Document:
        """Raises OperationRejected with what is wrong with it. `limits`: others than the parser's own."""
        limits = limits or self._limits
        parsed = self._parse(text, limits.tokens)
        size = DocumentSizes(parsed)
        check_document(size, limits)
        if errors := self._errors(parsed, limits.errors):
            raise OperationRejected(*(classify(error, executed=False) for error in errors[: limits.errors]))
        return Document(text, parsed, dict(self._operations(parsed)), size)

    def _errors(self, parsed: DocumentNode, most: int) -> list[GraphQLError]:
        errors = validate(self._schema, parsed, self._rules, max_errors=most, hide_suggestions=self._hide)
        return errors or overlap_errors(self._schema, parsed, max_errors=most, hide_suggestions=self._hide)

    def _parse(self, text: str, most: int) -> DocumentNode:
        try:
            parsed = parse(text, max_tokens=most)
        except GraphQLSyntaxError as error:
            if "tokens. Parsing aborted" in error.message:
                sentence = f"A document can have at most {most:,} tokens."
                raise too_complex(sentence, "tokens", most, most + 1, "Ask in several requests.") from None
            raise OperationRejected(classify(error, executed=False)) from None
        if _SUSPICIOUS.search(text):
            visit(parsed, LiteralChecks())
        return parsed

    def _operations(self, parsed: DocumentNode) -> Iterable[tuple[str | None, Operation]]:
        for each in parsed.definitions:
            if isinstance(each, OperationDefinitionNode):
                kind = OperationType(each.operation.value)
                yield each.name.value if each.name else None, Operation(kind, cost_of(self._schema, parsed, each))


class LiteralChecks(Visitor):
    """What no field means and something behind it fails on."""

    def enter_string_value(self, node: StringValueNode, *_: object) -> None:
        """PostgreSQL refuses U+0000 in text, SQLite takes it: refuse it before either sees it."""
        if "\0" in node.value:
            raise OperationRejected(classify(GraphQLError(NO_NUL, node), executed=True))

    def enter_int_value(self, node: IntValueNode, *_: object) -> None:
        """graphql-core makes an int of any digits, and Python refuses that beyond 4,300 of them."""
        if len(node.value) > MAX_DIGITS:
            raise OperationRejected(
                classify(GraphQLError(f"A number has at most {MAX_DIGITS} digits.", node), executed=True)
            )

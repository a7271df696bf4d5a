"""How much a document asks for once its fragments are spread out, without spreading them out.

Strawberry's own limiters walk each spread anew, so that fragments that spread the next one twice cost twice
the time at each level: 24 levels in 758 bytes hold the server. Here each definition is walked once, and what its
fragments add is added from their own measures. No step recurses, whatever the document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
)

INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class DocumentSize:
    """`roots`: fields of the outermost level, `depth`: levels of fields, but not of introspection. `spreads`: of
    fragments, inline ones too."""

    fields: int = 0
    spreads: int = 0
    aliases: int = 0
    directives: int = 0
    roots: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FragmentSpread:
    """`above`: levels of fields around the spread; None inside introspection, where depth doesn't count."""

    name: str
    above: int | None


@dataclass(slots=True)
class _Direct:
    """What a definition has itself, and which fragments it spreads."""

    fields: int = 0
    inline_fragments: int = 0
    aliases: int = 0
    directives: int = 0
    roots: int = 0
    depth: int = 0
    spreads: list[FragmentSpread] = field(default_factory=list)
    directives_in_one_place: int = 0

    def with_fragments(self, measures: dict[str, DocumentSize]) -> DocumentSize:
        spreads = self.inline_fragments + len(self.spreads)
        total = DocumentSize(self.fields, spreads, self.aliases, self.directives, self.roots, self.depth)
        for spread in self.spreads:
            other = measures.get(spread.name, ZERO)
            total = DocumentSize(
                fields=total.fields + other.fields,
                spreads=total.spreads + other.spreads,
                aliases=total.aliases + other.aliases,
                directives=total.directives + other.directives,
                roots=total.roots + (other.roots if spread.above == 0 else 0),
                depth=total.depth if spread.above is None else max(total.depth, spread.above + other.depth),
            )
        return total


ZERO = DocumentSize()


class DocumentSizes:
    """Of all definitions of one document. Spreads of unknown fragments, and those that close a circle, count
    as nothing: validation refuses both."""

    def __init__(self, document: DocumentNode) -> None:
        definitions = document.definitions
        self.tokens = document.token_count or 0
        self.operations = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
        self.fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
        self._owned = {name: _own(fragment) for name, fragment in self.fragments.items()}
        self._of_fragments: dict[str, DocumentSize] = {}
        for name in _innermost_first({name: own.spreads for name, own in self._owned.items()}):
            self._of_fragments[name] = self._owned[name].with_fragments(self._of_fragments)
        self._of_operations = [(each, _own(each)) for each in self.operations]

    @property
    def directives_in_one_place(self) -> int:
        owned = [*self._owned.values(), *(own for _, own in self._of_operations)]
        return max((own.directives_in_one_place for own in owned), default=0)

    def of_operation(self, operation: OperationDefinitionNode) -> DocumentSize:
        own = next(own for each, own in self._of_operations if each is operation)
        return own.with_fragments(self._of_fragments)

    def of_fragment(self, name: str) -> DocumentSize:
        return self._of_fragments[name]


def _own(definition: OperationDefinitionNode | FragmentDefinitionNode) -> _Direct:
    own = _Direct()
    _count_directives(own, len(definition.directives or ()))
    for variable in definition.variable_definitions or ():
        _count_directives(own, len(variable.directives or ()))
    pending: list[tuple[SelectionNode, int | None, bool]] = [
        (each, 0, True) for each in definition.selection_set.selections
    ]
    while pending:
        node, above, outermost = pending.pop()
        _count_directives(own, len(node.directives or ()))
        if isinstance(node, FieldNode):
            own.fields += 1
            own.aliases += node.alias is not None
            own.roots += outermost
            below = None if above is None or node.name.value in INTROSPECTION else above + 1
            if above is not None:
                own.depth = max(own.depth, above + 1)
            if node.selection_set:
                pending += [(each, below, False) for each in node.selection_set.selections]
        elif isinstance(node, InlineFragmentNode):
            own.inline_fragments += 1
            pending += [(each, above, outermost) for each in node.selection_set.selections]
        elif isinstance(node, FragmentSpreadNode):
            own.spreads.append(FragmentSpread(node.name.value, above))
    return own


def _count_directives(own: _Direct, number: int) -> None:
    own.directives += number
    own.directives_in_one_place = max(own.directives_in_one_place, number)


def _innermost_first(spreads: dict[str, list[FragmentSpread]]) -> Iterator[str]:
    """The fragments, each behind those that it spreads."""
    begun: set[str] = set()
    for first in spreads:
        if first in begun:
            continue
        begun.add(first)
        path = [(first, iter(spreads[first]))]
        while path:
            name, rest = path[-1]
            for spread in rest:
                if spread.name in spreads and spread.name not in begun:
                    begun.add(spread.name)
                    path.append((spread.name, iter(spreads[spread.name])))
                    break
            else:
                path.pop()
                yield name

"""The operations of the site's pages, as clients send them.

Each file of `operations/` is a page. Its first line names the page and its address; the second, the demo's role that
runs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

FOLDER = Path(__file__).parent / "operations"


@dataclass(frozen=True)
class Operation:
    """`text`: with the fragments that it uses. `role`: who runs it."""

    page: str
    role: str
    name: str
    kind: str
    text: str

    @property
    def with_type_names(self) -> str:
        """The text as a client with a cache sends it: with `__typename` in every selection."""
        return print_ast(visit(parse(self.text), _AddTypeNames()))


def operations() -> list[Operation]:
    """Every operation, by page and in the order of the file."""
    return [each for file in sorted(FOLDER.glob("*.graphql")) for each in _in_file(file)]


def _in_file(file: Path) -> Iterator[Operation]:
    text = file.read_text()
    page, role = (line.removeprefix("# ") for line in text.splitlines()[:2])
    document = parse(text, no_location=True)
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            assert each.name is not None, f"an operation of {file.name} has no name"
            used = _used(each, fragments)
            whole = DocumentNode(definitions=(each, *used))
            yield Operation(page, role.removeprefix("as: "), each.name.value, each.operation.value, print_ast(whole))


def _used(
    operation: OperationDefinitionNode, fragments: dict[str, FragmentDefinitionNode]
) -> list[FragmentDefinitionNode]:
    found: dict[str, FragmentDefinitionNode] = {}

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
            if (name := node.name.value) not in found:
                found[name] = fragments[name]
                visit(fragments[name], self)

    visit(operation, Spreads())
    return list(found.values())


class _AddTypeNames(Visitor):
    def leave_selection_set(
        self, node: SelectionSetNode, _key: object, parent: object, *_: object
    ) -> SelectionSetNode | None:
        if isinstance(parent, OperationDefinitionNode):
            return None
        name = FieldNode(name=NameNode(value="__typename"), directives=(), arguments=())
        return SelectionSetNode(selections=(*node.selections, name))

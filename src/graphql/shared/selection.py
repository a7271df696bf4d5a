"""Look-ahead: which subfields of a field the operation selects."""

from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode

from moments.graphql.shared.context import Info


def is_selected(info: Info, name: str) -> bool:
    """Whether the operation selects the subfield `name` of the field being resolved, also in fragments."""
    raw = info._raw_info
    pending: list[SelectionSetNode] = [node.selection_set for node in raw.field_nodes if node.selection_set]
    seen: set[str] = set()
    while pending:
        for selection in pending.pop().selections:
            if isinstance(selection, FieldNode):
                if selection.name.value == name:
                    return True
            elif isinstance(selection, InlineFragmentNode):
                pending.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                seen.add(selection.name.value)
                pending.append(raw.fragments[selection.name.value].selection_set)
    return False


def total_is_selected(info: Info) -> bool:
    return is_selected(info, "totalCount")

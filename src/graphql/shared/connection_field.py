"""A field that returns a page of a list: declares the paging arguments and passes the page to the resolver."""

from collections.abc import Callable
from functools import partial
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import AsyncExtensionResolver, FieldExtension, SyncExtensionResolver
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from moments.application.queries.paging import PageRequest
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import page_request
from moments.graphql.shared.selection import total_is_selected

_FORWARD = {
    "first": (int, "Return the first n items (1 to 100); 20 by default."),
    "after": (str, "Return items after this cursor."),
}
_BACKWARD = {
    "last": (int, "Return the last n items (1 to 100)."),
    "before": (str, "Return items before this cursor."),
}


class Paging(FieldExtension):
    """Replaces the resolver's parameter `page` by the field's paging arguments."""

    def __init__(self, *, backward: bool) -> None:
        self._arguments = _FORWARD | (_BACKWARD if backward else {})

    def apply(self, field: StrawberryField) -> None:
        others = [each for each in field.arguments if each.python_name not in ("page", *self._arguments)]
        field.arguments = [*others, *(_argument(name, *said) for name, said in self._arguments.items())]

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: Info, **given: Any) -> Any:
        page = _page(info, given)
        return next_(source, info, page=page, **given)

    async def resolve_async(self, next_: AsyncExtensionResolver, source: Any, info: Info, **given: Any) -> Any:
        page = _page(info, given)
        return await next_(source, info, page=page, **given)


def connection_field(description: str, *, backward: bool = True) -> Callable[[Callable[..., Any]], Any]:
    """`backward`: whether the field also accepts `last` and `before`."""
    return partial(strawberry.field, description=description, extensions=[Paging(backward=backward)])


def _argument(name: str, kind: type, description: str) -> StrawberryArgument:
    annotation = StrawberryAnnotation(kind | None)
    return StrawberryArgument(name, None, annotation, description=description, default=None)


def _page(info: Info, given: dict[str, Any]) -> PageRequest:
    """Removes the paging arguments from `given`; raises ClientError for invalid ones."""
    first, after, last, before = (given.pop(name, None) for name in ("first", "after", "last", "before"))
    return page_request(first, after, last, before, total=total_is_selected(info))

"""A field that returns a page of a list: declares the paging arguments and passes the page to the resolver."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import strawberry
from graphql import GraphQLObjectType, GraphQLSchema
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import AsyncExtensionResolver, FieldExtension, SyncExtensionResolver
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from moments.application.queries.paging import MAX_PAGE_SIZE, PageRequest
from moments.edge.limits.cost import PageSizes
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import DEFAULT_PAGE_SIZE, page_request
from moments.graphql.shared.selection import total_is_selected


def _arguments(page_size: int) -> dict[str, tuple[type, str]]:
    return {
        "first": (int, f"Return the first n items (1 to {MAX_PAGE_SIZE}); {page_size} by default."),
        "after": (str, "Return items after this cursor."),
        "last": (int, f"Return the last n items (1 to {MAX_PAGE_SIZE})."),
        "before": (str, "Return items before this cursor."),
    }


LISTS: Mapping[str, int] = {
    "ActionEffect.recipients": 5,
    "AdministratorDashboard.departments": 5,
    "AdministratorDashboard.participation": 5,
    "ApplicationForm.skillChoices": 100,
    "ApplicationForm.workingHoursChoices": 20,
    "ApproveApplicationsPayload.results": 50,
    "Cycle.stages": 7,
    "DenyApplicationsPayload.results": 50,
    "EndOtherSessionsPayload.sessions": 20,
    "EndSessionPayload.sessions": 20,
    "OfficeDashboard.jobs": 20,
    "Query.surveyChoices": 10,
    "Query.workingHours": 20,
    "StatementOfHours.mentorships": 20,
    "Viewer.nextSteps": 20,
    "Viewer.sessions": 20,
}
"""The lists that are read as rows and are no pages, with as many as are reckoned with. All others are parts of one row,
such as a resource's sections, or what may be done with it, and are no longer for being asked for."""


class Paging(FieldExtension):
    """Replaces the resolver's parameter `page` by the field's paging arguments."""

    def __init__(self, page_size: int) -> None:
        self.page_size, self._arguments = page_size, _arguments(page_size)

    def apply(self, field: StrawberryField) -> None:
        others = [each for each in field.arguments if each.python_name not in ("page", *self._arguments)]
        field.arguments = [*others, *(_argument(name, *said) for name, said in self._arguments.items())]

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: Info, **given: Any) -> Any:
        page = self._page(info, given)
        return next_(source, info, page=page, **given)

    async def resolve_async(self, next_: AsyncExtensionResolver, source: Any, info: Info, **given: Any) -> Any:
        page = self._page(info, given)
        return await next_(source, info, page=page, **given)

    def _page(self, info: Info, given: dict[str, Any]) -> PageRequest:
        """Removes the paging arguments from `given`; raises ClientError for invalid ones."""
        first, after, last, before = (given.pop(name, None) for name in ("first", "after", "last", "before"))
        total = total_is_selected(info)
        return page_request(first, after, last, before, total=total, page_size=self.page_size)


def connection_field(description: str, *, page_size: int = DEFAULT_PAGE_SIZE) -> Callable[[Callable[..., Any]], Any]:
    """`page_size`: items of a page when the operation does not say."""
    return partial(strawberry.field, description=description, extensions=[Paging(page_size)])


def page_sizes(schema: GraphQLSchema) -> PageSizes:
    """By which the cost of an operation is reckoned."""
    own = {
        f"{kind.name}.{name}": paging.page_size
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        for paging in getattr(field.extensions.get("strawberry-definition"), "extensions", ())
        if isinstance(paging, Paging) and paging.page_size != DEFAULT_PAGE_SIZE
    }
    return PageSizes(DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, own, LISTS)


def _argument(name: str, kind: type, description: str) -> StrawberryArgument:
    annotation = StrawberryAnnotation(kind | None)
    return StrawberryArgument(name, None, annotation, description=description, default=None)

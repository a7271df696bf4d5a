"""The program's resources as the graph shows them (WEB-3)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.actions.program import RESOURCE_STEPS
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import ResourceRow
from moments.domain.program import resources as domain
from moments.domain.shared.ids import ResourceSlug
from moments.graphql.participants.people import person
from moments.graphql.participants.types import Person
from moments.graphql.program.resource_text import ResourceBlock, ResourceSection
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

HISTORY_PAGE_SIZE = 10


@strawberry.type(description="A version of a resource's text (WEB-3).")
class ResourceVersion:
    row: strawberry.Private[domain.ResourceVersion]
    version: int = strawberry.field(description="Number of the version, counted from 1.")
    markdown: str = strawberry.field(description="Text of the version, in Markdown.")
    revised_at: datetime | None = strawberry.field(
        description="When the version was saved; null for the text that came with MOMENTS."
    )

    @classmethod
    def of(cls, row: domain.ResourceVersion) -> "ResourceVersion":
        return cls(row=row, version=row.number, markdown=row.markdown, revised_at=row.at)

    @strawberry.field(description="The person who saved the version; null for the text that came with MOMENTS.")
    async def revised_by(self, info: Info) -> Person | None:
        return None if self.row.by is None else await person(info.context, self.row.by)


@strawberry.type(description="Guidance of the program (WEB-3).")
class Resource(Node):
    row: strawberry.Private[ResourceRow]
    slug: str = strawberry.field(description="Permanent name of the resource in the addresses of the site.")
    title: str = strawberry.field(description="Title of the resource.")
    markdown: str = strawberry.field(description="Text of the resource in Markdown, for an editor. It has the title.")
    version: int = strawberry.field(
        description="Number of the latest version, for `expectedVersion`; it is higher after each revision."
    )
    updated_at: datetime | None = strawberry.field(
        description="When the office last revised the text; null if it is as it came with MOMENTS."
    )
    introduction: list[ResourceBlock] = strawberry.field(
        description="What stands before the first section; empty if nothing does."
    )
    sections: list[ResourceSection] = strawberry.field(description="Sections, in reading order.")

    @classmethod
    def of(cls, row: ResourceRow) -> "Resource":
        slug, text = row.version.resource, row.text
        return cls(
            row=row,
            id=ids.encode("Resource", slug),
            slug=slug,
            title=text.title,
            markdown=row.version.markdown,
            version=row.version.number,
            updated_at=row.version.at,
            introduction=[ResourceBlock.of(block) for block in text.introduction],
            sections=[ResourceSection.of(section) for section in text.sections],
        )

    @connection_field(
        "All versions of the text, newest first; null except to the program office.", page_size=HISTORY_PAGE_SIZE
    )
    async def history(self, info: Info, page: PageRequest) -> Connection[ResourceVersion] | None:
        if not FieldAccess("Resource", await info.context.relations()).allows("history"):
            return None
        actor = (await info.context.viewer()).actor
        slug = self.row.version.resource
        found = await info.context.read(lambda queries: queries.resource_versions(actor, slug, page))
        return connection(found, ResourceVersion.of)

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return viewer_actions(await info.context.relations(), RESOURCE_STEPS, only)


async def all_resources(context: Context) -> Sequence[Resource]:
    """In the order of the site's page."""
    return [Resource.of(row) for row in await context.read(lambda queries: queries.resources())]


async def resources_by_slug(context: Context, slugs: Iterable[str]) -> dict[str, Resource]:
    wanted = {ResourceSlug(slug) for slug in slugs}
    return {each.slug: each for each in await all_resources(context) if each.slug in wanted}


async def find_resource(info: Info, slug: str) -> Resource | None:
    return (await resources_by_slug(info.context, [slug])).get(slug)


Slug = Annotated[str, strawberry.argument(description="Slug of the resource, such as `agreement`.")]

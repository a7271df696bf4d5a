"""The program's resources as the graph shows them (WEB-3)."""

from collections.abc import Sequence
from functools import cache

import strawberry

from moments.application.program.resources import RESOURCES, Section
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node


@strawberry.type(description="A link from a resource to a page of the site.")
class ResourceLink:
    label: str = strawberry.field(description="Text of the link, to show to the user.")
    path: str = strawberry.field(description="Path of the page below the site's address, such as `/search`.")


@strawberry.type(description="A section of a resource: its paragraphs, then its list, then its links.")
class ResourceSection:
    heading: str = strawberry.field(description="Heading of the section.")
    paragraphs: list[str] = strawberry.field(description="Paragraphs of plain text; empty if there are none.")
    items: list[str] = strawberry.field(description="Items of the section's list; empty if it has no list.")
    links: list[ResourceLink] = strawberry.field(description="Pages that the section leads to; empty if none.")


@strawberry.type(description="Guidance of the program (WEB-3).")
class Resource(Node):
    slug: str = strawberry.field(description="Permanent name of the resource in the addresses of the site.")
    title: str = strawberry.field(description="Title of the resource.")
    sections: list[ResourceSection] = strawberry.field(description="Sections, in reading order.")


@cache
def resources() -> Sequence[Resource]:
    """All resources, in the order of the site's page."""
    return [
        Resource(
            id=ids.encode("Resource", each.slug),
            slug=each.slug,
            title=each.title,
            sections=[_section(part) for part in each.sections],
        )
        for each in RESOURCES
    ]


def _section(part: Section) -> ResourceSection:
    links = [ResourceLink(label=link.label, path=link.path) for link in part.links]
    return ResourceSection(heading=part.heading, paragraphs=list(part.paragraphs), items=list(part.items), links=links)

"""The program's resources as the graph shows them (WEB-3)."""

from collections.abc import Sequence
from functools import cache

import strawberry

from moments.application.program.resources import RESOURCES
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node


@strawberry.type(description="A section of a resource.")
class ResourceSection:
    heading: str = strawberry.field(description="Heading of the section.")
    paragraphs: list[str] = strawberry.field(description="Paragraphs of plain text.")


@strawberry.type(description="Guidance of the program (WEB-3).")
class Resource(Node):
    title: str = strawberry.field(description="Title of the resource.")
    sections: list[ResourceSection] = strawberry.field(description="Sections, in reading order.")


@cache
def resources() -> Sequence[Resource]:
    """All resources, in the order of the site's page."""
    return [
        Resource(
            id=ids.encode("Resource", each.slug),
            title=each.title,
            sections=[
                ResourceSection(heading=part.heading, paragraphs=list(part.paragraphs)) for part in each.sections
            ],
        )
        for each in RESOURCES
    ]

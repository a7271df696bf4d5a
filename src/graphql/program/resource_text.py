"""The parts of a resource's text, which a page draws without HTML from the server."""

from collections.abc import Iterable

import strawberry

from moments.domain.program import resources as domain
from moments.graphql.shared.enums import described_enum

ResourceBlockKind = described_enum(
    domain.BlockKind,
    name="ResourceBlockKind",
    description="How a block of a resource's text is shown.",
    values={
        domain.BlockKind.PARAGRAPH: "A paragraph; it has `text`.",
        domain.BlockKind.BULLETS: "A list in no order; it has `items`.",
        domain.BlockKind.STEPS: "A numbered list; it has `items`.",
        domain.BlockKind.QUOTATION: "A quotation; it has `text`.",
    },
)
OLD = "Use `blocks`, which has the order of the parts and the links in the text."


@strawberry.type(description="A run of plain text of a resource, with its looks and where it leads.")
class ResourceInline:
    text: str = strawberry.field(description="The text; never HTML.")
    strong: bool = strawberry.field(description="Whether the text is important, shown as bold.")
    emphasis: bool = strawberry.field(description="Whether the text is stressed, shown as italic.")
    href: str | None = strawberry.field(
        description="Address that the text leads to: a path of the site that begins with `/`, or one with `https:`, "
        "`http:`, `mailto:` or `tel:`; null if the text is no link."
    )

    @classmethod
    def of(cls, run: domain.Inline) -> "ResourceInline":
        return cls(text=run.text, strong=run.strong, emphasis=run.emphasis, href=run.href)


@strawberry.type(description="An item of a list in a resource's text.")
class ResourceItem:
    text: list[ResourceInline] = strawberry.field(description="The runs of text of the item.")


@strawberry.type(description="A paragraph, a list or a quotation of a resource.")
class ResourceBlock:
    kind: domain.BlockKind = strawberry.field(description="How the block is shown.")
    text: list[ResourceInline] = strawberry.field(
        description="Runs of text of a paragraph or a quotation; empty for a list."
    )
    items: list[ResourceItem] = strawberry.field(description="Items of a list; empty for what is none.")

    @classmethod
    def of(cls, block: domain.Block) -> "ResourceBlock":
        items = [ResourceItem(text=_runs(item)) for item in block.items]
        return cls(kind=block.kind, text=_runs(block.text), items=items)


@strawberry.type(description="A link from a resource to a page of the site.")
class ResourceLink:
    label: str = strawberry.field(description="Text of the link, to show to the user.")
    path: str = strawberry.field(description="Path of the page below the site's address, such as `/search`.")


@strawberry.type(description="A section of a resource: a heading and what stands under it.")
class ResourceSection:
    heading: str = strawberry.field(description="Heading of the section.")
    level: int = strawberry.field(
        description="Level of the heading: 2, or 3 for a part of the last section of level 2 before it."
    )
    anchor: str = strawberry.field(
        description="Name of the section in the address of its page, after `#`; it is made of the heading."
    )
    blocks: list[ResourceBlock] = strawberry.field(description="What stands under the heading, in reading order.")
    paragraphs: list[str] = strawberry.field(
        description="Paragraphs as plain text; empty if there are none.", deprecation_reason=OLD
    )
    items: list[str] = strawberry.field(
        description="Items of all lists of the section as plain text; empty if it has no list.", deprecation_reason=OLD
    )
    links: list[ResourceLink] = strawberry.field(
        description="Pages of the site that the section leads to; empty if none.", deprecation_reason=OLD
    )

    @classmethod
    def of(cls, section: domain.Section) -> "ResourceSection":
        runs = [run for block in section.blocks for line in block.lines for run in line]
        return cls(
            heading=section.heading,
            level=section.level,
            anchor=section.anchor,
            blocks=[ResourceBlock.of(block) for block in section.blocks],
            paragraphs=[plain_text(block.text) for block in section.blocks if block.text],
            items=[plain_text(item) for block in section.blocks for item in block.items],
            links=[ResourceLink(label=run.text, path=run.path) for run in runs if run.path],
        )


def plain_text(runs: Iterable[domain.Inline]) -> str:
    return "".join(run.text for run in runs)


def _runs(runs: Iterable[domain.Inline]) -> list[ResourceInline]:
    return [ResourceInline.of(run) for run in runs]

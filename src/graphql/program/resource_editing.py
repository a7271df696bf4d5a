"""The office revises the resources, and sees beforehand how a text will look (WEB-3)."""

from typing import Annotated

import strawberry

from moments.application.program.resources import ReviseResourceCommand
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ResourceSlug
from moments.graphql.program.resource_text import ResourceBlock, ResourceSection
from moments.graphql.program.resources import Resource, find_resource
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload
from moments.graphql.shared.user_errors import UserError, user_errors


@strawberry.type(description="A text as its page would show it, and what would keep it from being saved (WEB-3).")
class ResourcePreview:
    title: str = strawberry.field(description="Title of the text; empty if it has none.")
    introduction: list[ResourceBlock] = strawberry.field(
        description="What stands before the first section; empty if nothing does."
    )
    sections: list[ResourceSection] = strawberry.field(description="Sections, in reading order.")
    errors: list[UserError] = strawberry.field(
        description="Errors that would prevent saving the text, each with its line; empty if there are none."
    )


@strawberry.type
class ResourcePreviewQuery:
    @strawberry.field(
        description="A text as it would be shown, without saving it; null except to the program office (WEB-3)."
    )
    async def preview_resource(
        self, info: Info, markdown: Annotated[str, strawberry.argument(description="The text, in Markdown.")]
    ) -> ResourcePreview | None:
        relations = (await info.context.viewer()).actor.relations()
        if not FieldAccess("Query", relations).allows("previewResource"):
            return None
        try:
            composed = info.context.use_cases.revise_resource.preview(markdown)
        except DomainError as error:
            return ResourcePreview(
                title="", introduction=[], sections=[], errors=user_errors(error, info.context.contact)
            )
        return ResourcePreview(
            title=composed.text.title,
            introduction=[ResourceBlock.of(block) for block in composed.text.introduction],
            sections=[ResourceSection.of(section) for section in composed.text.sections],
            errors=[each for error in composed.errors for each in user_errors(error, info.context.contact)],
        )


@strawberry.input(description="The new text of a resource, as a whole (WEB-3).")
class ReviseResourceInput(Keyed):
    resource: strawberry.ID = strawberry.field(description="ID of the resource.")
    markdown: str = strawberry.field(
        description="The text in Markdown: its title after `#` on the first line, sections after `##` and `###`, "
        "paragraphs, lists, quotations, bold, italic and links. HTML is shown as it is written; pictures are refused."
    )
    expected_version: int = strawberry.field(
        description="The `version` of the resource that was read; the mutation fails if it was revised since."
    )


@payload
class ReviseResourcePayload(Changed):
    outcome = "the revised resource"

    @strawberry.field(description="The revised resource; null if the mutation failed.")
    async def resource(self, info: Info) -> Resource | None:
        return await find_resource(info, self.identity) if self.identity else None


@strawberry.type
class ResourceMutation:
    @strawberry.mutation(
        description="Revise a resource; older versions are kept, and one is restored by revising with its text. For "
        "the program office (WEB-3)."
    )
    async def revise_resource(self, info: Info, input: ReviseResourceInput) -> ReviseResourcePayload:
        slug = ResourceSlug(ids.identity_of("Resource", input.resource))
        command = ReviseResourceCommand(slug, input.markdown, input.expected_version)
        use_case = info.context.use_cases.revise_resource
        return ReviseResourcePayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

"""Data of the program that everybody may read, most of it without a sign-in."""

from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.program.skills import SkillCategory
from moments.domain.program.working_hours import CHOICES
from moments.graphql.participants.types import Department
from moments.graphql.program.contacts import Program
from moments.graphql.program.resources import Resource, Slug, all_resources, find_resource
from moments.graphql.program.types import Skill, WorkingHours
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.surveys.types import SurveyChoices


@strawberry.type
class ProgramQuery:
    @connection_field(
        "The catalog of skills (APP-5), career before soft, in the office's order. Shown without a sign-in."
    )
    async def skills(
        self,
        info: Info,
        page: PageRequest,
        category: Annotated[
            SkillCategory | None, strawberry.argument(description="Filter: skills of this category only.")
        ] = None,
        include_retired: Annotated[
            bool | None, strawberry.argument(description="Whether to include retired skills; null for no.")
        ] = None,
    ) -> Connection[Skill]:
        chosen = [
            skill
            for skill in (await info.context.reference()).skills.values()
            if category in (None, skill.category) and (include_retired or not skill.retired)
        ]
        rows = sorted(chosen, key=lambda skill: (skill.category.value, skill.number))
        return slice_connection(rows, lambda skill: skill.id, page, Skill.of)

    @connection_field("All departments that there are, by name. Shown without a sign-in (DIR-3).")
    async def departments(self, info: Info, page: PageRequest) -> Connection[Department]:
        known = (await info.context.reference()).departments.values()
        rows = [each for each in known if not each.retired]
        return slice_connection(rows, lambda department: department.code, page, Department.of)

    @strawberry.field(description="The form's choices of working hours (APP-3). Shown without a sign-in.")
    def working_hours(self) -> list[WorkingHours]:
        return [WorkingHours.of(choice) for choice in CHOICES]

    @strawberry.field(description="The choices of the survey's questions (SUR-3).")
    async def survey_choices(self, info: Info) -> list[SurveyChoices]:
        await info.context.viewer()
        choices = await info.context.read(lambda queries: queries.survey_choices())
        return [SurveyChoices.of(question, labels) for question, labels in choices.items()]

    @connection_field("Guidance, the agreement's parts and frequent questions (WEB-3). Shown without a sign-in.")
    async def resources(self, info: Info, page: PageRequest) -> Connection[Resource]:
        return slice_connection(await all_resources(info.context), lambda each: each.id, page, lambda each: each)

    @strawberry.field(
        description="The resource with this slug; null if there is none. Emails link to its page. Shown without a "
        "sign-in."
    )
    async def resource(self, info: Info, slug: Slug) -> Resource | None:
        return await find_resource(info, slug)

    @strawberry.field(description="The program, with how to reach its office (WEB-3). Shown without a sign-in.")
    def program(self, info: Info) -> Program:
        email, telephone = info.context.contact.email, info.context.contact.telephone
        return Program(email=email or "", telephone=telephone or "")

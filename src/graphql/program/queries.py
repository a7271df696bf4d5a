"""Data of the program that every signed-in team member may read."""

from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.program.skills import SkillCategory
from moments.domain.program.working_hours import CHOICES
from moments.graphql.participants.types import Department
from moments.graphql.program.resources import Resource, resources
from moments.graphql.program.types import Skill, WorkingHours
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.surveys.types import SurveyChoices


@strawberry.type
class ProgramQuery:
    @connection_field("The catalog of skills (APP-5), career before soft, in the office's order.")
    async def skills(
        self,
        info: Info,
        page: PageRequest,
        category: Annotated[
            SkillCategory | None, strawberry.argument(description="Filter: skills of this category only.")
        ] = None,
        include_retired: Annotated[bool, strawberry.argument(description="Whether to include retired skills.")] = False,
    ) -> Connection[Skill]:
        await info.context.viewer()
        chosen = [
            skill
            for skill in (await info.context.reference()).skills.values()
            if category in (None, skill.category) and (include_retired or not skill.retired)
        ]
        rows = sorted(chosen, key=lambda skill: (skill.category.value, skill.number))
        return slice_connection(rows, lambda skill: skill.id, page, Skill.of)

    @connection_field("All departments, by name.")
    async def departments(self, info: Info, page: PageRequest) -> Connection[Department]:
        await info.context.viewer()
        rows = list((await info.context.reference()).departments.values())
        return slice_connection(rows, lambda department: department.code, page, Department.of)

    @strawberry.field(description="The form's choices of working hours (APP-3).")
    async def working_hours(self, info: Info) -> list[WorkingHours]:
        await info.context.viewer()
        return [WorkingHours.of(choice) for choice in CHOICES]

    @strawberry.field(description="The choices of the survey's questions (SUR-3).")
    async def survey_choices(self, info: Info) -> list[SurveyChoices]:
        await info.context.viewer()
        choices = await info.context.read(lambda queries: queries.survey_choices())
        return [SurveyChoices(question=question, choices=list(labels)) for question, labels in choices.items()]

    @connection_field("Guidance, the agreement's parts and frequent questions (WEB-3).")
    async def resources(self, info: Info, page: PageRequest) -> Connection[Resource]:
        await info.context.viewer()
        return slice_connection(resources(), lambda each: each.id, page, lambda each: each)

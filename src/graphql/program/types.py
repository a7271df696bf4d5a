"""Skills, working hours and survey choices."""

from datetime import datetime, time
from functools import lru_cache

import strawberry

from moments.application.actions.program import skill_steps
from moments.domain.program import skills as domain
from moments.domain.program import working_hours as hours
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

SkillCategory = described_enum(
    domain.SkillCategory,
    name="SkillCategory",
    description="Skill category: career or soft.",
    values={
        domain.SkillCategory.CAREER: "A career skill.",
        domain.SkillCategory.SOFT: "A soft skill.",
    },
)


@strawberry.type(description="A skill of the program's catalog (APP-5).")
class Skill(Node):
    row: strawberry.Private[domain.Skill]
    category: domain.SkillCategory = strawberry.field(description="Category of the skill: career or soft.")
    name: str = strawberry.field(description="Name of the skill, as on the form.")
    retired_at: datetime | None = strawberry.field(description="When the skill was retired; null if it can be chosen.")

    @classmethod
    @lru_cache(1_000)
    def of(cls, row: domain.Skill) -> "Skill":
        """The same object for the same row."""
        return cls(
            row=row, id=ids.encode("Skill", row.id), category=row.category, name=row.name, retired_at=row.retired
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return viewer_actions(await info.context.relations(), skill_steps(self.row), only)


@strawberry.type(description="A chosen skill with its rank within its category (APP-4).")
class RankedSkill:
    rank: int = strawberry.field(description="Rank within the category; 1 is the highest.")
    skill: Skill = strawberry.field(description="The chosen skill.")


def ranked(chosen: tuple[SkillId, ...], reference: Reference) -> list[RankedSkill]:
    return [RankedSkill(rank=rank, skill=Skill.of(reference.skills[skill])) for rank, skill in enumerate(chosen, 1)]


@strawberry.type(description="The skills of an application, each category ranked (APP-4).")
class SkillSelection:
    career: list[RankedSkill] = strawberry.field(description="Selected career skills, ranked in order.")
    soft: list[RankedSkill] = strawberry.field(description="Selected soft skills, ranked in order.")

    @classmethod
    def of(cls, chosen: RankedSkills, reference: Reference) -> "SkillSelection":
        return cls(career=ranked(chosen.career, reference), soft=ranked(chosen.soft, reference))


@strawberry.type(description="A shift of regular work; if the end is not after the start, it is on the next day.")
class Shift:
    weekday: int = strawberry.field(description="Day of the week, from 1 for Monday to 7 for Sunday (ISO 8601).")
    start: time = strawberry.field(description="Start of the shift, in Central time (America/Chicago).")
    end: time = strawberry.field(description="End of the shift, in Central time (America/Chicago).")

    @classmethod
    def of(cls, shift: hours.Shift) -> "Shift":
        return cls(weekday=shift.weekday + 1, start=shift.start, end=shift.end)


@strawberry.type(description="One of the form's choices of regular working hours (APP-3).")
class WorkingHours:
    id: strawberry.ID = strawberry.field(description="ID of the choice, for `workingHours` of an application's input.")
    label: str = strawberry.field(description="Text of the choice, as on the form.")
    shifts: list[Shift] = strawberry.field(description="Days and times of work.")

    @classmethod
    def of(cls, choice: hours.WorkingHours) -> "WorkingHours":
        return cls(id=strawberry.ID(choice.id), label=choice.label, shifts=[Shift.of(each) for each in choice.shifts])


@lru_cache(100)
def working_hours(identity: str | None) -> WorkingHours | None:
    return WorkingHours.of(hours.working_hours(identity)) if identity else None

"""Skills, working hours, surveys' choices, resources."""

from datetime import datetime, time

import strawberry

from moments.domain.program import skills as domain
from moments.domain.program import working_hours as hours
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference

SkillCategory = strawberry.enum(
    domain.SkillCategory, name="SkillCategory", description="Skill category: career or soft."
)


@strawberry.type(description="A skill of the program's catalog (APP-5).")
class Skill(Node):
    category: domain.SkillCategory = strawberry.field(description="Skill category.")
    name: str = strawberry.field(description="As on the form.")
    retired_at: datetime | None = strawberry.field(description="Since when it can't be chosen anew.")

    @classmethod
    def of(cls, row: domain.Skill) -> "Skill":
        return cls(id=ids.encode("Skill", row.id), category=row.category, name=row.name, retired_at=row.retired)


@strawberry.type(description="A chosen skill at its rank, 1 first, within its category (APP-4).")
class RankedSkill:
    rank: int = strawberry.field(description="Rank; 1 is highest.")
    skill: Skill = strawberry.field(description="The skill.")


def ranked(chosen: tuple[SkillId, ...], reference: Reference) -> list[RankedSkill]:
    return [RankedSkill(rank=rank, skill=Skill.of(reference.skills[skill])) for rank, skill in enumerate(chosen, 1)]


@strawberry.type(description="The skills of an application, each category ranked (APP-4).")
class SkillSelection:
    career: list[RankedSkill] = strawberry.field(description="Selected Career Skills Ranked In Order.")
    soft: list[RankedSkill] = strawberry.field(description="Selected Soft Skills Ranked In Order.")

    @classmethod
    def of(cls, chosen: RankedSkills, reference: Reference) -> "SkillSelection":
        return cls(career=ranked(chosen.career, reference), soft=ranked(chosen.soft, reference))


@strawberry.type(description="A stretch of regular work; an end not after the start is on the next day.")
class Shift:
    weekday: int = strawberry.field(description="Monday is 1, Sunday 7 (ISO 8601).")
    start: time = strawberry.field(description="By the State's clocks.")
    end: time = strawberry.field(description="By the State's clocks.")


@strawberry.type(description="A choice of the form's working hours (APP-3).")
class WorkingHours:
    id: strawberry.ID = strawberry.field(description="What `workingHours` of a form's input takes.")
    label: str = strawberry.field(description="As on the form.")
    shifts: list[Shift] = strawberry.field(description="Its days and times.")

    @classmethod
    def of(cls, choice: hours.WorkingHours) -> "WorkingHours":
        shifts = [Shift(weekday=each.weekday + 1, start=each.start, end=each.end) for each in choice.shifts]
        return cls(id=strawberry.ID(choice.id), label=choice.label, shifts=shifts)


def working_hours(identity: str | None) -> WorkingHours | None:
    return WorkingHours.of(hours.working_hours(identity)) if identity else None

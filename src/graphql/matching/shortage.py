"""The office's shortage board: which mentors to look for before the matching."""

from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.matching.shortage import Cell, SkillShortage, sentence
from moments.domain.program.skills import SkillCategory
from moments.domain.shared.ids import DepartmentCode
from moments.graphql.participants.types import Department
from moments.graphql.program.types import Skill
from moments.graphql.shared import filters, ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference

Category = Annotated[SkillCategory | None, strawberry.argument(description="Only skills of this kind.")]


@strawberry.type(description="How many ask for a skill, and how many places offer it. Small groups are not shown.")
class ShortageCell:
    mentees: int | None = strawberry.field(description="Mentees who seek it and have an open place.")
    demand: int | None = strawberry.field(description="The same by rank: from 6 for a first wish to 1 for a sixth.")
    mentors: int | None = strawberry.field(description="Who offer it and take requests.")
    open_places: int | None = strawberry.field(description="Mentees they can still take.")
    ratio: float | None = strawberry.field(description="Mentees to an open place.")
    suppressed: bool = strawberry.field(
        description="Whether a number is left out, to protect groups of fewer than five."
    )

    @classmethod
    def of(cls, cell: Cell) -> "ShortageCell":
        asked, offered = cell.asked, cell.offered
        return cls(
            mentees=asked.people if asked else None,
            demand=asked.weight if asked else None,
            mentors=offered.people if offered else None,
            open_places=offered.weight if offered else None,
            ratio=cell.ratio,
            suppressed=cell.hides,
        )


@strawberry.type(description="A skill's shortage in one department.")
class DepartmentShortage:
    department: Department = strawberry.field(description="Of the mentees and of the mentors.")
    cell: ShortageCell = strawberry.field(description="Demand and supply.")


@strawberry.type(description="A skill's shortage.")
class SkillShortageRow:
    shortage: strawberry.Private[SkillShortage]
    reference: strawberry.Private[Reference]
    skill: Skill = strawberry.field(description="The skill.")
    cell: ShortageCell = strawberry.field(description="Of the whole State, or of the department asked about.")
    message: str = strawberry.field(description="What asks for mentors, for people.")

    @classmethod
    def of(cls, shortage: SkillShortage, department: DepartmentCode | None, reference: Reference) -> "SkillShortageRow":
        skill, cell = reference.skills[shortage.skill], _cell(shortage, department)
        within = None if department is None else reference.departments[department].name
        return cls(
            shortage=shortage,
            reference=reference,
            skill=Skill.of(skill),
            cell=ShortageCell.of(cell),
            message=sentence(skill.name, cell, within),
        )

    @connection_field("By department, by name.")
    def departments(self, page: PageRequest) -> Connection[DepartmentShortage]:
        cells = self.shortage.departments
        there = [each for code, each in self.reference.departments.items() if code in cells]
        return slice_connection(
            there,
            lambda each: each.code,
            page,
            lambda each: DepartmentShortage(department=Department.of(each), cell=ShortageCell.of(cells[each.code])),
        )


def _cell(shortage: SkillShortage, department: DepartmentCode | None) -> Cell:
    return shortage.state if department is None else shortage.departments[department]


@strawberry.type
class ShortageDashboard:
    @connection_field(
        "Skills that approved mentees with an open place seek, against the open places that offer them; "
        "the scarcest first, those that are not shown last. A number about fewer than five people is left out, and "
        "so are those from which it could be worked out."
    )
    async def shortage_board(
        self, info: Info, page: PageRequest, department: filters.Department = None, category: Category = None
    ) -> Connection[SkillShortageRow]:
        reference = await info.context.reference()
        code = None if department is None else DepartmentCode(ids.identity_of("Department", department))
        shortages = [] if code is not None and code not in reference.departments else await _scarcest(info, code)
        wanted = [each for each in shortages if category in (None, reference.skills[each.skill].category)]
        return slice_connection(
            wanted, lambda each: each.skill, page, lambda each: SkillShortageRow.of(each, code, reference)
        )


async def _scarcest(info: Info, department: DepartmentCode | None) -> list[SkillShortage]:
    shortages = await info.context.read(lambda queries: queries.shortages())
    ratios = {each.skill: _cell(each, department).ratio for each in shortages}
    return sorted(shortages, key=lambda each: -(ratios[each.skill] or 0))

"""The office's shortage board: which mentors to recruit before the matching."""

from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.matching.shortage import Cell, SkillShortage, sentence
from moments.domain.program.skills import SkillCategory
from moments.domain.shared.ids import DepartmentCode
from moments.graphql.participants.types import Department
from moments.graphql.program.types import Skill
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.suppressed import SUPPRESSED

Category = Annotated[SkillCategory | None, strawberry.argument(description="Filter: skills of this category only.")]


@strawberry.type(description="Demand for a skill and its supply. Numbers about small groups are suppressed.")
class ShortageCell:
    mentees: int | None = strawberry.field(
        description="Number of mentees with an open place who seek the skill; null if suppressed."
    )
    demand: int | None = strawberry.field(
        description="Demand weighted by rank, from 6 for a first rank to 1 for a sixth; null if suppressed."
    )
    mentors: int | None = strawberry.field(
        description="Number of mentors who offer the skill and accept requests; null if suppressed."
    )
    open_places: int | None = strawberry.field(
        description="Number of open places of these mentors; null if suppressed."
    )
    ratio: float | None = strawberry.field(description="Mentees per open place; null if it cannot be given.")
    suppressed: bool = strawberry.field(description=SUPPRESSED)

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


@strawberry.type(description="Shortage of a skill in one department.")
class DepartmentShortage:
    department: Department = strawberry.field(description="Department of the mentees and of the mentors.")
    cell: ShortageCell = strawberry.field(description="Demand and supply of the skill in the department.")


@strawberry.type(description="Demand and supply of one skill, in all and by department.")
class SkillShortageRow:
    shortage: strawberry.Private[SkillShortage]
    reference: strawberry.Private[Reference]
    skill: Skill = strawberry.field(description="The skill that is short.")
    cell: ShortageCell = strawberry.field(
        description="Demand and supply in the whole State, or in the requested department."
    )
    message: str = strawberry.field(
        description="Demand and supply as a sentence to show to the user; calls for mentors if the skill is short."
    )

    as_of: datetime = strawberry.field(description="When the people were counted.")
    base: int | None = strawberry.field(
        description="Number of mentees and mentors who were counted for the skill; null if suppressed."
    )

    @classmethod
    def of(
        cls, shortage: SkillShortage, department: DepartmentCode | None, reference: Reference, as_of: datetime
    ) -> "SkillShortageRow":
        skill, cell = reference.skills[shortage.skill], _cell(shortage, department)
        within = None if department is None else reference.departments[department].name
        return cls(
            shortage=shortage,
            reference=reference,
            skill=Skill.of(skill),
            cell=ShortageCell.of(cell),
            message=sentence(skill.name, cell, within),
            as_of=as_of,
            base=cell.asked.people + cell.offered.people if cell.asked and cell.offered else None,
        )

    @connection_field("Shortage of the skill by department, in the order of the departments' names.")
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
        "Skills that approved mentees with an open place seek, compared with the open places that offer "
        "them: the scarcest first, suppressed ones last. Numbers about fewer than five people are "
        "suppressed, and so are those from which they could be derived."
    )
    async def shortage_board(
        self, info: Info, page: PageRequest, department: filters.Department = None, category: Category = None
    ) -> Connection[SkillShortageRow]:
        reference, as_of = await info.context.reference(), info.context.now()
        code = await filters.department_of(info, department)
        known = code is None or not reference.departments[code].retired
        wanted = [
            each
            for each in (await _scarcest(info, code) if known else [])
            if category in (None, reference.skills[each.skill].category)
        ]
        return slice_connection(
            wanted, lambda each: each.skill, page, lambda each: SkillShortageRow.of(each, code, reference, as_of)
        )


async def _scarcest(info: Info, department: DepartmentCode | None) -> list[SkillShortage]:
    shortages = await info.context.read(lambda queries: queries.shortages())
    ratios = {each.skill: _cell(each, department).ratio for each in shortages}
    return sorted(shortages, key=lambda each: -(ratios[each.skill] or 0))

"""Reference data of an operation: departments and skills by identity, from memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from moments.application.queries.queries import Queries
from moments.domain.participants.employee import Department
from moments.domain.program.skills import Skill
from moments.domain.shared.ids import DepartmentCode, SkillId


@dataclass(frozen=True, slots=True)
class Reference:
    departments: Mapping[DepartmentCode, Department]
    skills: Mapping[SkillId, Skill]

    def department_name(self, code: DepartmentCode) -> str:
        """The code itself for a department that there is not yet."""
        found = self.departments.get(code)
        return found.name if found else code

    @classmethod
    async def read(cls, queries: Queries) -> "Reference":
        return cls(
            {department.code: department for department in await queries.departments()},
            {skill.id: skill for skill in await queries.skills()},
        )

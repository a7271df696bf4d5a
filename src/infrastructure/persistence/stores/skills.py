"""The catalogue, read once a transaction."""

from collections.abc import Mapping

from sqlalchemy import select

from moments.domain.program.skills import Catalogue, Skill, SkillCategory
from moments.domain.shared.ids import SkillId
from moments.infrastructure.persistence.tables import skills
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.upserts import add_or_overwrite
from moments.infrastructure.persistence.whole_table import SmallList

_ALL = select(skills).order_by(skills.c.number)


class SqlSkills:
    def __init__(self, work: Transaction) -> None:
        self._work = work
        self._list = SmallList(work, skills)
        self._catalogue: Catalogue | None = None

    async def catalogue(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = Catalogue(
                Skill(row.id, SkillCategory(row.category), row.name, row.number, row.retired_at)
                for row in await self._list.read(_ALL)
            )
        return self._catalogue

    async def numbers(self) -> Mapping[SkillId, int]:
        return {skill.id: skill.number for skill in await self.catalogue()}

    async def save(self, skill: Skill) -> None:
        await self._list.before_write()
        row = {
            "id": skill.id,
            "category": skill.category.value,
            "name": skill.name,
            "name_key": skill.name.casefold(),
            "number": skill.number,
            "retired_at": skill.retired,
        }
        await self._work.run(add_or_overwrite(self._work, skills), row)
        self._catalogue = None

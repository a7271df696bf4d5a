"""The catalog, read once a transaction."""

from collections.abc import Mapping

from sqlalchemy import select

from moments.domain.program.skills import Catalog, Skill, SkillCategory
from moments.domain.shared.comparison import comparison_key
from moments.domain.shared.ids import SkillId
from moments.infrastructure.persistence.tables import skills
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.upserts import add_or_overwrite
from moments.infrastructure.persistence.whole_table import WholeTableRead

_ALL = select(skills).order_by(skills.c.number)


class SqlSkills:
    def __init__(self, work: Transaction) -> None:
        self._work = work
        self._list = WholeTableRead(work, skills)
        self._catalog: Catalog | None = None

    async def catalog(self) -> Catalog:
        if self._catalog is None:
            self._catalog = Catalog(
                Skill(row.id, SkillCategory(row.category), row.name, row.number, row.retired_at)
                for row in await self._list.read(_ALL)
            )
        return self._catalog

    async def numbers(self) -> Mapping[SkillId, int]:
        return {skill.id: skill.number for skill in await self.catalog()}

    async def save(self, skill: Skill) -> None:
        await self._list.verify_unchanged()
        row = {
            "id": skill.id,
            "category": skill.category.value,
            "name": skill.name,
            "name_key": comparison_key(skill.name),
            "number": skill.number,
            "retired_at": skill.retired,
        }
        await self._work.run(add_or_overwrite(self._work, skills), row)
        self._catalog = None

"""Add, retire and reinstate skills of the catalog."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.ports.errors import NotFound
from moments.application.use_case import Call, UseCase
from moments.domain.program.skills import SkillAdded, SkillCategory, SkillReinstated, SkillRetired
from moments.domain.shared.ids import SkillId


@dataclass(frozen=True, slots=True)
class AddSkillCommand:
    category: SkillCategory
    name: str


class AddSkill(UseCase[AddSkillCommand]):
    """APP-5."""

    action = "addSkill"

    async def execute(self, call: Call[AddSkillCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "catalog", field_given=False)
        catalog = await call.work.skills.catalog()
        skill = catalog.add(call.command.category, call.command.name, SkillId(self._new_id()))
        await call.work.skills.save(skill)
        call.work.record(SkillAdded(occurred_at=call.at, by=call.by, skill=skill.id))
        return skill.id


@dataclass(frozen=True, slots=True)
class RetireSkillCommand:
    skill: SkillId


class RetireSkill(UseCase[RetireSkillCommand]):
    """APP-5: the skill stays on the applications that have it, and cannot be added to others."""

    action = "retireSkill"

    async def execute(self, call: Call[RetireSkillCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "skill")
        catalog = await call.work.skills.catalog()
        if catalog.get(call.command.skill) is None:
            raise NotFound("skill")
        await call.work.skills.save(catalog.retire(call.command.skill, call.at))
        call.work.record(SkillRetired(occurred_at=call.at, by=call.by, skill=call.command.skill))
        return call.command.skill


@dataclass(frozen=True, slots=True)
class ReinstateSkillCommand:
    skill: SkillId


class ReinstateSkill(UseCase[ReinstateSkillCommand]):
    """APP-5: a retired skill can be chosen again."""

    action = "reinstateSkill"

    async def execute(self, call: Call[ReinstateSkillCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "skill")
        catalog = await call.work.skills.catalog()
        if catalog.get(call.command.skill) is None:
            raise NotFound("skill")
        await call.work.skills.save(catalog.reinstate(call.command.skill))
        call.work.record(SkillReinstated(occurred_at=call.at, by=call.by, skill=call.command.skill))
        return call.command.skill

"""The catalog of skills (APP-5) and a person's ranked choice of them (APP-4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from moments.domain.shared.comparison import comparison_key
from moments.domain.shared.errors import DomainError, raise_all
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import SkillId
from moments.domain.shared.text import required_text

MIN_SKILLS, MAX_SKILLS = 3, 6
"""How many skills an application has, over both categories together (APP-4)."""
SKILL_NAME_LIMIT = 60
_READ = 100
"""Longer inputs are rejected without checking each skill."""


class SkillCategory(Enum):
    CAREER = "career"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Skill:
    """`number`: counts from 1, is never reused, and is the skill's column in stored rank strings."""

    id: SkillId
    category: SkillCategory
    name: str
    number: int
    retired: datetime | None = None

    def check_may_retire(self) -> None:
        """Raises AlreadyRetired."""
        if self.retired:
            raise AlreadyRetired(self.name)

    def check_may_reinstate(self) -> None:
        """Raises NotRetired."""
        if not self.retired:
            raise NotRetired(self.name)


class WrongNumberOfSkills(DomainError):
    rule = "APP-4"
    field = "careerSkills"

    def __init__(self, chosen: int) -> None:
        self.chosen = chosen
        skills = "skill" if chosen == 1 else "skills"
        super().__init__(
            f"Choose at least {MIN_SKILLS} and at most {MAX_SKILLS} skills, both kinds together; "
            f"you chose {chosen} {skills}."
        )


class DuplicateSkill(DomainError):
    rule = "APP-4"

    def __init__(self, skill: SkillId, name: str, category: SkillCategory) -> None:
        self.skill, self.field = skill, f"{category.value}Skills"
        super().__init__(f"{name} is chosen twice. Keep it once, at the rank you mean.")


class UnknownSkill(DomainError):
    """The skill is not in the catalog, is in the other category, or is retired and not yet on the application."""

    rule = "APP-5"

    def __init__(self, skill: SkillId, category: SkillCategory, sentence: str) -> None:
        self.skill, self.field = skill, f"{category.value}Skills"
        super().__init__(sentence)


class SkillExists(DomainError):
    rule = "APP-5"
    field = "name"

    def __init__(self, name: str, retired: bool) -> None:
        self.retired = retired
        hint = "It is retired; bring it back instead." if retired else "Use that one, or enter another name."
        super().__init__(f"{name} is in the catalog already. {hint}")


class AlreadyRetired(DomainError):
    rule = "APP-5"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is retired already. Bring it back if people should choose it again.")


class NotRetired(DomainError):
    rule = "APP-5"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is in the catalog, and people can choose it. Reload the list to see it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillAdded(DomainEvent):
    skill: SkillId


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRetired(DomainEvent):
    skill: SkillId


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillReinstated(DomainEvent):
    skill: SkillId


@dataclass(frozen=True, slots=True)
class RankedSkills:
    """Each category in the person's order; the first is rank 1. `choose` checks it; reading it back does not."""

    career: tuple[SkillId, ...] = ()
    soft: tuple[SkillId, ...] = ()

    @property
    def all(self) -> tuple[SkillId, ...]:
        return self.career + self.soft

    def of(self, category: SkillCategory) -> tuple[SkillId, ...]:
        return self.career if category is SkillCategory.CAREER else self.soft

    def ranks(self) -> dict[SkillId, int]:
        """Skill -> rank within its category, from 1."""
        return {skill: rank for group in (self.career, self.soft) for rank, skill in enumerate(group, 1)}


class Catalog:
    """All skills, including the retired ones."""

    def __init__(self, skills: Iterable[Skill]) -> None:
        self._skills: Mapping[SkillId, Skill] = {skill.id: skill for skill in skills}

    def __iter__(self) -> Iterator[Skill]:
        return iter(self._skills.values())

    def get(self, skill: SkillId) -> Skill | None:
        return self._skills.get(skill)

    def choose(
        self, career: Sequence[SkillId], soft: Sequence[SkillId], kept: Collection[SkillId] = ()
    ) -> RankedSkills:
        """Returns the ranked choice, or raises all errors at once: WrongNumberOfSkills, DuplicateSkill, UnknownSkill.

        `kept`: skills that the application already has; they can stay even if retired (APP-5).
        """
        chosen = RankedSkills(tuple(career), tuple(soft))
        if len(chosen.all) > _READ:
            raise WrongNumberOfSkills(len(chosen.all))
        raise_all([*self._count(chosen), *self._doubled(chosen), *self._all_unfit(chosen, kept)])
        return chosen

    def draft(self, career: Sequence[SkillId], soft: Sequence[SkillId], kept: Collection[SkillId] = ()) -> RankedSkills:
        """Like `choose`, but a draft can have too few skills."""
        if len(career) + len(soft) >= MIN_SKILLS:
            return self.choose(career, soft, kept)
        chosen = RankedSkills(tuple(career), tuple(soft))
        raise_all([*self._doubled(chosen), *self._all_unfit(chosen, kept)])
        return chosen

    def add(self, category: SkillCategory, name: str, identity: SkillId) -> Skill:
        """Returns a new skill; raises SkillExists if the name is in use, as people type it."""
        name = required_text(name, "name", "The skill's name", limit=SKILL_NAME_LIMIT, rule="APP-5", one_line=True)
        same = next(
            (skill for skill in self._skills.values() if comparison_key(skill.name) == comparison_key(name)), None
        )
        if same is not None:
            raise SkillExists(same.name, retired=same.retired is not None)
        number = 1 + max((skill.number for skill in self._skills.values()), default=0)
        return Skill(identity, category, name, number)

    def retire(self, identity: SkillId, at: datetime) -> Skill:
        """Returns the retired skill; raises AlreadyRetired, or KeyError if it is not in the catalog."""
        skill = self._skills[identity]
        skill.check_may_retire()
        return replace(skill, retired=at)

    def reinstate(self, identity: SkillId) -> Skill:
        """Returns the reinstated skill; raises NotRetired, or KeyError if it is not in the catalog."""
        skill = self._skills[identity]
        skill.check_may_reinstate()
        return replace(skill, retired=None)

    def _count(self, chosen: RankedSkills) -> list[DomainError]:
        count = len(chosen.all)
        return [] if MIN_SKILLS <= count <= MAX_SKILLS else [WrongNumberOfSkills(count)]

    def _doubled(self, chosen: RankedSkills) -> list[DomainError]:
        doubled = [skill for skill, times in Counter(chosen.all).items() if times > 1]
        soft, career = SkillCategory.SOFT, SkillCategory.CAREER
        return [DuplicateSkill(each, self._name(each), soft if each in chosen.soft else career) for each in doubled]

    def _all_unfit(self, chosen: RankedSkills, kept: Collection[SkillId]) -> list[DomainError]:
        """Reports each skill once, even if it was chosen several times."""
        each = ((skill, category) for category in SkillCategory for skill in dict.fromkeys(chosen.of(category)))
        looked_at = (self._unfit(skill, category, kept) for skill, category in each)
        return [error for error in looked_at if error is not None]

    def _unfit(self, identity: SkillId, category: SkillCategory, kept: Collection[SkillId]) -> UnknownSkill | None:
        skill = self._skills.get(identity)
        if skill is None:
            return UnknownSkill(identity, category, "One of the skills is not in the catalog. Choose from the list.")
        if skill.category is not category:
            sentence = f"{skill.name} is a {skill.category.value} skill. Choose it in that list."
            return UnknownSkill(identity, category, sentence)
        if skill.retired and identity not in kept:
            sentence = f"{skill.name} has been retired from the catalog. Choose another skill."
            return UnknownSkill(identity, category, sentence)
        return None

    def _name(self, identity: SkillId) -> str:
        skill = self._skills.get(identity)
        return skill.name if skill else "A skill"


HANDBOOK = {
    SkillCategory.CAREER: (
        "Change Management",
        "Collaboration",
        "Decision Making",
        "Delegation",
        "Networking",
    ),
    SkillCategory.SOFT: (
        "Goal Setting",
        "Growth Mindset",
        "Interpersonal Communication",
        "Resiliency",
        "Time Management",
    ),
}
"""The handbook's catalog (APP-5), in its order."""

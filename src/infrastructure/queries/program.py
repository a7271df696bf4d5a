"""Departments, skills and the surveys' choices."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from moments.domain.participants.employee import Department
from moments.domain.program.skills import Skill
from moments.domain.shared.ids import SkillId
from moments.domain.surveys.survey import ChoiceQuestion
from moments.infrastructure.persistence.tables import survey_choices
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.reference import version_of

_CHOICES = select(survey_choices).order_by(survey_choices.c.question, survey_choices.c.position)


class ProgramQueries(QueryBase):
    _version: int | None = None
    _version_known = False

    def _note_version(self, version: int | None) -> None:
        """Of the reference data, for the rest of this transaction, in which it can't change."""
        self._version, self._version_known = version, True

    async def _reference_version(self) -> int | None:
        if not self._version_known:
            self._note_version(await version_of(self._connection))
        return self._version

    async def departments(self) -> Sequence[Department]:
        return await self._reference.departments.get(self._connection, await self._reference_version())

    async def skills(self) -> Sequence[Skill]:
        return await self._reference.skills.get(self._connection, await self._reference_version())

    async def _numbers(self, wanted: Collection[SkillId]) -> Mapping[SkillId, int]:
        """The numbers of those of the skills that are in the catalog; from memory, unless one is not there."""
        known = self._reference.known_numbers()
        if not all(skill in known for skill in wanted):
            await self.skills()
            known = self._reference.known_numbers()
        return {skill: known[skill] for skill in wanted if skill in known}

    async def survey_choices(self) -> Mapping[ChoiceQuestion, Sequence[str]]:
        choices: dict[ChoiceQuestion, list[str]] = {question: [] for question in ChoiceQuestion}
        for row in await self._rows(_CHOICES, {}):
            choices[ChoiceQuestion(row.question)].append(row.label)
        return choices

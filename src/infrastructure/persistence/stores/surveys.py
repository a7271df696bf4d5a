"""Surveys, each locked as it is read, and the choices of their questions."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select

from moments.application.ports.errors import NotFound
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import ChoiceQuestion, Survey
from moments.infrastructure.persistence.mappers.surveys import survey_of, survey_row
from moments.infrastructure.persistence.optimistic_locking import write
from moments.infrastructure.persistence.tables import survey_choices, surveys
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.whole_table import WholeTableRead

_ONE = (
    select(surveys)
    .where(surveys.c.mentorship == bindparam("mentorship"), surveys.c.side == bindparam("side"))
    .with_for_update(key_share=True)
)
_CHOICES = select(survey_choices).order_by(survey_choices.c.question, survey_choices.c.position)
_CLEAR = delete(survey_choices).where(survey_choices.c.question == bindparam("asked"))


class SqlSurveys:
    def __init__(self, work: Transaction) -> None:
        self._work = work
        self._choices = WholeTableRead(work, survey_choices)

    async def get(self, mentorship: MentorshipId, side: ApplicationKind) -> Survey:
        row = await self._work.first(_ONE, mentorship=mentorship, side=side.value)
        if row is None:
            raise NotFound("survey")
        return survey_of(row)

    async def save(self, survey: Survey) -> None:
        await write(self._work, surveys, survey_row(survey), survey)

    async def choices(self) -> Mapping[ChoiceQuestion, Sequence[str]]:
        choices: dict[ChoiceQuestion, list[str]] = {question: [] for question in ChoiceQuestion}
        for row in await self._choices.read(_CHOICES):
            choices[ChoiceQuestion(row.question)].append(row.label)
        return choices

    async def set_choices(self, question: ChoiceQuestion, labels: Sequence[str]) -> None:
        await self._choices.verify_unchanged()
        await self._work.run(_CLEAR, {"asked": question.value})
        rows = [
            {"question": question.value, "position": position, "label": label}
            for position, label in enumerate(labels, 1)
        ]
        if rows:
            await self._work.run(insert(survey_choices), rows)

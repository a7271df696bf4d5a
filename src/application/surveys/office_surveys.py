"""The program office handles follow-ups, and sets the choices of the questions."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.access.relations import relations_to_survey
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.revision import Revised, check_revision
from moments.domain.surveys.choices import SurveyChoicesSet, check_choices, choices_revision
from moments.domain.surveys.survey import ChoiceQuestion


@dataclass(frozen=True, slots=True)
class HandleFollowUpCommand:
    mentorship: MentorshipId
    side: ApplicationKind


class HandleFollowUp(UseCase[HandleFollowUpCommand]):
    """SUR-4: records that the person who ticked "contact me" has been contacted."""

    action = "handleFollowUp"

    async def execute(self, call: Call[HandleFollowUpCommand]) -> str:
        survey = await call.work.surveys.get(call.command.mentorship, call.command.side)
        pair = await call.work.mentorships.pair_of(survey.mentorship)
        other = pair.mentee if survey.person == pair.mentor else pair.mentor
        actor = await load_actor(call.work, call.by)
        authorize(relations_to_survey(actor, person=survey.person, other=other), self.action, "survey")
        survey.handle_follow_up(call.by, at=call.at)
        await call.work.surveys.save(survey)
        return f"{survey.mentorship}:{survey.side.value}"


@dataclass(frozen=True, slots=True)
class SetSurveyChoicesCommand:
    """`expected_revision`: of the choices that the person has read."""

    question: ChoiceQuestion
    labels: tuple[str, ...]
    expected_revision: int


class SetSurveyChoices(UseCase[SetSurveyChoicesCommand]):
    """SUR-3: the office maintains the choices; existing answers keep their text."""

    action = "setSurveyChoices"

    async def execute(self, call: Call[SetSurveyChoicesCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "question")
        question, surveys = call.command.question, call.work.surveys
        there = choices_revision((await surveys.choices())[question])
        check_revision(call.command.expected_revision, there, Revised.CHOICES, question.value)
        await surveys.set_choices(question, check_choices(call.command.labels))
        call.work.record(SurveyChoicesSet(occurred_at=call.at, by=call.by, question=question))
        return question.value

"""Submit the survey of the caller's side of an ended mentorship."""

from dataclasses import dataclass

from moments.application.ports.errors import NotFound
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers


@dataclass(frozen=True, slots=True)
class SubmitSurveyCommand:
    mentorship: MentorshipId
    side: ApplicationKind
    answers: Answers


class SubmitSurvey(UseCase[SubmitSurveyCommand]):
    """SUR-1 to SUR-4: once for each mentorship and side, by that side; never shown to the other side."""

    action = "submitSurvey"

    async def execute(self, call: Call[SubmitSurveyCommand]) -> str:
        survey = await call.work.surveys.get(call.command.mentorship, call.command.side)
        if survey.person != call.by:
            raise NotFound("survey", by_right=True)
        survey.submit(call.command.answers, await call.work.surveys.choices(), at=call.at)
        await call.work.surveys.save(survey)
        return f"{survey.mentorship}:{survey.side.value}"

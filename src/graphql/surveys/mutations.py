"""People answer surveys; the office follows up and sets the choices."""

import strawberry

from moments.application.ports.errors import NotFound
from moments.application.surveys.office_surveys import HandleFollowUpCommand, SetSurveyChoicesCommand
from moments.application.surveys.submit_survey import SubmitSurveyCommand
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, ChoiceQuestion, FuturePlans, MentorshipEnding, SkillsWorkedOn
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed, OfSurvey
from moments.graphql.shared.mutations import MutationResult, failure, run_use_case
from moments.graphql.shared.payloads import Changed, Payload, payload
from moments.graphql.surveys.keys import survey_key
from moments.graphql.surveys.types import Survey, SurveyChoices, find_survey_choices


@strawberry.type
class SurveyPayload(Changed):
    outcome = "the updated survey"

    @strawberry.field(description="The updated survey; null if the mutation failed.")
    async def survey(self, info: Info) -> Survey | None:
        key = survey_key(self.identity or "")
        if key is None:
            return None
        actor = (await info.context.viewer()).actor
        rows = await info.context.read(lambda queries: queries.surveys_by_id(actor, [key]))
        return Survey.of(rows[key], await info.context.reference()) if key in rows else None


@strawberry.input(
    description="The answers of the viewer's side (SUR-2, SUR-3). Every question may be left open, but not all of them."
)
class SubmitSurveyInput(OfSurvey):
    how_often: str | None = strawberry.field(
        default=None, description="How often the two met; one of the question's choices."
    )
    rating: str | None = strawberry.field(
        default=None, description="Rating of the whole experience; one of the question's choices."
    )
    development_improved: bool | None = strawberry.field(
        default=None, description="Whether the quality of the person's professional development improved."
    )
    plans: FuturePlans | None = strawberry.field(
        default=None,
        description="Whether the person plans to explore other mentoring opportunities through MOMENTS.",
    )
    skills_worked_on: list[SkillsWorkedOn] = strawberry.field(
        default_factory=list, description="Kinds of skills that the two worked on; zero or more."
    )
    comments: str | None = strawberry.field(
        default=None, description="Comments or concerns about the experience; null for none."
    )
    contact_me: bool = strawberry.field(
        default=False, description="Whether the person wants to be contacted by the office."
    )
    gained_access: bool | None = strawberry.field(
        default=None,
        description="Whether the person gained access to new tools or resources; null from mentors.",
    )
    how_met: str | None = strawberry.field(
        default=None,
        description="How the two met, one of the question's choices; null from mentees.",
    )
    ending: MentorshipEnding | None = strawberry.field(
        default=None,
        description="Whether the mentorship was completed or discontinued; null from mentees.",
    )

    def answers(self) -> Answers:
        return Answers(
            how_often=self.how_often,
            skills_worked_on=frozenset(self.skills_worked_on),
            rating=self.rating,
            development_improved=self.development_improved,
            comments=self.comments,
            plans=self.plans,
            contact_me=self.contact_me,
            gained_access=self.gained_access,
            how_met=self.how_met,
            ending=self.ending,
        )


@payload
class SubmitSurveyPayload(SurveyPayload):
    pass


@strawberry.input(description="The survey to mark as followed up; its person asked for contact (SUR-4).")
class HandleFollowUpInput(OfSurvey):
    pass


@payload
class HandleFollowUpPayload(SurveyPayload):
    pass


@strawberry.input(description="The new choices of a question, in their order (SUR-3).")
class SetSurveyChoicesInput(Keyed):
    question: ChoiceQuestion = strawberry.field(description="The question whose choices are set.")
    choices: list[str] = strawberry.field(description="The choices, 2 to 20; existing answers keep their text.")
    expected_revision: int = strawberry.field(
        description="The `revision` of the choices that were read; the mutation fails if they were set since."
    )


@strawberry.type(description="Result of `setSurveyChoices`: the question's updated choices, or errors.")
class SetSurveyChoicesPayload(Payload):
    question: strawberry.Private[ChoiceQuestion]

    @strawberry.field(description="The question's updated choices; null if the mutation failed.")
    async def choices(self, info: Info) -> SurveyChoices | None:
        return None if self.errors else await find_survey_choices(info, self.question)


@strawberry.type
class SurveyMutation:
    @strawberry.mutation(description="Answer the survey of your side of an ended mentorship, once (SUR-1).")
    async def submit_survey(self, info: Info, input: SubmitSurveyInput) -> SubmitSurveyPayload:
        key = _key(input)
        if key is None:
            return SubmitSurveyPayload.of(await _missing(info))
        command = SubmitSurveyCommand(*key, input.answers())
        use_case = info.context.use_cases.submit_survey
        return SubmitSurveyPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Record that the office has contacted the person of a survey (SUR-4).")
    async def handle_follow_up(self, info: Info, input: HandleFollowUpInput) -> HandleFollowUpPayload:
        key = _key(input)
        if key is None:
            return HandleFollowUpPayload.of(await _missing(info))
        use_case = info.context.use_cases.handle_follow_up
        command = HandleFollowUpCommand(*key)
        return HandleFollowUpPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Set the choices of a survey's question; for the program office (SUR-3).")
    async def set_survey_choices(self, info: Info, input: SetSurveyChoicesInput) -> SetSurveyChoicesPayload:
        command = SetSurveyChoicesCommand(input.question, tuple(input.choices), input.expected_revision)
        use_case = info.context.use_cases.set_survey_choices
        outcome = await run_use_case(info, use_case, command, input.idempotency_key)
        return SetSurveyChoicesPayload(question=input.question, errors=outcome.errors)


def _key(input: OfSurvey) -> tuple[MentorshipId, ApplicationKind] | None:
    return survey_key(ids.identity_of("Survey", input.survey))


async def _missing(info: Info) -> MutationResult:
    await info.context.viewer()
    return failure(info, NotFound("survey"))

"""A survey and its answers (SUR-1 to SUR-4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from moments.application.access.relations import relations_to_survey
from moments.application.actions.mentorships import survey_steps
from moments.application.actions.program import SURVEY_CHOICES_STEPS
from moments.application.queries.aggregates import survey_of
from moments.application.queries.rows import SurveyRow
from moments.domain.surveys import survey as domain
from moments.domain.surveys.choices import choices_revision
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.mentorship_role import MentorshipRole
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

if TYPE_CHECKING:
    from moments.graphql.mentorships.types import Mentorship

SkillsWorkedOn = described_enum(
    domain.SkillsWorkedOn,
    name="SkillsWorkedOn",
    description="Kind of skills that the two worked on (SUR-2).",
    values={
        domain.SkillsWorkedOn.SOFT_SKILLS: "The two worked on soft skills.",
        domain.SkillsWorkedOn.CAREER_DEVELOPMENT: "The two worked on career development.",
    },
)
SurveyEnding = described_enum(
    domain.MentorshipEnding,
    name="SurveyEnding",
    description="How the mentorship ended, as the mentor answers.",
    values={
        domain.MentorshipEnding.COMPLETED: "The mentor answers that the mentorship was completed.",
        domain.MentorshipEnding.DISCONTINUED: "The mentor answers that the mentorship was discontinued.",
    },
)
FuturePlans = described_enum(
    domain.FuturePlans,
    name="FuturePlans",
    description="Whether the person plans further mentoring through MOMENTS.",
    values={
        domain.FuturePlans.YES: "The person plans to explore other mentoring opportunities.",
        domain.FuturePlans.NO: "The person does not plan to explore other mentoring opportunities.",
        domain.FuturePlans.UNDECIDED: "The person has not decided yet.",
    },
)
ChoiceQuestion = described_enum(
    domain.ChoiceQuestion,
    name="ChoiceQuestion",
    description="A survey question whose choices the program office sets (SUR-3).",
    values={
        domain.ChoiceQuestion.HOW_OFTEN: "How often the two met.",
        domain.ChoiceQuestion.HOW_MET: "How the two met; asked of mentors only.",
        domain.ChoiceQuestion.RATING: "The rating of the whole experience.",
    },
)


@strawberry.type(description="Answers that a person gave after a mentorship (SUR-2, SUR-3).")
class SurveyAnswers:
    how_often: str | None = strawberry.field(description="How often the two met; null if left open.")
    how_met: str | None = strawberry.field(description="How the two met; null from mentees, and if left open.")
    skills_worked_on: list[domain.SkillsWorkedOn] = strawberry.field(
        description="Kinds of skills that the two worked on; zero or more."
    )
    ending: domain.MentorshipEnding | None = strawberry.field(
        description="Whether the mentorship was completed or discontinued, as the mentor answers; null from mentees, "
        "and if left open."
    )
    rating: str | None = strawberry.field(description="Rating of the whole experience; null if left open.")
    gained_access: bool | None = strawberry.field(
        description="Whether the person gained access to new tools or resources; null from mentors, and if left open."
    )
    development_improved: bool | None = strawberry.field(
        description="Whether the quality of the person's professional development improved; null if left open."
    )
    plans: domain.FuturePlans | None = strawberry.field(
        description="Whether the person plans to explore other mentoring opportunities through MOMENTS; null if left "
        "open."
    )
    comments: str | None = strawberry.field(
        description="Comments or concerns about the experience; null if there are none."
    )
    contact_me: bool = strawberry.field(description="Whether the person wants to be contacted by the office.")

    @classmethod
    def of(cls, given: domain.Answers) -> "SurveyAnswers":
        return cls(
            how_often=given.how_often,
            how_met=given.how_met,
            skills_worked_on=sorted(given.skills_worked_on, key=lambda each: each.value),
            ending=given.ending,
            rating=given.rating,
            gained_access=given.gained_access,
            development_improved=given.development_improved,
            plans=given.plans,
            comments=given.comments,
            contact_me=given.contact_me,
        )


@strawberry.type(description="A survey of one side of an ended mentorship; for its person and the program office.")
class Survey(Node):
    row: strawberry.Private[SurveyRow]
    role: MentorshipRole = strawberry.field(description="Role of the person in the mentorship.")
    person: Person = strawberry.field(
        description="The team member who answers the survey; name, email and department are filled in."
    )
    other: Person = strawberry.field(description="The mentor or mentee the survey is about; filled in.")
    due_at: datetime = strawberry.field(description="When the survey became due.")
    submitted_at: datetime | None = strawberry.field(description="When the survey was answered; null until then.")
    answers: SurveyAnswers | None = strawberry.field(description="Answers to the survey; null until it is answered.")
    followed_up_at: datetime | None = strawberry.field(
        description="When the office recorded that it had contacted the person (SUR-4); null until then."
    )

    @classmethod
    def of(cls, row: SurveyRow, reference: Reference) -> "Survey":
        return cls(
            row=row,
            id=ids.encode("Survey", f"{row.mentorship}:{row.side.value}"),
            role=MentorshipRole.of(row.side),
            person=Person.of(row.person, reference),
            other=Person.of(row.other, reference),
            due_at=row.due_at,
            submitted_at=row.submitted_at,
            answers=SurveyAnswers.of(row.answers) if row.answers else None,
            followed_up_at=row.followed_up_at,
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        actor = (await info.context.viewer()).actor
        relations = relations_to_survey(actor, person=self.row.person.id, other=self.row.other.id)
        return viewer_actions(relations, survey_steps(survey_of(self.row)), only)

    @strawberry.field(description="The mentorship that the survey is about.")
    async def mentorship(
        self, info: Info
    ) -> Annotated["Mentorship", strawberry.lazy("moments.graphql.mentorships.types")]:
        from moments.graphql.mentorships.types import mentorship_by_id  # late: a mentorship has its survey

        return await mentorship_by_id(info.context, self.row.mentorship)

    @strawberry.field(description="Notice of where to report concerns about people instead (MEN-6).")
    def conduct_notice(self) -> str:
        return conduct_notice(self.person.department.hr_contact_text)


@strawberry.type(description="A survey question with its choices (SUR-3).")
class SurveyChoices:
    question: domain.ChoiceQuestion = strawberry.field(description="The question that has these choices.")
    choices: list[str] = strawberry.field(description="The choices, in the order that the office set.")
    revision: int = strawberry.field(
        description="Number for these choices, for `expectedRevision`; it differs when they do."
    )

    @classmethod
    def of(cls, question: domain.ChoiceQuestion, labels: Sequence[str]) -> "SurveyChoices":
        return cls(question=question, choices=list(labels), revision=choices_revision(labels))

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return viewer_actions((await info.context.viewer()).actor.relations(), SURVEY_CHOICES_STEPS, only)


async def find_survey_choices(info: Info, question: domain.ChoiceQuestion) -> SurveyChoices:
    found = await info.context.read(lambda queries: queries.survey_choices())
    return SurveyChoices.of(question, found[question])


def conduct_notice(hr_contact: str) -> str:
    """MEN-6: shown next to every field for free text about a person."""
    reach = hr_contact.removeprefix("Human Resources, ")
    return (
        "Do not report discrimination, harassment or retaliation here or in meetings. Report it to your department's "
        f"Human Resources: {reach}. Whoever is told of such conduct must report it there at once, whatever the "
        "person who told them wishes."
    )

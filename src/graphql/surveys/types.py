"""A survey and its answers (SUR-1 to SUR-4)."""

from datetime import datetime

import strawberry

from moments.application.queries.rows import SurveyRow
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys import survey as domain
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference

SkillsWorkedOn = strawberry.enum(
    domain.SkillsWorkedOn, name="SkillsWorkedOn", description="What the two worked on (SUR-2)."
)
SurveyEnding = strawberry.enum(
    domain.MentorshipEnding, name="SurveyEnding", description="How it ended, as the mentor saw it."
)
FuturePlans = strawberry.enum(
    domain.FuturePlans,
    name="FuturePlans",
    description="Whether the person plans further mentoring through MOMENTS.",
)
ChoiceQuestion = strawberry.enum(
    domain.ChoiceQuestion, name="ChoiceQuestion", description="A question whose choices the office keeps (SUR-3)."
)


@strawberry.type(description="What was answered.")
class SurveyAnswers:
    how_often: str = strawberry.field(description="How often the two met.")
    how_met: str | None = strawberry.field(description="How they met; mentors.")
    skills_worked_on: list[domain.SkillsWorkedOn] = strawberry.field(description="Zero or more.")
    ending: domain.MentorshipEnding | None = strawberry.field(description="Completed or discontinued; mentors.")
    rating: str = strawberry.field(description="Of the whole experience.")
    gained_access: bool | None = strawberry.field(description="To tools or resources new to them; mentees.")
    development_improved: bool = strawberry.field(description="The quality of their professional development.")
    plans: domain.FuturePlans = strawberry.field(
        description="Whether the person plans to explore other mentoring opportunities through MOMENTS."
    )
    comments: str | None = strawberry.field(description="In their own words.")
    contact_me: bool = strawberry.field(description="Wants to be contacted by the office.")

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


@strawberry.type(description="A survey of one side of an ended mentorship; its person's and the office's.")
class Survey(Node):
    role: ApplicationKind = strawberry.field(description="The person's role in the mentorship.")
    person: Person = strawberry.field(description="Who is asked; name, e-mail and department are filled in.")
    other: Person = strawberry.field(description="The mentor or mentee it is about, filled in.")
    due_at: datetime = strawberry.field(description="Since when it is asked for.")
    submitted_at: datetime | None = strawberry.field(description="When it was answered.")
    answers: SurveyAnswers | None = strawberry.field(description="What was answered.")
    followed_up_at: datetime | None = strawberry.field(description="When the office had been in touch (SUR-4).")

    @classmethod
    def of(cls, row: SurveyRow, reference: Reference) -> "Survey":
        return cls(
            id=ids.encode("Survey", f"{row.mentorship}:{row.side.value}"),
            role=row.side,
            person=Person.of(row.person, reference),
            other=Person.of(row.other, reference),
            due_at=row.due_at,
            submitted_at=row.submitted_at,
            answers=SurveyAnswers.of(row.answers) if row.answers else None,
            followed_up_at=row.followed_up_at,
        )

    @strawberry.field(description="Where concerns about people belong instead (MEN-6).")
    def conduct_notice(self) -> str:
        return conduct_notice(self.person.department.hr_contact)


@strawberry.type(description="A question and the choices there are for it (SUR-3).")
class SurveyChoices:
    question: domain.ChoiceQuestion = strawberry.field(description="The question.")
    choices: list[str] = strawberry.field(description="In the office's order.")


def conduct_notice(hr_contact: str) -> str:
    """MEN-6, beside each place where free text about a person is written."""
    return (
        "Do not report discrimination, harassment or retaliation here or in meetings. Report it to your department's "
        f"Human Resources: {hr_contact}. Whoever is told of such conduct must report it there at once, whatever the "
        "person who told them wishes."
    )

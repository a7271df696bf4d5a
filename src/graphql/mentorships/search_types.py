"""What a mentee sees of a mentor before any request."""

from collections.abc import Collection, Iterable

import strawberry

from moments.application.actions.action import Action
from moments.application.actions.mentorships import mentor_steps
from moments.application.queries.rows import MentorSearchRow
from moments.domain.matching import fit as fits
from moments.domain.matching.fit import SCALE, Fit
from moments.domain.shared.ids import PersonId
from moments.graphql.mentorships.pair_types import CommonHours, common_hours
from moments.graphql.mentorships.requestability import RequestBlocker, request_blocker
from moments.graphql.participants.types import Department
from moments.graphql.program.types import Skill, SkillSelection, WorkingHours, working_hours
from moments.graphql.shared import ids
from moments.graphql.shared.acting import between_viewer_and, participant, viewer_participant
from moments.graphql.shared.context import Info
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions


@strawberry.type(description="A skill that the mentee seeks and the mentor has.")
class CommonSkill:
    skill: Skill = strawberry.field(description="The common skill.")
    mentee_rank: int = strawberry.field(description="Rank of the skill among those the mentee seeks.")
    mentor_rank: int = strawberry.field(description="Rank of the skill among the mentor's strengths.")
    share: float = strawberry.field(description="Part of the score that the skill adds, 0 to 1.")


def common_skills(common: Iterable[fits.CommonSkill], reference: Reference) -> list[CommonSkill]:
    return [
        CommonSkill(
            skill=Skill.of(reference.skills[each.skill]),
            mentee_rank=each.mentee_rank,
            mentor_rank=each.mentor_rank,
            share=each.share / SCALE,
        )
        for each in common
    ]


@strawberry.type(description="How well a mentor fits what the mentee seeks, and why (MAT-1, MAT-4).")
class Match:
    score: float = strawberry.field(description="Fit from 0 to 1; 0 if and only if they have no skill in common.")
    common_skills: list[CommonSkill] = strawberry.field(description="Skills in common, largest share first.")

    @classmethod
    def of(cls, fit: Fit, reference: Reference) -> "Match":
        return cls(score=fit.score / SCALE, common_skills=common_skills(fit.common, reference))


@strawberry.type(description="An approved mentor, as mentees see them, also one who takes no requests now (SEA-1).")
class MentorProfile(Node):
    person: strawberry.Private[PersonId]
    first_name: str = strawberry.field(description="First name of the mentor.")
    name: str = strawberry.field(description="First and last name of the mentor.")
    department: Department = strawberry.field(
        description="Department of the mentor; it never restricts a match (MAT-5)."
    )
    division: str | None = strawberry.field(description="Division of the mentor; null if the directory has none.")
    job_title: str = strawberry.field(description="Current job title of the mentor.")
    work_location: str = strawberry.field(description="Work location of the mentor.")
    bio: str = strawberry.field(description="Short bio, in the mentor's own words.")
    working_hours: WorkingHours | None = strawberry.field(
        description="Regular working hours of the mentor; null if not known."
    )
    skills: SkillSelection = strawberry.field(description="Strengths of the mentor, ranked.")
    open_places: int | None = strawberry.field(
        description="Number of mentees the mentor can still take; null if the mentor or the viewer takes part in no "
        "requests now."
    )
    match: Match = strawberry.field(description="Match of the mentor with the viewer.")
    hours_id: strawberry.Private[str | None]

    @strawberry.field(description="Whether the viewer can request the mentor now.")
    async def can_request(self, info: Info) -> bool:
        return await request_blocker(info.context, self.person) is None

    @strawberry.field(description="Why the viewer cannot request the mentor; null if the viewer can.")
    async def request_blocker(self, info: Info) -> RequestBlocker | None:
        return await request_blocker(info.context, self.person)

    @classmethod
    def of(cls, row: MentorSearchRow, reference: Reference) -> "MentorProfile":
        return cls(
            id=ids.encode("MentorProfile", row.person),
            person=row.person,
            first_name=row.first_name,
            name=f"{row.first_name} {row.last_name}",
            department=Department.of(reference.departments[row.department]),
            division=row.division,
            job_title=row.job_title,
            work_location=row.work_location,
            bio=row.bio,
            working_hours=working_hours(row.working_hours),
            skills=SkillSelection.of(row.skills, reference),
            open_places=row.open_places,
            match=Match.of(row.fit, reference),
            hours_id=row.working_hours,
        )

    @strawberry.field(
        description="Regular working hours that the mentor and the viewer have in common, by the viewer's mentee "
        "application; null if they are not known."
    )
    async def common_hours(self, info: Info) -> CommonHours | None:
        return common_hours(self.hours_id, (await info.context.viewer()).mentee_hours)

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return await mentor_actions(info, PersonId(ids.identity_of("MentorProfile", self.id)), only)


async def mentor_actions(info: Info, mentor: PersonId, only: Collection[Action] | None) -> list[ViewerAction]:
    """What the viewer may do with this mentor."""
    context = info.context
    viewer = await viewer_participant(context)
    steps = mentor_steps(mentor, viewer, await participant(context, mentor), await between_viewer_and(context, mentor))
    return viewer_actions((await context.viewer()).actor.relations(), steps, only)

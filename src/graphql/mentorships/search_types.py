"""What a mentee sees of a mentor before any request."""

from collections.abc import Iterable

import strawberry

from moments.application.queries.rows import MentorSearchRow
from moments.domain.matching import fit as fits
from moments.domain.matching.fit import SCALE, Fit
from moments.graphql.participants.types import Department
from moments.graphql.program.types import Skill, SkillSelection, WorkingHours, working_hours
from moments.graphql.shared import ids
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Edge, PageInfo
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.user_errors import UserError


@strawberry.type(description="A skill the mentee seeks and the mentor has.")
class CommonSkill:
    skill: Skill = strawberry.field(description="The skill.")
    mentee_rank: int = strawberry.field(description="Its rank among what the mentee seeks.")
    mentor_rank: int = strawberry.field(description="Its rank among the mentor's strengths.")
    share: float = strawberry.field(description="What it adds to the score, 0 to 1.")


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
    score: float = strawberry.field(description="0 to 1; 0 if and only if no skill is shared.")
    common_skills: list[CommonSkill] = strawberry.field(description="The weightiest first.")

    @classmethod
    def of(cls, fit: Fit, reference: Reference) -> "Match":
        return cls(score=fit.score / SCALE, common_skills=common_skills(fit.common, reference))


@strawberry.type(description="A mentor who takes requests (SEA-1).")
class MentorProfile(Node):
    name: str = strawberry.field(description="First and last name.")
    department: Department = strawberry.field(description="Where they work; it never restricts a match (MAT-5).")
    division: str | None = strawberry.field(description="Where the directory has one.")
    job_title: str = strawberry.field(description="Current job title.")
    work_location: str = strawberry.field(description="Where they work.")
    bio: str = strawberry.field(description="In their own words.")
    working_hours: WorkingHours | None = strawberry.field(description="Regular working hours.")
    skills: SkillSelection = strawberry.field(description="Their strengths, ranked.")
    open_places: int = strawberry.field(description="Mentees they can still take.")
    match: Match = strawberry.field(description="With the viewer.")

    @classmethod
    def of(cls, row: MentorSearchRow, reference: Reference) -> "MentorProfile":
        return cls(
            id=ids.encode("MentorProfile", row.person),
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
        )


@strawberry.type(description="A page of mentors found, or why the viewer can't search now.")
class MentorSearchConnection:
    edges: list[Edge[MentorProfile]] = strawberry.field(description="The page.")
    page_info: PageInfo = strawberry.field(description="Pagination information.")
    total_count: int | None = strawberry.field(description="Of all that were found; counted when asked for.")
    errors: list[UserError] = strawberry.field(description="Such as two confirmed mentors already (CAP-1).")

    @strawberry.field(description="The edges' nodes.")
    def nodes(self) -> list[MentorProfile]:
        return [edge.node for edge in self.edges]

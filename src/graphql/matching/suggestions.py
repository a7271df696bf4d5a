"""A mentee's recommended mentors, with the reasons (MAT-4)."""

from datetime import datetime

import strawberry

from moments.application.actions.mentorships import suggestion_list_steps
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import SuggestionListRow, SuggestionRow
from moments.domain.matching import request_blockers
from moments.domain.matching import suggestion as lists
from moments.domain.matching.fit import SCALE
from moments.domain.matching.request_blockers import calls_for_replacement, would_give
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId, SkillId
from moments.graphql.matching.empty_reasons import EmptyReason
from moments.graphql.mentorships.pair_types import CommonHours
from moments.graphql.mentorships.requestability import RequestBlocker, may_request
from moments.graphql.mentorships.search_types import CommonSkill, MentorProfile, common_skills, mentor_actions
from moments.graphql.participants.types import Person
from moments.graphql.program.types import Skill
from moments.graphql.shared.acting import viewer_participant
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions


@strawberry.type(description="A mentor recommended by a matching run, with the reasons (MAT-4).")
class Suggestion:
    mentor_id: strawberry.Private[PersonId]
    rank: int = strawberry.field(description="Rank on the list; 1 is the best fit.")
    person: Person = strawberry.field(description="The team member who is recommended as a mentor.")
    mentor: MentorProfile | None = strawberry.field(
        description="Profile of the mentor; null unless the mentor accepts requests and the viewer may request mentors."
    )
    can_request: bool = strawberry.field(description="Whether the viewer can request the mentor now.")
    request_blocker: RequestBlocker | None = strawberry.field(
        description="Why the mentor cannot be requested; null if the mentor can be requested."
    )
    score: float = strawberry.field(
        description="Fit with the skills that the viewer sought when the mentor was added to the list, 0 to 1 (MAT-1)."
    )
    common_skills: list[CommonSkill] = strawberry.field(
        description="Skills in common when the mentor was added to the list, largest share first."
    )
    common_hours: CommonHours | None = strawberry.field(
        description="Regular working hours that both have in common; null if the mentor's are no longer visible."
    )
    hours_warning: str | None = strawberry.field(
        description="Warning that the regular working hours do not overlap by an hour (MEN-3); null if they do or are "
        "not known."
    )

    @classmethod
    def of(cls, row: SuggestionRow, reference: Reference) -> "Suggestion":
        why, common = row.request_blocker, row.common_hours
        return cls(
            mentor_id=row.mentor.id,
            rank=row.rank,
            person=Person.of(row.mentor, reference),
            mentor=MentorProfile.of(row.listing, reference) if row.listing else None,
            can_request=why is None,
            request_blocker=RequestBlocker.of(why) if why else None,
            score=row.score / SCALE,
            common_skills=common_skills(row.common, reference),
            common_hours=CommonHours.of(common) if common else None,
            hours_warning=request_blockers.hours_warning(common.minutes if common else None),
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return await mentor_actions(info, self.mentor_id, only)


@strawberry.type(description="A skill that would have added mentors to an empty list.")
class SkillHint:
    skill: Skill = strawberry.field(description="The skill to add.")
    mentors: int = strawberry.field(
        description="Number of mentors who offer the skill, had an open place, and could be recommended."
    )
    message: str = strawberry.field(description="The hint as a sentence to show to the user.")


@strawberry.type(description="The mentors recommended to the viewer, or why there are none (MAT-4).")
class SuggestionList:
    row: strawberry.Private[SuggestionListRow]
    reference: strawberry.Private[Reference]
    quarter: str = strawberry.field(description="Quarter of the run, such as 2027Q1.")
    label: str = strawberry.field(description="Name of the quarter to show to the user.")
    made_at: datetime = strawberry.field(
        description="When the list was made; later than the run if the mentee was approved after it."
    )
    empty_reason: EmptyReason | None = strawberry.field(
        description="Machine-readable reason why the list was empty; null if it was not."
    )
    empty_message: str | None = strawberry.field(
        description="The reason why the list was empty, as a sentence; null if it was not."
    )

    @classmethod
    def of(cls, row: SuggestionListRow, reference: Reference) -> "SuggestionList":
        why = None if row.suggestions else row.empty
        return cls(
            row=row,
            reference=reference,
            quarter=row.quarter.name,
            label=row.quarter.label,
            made_at=row.made_at,
            empty_reason=why,
            empty_message=lists.SENTENCES[why] if why else None,
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        unavailable = any(calls_for_replacement(each.request_blocker) for each in self.row.suggestions)
        steps = suggestion_list_steps(await viewer_participant(info.context), is_unavailable=unavailable)
        return viewer_actions((await info.context.viewer()).actor.relations(), steps, only)

    @connection_field("Skills that would add mentors to an empty list, those that add most first.")
    def would_add(self, page: PageRequest) -> Connection[SkillHint]:
        known = [each for each in self.row.would_give if each[0] in self.reference.skills]
        return slice_connection(known, lambda each: each[0], page, self._that_gives)

    @connection_field("Recommended mentors, best fit first.")
    def suggestions(self, page: PageRequest) -> Connection[Suggestion]:
        rows = self.row.suggestions
        return slice_connection(rows, lambda row: str(row.rank), page, lambda row: Suggestion.of(row, self.reference))

    def _that_gives(self, given: tuple[SkillId, int]) -> SkillHint:
        skill = self.reference.skills[given[0]]
        return SkillHint(skill=Skill.of(skill), mentors=given[1], message=would_give(skill.name, given[1]))


async def suggestion_list(context: Context) -> SuggestionList | None:
    """The viewer's list; null if the viewer is on no published list."""
    viewer, reference, now = await context.viewer(), await context.reference(), context.now()
    allowed = may_request(viewer.participant)
    sought, person = viewer.mentee_skills or RankedSkills(), viewer.participant.person
    row = await context.read(lambda queries: queries.suggestion_list(person, sought, now, may_request=allowed))
    return SuggestionList.of(row, reference) if row else None

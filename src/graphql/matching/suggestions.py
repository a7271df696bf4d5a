"""A mentee's recommended mentors, with the reasons (MAT-4)."""

from datetime import datetime

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import SuggestionListRow, SuggestionRow
from moments.domain.matching import request_blockers
from moments.domain.matching import suggestion as lists
from moments.domain.matching.fit import SCALE
from moments.domain.matching.request_blockers import would_give
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import SkillId
from moments.graphql.mentorships.search import participant_of
from moments.graphql.mentorships.search_types import CommonSkill, MentorProfile, common_skills
from moments.graphql.program.types import Skill
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Context
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference

EmptyListReason = strawberry.enum(
    EmptyReason, name="EmptyListReason", description="Why a run found nobody to recommend to a mentee (MAT-4)."
)
RequestBlockerCode = strawberry.enum(
    request_blockers.Impossibility,
    name="RequestBlockerCode",
    description="Why a recommended mentor can't be asked. NO_LONGER_AVAILABLE is all that is told of the mentor's own "
    "part; NOT_ALLOWED_TO_REQUEST is about the viewer, whom `searchMentors` tells why.",
)


@strawberry.type(description="Why a recommended mentor can't be asked now.")
class RequestBlocker:
    code: request_blockers.Impossibility = strawberry.field(description="Machine-readable code.")
    message: str = strawberry.field(description="For people, with what to do about it.")


@strawberry.type(description="A mentor recommended by a matching run, and why (MAT-4).")
class Suggestion:
    rank: int = strawberry.field(description="From 1, the best first.")
    mentor_name: str = strawberry.field(description="First and last name.")
    mentor: MentorProfile | None = strawberry.field(description="While they take requests and the viewer may ask.")
    can_request: bool = strawberry.field(description="Whether the viewer can ask them, as of now.")
    request_blocker: RequestBlocker | None = strawberry.field(description="Null while they can be asked.")
    score: float = strawberry.field(
        description="How well they fitted what the viewer sought when they came onto the list, 0 to 1 (MAT-1)."
    )
    common_skills: list[CommonSkill] = strawberry.field(description="As of then, the weightiest first.")
    common_minutes: int | None = strawberry.field(
        description="A week, in which both work regularly; null where the mentor's hours are not shown any more."
    )
    hours_warning: str | None = strawberry.field(description="That there is no such hour (MEN-3).")

    @classmethod
    def of(cls, row: SuggestionRow, reference: Reference) -> "Suggestion":
        why = row.impossible
        return cls(
            rank=row.rank,
            mentor_name=row.name,
            mentor=MentorProfile.of(row.listing, reference) if row.listing else None,
            can_request=why is None,
            request_blocker=RequestBlocker(code=why, message=request_blockers.SENTENCES[why]) if why else None,
            score=row.score / SCALE,
            common_skills=common_skills(row.common, reference),
            common_minutes=row.common_minutes,
            hours_warning=request_blockers.hours_warning(row.common_minutes),
        )


@strawberry.type(description="A skill that would have changed an empty list.")
class SkillHint:
    skill: Skill = strawberry.field(description="The skill.")
    mentors: int = strawberry.field(description="Who offer it, had a place open, and could be recommended.")
    message: str = strawberry.field(description="Message to show to the user.")


@strawberry.type(description="The mentors recommended to the viewer, or why there are none (MAT-4).")
class SuggestionList:
    row: strawberry.Private[SuggestionListRow]
    reference: strawberry.Private[Reference]
    quarter: str = strawberry.field(description="Of the run, as in 2027Q1.")
    label: str = strawberry.field(description="The quarter, for people.")
    made_at: datetime = strawberry.field(description="When; later than the run for who was approved after it.")
    empty_reason: EmptyReason | None = strawberry.field(description="Why it was empty, as a code.")
    empty_message: str | None = strawberry.field(description="Why it was empty, for people.")

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

    @connection_field("What would change an empty list, the most first.")
    def would_add(self, page: PageRequest) -> Connection[SkillHint]:
        known = [each for each in self.row.would_give if each[0] in self.reference.skills]
        return slice_connection(known, lambda each: each[0], page, self._that_gives)

    @connection_field("The best first.")
    def suggestions(self, page: PageRequest) -> Connection[Suggestion]:
        rows = self.row.suggestions
        return slice_connection(rows, lambda row: str(row.rank), page, lambda row: Suggestion.of(row, self.reference))

    def _that_gives(self, given: tuple[SkillId, int]) -> SkillHint:
        skill = self.reference.skills[given[0]]
        return SkillHint(skill=Skill.of(skill), mentors=given[1], message=would_give(skill.name, given[1]))


async def suggestion_list(context: Context) -> SuggestionList | None:
    """The viewer's; null for who is on no list that was published."""
    viewer, reference, now = await context.viewer(), await context.reference(), context.now()
    try:
        participant_of(viewer.participant).check_may_search()
        may_ask = True
    except DomainError:
        may_ask = False
    sought, person = viewer.mentee_skills or RankedSkills(), viewer.participant.person
    row = await context.read(lambda queries: queries.suggestion_list(person, sought, now, may_ask=may_ask))
    return SuggestionList.of(row, reference) if row else None

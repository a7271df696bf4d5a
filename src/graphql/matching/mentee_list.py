"""A mentee's list of recommended mentors, as the program office sees it: to say why somebody is or is not on it."""

from datetime import datetime

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import ParticipantRow, SuggestionListRow, SuggestionRow
from moments.domain.matching.fit import SCALE
from moments.domain.program.skills import RankedSkills
from moments.graphql.matching.empty_reasons import EmptyReason
from moments.graphql.mentorships.requestability import RequestBlockerCode, may_request
from moments.graphql.participants.types import Person
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Context
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference


@strawberry.type(description="A mentor on a mentee's list, as the program office sees it (MAT-4).")
class ListedMentor:
    rank: int = strawberry.field(description="Rank on the list; 1 is the best fit.")
    person: Person = strawberry.field(description="The team member who is recommended as a mentor.")
    score: float = strawberry.field(
        description="Fit with the skills that the mentee sought when the mentor was added to the list, 0 to 1 (MAT-1)."
    )
    blocker: RequestBlockerCode | None = strawberry.field(  # type: ignore[valid-type]
        description="Why the mentee cannot request the mentor now; null if the mentee can (MAT-6)."
    )

    @classmethod
    def of(cls, row: SuggestionRow, reference: Reference) -> "ListedMentor":
        return cls(
            rank=row.rank,
            person=Person.of(row.mentor, reference),
            score=row.score / SCALE,
            blocker=row.request_blocker.why if row.request_blocker else None,
        )


@strawberry.type(description="The list of recommended mentors of a mentee, as the program office sees it (MAT-4).")
class MenteeList:
    row: strawberry.Private[SuggestionListRow]
    reference: strawberry.Private[Reference]
    quarter: str = strawberry.field(description="Quarter of the run, such as 2027Q1.")
    made_at: datetime = strawberry.field(
        description="When the list was made; later than the run if the mentee was approved after it."
    )
    empty_reason: EmptyReason | None = strawberry.field(description="Why the list was empty; null if it was not.")

    @connection_field("Recommended mentors, best fit first.")
    def mentors(self, page: PageRequest) -> Connection[ListedMentor]:
        rows = self.row.suggestions
        return slice_connection(rows, lambda row: str(row.rank), page, lambda row: ListedMentor.of(row, self.reference))


async def mentee_list(context: Context, mentee: ParticipantRow) -> MenteeList | None:
    """Null if the person is on no published list."""
    reference, now, allowed = await context.reference(), context.now(), may_request(mentee)
    row = await context.read(
        lambda queries: queries.suggestion_list(mentee.person, RankedSkills(), now, may_request=allowed)
    )
    if row is None:
        return None
    return MenteeList(
        row=row,
        reference=reference,
        quarter=row.quarter.name,
        made_at=row.made_at,
        empty_reason=None if row.suggestions else row.empty,
    )

"""Looks at the time of a meeting before it is stored, by the rules that the mutations keep (MEN-3, MEN-4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

import strawberry

from moments.application.queries.rows import PairRow
from moments.domain.mentorships.meeting import DEFAULT_MINUTES
from moments.domain.mentorships.meeting_time import MAX_MINUTES, Engagement
from moments.domain.mentorships.mentorship import check_active
from moments.domain.program.common_hours import Span
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.graphql.mentorships.meeting_mutations import meeting_id
from moments.graphql.mentorships.mutations import mentorship_id
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.meeting_warnings import MeetingWarning
from moments.graphql.shared.user_errors import UserError, user_errors


@strawberry.type(description="What would become of a meeting at that time, before it is stored (MEN-3, MEN-4).")
class MeetingCheck:
    warnings: list[MeetingWarning] = strawberry.field(
        description="Warnings to accept in `acceptWarnings` when the meeting is proposed or moved there."
    )
    errors: list[UserError] = strawberry.field(
        description="Reasons why the meeting would be rejected; empty if it would not be."
    )


@strawberry.type
class MeetingTimeQuery:
    @strawberry.field(
        description="Checks the time of a meeting to propose or to move, without storing anything (MEN-3, MEN-4); null "
        "unless the viewer is one of the mentorship's two people."
    )
    async def check_meeting(
        self,
        info: Info,
        mentorship: Annotated[strawberry.ID, strawberry.argument(description="ID of the mentorship.")],
        starts_at: Annotated[datetime, strawberry.argument(description="When the meeting would start.")],
        minutes: Annotated[
            int | None, strawberry.argument(description="Length of the meeting in minutes; null for an hour (MEN-2).")
        ] = None,
        meeting: Annotated[
            strawberry.ID | None, strawberry.argument(description="ID of the meeting to move; null for a new one.")
        ] = None,
    ) -> MeetingCheck | None:
        by = (await info.context.viewer()).actor.person
        span, moves = (
            Span(starts_at, DEFAULT_MINUTES if minutes is None else minutes),
            None if meeting is None else meeting_id(meeting),
        )
        pair, engagements = await _read(info.context, mentorship_id(mentorship), starts_at)
        if pair is None:
            return None
        return _checked(info, pair, engagements, by, span, moves=moves)


async def _read(
    context: Context, mentorship: MentorshipId, starts_at: datetime
) -> tuple[PairRow | None, Sequence[Engagement]]:
    actor, until = (await context.viewer()).actor, starts_at + timedelta(minutes=MAX_MINUTES)
    pair = (await context.read(lambda queries: queries.pairs(actor, [mentorship]))).get(mentorship)
    if pair is None:
        return None, ()
    found = await context.read(lambda queries: queries.engagements(actor, [mentorship], starts_at, until))
    return pair, found[mentorship]


def _checked(
    info: Info, pair: PairRow, engagements: Sequence[Engagement], by: PersonId, span: Span, *, moves: MeetingId | None
) -> MeetingCheck:
    schedule, at = pair.schedule(engagements), info.context.now()
    try:
        check_active(pair.state, "meet")
        schedule.check_to_come(by, span, at=at, moves=moves)
    except DomainError as error:
        return MeetingCheck(warnings=[], errors=user_errors(error, info.context.contact))
    warnings = schedule.warnings(by, span, at=at)
    return MeetingCheck(warnings=[MeetingWarning.of(each) for each in warnings], errors=[])

"""A mutation for each step of a meeting (MEN-2 to MEN-4)."""

from datetime import datetime

import strawberry

from moments.application.mentorships.answer_meeting import (
    CancelMeetingCommand,
    ConfirmMeetingCommand,
    MarkMeetingHeldCommand,
)
from moments.application.mentorships.move_meeting import MoveMeetingCommand
from moments.application.mentorships.propose_meeting import MeetingCommand
from moments.domain.mentorships.meeting import DEFAULT_MINUTES
from moments.domain.shared.ids import MeetingId
from moments.graphql.mentorships.mutations import mentorship_id
from moments.graphql.mentorships.types import Meeting, find_meeting
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import OfMeeting, OfMentorship
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload


def _meeting(identity: strawberry.ID) -> MeetingId:
    return MeetingId(ids.identity_of("Meeting", identity))


@strawberry.type
class MeetingPayload(Changed):
    outcome = "the updated meeting"

    @strawberry.field(description="The updated meeting, with its warnings (MEN-3); null if the mutation failed.")
    async def meeting(self, info: Info) -> Meeting | None:
        return None if self.identity is None else await find_meeting(info, self.identity)


@strawberry.input
class MeetingInput(OfMentorship):
    starts_at: datetime = strawberry.field(description="When the meeting starts.")
    minutes: int = strawberry.field(default=DEFAULT_MINUTES, description="Length in minutes; an hour is usual (MEN-2).")
    agenda: str | None = strawberry.field(default=None, description="Topic of the meeting; null for none.")

    def command(self) -> MeetingCommand:
        return MeetingCommand(mentorship_id(self.mentorship), self.starts_at, self.minutes, self.agenda)


@strawberry.input(description="A meeting to propose for the future.")
class ProposeMeetingInput(MeetingInput):
    pass


@payload
class ProposeMeetingPayload(MeetingPayload):
    pass


@strawberry.input(description="A meeting that was held without being proposed here (MEN-4).")
class LogMeetingInput(MeetingInput):
    pass


@payload
class LogMeetingPayload(MeetingPayload):
    pass


@strawberry.input
class MeetingRead(OfMeeting):
    starts_at: datetime = strawberry.field(
        description="The `startsAt` of the meeting that was read; the mutation fails if the meeting was moved since."
    )


@strawberry.input(description="The proposed or confirmed meeting to move to another time.")
class MoveMeetingInput(MeetingRead):
    new_starts_at: datetime = strawberry.field(description="When the meeting starts instead.")
    new_minutes: int | None = strawberry.field(
        default=None, description="New length in minutes; null keeps the present length."
    )


@payload
class MoveMeetingPayload(MeetingPayload):
    pass


@strawberry.input(description="The meeting to confirm; the partner proposed it.")
class ConfirmMeetingInput(MeetingRead):
    minutes: int = strawberry.field(
        description="The `minutes` of the meeting that was read; the mutation fails if they were changed since."
    )


@payload
class ConfirmMeetingPayload(MeetingPayload):
    pass


@strawberry.input(description="The meeting to cancel, because it will not be held.")
class CancelMeetingInput(MeetingRead):
    pass


@payload
class CancelMeetingPayload(MeetingPayload):
    pass


@strawberry.input(description="The proposed or confirmed meeting that was held.")
class MarkMeetingHeldInput(MeetingRead):
    minutes: int | None = strawberry.field(
        default=None, description="Actual length in minutes; null if it was as planned."
    )


@payload
class MarkMeetingHeldPayload(MeetingPayload):
    pass


@strawberry.type
class MeetingMutation:
    @strawberry.mutation(
        description="Propose a meeting; the result warns of a time outside the working hours (MEN-2, MEN-3)."
    )
    async def propose_meeting(self, info: Info, input: ProposeMeetingInput) -> ProposeMeetingPayload:
        use_case = info.context.use_cases.propose_meeting
        return ProposeMeetingPayload.of(await run_use_case(info, use_case, input.command(), input.idempotency_key))

    @strawberry.mutation(description="Log a meeting that was held (MEN-4).")
    async def log_meeting(self, info: Info, input: LogMeetingInput) -> LogMeetingPayload:
        use_case = info.context.use_cases.log_meeting
        return LogMeetingPayload.of(await run_use_case(info, use_case, input.command(), input.idempotency_key))

    @strawberry.mutation(description="Move a meeting to another time; the partner confirms it again (MEN-2, MEN-3).")
    async def move_meeting(self, info: Info, input: MoveMeetingInput) -> MoveMeetingPayload:
        use_case = info.context.use_cases.move_meeting
        command = MoveMeetingCommand(_meeting(input.meeting), input.starts_at, input.new_starts_at, input.new_minutes)
        return MoveMeetingPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Confirm a meeting that the partner proposed.")
    async def confirm_meeting(self, info: Info, input: ConfirmMeetingInput) -> ConfirmMeetingPayload:
        use_case = info.context.use_cases.confirm_meeting
        command = ConfirmMeetingCommand(_meeting(input.meeting), input.starts_at, input.minutes)
        return ConfirmMeetingPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Cancel a proposed or confirmed meeting.")
    async def cancel_meeting(self, info: Info, input: CancelMeetingInput) -> CancelMeetingPayload:
        use_case = info.context.use_cases.cancel_meeting
        command = CancelMeetingCommand(_meeting(input.meeting), input.starts_at)
        return CancelMeetingPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Log a proposed or confirmed meeting as held (MEN-4).")
    async def mark_meeting_held(self, info: Info, input: MarkMeetingHeldInput) -> MarkMeetingHeldPayload:
        use_case = info.context.use_cases.mark_meeting_held
        command = MarkMeetingHeldCommand(_meeting(input.meeting), input.starts_at, input.minutes)
        return MarkMeetingHeldPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

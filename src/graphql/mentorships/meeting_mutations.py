"""A mutation for each step of a meeting (MEN-2 to MEN-4)."""

from datetime import datetime

import strawberry

from moments.application.mentorships.answer_meeting import (
    CancelMeetingCommand,
    ConfirmMeetingCommand,
    MarkMeetingHeldCommand,
)
from moments.application.mentorships.confirm_hours import ConfirmHoursCommand
from moments.application.mentorships.move_meeting import MoveMeetingCommand
from moments.application.mentorships.propose_meeting import MeetingCommand, ProposeMeetingCommand
from moments.domain.mentorships.meeting import DEFAULT_MINUTES
from moments.domain.mentorships.meeting_time import MeetingWarningKind
from moments.domain.shared.ids import MeetingId
from moments.graphql.mentorships.mutations import mentorship_id
from moments.graphql.mentorships.types import Meeting, find_meeting
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import OfMeeting, OfMentorship
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload


def meeting_id(identity: strawberry.ID) -> MeetingId:
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


ACCEPT_WARNINGS = (
    "Warnings that the viewer has read, as `checkMeeting` or a rejected mutation shows them, and accepts (MEN-3)."
)


@strawberry.input(description="A meeting to propose for the future.")
class ProposeMeetingInput(MeetingInput):
    accept_warnings: list[MeetingWarningKind] = strawberry.field(default_factory=list, description=ACCEPT_WARNINGS)

    def command(self) -> ProposeMeetingCommand:
        return ProposeMeetingCommand(
            mentorship_id(self.mentorship),
            self.starts_at,
            self.minutes,
            self.agenda,
            frozenset(self.accept_warnings),
        )


@payload
class ProposeMeetingPayload(MeetingPayload):
    pass


@strawberry.input(description="A meeting that was held without being proposed here (MEN-4).")
class LogMeetingInput(MeetingInput):
    def command(self) -> MeetingCommand:
        return MeetingCommand(mentorship_id(self.mentorship), self.starts_at, self.minutes, self.agenda)


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
    accept_warnings: list[MeetingWarningKind] = strawberry.field(default_factory=list, description=ACCEPT_WARNINGS)


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


@strawberry.input(description="The meeting whose hours to confirm; the partner logged it as held.")
class ConfirmHoursInput(MeetingRead):
    minutes: int = strawberry.field(description="The `minutes` of the meeting that was read, which are confirmed.")


@payload
class ConfirmHoursPayload(MeetingPayload):
    pass


@strawberry.type
class MeetingMutation:
    @strawberry.mutation(
        description="Propose a meeting; warnings, as of a time outside the working hours, have to be accepted (MEN-2, "
        "MEN-3, MEN-4)."
    )
    async def propose_meeting(self, info: Info, input: ProposeMeetingInput) -> ProposeMeetingPayload:
        use_case = info.context.use_cases.propose_meeting
        return ProposeMeetingPayload.of(await run_use_case(info, use_case, input.command(), input.idempotency_key))

    @strawberry.mutation(description="Log a meeting that was held (MEN-4).")
    async def log_meeting(self, info: Info, input: LogMeetingInput) -> LogMeetingPayload:
        use_case = info.context.use_cases.log_meeting
        return LogMeetingPayload.of(await run_use_case(info, use_case, input.command(), input.idempotency_key))

    @strawberry.mutation(description="Move a meeting to another time; the partner confirms it again (MEN-2 to MEN-4).")
    async def move_meeting(self, info: Info, input: MoveMeetingInput) -> MoveMeetingPayload:
        use_case = info.context.use_cases.move_meeting
        command = MoveMeetingCommand(
            meeting_id(input.meeting),
            input.starts_at,
            input.new_starts_at,
            input.new_minutes,
            frozenset(input.accept_warnings),
        )
        return MoveMeetingPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Confirm a meeting that the partner proposed.")
    async def confirm_meeting(self, info: Info, input: ConfirmMeetingInput) -> ConfirmMeetingPayload:
        use_case = info.context.use_cases.confirm_meeting
        command = ConfirmMeetingCommand(meeting_id(input.meeting), input.starts_at, input.minutes)
        return ConfirmMeetingPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Cancel a proposed or confirmed meeting.")
    async def cancel_meeting(self, info: Info, input: CancelMeetingInput) -> CancelMeetingPayload:
        use_case = info.context.use_cases.cancel_meeting
        command = CancelMeetingCommand(meeting_id(input.meeting), input.starts_at)
        return CancelMeetingPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Log a proposed or confirmed meeting as held (MEN-4).")
    async def mark_meeting_held(self, info: Info, input: MarkMeetingHeldInput) -> MarkMeetingHeldPayload:
        use_case = info.context.use_cases.mark_meeting_held
        command = MarkMeetingHeldCommand(meeting_id(input.meeting), input.starts_at, input.minutes)
        return MarkMeetingHeldPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Confirm the hours of a meeting that the partner logged as held (MEN-4).")
    async def confirm_hours(self, info: Info, input: ConfirmHoursInput) -> ConfirmHoursPayload:
        use_case = info.context.use_cases.confirm_hours
        command = ConfirmHoursCommand(meeting_id(input.meeting), input.starts_at, input.minutes)
        return ConfirmHoursPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

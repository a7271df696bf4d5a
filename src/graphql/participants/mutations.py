"""Settings that participants change for themselves."""

import strawberry

from moments.application.email.set_reminders import SetRemindersCommand
from moments.application.participants.set_availability import SetAvailabilityCommand
from moments.domain.email import kinds
from moments.graphql.participants.participant import Participant
from moments.graphql.participants.reminders import Reminders, find_reminders
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Payload


@strawberry.input(description="Availability of the viewer as a mentor (CAP-3).")
class SetAvailabilityInput(Keyed):
    available: bool | None = strawberry.field(
        default=None,
        description="Whether the viewer is searchable, takes part in the matching and accepts new requests; null "
        "leaves it as it is.",
    )
    capacity: int | None = strawberry.field(
        default=None,
        description="Maximum number of mentees at a time, 1 or 2 (CAP-2); null leaves it as it is. Where it leaves no "
        "open place, waiting requests are closed.",
    )


@strawberry.type(description="Result of `setAvailability`: the viewer as a participant, updated, or errors.")
class SetAvailabilityPayload(Payload):
    @strawberry.field(description="The viewer as a participant, updated; null if the mutation failed.")
    async def participant(self, info: Info) -> Participant | None:
        if self.errors:
            return None
        viewer = await info.context.viewer()
        return Participant.of(viewer.participant, viewer.actor, await info.context.reference())


@strawberry.input(description="The reminders that the viewer turns off.")
class SetRemindersInput(Keyed):
    muted: list[kinds.Reminder] = strawberry.field(description="All reminders to turn off; the others are turned on.")
    expected_revision: int = strawberry.field(
        description="The `revision` of the reminders that were read; the mutation fails if they were set since."
    )


@strawberry.type(description="Result of `setReminders`: the viewer's updated reminders, or errors.")
class SetRemindersPayload(Payload):
    @strawberry.field(description="The optional reminders with their settings; null if the mutation failed.")
    async def reminders(self, info: Info) -> Reminders | None:
        return None if self.errors else await find_reminders(info)


@strawberry.type
class ParticipantMutation:
    @strawberry.mutation(description="Set whether you accept new requests, and how many mentees you want (CAP-3).")
    async def set_availability(self, info: Info, input: SetAvailabilityInput) -> SetAvailabilityPayload:
        command = SetAvailabilityCommand(input.available, input.capacity)
        outcome = await run_use_case(info, info.context.use_cases.set_availability, command, input.idempotency_key)
        return SetAvailabilityPayload(errors=outcome.errors)

    @strawberry.mutation(
        description="Turn optional reminders by email on or off; emails that a rule demands are always sent."
    )
    async def set_reminders(self, info: Info, input: SetRemindersInput) -> SetRemindersPayload:
        command = SetRemindersCommand(frozenset(input.muted), input.expected_revision)
        outcome = await run_use_case(info, info.context.use_cases.set_reminders, command, input.idempotency_key)
        return SetRemindersPayload(errors=outcome.errors)

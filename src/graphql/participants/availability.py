"""What a mentor's new availability would do, told before it is set."""

from typing import Annotated

import strawberry

from moments.application.actions.action import Action
from moments.application.participants.set_availability import SetAvailabilityCommand
from moments.domain.shared.errors import DomainError
from moments.graphql.shared.context import Info
from moments.graphql.shared.user_errors import UserError, user_errors
from moments.graphql.shared.viewer_actions import ActionEffect


@strawberry.input(description="The availability to check; nothing changes.")
class CheckAvailabilityInput:
    available: bool | None = strawberry.field(
        default=None, description="Whether the viewer would accept new requests; null leaves it as it is."
    )
    capacity: int | None = strawberry.field(
        default=None, description="Maximum number of mentees at a time, 1 or 2 (CAP-2); null leaves it as it is."
    )


@strawberry.type(description="What `setAvailability` would do with the same input, or why it would fail.")
class AvailabilityCheck:
    effect: ActionEffect | None = strawberry.field(description="What the mutation would do; null if it would fail.")
    errors: list[UserError] = strawberry.field(description="Errors of the mutation; empty if it would succeed.")


@strawberry.type
class AvailabilityQuery:
    @strawberry.field(description="What `setAvailability` would do now, such as the requests that it closes (CAP-4).")
    async def check_availability(
        self,
        info: Info,
        input: Annotated[CheckAvailabilityInput, strawberry.argument(description="The availability to check.")],
    ) -> AvailabilityCheck:
        command = SetAvailabilityCommand(input.available, input.capacity)
        try:
            effect = await info.context.foresee(Action.SET_AVAILABILITY, command)
        except DomainError as error:
            return AvailabilityCheck(effect=None, errors=user_errors(error, info.context.contact))
        return AvailabilityCheck(effect=ActionEffect.of(effect), errors=[])

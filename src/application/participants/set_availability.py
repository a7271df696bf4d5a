"""A mentor sets whether they accept new requests, and how many mentees they want."""

from dataclasses import dataclass

from moments.application.use_case import Call, UseCase
from moments.domain.participants.errors import NotApprovedYet


@dataclass(frozen=True, slots=True)
class SetAvailabilityCommand:
    available: bool
    capacity: int


class SetAvailability(UseCase[SetAvailabilityCommand]):
    """CAP-3: at any time. CAP-2: one mentee or two. The mentor can still answer pending requests."""

    action = "setAvailability"

    async def execute(self, call: Call[SetAvailabilityCommand]) -> str:
        participant = (await call.work.participants.lock(call.by)).get(call.by)
        if participant is None:
            raise NotApprovedYet("mentor")
        participant.check_may_set_availability()
        participant.set_availability(available=call.command.available, capacity=call.command.capacity, at=call.at)
        await call.work.participants.save(participant)
        return participant.id

"""A mentor sets whether they accept new requests, and how many mentees they want."""

from dataclasses import dataclass

from moments.application.endings import close_requests_if_full
from moments.application.use_case import Call, UseCase
from moments.domain.participants.errors import NotApprovedYet
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class SetAvailabilityCommand:
    """None leaves it as it is."""

    available: bool | None = None
    capacity: int | None = None


class SetAvailability(UseCase[SetAvailabilityCommand]):
    """CAP-3, APP-9: at any time, from the draft on; the mentor can still answer pending requests. CAP-2: one mentee or
    two; where that leaves no open place, pending requests are closed.
    """

    action = "setAvailability"

    async def execute(self, call: Call[SetAvailabilityCommand]) -> str:
        participant = (await call.work.participants.lock(call.by)).get(call.by)
        if participant is None:
            raise NotApprovedYet("mentor")
        own = await call.work.applications.of(call.by, ApplicationKind.MENTOR)
        participant.check_may_set_availability(applies_as_mentor=own is not None)
        participant.set_availability(available=call.command.available, capacity=call.command.capacity, at=call.at)
        await call.work.participants.save(participant)
        await close_requests_if_full(call.work, participant, at=call.at)
        return participant.id

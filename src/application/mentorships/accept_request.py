"""Accept a mentee's request."""

from dataclasses import dataclass

from moments.application.endings import close_requests_if_full
from moments.application.mentorships.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.mentorship import default_end_from
from moments.domain.shared.ids import MentorshipId


@dataclass(frozen=True, slots=True)
class AcceptRequestCommand:
    """`last`: the mentor accepts no new requests from now on."""

    mentorship: MentorshipId
    message: str | None = None
    last: bool = False


class AcceptRequest(UseCase[AcceptRequestCommand]):
    """REQ-4, REQ-5, CAP-1, CAP-2, CAP-4, ELIG-4: filling the last open place closes the other requests."""

    action = "acceptRequest"

    async def execute(self, call: Call[AcceptRequestCommand]) -> str:
        work, command = call.work, call.command
        loaded = await load(work, command.mentorship, call.by, self.action)
        mentorship, mentor, mentee = loaded.mentorship, loaded.mentor, loaded.mentee
        mentorship.accept(
            mentor=mentor, mentee=mentee, message=command.message, ends_on=default_end_from(call.at), at=call.at
        )
        if command.last:
            mentor.set_availability(available=False, capacity=mentor.capacity, at=call.at)
        await work.mentorships.save(mentorship)
        await close_requests_if_full(work, mentor, at=call.at)
        await work.participants.save(mentor)
        await work.participants.save(mentee)
        return mentorship.id

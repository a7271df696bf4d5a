"""Cancel an unanswered request."""

from dataclasses import dataclass

from moments.application.mentorships.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import MentorshipId


@dataclass(frozen=True, slots=True)
class CancelRequestCommand:
    mentorship: MentorshipId


class CancelRequest(UseCase[CancelRequestCommand]):
    """REQ-4, REQ-7: the mentee can request another mentor instead."""

    action = "cancelRequest"

    async def execute(self, call: Call[CancelRequestCommand]) -> str:
        loaded = await load(call.work, call.command.mentorship, call.by, self.action)
        loaded.mentorship.cancel(mentee=loaded.mentee, at=call.at)
        await call.work.mentorships.save(loaded.mentorship)
        return loaded.mentorship.id

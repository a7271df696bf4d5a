"""Decline a mentee's request."""

from dataclasses import dataclass

from moments.application.mentorships.loading import load
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import MentorshipId


@dataclass(frozen=True, slots=True)
class DeclineRequestCommand:
    mentorship: MentorshipId
    message: str | None = None


class DeclineRequest(UseCase[DeclineRequestCommand]):
    """REQ-4: the mentor judges the match; the mentee is notified and directed to the search."""

    action = "declineRequest"

    async def execute(self, call: Call[DeclineRequestCommand]) -> str:
        loaded = await load(call.work, call.command.mentorship, call.by, self.action)
        loaded.mentorship.decline(mentee=loaded.mentee, message=call.command.message, at=call.at)
        await call.work.mentorships.save(loaded.mentorship)
        return loaded.mentorship.id

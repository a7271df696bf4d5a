"""Complete or discontinue a mentorship: cancels its meetings, and makes the survey due from both sides."""

from dataclasses import dataclass

from moments.application.endings import settle_end
from moments.application.mentorships.loading import Loaded, load
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import MentorshipId


@dataclass(frozen=True, slots=True)
class EndMentorshipCommand:
    mentorship: MentorshipId


async def _settle(call: Call[EndMentorshipCommand], loaded: Loaded) -> str:
    mentorship, mentor, mentee = loaded.mentorship, loaded.mentor, loaded.mentee
    await settle_end(call.work, mentorship, mentor=mentor, mentee=mentee, by=call.by, at=call.at)
    return mentorship.id


class CompleteMentorship(UseCase[EndMentorshipCommand]):
    """MEN-5, CAP-4, SUR-1."""

    action = "completeMentorship"

    async def execute(self, call: Call[EndMentorshipCommand]) -> str:
        loaded = await load(call.work, call.command.mentorship, call.by, self.action)
        loaded.mentorship.complete(call.by, mentor=loaded.mentor, mentee=loaded.mentee, at=call.at)
        return await _settle(call, loaded)


class DiscontinueMentorship(UseCase[EndMentorshipCommand]):
    """MEN-5, CAP-4, SUR-1: for either side, at any time, without a reason."""

    action = "discontinueMentorship"

    async def execute(self, call: Call[EndMentorshipCommand]) -> str:
        loaded = await load(call.work, call.command.mentorship, call.by, self.action)
        loaded.mentorship.discontinue(call.by, mentor=loaded.mentor, mentee=loaded.mentee, at=call.at)
        return await _settle(call, loaded)

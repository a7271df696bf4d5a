"""Complete or discontinue a mentorship: cancels its meetings, and makes the survey due from both sides."""

from dataclasses import dataclass

from moments.application.mentorships.loading import Loaded, load
from moments.application.use_case import Call, UseCase
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Survey


@dataclass(frozen=True, slots=True)
class EndMentorshipCommand:
    mentorship: MentorshipId


async def _settle(call: Call[EndMentorshipCommand], loaded: Loaded) -> str:
    """SUR-1: a survey is due from each side. MEN-2: cancels future meetings, also in both calendars."""
    work, mentorship = call.work, loaded.mentorship
    await work.mentorships.save(mentorship)
    for meeting in await work.meetings.to_come(mentorship.id, call.at):
        meeting.cancel(call.by, read=meeting.starts_at, at=call.at)
        await work.meetings.save(meeting)
    for participant in (loaded.mentor, loaded.mentee):
        await work.participants.save(participant)
    for side, person in ((ApplicationKind.MENTOR, mentorship.mentor), (ApplicationKind.MENTEE, mentorship.mentee)):
        await work.surveys.save(Survey.create(mentorship.id, side, person, at=call.at))
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

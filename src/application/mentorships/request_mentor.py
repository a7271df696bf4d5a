"""Request a mentor."""

from dataclasses import dataclass

from moments.application.use_case import Call, UseCase
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.errors import NotApprovedYet
from moments.domain.shared.ids import MentorshipId, PersonId


@dataclass(frozen=True, slots=True)
class RequestMentorCommand:
    mentor: PersonId
    message: str | None = None


class RequestMentor(UseCase[RequestMentorCommand]):
    """REQ-1, REQ-2, REQ-6, REQ-7, MAT-6, CAP-1 to CAP-3, ELIG-4. A mentor who takes no requests and one who does not
    exist give the same error.
    """

    action = "requestMentor"

    async def execute(self, call: Call[RequestMentorCommand]) -> str:
        work, mentor_id = call.work, call.command.mentor
        people = await work.participants.lock(call.by, mentor_id)
        if call.by not in people:
            raise NotApprovedYet("mentee")
        mentorship = Mentorship.request(
            MentorshipId(self._new_id()),
            mentee=people[call.by],
            mentor=people.get(mentor_id),
            between=await work.matching.between(call.by, mentor_id, call.at),
            note=call.command.message,
            at=call.at,
        )
        await work.mentorships.save(mentorship)
        return mentorship.id

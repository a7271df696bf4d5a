"""A mutation for each step of a request and of the mentorship it becomes."""

from datetime import date, datetime

import strawberry

from moments.application.mentorships.accept_request import AcceptRequestCommand
from moments.application.mentorships.agreement import AcceptAgreementCommand, ProposeAgreementCommand
from moments.application.mentorships.cancel_request import CancelRequestCommand
from moments.application.mentorships.decline_request import DeclineRequestCommand
from moments.application.mentorships.end_mentorship import EndMentorshipCommand
from moments.application.mentorships.request_mentor import RequestMentorCommand
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.graphql.mentorships.types import Mentorship, find_mentorship
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed, OfMentorship
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload


def mentorship_id(identity: strawberry.ID) -> MentorshipId:
    return MentorshipId(ids.identity_of("Mentorship", identity))


def _mentor(identity: strawberry.ID) -> PersonId:
    """Returns the mentor's person ID from a profile that the search found, or from a person."""
    found = ids.identity_of("MentorProfile", identity, "Person")
    return PersonId(found)


@strawberry.type
class MentorshipPayload(Changed):
    outcome = "the updated request or mentorship"

    @strawberry.field(description="The updated request or mentorship; null if the mutation failed.")
    async def mentorship(self, info: Info) -> Mentorship | None:
        return None if self.identity is None else await find_mentorship(info, self.identity)


@strawberry.input(description="A request to a mentor (REQ-1).")
class RequestMentorInput(Keyed):
    mentor: strawberry.ID = strawberry.field(
        description="ID of the mentor's profile, from the search or the suggestions."
    )
    message: str | None = strawberry.field(default=None, description="Message to the mentor; null for none.")


@payload
class RequestMentorPayload(MentorshipPayload):
    pass


@strawberry.input(description="The request to the viewer to accept (REQ-4).")
class AcceptRequestInput(OfMentorship):
    message: str | None = strawberry.field(default=None, description="Message to the mentee; null for none.")
    last: bool = strawberry.field(default=False, description="Whether to accept no new requests from now on (CAP-3).")


@payload
class AcceptRequestPayload(MentorshipPayload):
    pass


@strawberry.input(description="The request to the viewer to decline (REQ-4).")
class DeclineRequestInput(OfMentorship):
    message: str | None = strawberry.field(default=None, description="Message to the mentee; null for none.")


@payload
class DeclineRequestPayload(MentorshipPayload):
    pass


@strawberry.input(description="The viewer's own unanswered request to cancel.")
class CancelRequestInput(OfMentorship):
    pass


@payload
class CancelRequestPayload(MentorshipPayload):
    pass


@strawberry.input(description="The agreement's three parts and its end (MEN-1).")
class ProposeAgreementInput(OfMentorship):
    goals: str = strawberry.field(description="Goals of the mentorship.")
    schedule: str = strawberry.field(description="Schedule of the meetings.")
    obstacles: str = strawberry.field(description="Possible obstacles, and how the two deal with them.")
    ends_on: date | None = strawberry.field(
        default=None, description="Last day of the mentorship; null keeps the present end."
    )
    proposed_at: datetime | None = strawberry.field(
        default=None,
        description="The `proposedAt` of the agreement that was read and is replaced, null if there was none; the "
        "mutation fails if there is a newer version.",
    )


@payload
class ProposeAgreementPayload(MentorshipPayload):
    pass


@strawberry.input(description="The agreement to accept; the partner proposed it.")
class AcceptAgreementInput(OfMentorship):
    proposed_at: datetime = strawberry.field(
        description="The `proposedAt` of the agreement that was read; the mutation fails if there is a newer version."
    )


@payload
class AcceptAgreementPayload(MentorshipPayload):
    pass


@strawberry.input(description="The viewer's active mentorship to end as completed.")
class CompleteMentorshipInput(OfMentorship):
    pass


@payload
class CompleteMentorshipPayload(MentorshipPayload):
    pass


@strawberry.input(description="The viewer's active mentorship to end as discontinued; no reason is required (MEN-5).")
class DiscontinueMentorshipInput(OfMentorship):
    pass


@payload
class DiscontinueMentorshipPayload(MentorshipPayload):
    pass


@strawberry.type
class MentorshipMutation:
    @strawberry.mutation(description="Request a mentor (REQ-1, REQ-2, REQ-7).")
    async def request_mentor(self, info: Info, input: RequestMentorInput) -> RequestMentorPayload:
        command = RequestMentorCommand(_mentor(input.mentor), input.message)
        use_case = info.context.use_cases.request_mentor
        return RequestMentorPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Accept a request; it takes an open place of both people (REQ-4, CAP-1, CAP-2).")
    async def accept_request(self, info: Info, input: AcceptRequestInput) -> AcceptRequestPayload:
        command = AcceptRequestCommand(mentorship_id(input.mentorship), input.message, input.last)
        use_case = info.context.use_cases.accept_request
        return AcceptRequestPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Decline a request from a mentee (REQ-4).")
    async def decline_request(self, info: Info, input: DeclineRequestInput) -> DeclineRequestPayload:
        command = DeclineRequestCommand(mentorship_id(input.mentorship), input.message)
        use_case = info.context.use_cases.decline_request
        return DeclineRequestPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Cancel your own request that is not answered yet (REQ-4).")
    async def cancel_request(self, info: Info, input: CancelRequestInput) -> CancelRequestPayload:
        command = CancelRequestCommand(mentorship_id(input.mentorship))
        use_case = info.context.use_cases.cancel_request
        return CancelRequestPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Propose the Mentorship Agreement, or a new version of it (MEN-1).")
    async def propose_agreement(self, info: Info, input: ProposeAgreementInput) -> ProposeAgreementPayload:
        mentorship = mentorship_id(input.mentorship)
        command = ProposeAgreementCommand(
            mentorship, input.proposed_at, input.goals, input.schedule, input.obstacles, input.ends_on
        )
        use_case = info.context.use_cases.propose_agreement
        return ProposeAgreementPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Accept the agreement that the partner proposed (MEN-1).")
    async def accept_agreement(self, info: Info, input: AcceptAgreementInput) -> AcceptAgreementPayload:
        command = AcceptAgreementCommand(mentorship_id(input.mentorship), input.proposed_at)
        use_case = info.context.use_cases.accept_agreement
        return AcceptAgreementPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="End a mentorship as completed; a survey is due from both (MEN-5, SUR-1).")
    async def complete_mentorship(self, info: Info, input: CompleteMentorshipInput) -> CompleteMentorshipPayload:
        command = EndMentorshipCommand(mentorship_id(input.mentorship))
        use_case = info.context.use_cases.complete_mentorship
        return CompleteMentorshipPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="End a mentorship as discontinued; a survey is due from both (MEN-5, SUR-1).")
    async def discontinue_mentorship(
        self, info: Info, input: DiscontinueMentorshipInput
    ) -> DiscontinueMentorshipPayload:
        command = EndMentorshipCommand(mentorship_id(input.mentorship))
        use_case = info.context.use_cases.discontinue_mentorship
        return DiscontinueMentorshipPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

"""The program office resends or discards failed emails."""

import strawberry

from moments.application.email.failed_emails import DiscardEmailCommand, ResendEmailCommand
from moments.graphql.email.types import Email, email_number
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload


@strawberry.type
class EmailPayload(Changed):
    outcome = "the updated email"

    @strawberry.field(description="The updated email; null if the mutation failed.")
    async def email(self, info: Info) -> Email | None:
        if self.identity is None:
            return None
        actor, number = (await info.context.viewer()).actor, int(self.identity)
        rows = await info.context.read(lambda queries: queries.emails_by_id(actor, [number]))
        return Email.of(rows[number], await info.context.reference()) if number in rows else None


@strawberry.input(description="The failed email to send again.")
class ResendEmailInput(Keyed):
    email: strawberry.ID = strawberry.field(description="ID of the email.")


@payload
class ResendEmailPayload(EmailPayload):
    pass


@strawberry.input(description="The failed email to discard for good.")
class DiscardEmailInput(Keyed):
    email: strawberry.ID = strawberry.field(description="ID of the email.")
    reason: str = strawberry.field(description="Reason for the office's records; up to 500 characters.")


@payload
class DiscardEmailPayload(EmailPayload):
    pass


@strawberry.type
class EmailMutation:
    @strawberry.mutation(description="Send an email that failed again; for the program office.")
    async def resend_email(self, info: Info, input: ResendEmailInput) -> ResendEmailPayload:
        command = ResendEmailCommand(email_number(input.email))
        use_case = info.context.use_cases.resend_email
        return ResendEmailPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Discard an email that failed, for good; for the program office.")
    async def discard_email(self, info: Info, input: DiscardEmailInput) -> DiscardEmailPayload:
        command = DiscardEmailCommand(email_number(input.email), input.reason)
        use_case = info.context.use_cases.discard_email
        return DiscardEmailPayload.of(await run_use_case(info, use_case, command, input.idempotency_key))

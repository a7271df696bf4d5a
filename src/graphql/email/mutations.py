"""What the program office does about letters that failed."""

import strawberry

from moments.application.email.failed_emails import DiscardLetterCommand, SendLetterAgainCommand
from moments.graphql.email.types import Letter, letter_number
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run
from moments.graphql.shared.payloads import Changed, payload


@strawberry.type
class LetterPayload(Changed):
    outcome = "The letter as it is now, or why it was refused."

    @strawberry.field(description="The updated letter; null if the mutation failed.")
    async def letter(self, info: Info) -> Letter | None:
        if self.identity is None:
            return None
        who, number = (await info.context.viewer()).who, int(self.identity)
        rows = await info.context.read(lambda screens: screens.letters_by_id(who, [number]))
        return Letter.of(rows[number], await info.context.reference()) if number in rows else None


@strawberry.input(description="A letter that failed and is to be tried anew.")
class SendLetterAgainInput(Keyed):
    letter: strawberry.ID = strawberry.field(description="ID of the letter.")


@payload
class SendLetterAgainPayload(LetterPayload):
    pass


@strawberry.input(description="A letter that failed and is to be let be.")
class DiscardLetterInput(Keyed):
    letter: strawberry.ID = strawberry.field(description="ID of the letter.")
    reason: str = strawberry.field(description="Why, for colleagues; up to 500 characters.")


@payload
class DiscardLetterPayload(LetterPayload):
    pass


@strawberry.type
class LetterMutation:
    @strawberry.mutation(description="Send a letter that failed again; the office's.")
    async def send_letter_again(self, info: Info, input: SendLetterAgainInput) -> SendLetterAgainPayload:
        command = SendLetterAgainCommand(letter_number(input.letter))
        use_case = info.context.use_cases.send_letter_again
        return SendLetterAgainPayload.of(await run(info, use_case, command, input.idempotency_key))

    @strawberry.mutation(description="Discard a letter that failed, for good; the office's.")
    async def discard_letter(self, info: Info, input: DiscardLetterInput) -> DiscardLetterPayload:
        command = DiscardLetterCommand(letter_number(input.letter), input.reason)
        use_case = info.context.use_cases.discard_letter
        return DiscardLetterPayload.of(await run(info, use_case, command, input.idempotency_key))

"""What the program office decides about a letter that nobody could deliver."""

from dataclasses import dataclass

from moments.application.access.policy import demand, standing
from moments.application.use_case import Call, UseCase


@dataclass(frozen=True, slots=True)
class SendLetterAgainCommand:
    letter: int


class SendLetterAgain(UseCase[SendLetterAgainCommand]):
    """The address is right now, say, or the mail server takes it now: it has all its attempts anew."""

    action = "sendLetterAgain"

    async def execute(self, call: Call[SendLetterAgainCommand]) -> str:
        demand((await standing(call.work, call.by)).relations(), self.action, "letter")
        letter = await call.work.outbox.get(call.command.letter)
        letter.send_again(call.by, at=call.at)
        await call.work.outbox.save(letter, call.at)
        return str(letter.id)


@dataclass(frozen=True, slots=True)
class DiscardLetterCommand:
    letter: int
    reason: str


class DiscardLetter(UseCase[DiscardLetterCommand]):
    """The person has left, say, or was told otherwise."""

    action = "discardLetter"

    async def execute(self, call: Call[DiscardLetterCommand]) -> str:
        demand((await standing(call.work, call.by)).relations(), self.action, "letter")
        letter = await call.work.outbox.get(call.command.letter)
        letter.discard(call.by, call.command.reason, at=call.at)
        await call.work.outbox.save(letter, call.at)
        return str(letter.id)

"""What the program office decides about an email that nobody could deliver."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.use_case import Call, UseCase


@dataclass(frozen=True, slots=True)
class ResendEmailCommand:
    email: int


class ResendEmail(UseCase[ResendEmailCommand]):
    """The address is right now, say, or the mail server takes it now: it has all its attempts anew."""

    action = "resendEmail"

    async def execute(self, call: Call[ResendEmailCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "email")
        email = await call.work.outbox.get(call.command.email)
        email.send_again(call.by, at=call.at)
        await call.work.outbox.save(email, call.at)
        return str(email.id)


@dataclass(frozen=True, slots=True)
class DiscardEmailCommand:
    email: int
    reason: str


class DiscardEmail(UseCase[DiscardEmailCommand]):
    """The person has left, say, or was told otherwise."""

    action = "discardEmail"

    async def execute(self, call: Call[DiscardEmailCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "email")
        email = await call.work.outbox.get(call.command.email)
        email.discard(call.by, call.command.reason, at=call.at)
        await call.work.outbox.save(email, call.at)
        return str(email.id)

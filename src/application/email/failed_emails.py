"""The program office resends or discards an email that could not be delivered."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.use_case import Call, UseCase


@dataclass(frozen=True, slots=True)
class ResendEmailCommand:
    email: int


class ResendEmail(UseCase[ResendEmailCommand]):
    """The email gets all its attempts again, for example after its address was corrected."""

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
    """For example, the person has left, or was notified another way."""

    action = "discardEmail"

    async def execute(self, call: Call[DiscardEmailCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "email")
        email = await call.work.outbox.get(call.command.email)
        email.discard(call.by, call.command.reason, at=call.at)
        await call.work.outbox.save(email, call.at)
        return str(email.id)

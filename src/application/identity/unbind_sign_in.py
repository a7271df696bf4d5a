"""Unbind a person from their account at the identity provider."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.use_case import Call, UseCase
from moments.domain.identity.sign_in import SignInNotBound, SignInUnbound
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True)
class UnbindSignInCommand:
    person: PersonId


class UnbindSignIn(UseCase[UnbindSignInCommand]):
    """DIR-5: for the program office; the person's next sign-in binds them anew, and their sessions end."""

    action = "unbindSignIn"

    async def execute(self, call: Call[UnbindSignInCommand]) -> str:
        person = call.command.person
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "office", field_given=False)
        await call.work.directory.get(person)
        if not await call.work.sign_ins.unbind(person, call.at):
            raise SignInNotBound
        await call.work.sessions.end_others(person)
        call.work.record(SignInUnbound(occurred_at=call.at, by=call.by, person=person))
        return person

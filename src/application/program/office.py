"""Add and remove members of the program office."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.use_case import Call, UseCase
from moments.domain.program.office import (
    OfficeMemberAdded,
    OfficeMemberRemoved,
    check_leaving_member,
    check_new_member,
)
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import EMAIL_LIMIT, required_text


@dataclass(frozen=True, slots=True)
class AddOfficeMemberCommand:
    email: str


class AddOfficeMember(UseCase[AddOfficeMemberCommand]):
    """A member adds another; `moments office add` adds the first one."""

    action = "addOfficeMember"

    async def execute(self, call: Call[AddOfficeMemberCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "office", field_given=False)
        members = await call.work.office.members()
        email = required_text(call.command.email, "email", "The email", limit=EMAIL_LIMIT, one_line=True)
        person = check_new_member(await call.work.directory.by_email(email), members)
        await call.work.office.add(person.id)
        call.work.record(OfficeMemberAdded(occurred_at=call.at, by=call.by, person=person.id))
        return person.id


@dataclass(frozen=True, slots=True)
class RemoveOfficeMemberCommand:
    person: PersonId


class RemoveOfficeMember(UseCase[RemoveOfficeMemberCommand]):
    """The last member cannot be removed."""

    action = "removeOfficeMember"

    async def execute(self, call: Call[RemoveOfficeMemberCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "office", field_given=False)
        check_leaving_member(call.command.person, await call.work.office.members())
        await call.work.office.remove(call.command.person)
        call.work.record(OfficeMemberRemoved(occurred_at=call.at, by=call.by, person=call.command.person))
        return call.command.person

"""Add the first members of the program office, from the server's command line or configuration."""

from collections.abc import Sequence
from dataclasses import dataclass

from moments.application.ports.clock import Clock
from moments.application.ports.errors import ConcurrentUpdate
from moments.application.unit_of_work import UnitOfWork, UnitsOfWork
from moments.domain.participants.employee import Employee
from moments.domain.program.office import OfficeMemberAdded, check_new_member
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True)
class AddFirstOfficeMembersResult:
    """`unknown`: email addresses that are not in the directory."""

    added: tuple[Employee, ...] = ()
    unknown: tuple[str, ...] = ()


class AddFirstOfficeMembers:
    """Members add others on the site, so the first ones are added here. The events have no actor."""

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock) -> None:
        self._units_of_work, self._clock = units_of_work, clock

    async def add(self, email: str) -> Employee:
        """Raises InvalidOfficeMember."""
        async with self._units_of_work() as work:
            members = await work.office.members()
            person = check_new_member(await work.directory.by_email(email.strip()), members)
            await self._add(work, person)
            await work.commit()
            return person

    async def add_if_empty(self, emails: Sequence[str]) -> AddFirstOfficeMembersResult:
        """Adds those who are in the directory, unless the office already has a member who has not left."""
        try:
            return await self._add_if_empty(emails)
        except ConcurrentUpdate:  # another server that started at the same time did it
            return await self._add_if_empty(emails)

    async def members(self) -> tuple[Employee, ...]:
        """The members by name, including those who have left."""
        async with self._units_of_work() as work:
            people = await work.directory.people(await work.office.members())
            return tuple(sorted(people.values(), key=lambda person: (person.last_name, person.first_name, person.id)))

    async def _add_if_empty(self, emails: Sequence[str]) -> AddFirstOfficeMembersResult:
        if not emails:
            return AddFirstOfficeMembersResult()
        async with self._units_of_work() as work:
            members = await work.office.members()
            if await _has_current_member(work, members):
                return AddFirstOfficeMembersResult()
            found = {email: await work.directory.by_email(email) for email in dict.fromkeys(emails)}
            added = tuple({person.id: person for person in found.values() if person}.values())
            for person in added:
                await self._add(work, person)
            if added:
                await work.commit()
            return AddFirstOfficeMembersResult(added, tuple(email for email, person in found.items() if person is None))

    async def _add(self, work: UnitOfWork, person: Employee) -> None:
        await work.office.add(person.id)
        work.record(OfficeMemberAdded(occurred_at=self._clock.now(), by=None, person=person.id))


async def _has_current_member(work: UnitOfWork, members: frozenset[PersonId]) -> bool:
    people = await work.directory.people(members)
    return any(person.left is None for person in people.values())

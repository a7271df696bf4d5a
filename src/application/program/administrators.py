"""Name and remove a department's MOMENTS administrators."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.access.relations import relations_to_department
from moments.application.unit_of_work import UnitOfWork
from moments.application.use_case import Call, UseCase
from moments.domain.program.administrators import name_administrator, remove_administrator
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.domain.shared.text import EMAIL_LIMIT, required_text


async def _present(work: UnitOfWork, by: PersonId, department: DepartmentCode, action: str) -> frozenset[PersonId]:
    actor = await load_actor(work, by)
    authorize(relations_to_department(actor, department), action, "department")
    await work.directory.department(department)
    return frozenset(each.person for each in await work.administrators.of(department))


@dataclass(frozen=True, slots=True)
class NameAdministratorCommand:
    department: DepartmentCode
    email: str


class NameAdministrator(UseCase[NameAdministratorCommand]):
    """APR-8: for the program office, or for an administrator of the department."""

    action = "nameAdministrator"

    async def execute(self, call: Call[NameAdministratorCommand]) -> str:
        work, department = call.work, call.command.department
        present = await _present(work, call.by, department, self.action)
        email = required_text(call.command.email, "email", "The email", limit=EMAIL_LIMIT, rule="APR-8", one_line=True)
        person = await work.directory.by_email(email)
        administrator, event = name_administrator(person, department, present, by=call.by, at=call.at)
        await work.administrators.add(administrator)
        work.record(event)
        return department


@dataclass(frozen=True, slots=True)
class RemoveAdministratorCommand:
    department: DepartmentCode
    person: PersonId


class RemoveAdministrator(UseCase[RemoveAdministratorCommand]):
    """APR-8: an administrator can remove others, but not themselves."""

    action = "removeAdministrator"

    async def execute(self, call: Call[RemoveAdministratorCommand]) -> str:
        work, department = call.work, call.command.department
        present = await _present(work, call.by, department, self.action)
        event = remove_administrator(call.command.person, department, present, by=call.by, at=call.at)
        await work.administrators.remove(call.command.person, department)
        work.record(event)
        return department

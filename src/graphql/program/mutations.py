"""Data maintained by the program office and the departments' administrators."""

import strawberry

from moments.application.identity.unbind_sign_in import UnbindSignInCommand
from moments.application.program.administrators import NameAdministratorCommand, RemoveAdministratorCommand
from moments.application.program.office import AddOfficeMemberCommand, RemoveOfficeMemberCommand
from moments.application.program.skills import AddSkillCommand, ReinstateSkillCommand, RetireSkillCommand
from moments.domain.program.skills import SkillCategory
from moments.domain.shared.ids import DepartmentCode, PersonId, SkillId
from moments.graphql.participants.types import Department, Person
from moments.graphql.program.types import Skill
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.payloads import Changed, payload


@strawberry.type
class SkillPayload(Changed):
    outcome = "the updated skill"

    @strawberry.field(description="The updated skill; null if the mutation failed.")
    async def skill(self, info: Info) -> Skill | None:
        if self.identity is None:
            return None
        found = (await info.context.reference()).skills.get(SkillId(self.identity))
        return Skill.of(found) if found else None


@strawberry.input(description="The skill to add to the catalog (APP-5).")
class AddSkillInput(Keyed):
    category: SkillCategory = strawberry.field(description="Category of the skill: career or soft.")
    name: str = strawberry.field(description="Name of the skill, as the form shows it.")


@payload
class AddSkillPayload(SkillPayload):
    pass


@strawberry.input(description="The skill to retire, so that it can no longer be chosen (APP-5).")
class RetireSkillInput(Keyed):
    skill: strawberry.ID = strawberry.field(description="ID of the skill.")


@payload
class RetireSkillPayload(SkillPayload):
    pass


@strawberry.input(description="The retired skill to offer again (APP-5).")
class ReinstateSkillInput(Keyed):
    skill: strawberry.ID = strawberry.field(description="ID of the skill.")


@payload
class ReinstateSkillPayload(SkillPayload):
    pass


@strawberry.type
class DepartmentPayload(Changed):
    outcome = "the updated department"

    @strawberry.field(description="The department with its updated administrators; null if the mutation failed.")
    async def department(self, info: Info) -> Department | None:
        if self.identity is None:
            return None
        found = (await info.context.reference()).departments.get(DepartmentCode(self.identity))
        return Department.of(found) if found else None


@strawberry.input(description="The team member of the department to name as its administrator (APR-8).")
class NameAdministratorInput(Keyed):
    department: strawberry.ID = strawberry.field(description="ID of the department to administer.")
    email: str = strawberry.field(description="Work email of the team member.")


@payload
class NameAdministratorPayload(DepartmentPayload):
    pass


@strawberry.input(description="The administrator to remove from the department (APR-8).")
class RemoveAdministratorInput(Keyed):
    department: strawberry.ID = strawberry.field(description="ID of the department.")
    person: strawberry.ID = strawberry.field(description="ID of the administrator.")


@payload
class RemoveAdministratorPayload(DepartmentPayload):
    pass


@strawberry.type
class OfficePayload(Changed):
    outcome = "the team member"

    @strawberry.field(description="The team member whom the mutation was about; null if it failed.")
    async def person(self, info: Info) -> Person | None:
        if self.identity is None:
            return None
        key = PersonId(self.identity)
        found = await info.context.read(lambda queries: queries.people([key]))
        return Person.of(found[key], await info.context.reference()) if key in found else None


@strawberry.input(description="The State employee to add to the program office.")
class AddOfficeMemberInput(Keyed):
    email: str = strawberry.field(description="Work email of the team member.")


@payload
class AddOfficeMemberPayload(OfficePayload):
    pass


@strawberry.input(description="The team member to remove from the program office.")
class RemoveOfficeMemberInput(Keyed):
    person: strawberry.ID = strawberry.field(description="ID of the team member.")


@payload
class RemoveOfficeMemberPayload(OfficePayload):
    pass


@strawberry.input(description="The person to unbind from their account at the identity provider (DIR-5).")
class UnbindSignInInput(Keyed):
    person: strawberry.ID = strawberry.field(description="ID of the person.")


@payload
class UnbindSignInPayload(OfficePayload):
    pass


@strawberry.type
class ProgramMutation:
    @strawberry.mutation(description="Add a skill to the catalog; for the program office (APP-5).")
    async def add_skill(self, info: Info, input: AddSkillInput) -> AddSkillPayload:
        command = AddSkillCommand(input.category, input.name)
        outcome = await run_use_case(info, info.context.use_cases.add_skill, command, input.idempotency_key)
        return AddSkillPayload.of(outcome)

    @strawberry.mutation(
        description="Retire a skill; applications that have it keep it (APP-5). For the program office."
    )
    async def retire_skill(self, info: Info, input: RetireSkillInput) -> RetireSkillPayload:
        command = RetireSkillCommand(SkillId(ids.identity_of("Skill", input.skill)))
        outcome = await run_use_case(info, info.context.use_cases.retire_skill, command, input.idempotency_key)
        return RetireSkillPayload.of(outcome)

    @strawberry.mutation(description="Offer a retired skill again; for the program office (APP-5).")
    async def reinstate_skill(self, info: Info, input: ReinstateSkillInput) -> ReinstateSkillPayload:
        command = ReinstateSkillCommand(SkillId(ids.identity_of("Skill", input.skill)))
        outcome = await run_use_case(info, info.context.use_cases.reinstate_skill, command, input.idempotency_key)
        return ReinstateSkillPayload.of(outcome)

    @strawberry.mutation(
        description="Name an administrator of a department, as the program office or as another administrator of it "
        "(APR-8)."
    )
    async def name_administrator(self, info: Info, input: NameAdministratorInput) -> NameAdministratorPayload:
        code = DepartmentCode(ids.identity_of("Department", input.department))
        command = NameAdministratorCommand(code, input.email)
        outcome = await run_use_case(info, info.context.use_cases.name_administrator, command, input.idempotency_key)
        return NameAdministratorPayload.of(outcome)

    @strawberry.mutation(
        description="Remove an administrator of a department, as the program office or as another administrator of it "
        "(APR-8)."
    )
    async def remove_administrator(self, info: Info, input: RemoveAdministratorInput) -> RemoveAdministratorPayload:
        code = DepartmentCode(ids.identity_of("Department", input.department))
        command = RemoveAdministratorCommand(code, PersonId(ids.identity_of("Person", input.person)))
        outcome = await run_use_case(info, info.context.use_cases.remove_administrator, command, input.idempotency_key)
        return RemoveAdministratorPayload.of(outcome)

    @strawberry.mutation(description="Add a team member to the program office; for the program office.")
    async def add_office_member(self, info: Info, input: AddOfficeMemberInput) -> AddOfficeMemberPayload:
        command = AddOfficeMemberCommand(input.email)
        outcome = await run_use_case(info, info.context.use_cases.add_office_member, command, input.idempotency_key)
        return AddOfficeMemberPayload.of(outcome)

    @strawberry.mutation(description="Remove a team member from the program office; for the program office.")
    async def remove_office_member(self, info: Info, input: RemoveOfficeMemberInput) -> RemoveOfficeMemberPayload:
        command = RemoveOfficeMemberCommand(PersonId(ids.identity_of("Person", input.person)))
        outcome = await run_use_case(info, info.context.use_cases.remove_office_member, command, input.idempotency_key)
        return RemoveOfficeMemberPayload.of(outcome)

    @strawberry.mutation(
        description="Unbind a person from their account at the identity provider: what they have open ends, and the "
        "account they sign in with next is bound to them (DIR-5). For the program office."
    )
    async def unbind_sign_in(self, info: Info, input: UnbindSignInInput) -> UnbindSignInPayload:
        command = UnbindSignInCommand(PersonId(ids.identity_of("Person", input.person)))
        outcome = await run_use_case(info, info.context.use_cases.unbind_sign_in, command, input.idempotency_key)
        return UnbindSignInPayload.of(outcome)

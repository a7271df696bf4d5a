"""Departments, people, participants."""

from datetime import datetime
from functools import lru_cache

import strawberry
from graphql import OperationType

from moments.application.access.relations import Relation, relations_to_department, relations_to_person
from moments.application.actions.program import (
    DEPARTMENT_STEPS,
    administrator_steps,
    office_member_steps,
    sign_in_steps,
)
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import AdministratorRow, PersonRow, SignInRow
from moments.domain.participants import employee
from moments.domain.participants.eligibility import Ineligibility
from moments.domain.shared import contact
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.graphql.program.contacts import Contact
from moments.graphql.shared import ids
from moments.graphql.shared.acting import office_members
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.criteria import UnmetCriterion, unmet_criteria
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

ADMINISTRATORS_PAGE_SIZE = 5
"""Departments have few, and a page of a hundred departments with all of theirs has to be within an operation's cost."""


@strawberry.type(description="A department, which the application form calls agency.")
class Department(Node):
    code: str = strawberry.field(description="Code of the department in the directory.")
    name: str = strawberry.field(description="Name of the department.")
    hr_contact_text: strawberry.Private[str]
    hr_contact: Contact = strawberry.field(description="Human Resources contact, for reports of misconduct (MEN-6).")
    travel_contact: Contact = strawberry.field(description="Contact for questions about travel and budget (APR-8).")

    @classmethod
    @lru_cache(1_000)
    def of(cls, row: employee.Department) -> "Department":
        """The same object for the same row: a page of fifty people has the same few a hundred times."""
        return cls(
            id=ids.encode("Department", row.code),
            code=row.code,
            name=row.name,
            hr_contact_text=row.hr_contact,
            hr_contact=Contact.of(contact.Contact.parse(row.hr_contact)),
            travel_contact=Contact.of(contact.Contact.parse(row.travel_contact)),
        )

    @connection_field(
        "MOMENTS administrators of the department, by name (APR-8); null without a sign-in.",
        page_size=ADMINISTRATORS_PAGE_SIZE,
    )
    async def administrators(self, info: Info, page: PageRequest) -> Connection["Administrator"] | None:
        context = info.context
        if not await context.is_signed_in():
            return None

        async def load(codes: list[DepartmentCode]) -> list[Connection[Administrator]]:
            pages = await context.read(lambda queries: queries.administrators(codes, page))
            reference = await context.reference()
            return [connection(pages[code], lambda row: Administrator.of(row, reference)) for code in codes]

        return await context.loader(("administrators", page), load).load(DepartmentCode(self.code))

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        if not await info.context.is_signed_in():
            return []
        actor = (await info.context.viewer()).actor
        return viewer_actions(relations_to_department(actor, DepartmentCode(self.code)), DEPARTMENT_STEPS, only)


@strawberry.type(description="A team member, as colleagues see them.")
class Person(Node):
    row: strawberry.Private[PersonRow]
    first_name: str = strawberry.field(description="First name in the directory.")
    last_name: str = strawberry.field(description="Last name in the directory.")
    name: str = strawberry.field(description="First and last name of the person.")
    email: str = strawberry.field(description="Work email of the person.")
    department: Department = strawberry.field(description="Department of the person.")
    division: str | None = strawberry.field(description="Division of the person; null if the directory has none.")
    job_title: str = strawberry.field(description="Current job title of the person.")
    work_location: str = strawberry.field(description="Work location of the person.")

    @classmethod
    def of(cls, row: PersonRow, reference: Reference) -> "Person":
        return cls(
            row=row,
            id=ids.encode("Person", row.id),
            first_name=row.first_name,
            last_name=row.last_name,
            name=row.name,
            email=row.email,
            department=Department.of(reference.departments[row.department]),
            division=row.division,
            job_title=row.job_title,
            work_location=row.work_location,
        )

    @classmethod
    def of_row(cls, row: PersonRow | None, reference: Reference) -> "Person | None":
        return None if row is None else cls.of(row, reference)

    @strawberry.field(
        description="Whether the person is on an extended leave by the directory, so that an administrator may decide "
        "in lieu of them (APR-4); null to viewers who may not see it, and in subscriptions."
    )
    async def on_leave(self, info: Info) -> bool | None:
        if info.operation.operation is OperationType.SUBSCRIPTION:
            return None  # a message is written once for many, who may not all see it
        row, actor = self.row, (await info.context.viewer()).actor
        relations = relations_to_person(actor, row.id, row.department, row.supervisor)
        on_leave = row.is_on_leave(info.context.today())
        return FieldAccess("Person", relations).value_if_allowed("onLeave", on_leave)

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        actor = (await info.context.viewer()).actor
        if not actor.office:
            return []
        members = await office_members(info.context)
        steps = office_member_steps(PersonId(ids.identity_of("Person", self.id)), members)
        return viewer_actions(actor.relations(), steps, only)


@strawberry.type(description="The account at the identity provider by which a person signs in (DIR-5).")
class SignInBinding:
    person: Person = strawberry.field(description="The person who is bound to the account.")
    issuer: str = strawberry.field(description="Address of the identity provider.")
    subject: str = strawberry.field(description="The provider's own name for the account, which never changes.")
    bound_at: datetime = strawberry.field(description="When the person first signed in with the account.")

    @classmethod
    def of(cls, row: SignInRow, reference: Reference) -> "SignInBinding":
        return cls(
            person=Person.of(row.person, reference), issuer=row.issuer, subject=row.subject, bound_at=row.bound_at
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        steps = sign_in_steps(PersonId(ids.identity_of("Person", self.person.id)))
        return viewer_actions((await info.context.viewer()).actor.relations(), steps, only)


@strawberry.type(description="A department's MOMENTS administrator (APR-8).")
class Administrator:
    person: Person = strawberry.field(description="The team member who administers the department.")
    department: Department = strawberry.field(description="The department that the person administers.")
    named_at: datetime = strawberry.field(description="When the person was named administrator.")

    @classmethod
    def of(cls, row: AdministratorRow, reference: Reference) -> "Administrator":
        return cls(
            person=Person.of(row.person, reference),
            department=Department.of(reference.departments[row.department]),
            named_at=row.named_at,
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        actor, department = (await info.context.viewer()).actor, DepartmentCode(self.department.code)
        person = PersonId(ids.identity_of("Person", self.person.id))
        steps = administrator_steps(person, department, actor.person)
        return viewer_actions(relations_to_department(actor, department), steps, only)


@strawberry.type(description="Eligibility of a person, with the criteria that are not met (ELIG-1, ELIG-5).")
class Eligibility:
    eligible: bool = strawberry.field(description="Whether all criteria are met.")
    unmet: list[UnmetCriterion] = strawberry.field(
        description="Criteria that are not met; empty if the person is eligible, and to a supervisor whom they named "
        "(ELIG-5)."
    )

    @classmethod
    def of(cls, reasons: tuple[Ineligibility, ...]) -> "Eligibility":
        return cls(eligible=not reasons, unmet=unmet_criteria(reasons))


__all__ = ["Administrator", "Department", "Eligibility", "Person", "Relation", "SignInBinding"]

"""Departments, people, participants."""

from datetime import datetime

import strawberry
from graphql import OperationType

from moments.application.access.relations import Relation, relations_to_person
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import AdministratorRow, ParticipantRow, PersonRow
from moments.domain.participants import employee
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared import contact
from moments.domain.shared.ids import DepartmentCode
from moments.graphql.program.contacts import Contact
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.criteria import UnmetCriterion, unmet_criteria
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference


@strawberry.type(description="A department, which the application form calls agency.")
class Department(Node):
    code: str = strawberry.field(description="Code of the department in the directory.")
    name: str = strawberry.field(description="Name of the department.")
    hr_contact_text: strawberry.Private[str]
    hr_contact: Contact = strawberry.field(description="Human Resources contact, for reports of misconduct (MEN-6).")
    travel_contact: Contact = strawberry.field(description="Contact for questions about travel and budget (APR-8).")

    @classmethod
    def of(cls, row: employee.Department) -> "Department":
        return cls(
            id=ids.encode("Department", row.code),
            code=row.code,
            name=row.name,
            hr_contact_text=row.hr_contact,
            hr_contact=Contact.of(contact.Contact.parse(row.hr_contact)),
            travel_contact=Contact.of(contact.Contact.parse(row.travel_contact)),
        )

    @connection_field(
        "MOMENTS administrators of the department, by name (APR-8); null without a sign-in.", backward=False
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
        on_leave = row.is_on_leave(info.context.now().astimezone(STATE_TIME).date())
        return FieldAccess("Person", relations).value_if_allowed("onLeave", on_leave)


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


@strawberry.type(description="Eligibility of a person, with the criteria that are not met (ELIG-1, ELIG-5).")
class Eligibility:
    eligible: bool = strawberry.field(description="Whether all criteria are met.")
    unmet: list[UnmetCriterion] = strawberry.field(
        description="Criteria that are not met; empty if the person is eligible."
    )


def eligibility(row: ParticipantRow) -> Eligibility:
    return Eligibility(eligible=not row.reasons, unmet=unmet_criteria(row.reasons))


__all__ = ["Administrator", "Department", "Eligibility", "Person", "Relation", "eligibility"]

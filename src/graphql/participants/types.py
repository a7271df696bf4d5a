"""Departments, people, participants."""

from datetime import date, datetime

import strawberry

from moments.application.access.relations import Actor, Relation, relations_to_person
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import AdministratorRow, ParticipantRow, PersonRow
from moments.domain.participants import employee
from moments.domain.participants.participant import CAP
from moments.domain.participants.participant import Standing as DomainStanding
from moments.domain.shared.ids import DepartmentCode
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.user_errors import UnmetCriterion, unmet_criteria

ParticipantStanding = strawberry.enum(
    DomainStanding, name="ParticipantStanding", description="Whether somebody takes part at present (ELIG-4)."
)


@strawberry.type(description="A department; the form's agency.")
class Department(Node):
    code: str = strawberry.field(description="The directory's code.")
    name: str = strawberry.field(description="Name of the department.")
    hr_contact: str = strawberry.field(description="Human Resources, for reports of misconduct (MEN-6).")
    travel_contact: str = strawberry.field(description="For questions of travel and budget (APR-8).")

    @classmethod
    def of(cls, row: employee.Department) -> "Department":
        return cls(
            id=ids.encode("Department", row.code),
            code=row.code,
            name=row.name,
            hr_contact=row.hr_contact,
            travel_contact=row.travel_contact,
        )

    @connection_field("Its MOMENTS administrators, by name (APR-8).", backward=False)
    async def administrators(self, info: Info, page: PageRequest) -> Connection["Administrator"]:
        context = info.context

        async def load(codes: list[DepartmentCode]) -> list[Connection[Administrator]]:
            pages = await context.read(lambda queries: queries.administrators(codes, page))
            reference = await context.reference()
            return [connection(pages[code], lambda row: Administrator.of(row, reference)) for code in codes]

        return await context.loader(("administrators", page), load).load(DepartmentCode(self.code))


@strawberry.type(description="A team member, as colleagues see them.")
class Person(Node):
    first_name: str = strawberry.field(description="As the directory has it.")
    last_name: str = strawberry.field(description="As the directory has it.")
    name: str = strawberry.field(description="First and last name.")
    email: str = strawberry.field(description="Work email.")
    department: Department = strawberry.field(description="The form's agency.")
    division: str | None = strawberry.field(description="Where the directory has one.")
    job_title: str = strawberry.field(description="Current job title.")
    work_location: str = strawberry.field(description="Where they work.")

    @classmethod
    def of(cls, row: PersonRow, reference: Reference) -> "Person":
        return cls(
            id=ids.encode("Person", row.id),
            first_name=row.first_name,
            last_name=row.last_name,
            name=f"{row.first_name} {row.last_name}",
            email=row.email,
            department=Department.of(reference.departments[row.department]),
            division=row.division,
            job_title=row.job_title,
            work_location=row.work_location,
        )


@strawberry.type(description="A department's MOMENTS administrator (APR-8).")
class Administrator:
    person: Person = strawberry.field(description="The team member.")
    department: Department = strawberry.field(description="For which department.")
    named_at: datetime = strawberry.field(description="Since when.")

    @classmethod
    def of(cls, row: AdministratorRow, reference: Reference) -> "Administrator":
        return cls(
            person=Person.of(row.person, reference),
            department=Department.of(reference.departments[row.department]),
            named_at=row.named_at,
        )


@strawberry.type(description="Whether the criteria are met, and which are not (ELIG-1, ELIG-5).")
class Eligibility:
    eligible: bool = strawberry.field(description="All criteria are met.")
    unmet: list[UnmetCriterion] = strawberry.field(description="Those that are not.")


def eligibility(row: ParticipantRow) -> Eligibility:
    return Eligibility(eligible=not row.reasons, unmet=unmet_criteria(row.reasons))


@strawberry.type(description="Somebody's part in the program.")
class Participant(Node):
    person: Person = strawberry.field(description="The team member.")
    hire_date: date | None = strawberry.field(description="From the directory.")
    eligibility: Eligibility | None = strawberry.field(description="For those who may know (ELIG-5).")
    standing: DomainStanding | None = strawberry.field(description="Null for who has never applied.")
    standing_since: datetime | None = strawberry.field(description="Since the last change of standing.")
    is_mentor: bool = strawberry.field(description="By an approved mentor application.")
    is_mentee: bool = strawberry.field(description="By an approved mentee application.")
    available: bool | None = strawberry.field(description="As a mentor, to new requests (CAP-3).")
    capacity: int | None = strawberry.field(description="Mentees at a time the mentor wants, 1 or 2.")
    active_mentees: int | None = strawberry.field(description="Mentorships they mentor now.")
    active_mentors: int | None = strawberry.field(description="Mentorships they are the mentee of now.")
    open_places_as_mentor: int | None = strawberry.field(description="Mentees they could still take.")
    open_places_as_mentee: int | None = strawberry.field(description="Mentors they could still have.")
    requests_waiting: int | None = strawberry.field(description="Their own requests that nobody has answered (REQ-7).")
    suspended_in_mentorship: bool | None = strawberry.field(
        description="Suspended while a mentorship is active (ELIG-4)."
    )

    @classmethod
    def of(cls, row: ParticipantRow, actor: Actor, reference: Reference) -> "Participant":
        person = row.person
        relations = relations_to_person(actor, person.id, person.department, person.supervisor)
        access = FieldAccess("Participant", relations)
        suspended = row.standing is DomainStanding.SUSPENDED
        return cls(
            id=ids.encode("Participant", person.id),
            person=Person.of(person, reference),
            hire_date=access.value_if_allowed("hireDate", person.hire_date),
            eligibility=access.value_if_allowed("eligibility", eligibility(row)),
            standing=row.standing,
            standing_since=row.since,
            is_mentor=row.mentor_approved,
            is_mentee=row.mentee_approved,
            available=access.value_if_allowed("available", row.available),
            capacity=access.value_if_allowed("capacity", row.capacity),
            active_mentees=access.value_if_allowed("activeMentees", row.mentees),
            active_mentors=access.value_if_allowed("activeMentors", row.mentors),
            open_places_as_mentor=access.value_if_allowed(
                "openPlacesAsMentor", max(0, row.capacity - row.mentees) if row.mentor_approved else 0
            ),
            open_places_as_mentee=access.value_if_allowed(
                "openPlacesAsMentee", CAP - row.mentors if row.mentee_approved else 0
            ),
            requests_waiting=access.value_if_allowed("requestsWaiting", row.waiting),
            suspended_in_mentorship=access.value_if_allowed(
                "suspendedInMentorship", suspended and row.mentees + row.mentors > 0
            ),
        )


__all__ = ["Administrator", "Department", "Eligibility", "Participant", "Person", "Relation", "eligibility"]

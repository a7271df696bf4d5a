"""A team member as a participant of the program, with what leads to all of theirs."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from moments.application.access.reader_role import role_of
from moments.application.access.relations import Actor, relations_to_person
from moments.application.actions.applications import own_steps
from moments.application.queries.aggregates import participant_of
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import ParticipantRow
from moments.domain.participants.participant import CAP
from moments.domain.participants.participant import Standing as DomainStanding
from moments.domain.participants.private_facts import ReaderRole
from moments.graphql.applications.of_people import applications_of
from moments.graphql.applications.types import Application
from moments.graphql.mentorships.of_people import mentorships_of
from moments.graphql.mentorships.types import Mentorship
from moments.graphql.participants.types import Eligibility, Person
from moments.graphql.shared import filters, ids
from moments.graphql.shared.acting import own_applications
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.mentorship_role import MentorshipRole
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

ParticipantStanding = described_enum(
    DomainStanding,
    name="ParticipantStanding",
    description="Whether a participant is eligible or suspended (ELIG-4).",
    values={
        DomainStanding.ELIGIBLE: "The participant meets the eligibility criteria.",
        DomainStanding.SUSPENDED: "The participant does not meet the eligibility criteria now.",
    },
)


@strawberry.type(description="A team member as a participant of the program.")
class Participant(Node):
    row: strawberry.Private[ParticipantRow]
    access: strawberry.Private[FieldAccess]
    reader_role: strawberry.Private[ReaderRole | None]
    person: Person = strawberry.field(description="The team member who participates.")
    hire_date: date | None = strawberry.field(
        description="Hire date, from the directory; null to viewers who may not see it."
    )
    standing: DomainStanding | None = strawberry.field(
        description="Standing of the person; null if the person never applied."
    )
    standing_since: datetime | None = strawberry.field(
        description="When the standing last changed; null if the person never applied."
    )
    is_mentor: bool = strawberry.field(description="Whether the person has an approved mentor application.")
    is_mentee: bool = strawberry.field(description="Whether the person has an approved mentee application.")
    available: bool | None = strawberry.field(
        description="Whether the person accepts new requests as a mentor (CAP-3); null to viewers who may not see it."
    )
    capacity: int | None = strawberry.field(
        description="Number of mentees the mentor wants at a time, 1 or 2; null to viewers who may not see it."
    )
    active_mentees: int | None = strawberry.field(
        description="Number of active mentorships as mentor; null to viewers who may not see it."
    )
    active_mentors: int | None = strawberry.field(
        description="Number of active mentorships as mentee; null to viewers who may not see it."
    )
    open_places_as_mentor: int | None = strawberry.field(
        description="Number of mentees the person could still take; null to viewers who may not see it."
    )
    open_places_as_mentee: int | None = strawberry.field(
        description="Number of mentors the person could still have; null to viewers who may not see it."
    )
    requests_waiting: int | None = strawberry.field(
        description="Number of the person's own unanswered requests (REQ-7); null to viewers who may not see it."
    )
    suspended_in_mentorship: bool | None = strawberry.field(
        description="Whether the person is suspended while a mentorship is active (ELIG-4); null to viewers who may not"
        " see it."
    )

    @classmethod
    def of(cls, row: ParticipantRow, actor: Actor, reference: Reference) -> "Participant":
        person = row.person
        relations = relations_to_person(actor, person.id, person.department, person.supervisor)
        access = FieldAccess("Participant", relations)
        suspended = row.standing is DomainStanding.SUSPENDED
        return cls(
            row=row,
            access=access,
            reader_role=role_of(relations),
            id=ids.encode("Participant", person.id),
            person=Person.of(person, reference),
            hire_date=access.value_if_allowed("hireDate", person.hire_date),
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

    @strawberry.field(description="Eligibility of the person; null to viewers who may not see it (ELIG-5).")
    def eligibility(self, info: Info) -> Eligibility | None:
        if not self.access.allows("eligibility"):
            return None
        info.context.private_facts.note(self.row.person.id, self.reader_role)
        return Eligibility.of(self.row.reasons)

    @connection_field("Those of the person's applications that the viewer may see, oldest first (APP-1).")
    async def applications(
        self, info: Info, page: PageRequest, states: filters.ApplicationStates = None
    ) -> Connection[Application] | None:
        if not self.access.allows("applications"):
            return None
        return await applications_of(info.context, self.row.person.id, states, page)

    @connection_field(
        "The person's requests and mentorships in one role, newest request first; null to viewers who may not see "
        "them.",
    )
    async def mentorships(
        self,
        info: Info,
        page: PageRequest,
        role: Annotated[MentorshipRole, strawberry.argument(description="The person's role in the mentorships.")],
        states: filters.MentorshipStates = None,
    ) -> Connection[Mentorship] | None:
        if not self.access.allows("mentorships"):
            return None
        return await mentorships_of(info.context, self.row.person.id, role.side, states, page)

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        actor = (await info.context.viewer()).actor
        if actor.person != self.row.person.id:
            return []
        return viewer_actions(
            actor.relations(), own_steps(participant_of(self.row), await own_applications(info.context)), only
        )

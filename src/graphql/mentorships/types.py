"""A mentorship from the request on, its agreement and its meetings."""

from datetime import date, datetime

import strawberry

from moments.application.access.relations import Actor, relations_to_mentorship
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import HoursRow, MeetingRow, MentorshipRow
from moments.domain.mentorships import agreement as domain
from moments.domain.mentorships import lifecycle
from moments.domain.mentorships.lifecycle import MentorshipState as State
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.applications.types import Application, Assignee, AssigneeRole
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import TimelineEntry, timeline
from moments.graphql.surveys.types import Survey

MentorshipState = strawberry.enum(
    lifecycle.MentorshipState, name="MentorshipState", description="From the request to the end."
)
MeetingState = strawberry.enum(lifecycle.MeetingState, name="MeetingState", description="State of a meeting.")

OUTSIDE_HOURS = (
    "This meeting is outside the regular working hours on your applications. "
    "Overtime is not permitted; agree on a time in both people's hours."
)


@strawberry.type(description="The Mentorship Agreement (MEN-1); optional.")
class Agreement:
    goals: str = strawberry.field(description="What the two want to reach.")
    schedule: str = strawberry.field(description="When they meet.")
    obstacles: str = strawberry.field(description="What may get in the way, and how to meet it.")
    ends_on: date = strawberry.field(description="The agreed end.")
    proposed_by_viewer: bool = strawberry.field(description="Whether the other side has to agree, or the viewer.")
    proposed_at: datetime = strawberry.field(description="When it was last proposed.")
    agreed_at: datetime | None = strawberry.field(description="When the other side agreed.")

    @classmethod
    def of(cls, made: domain.Agreement, viewer: PersonId) -> "Agreement":
        return cls(
            goals=made.goals,
            schedule=made.schedule,
            obstacles=made.obstacles,
            ends_on=made.ends_on,
            proposed_by_viewer=made.proposed_by == viewer,
            proposed_at=made.proposed_at,
            agreed_at=made.agreed_at,
        )


@strawberry.type(description="A meeting of a mentorship.")
class Meeting(Node):
    state: lifecycle.MeetingState = strawberry.field(description="State of the meeting.")
    starts_at: datetime = strawberry.field(description="When it begins.")
    minutes: int = strawberry.field(description="Planned, or as held.")
    agenda: str | None = strawberry.field(description="What it is about, in the words of who proposed it.")
    proposed_by_viewer: bool = strawberry.field(description="The other side confirms.")
    proposed_at: datetime = strawberry.field(description="When it was proposed or logged.")
    warnings: list[str] = strawberry.field(description="Such as a time outside the working hours (MEN-3).")

    @classmethod
    def of(cls, row: MeetingRow, viewer: PersonId) -> "Meeting":
        return cls(
            id=ids.encode("Meeting", row.id),
            state=row.state,
            starts_at=row.starts_at,
            minutes=row.minutes,
            agenda=row.agenda,
            proposed_by_viewer=row.proposed_by == viewer,
            proposed_at=row.proposed_at,
            warnings=[OUTSIDE_HOURS] if row.outside_hours else [],
        )


@strawberry.type(description="A mentorship; it begins as a request (REQ-1) and ends completed or discontinued.")
class Mentorship(Node):
    identity: strawberry.Private[MentorshipId]
    mentee_id: strawberry.Private[PersonId]
    side: strawberry.Private[ApplicationKind | None]
    access: strawberry.Private[FieldAccess]
    state: State = strawberry.field(description="Where it is.")
    mentor: Person = strawberry.field(description="Who mentors.")
    mentee: Person = strawberry.field(description="Who is mentored.")
    note: str | None = strawberry.field(description="The mentee's, with the request; the two people's own.")
    response: str | None = strawberry.field(description="The mentor's, with the answer; the two people's own.")
    requested_at: datetime = strawberry.field(description="A request not answered waits since then.")
    responded_at: datetime | None = strawberry.field(description="When the mentor accepted or declined.")
    assignee: Assignee | None = strawberry.field(description="Who has to act next; null when nobody has to.")
    ends_on: date | None = strawberry.field(description="The agreed end; a year on unless agreed otherwise (MEN-2).")
    ended_at: datetime | None = strawberry.field(description="When it ended.")
    agreement: Agreement | None = strawberry.field(description="The two people's own.")
    has_suspended_side: bool | None = strawberry.field(
        description="Active with somebody suspended; for the office (ELIG-4)."
    )

    @classmethod
    def of(cls, row: MentorshipRow, actor: Actor, reference: Reference) -> "Mentorship":
        access = FieldAccess("Mentorship", relations_to_mentorship(actor, mentor=row.mentor.id, mentee=row.mentee.id))
        sides = {row.mentor.id: ApplicationKind.MENTOR, row.mentee.id: ApplicationKind.MENTEE}
        has_suspended_side = row.state is State.ACTIVE and (row.mentor_suspended or row.mentee_suspended)
        return cls(
            identity=row.id,
            mentee_id=row.mentee.id,
            side=sides.get(actor.person),
            access=access,
            id=ids.encode("Mentorship", row.id),
            state=row.state,
            mentor=Person.of(row.mentor, reference),
            mentee=Person.of(row.mentee, reference),
            note=access.value_if_allowed("note", row.note),
            response=access.value_if_allowed("response", row.response),
            requested_at=row.requested_at,
            responded_at=row.responded_at,
            assignee=_assignee(row),
            ends_on=row.ends_on,
            ended_at=row.ended_at,
            agreement=access.value_if_allowed("agreement", Agreement.of(row.agreement, actor.person))
            if row.agreement
            else None,
            has_suspended_side=access.value_if_allowed("hasSuspendedSide", has_suspended_side),
        )

    @strawberry.field(description="The mentee's application, for a mentor with an open request or mentorship (REQ-3).")
    async def mentee_application(self, info: Info) -> Application | None:
        context = info.context

        async def load(people: list[PersonId]) -> list[Application | None]:
            actor, reference = (await context.viewer()).actor, await context.reference()
            rows = await context.read(lambda queries: queries.mentee_applications(actor, people))
            return [Application.of(rows[each], actor, reference) if each in rows else None for each in people]

        if not self.access.allows("menteeApplication"):
            return None
        return await context.loader("mentee_applications", load).load(self.mentee_id)

    @connection_field("Newest first; the two people's own.", backward=False)
    async def meetings(self, info: Info, page: PageRequest) -> Connection[Meeting] | None:
        context = info.context

        async def load(mentorships: list[MentorshipId]) -> list[Connection[Meeting]]:
            actor = (await context.viewer()).actor
            pages = await context.read(lambda queries: queries.meetings(actor, mentorships, page))
            return [connection(pages[each], lambda row: Meeting.of(row, actor.person)) for each in mentorships]

        if not self.access.allows("meetings"):
            return None
        return await context.loader(("meetings", page), load).load(self.identity)

    @strawberry.field(description="The viewer's own survey of it, once it has ended (SUR-1).")
    async def survey(self, info: Info) -> Survey | None:
        context = info.context

        async def load(keys: list[tuple[MentorshipId, ApplicationKind]]) -> list[Survey | None]:
            actor, reference = (await context.viewer()).actor, await context.reference()
            rows = await context.read(lambda queries: queries.surveys_by_id(actor, keys))
            return [Survey.of(rows[key], reference) if key in rows else None for key in keys]

        if self.side is None:
            return None
        return await context.loader("surveys", load).load((self.identity, self.side))

    @connection_field("What happened, oldest first.", backward=False)
    async def timeline(self, info: Info, page: PageRequest) -> Connection[TimelineEntry]:
        return await timeline(info.context, "mentorship", self.identity, page)


def _assignee(row: MentorshipRow) -> Assignee | None:
    if row.state is not State.REQUESTED:
        return None
    return Assignee(
        role=AssigneeRole.MENTOR, name=f"{row.mentor.first_name} {row.mentor.last_name}", since=row.held_since
    )


@strawberry.type(description="The meetings held in one mentorship in a period.")
class HoursOfMentorship:
    role: ApplicationKind = strawberry.field(description="The person's role in it.")
    other: Person = strawberry.field(description="With whom.")
    meetings: int = strawberry.field(description="Number of meetings held.")
    minutes: int = strawberry.field(description="Total minutes.")

    @classmethod
    def of(cls, row: HoursRow, reference: Reference) -> "HoursOfMentorship":
        return cls(role=row.side, other=Person.of(row.other, reference), meetings=row.meetings, minutes=row.minutes)


@strawberry.type(description="A statement of hours for the Leadership Development Rule (MEN-4).")
class StatementOfHours:
    person: Person = strawberry.field(description="Whose.")
    since: date = strawberry.field(description="First day counted.")
    until: date = strawberry.field(description="Last day counted.")
    mentorships: list[HoursOfMentorship] = strawberry.field(description="One entry a mentorship with held meetings.")
    meetings: int = strawberry.field(description="Held, in all.")
    minutes: int = strawberry.field(description="Total minutes.")
    notice: str = strawberry.field(description="Whose decision it is what counts.")

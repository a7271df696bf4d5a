"""A mentorship, from the request on, with its agreement and its meetings."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from moments.application.access.relations import Actor, relations_to_mentorship
from moments.application.actions.mentorships import meeting_steps, mentorship_steps
from moments.application.queries import rows
from moments.application.queries.aggregates import meeting_of, mentorship_of
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import HoursRow, MeetingRow, MentorshipRow, PairRow
from moments.domain.mentorships import agreement as domain
from moments.domain.mentorships import lifecycle
from moments.domain.mentorships.lifecycle import MentorshipState as State
from moments.domain.mentorships.meeting import DEFAULT_MINUTES
from moments.domain.participants.participant import Participant
from moments.domain.program.common_hours import common_hours as domain_hours
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.applications.types import Application, Assignee, AssigneeRole
from moments.graphql.mentorships.pair_types import CommonHours, CommonTime
from moments.graphql.mentorships.pairs import TimeSearch, engagements_of, pair_of
from moments.graphql.mentorships.search_types import Match, MentorProfile
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.acting import open_proposals, participant, viewer_participant
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.field_access import FieldAccess
from moments.graphql.shared.mentorship_role import MentorshipRole
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection, connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.timeline import TimelineEntry, timeline
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions
from moments.graphql.surveys.types import Survey

MentorshipState = described_enum(
    lifecycle.MentorshipState,
    name="MentorshipState",
    description="State of a mentorship, from the request to the end.",
    values={
        State.REQUESTED: "The mentee's request waits for the mentor's answer.",
        State.ACTIVE: "The mentor accepted the request, and the mentorship has not ended.",
        State.DECLINED: "The mentor declined the request.",
        State.CANCELLED: "The mentee canceled the request.",
        State.CLOSED: "The request was closed, because the mentor is no longer available.",
        State.COMPLETED: "The mentorship ended as completed.",
        State.DISCONTINUED: "The mentorship was ended early.",
    },
)
MeetingState = described_enum(
    lifecycle.MeetingState,
    name="MeetingState",
    description="State of a meeting, from its proposal until it was held or canceled.",
    values={
        lifecycle.MeetingState.PROPOSED: "The meeting waits for the partner's confirmation.",
        lifecycle.MeetingState.CONFIRMED: "The partner confirmed the meeting.",
        lifecycle.MeetingState.HELD: "The meeting was held.",
        lifecycle.MeetingState.CANCELLED: "The meeting was canceled.",
    },
)

OUTSIDE_HOURS = (
    "This meeting is outside the regular working hours on your applications. "
    "Overtime is not permitted; agree on a time in both people's hours."
)


@strawberry.type(description="The Mentorship Agreement (MEN-1); it is optional.")
class Agreement:
    goals: str = strawberry.field(description="Goals of the mentorship.")
    schedule: str = strawberry.field(description="Schedule of the meetings.")
    obstacles: str = strawberry.field(description="Possible obstacles, and how the two deal with them.")
    ends_on: date = strawberry.field(description="Agreed last day of the mentorship.")
    proposed_by_viewer: bool = strawberry.field(
        description="Whether the viewer proposed this version, so that the partner has to accept it."
    )
    proposed_at: datetime = strawberry.field(description="When this version was proposed.")
    agreed_at: datetime | None = strawberry.field(
        description="When the partner accepted this version; null until then."
    )

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
    row: strawberry.Private[MeetingRow]
    state: lifecycle.MeetingState = strawberry.field(description="State of the meeting.")
    starts_at: datetime = strawberry.field(description="When the meeting starts.")
    minutes: int = strawberry.field(description="Length in minutes, as planned or as held.")
    agenda: str | None = strawberry.field(
        description="Topic, in the words of the person who proposed the meeting; null if there is none."
    )
    proposed_by_viewer: bool = strawberry.field(
        description="Whether the viewer proposed the meeting, so that the partner has to confirm it."
    )
    proposed_at: datetime = strawberry.field(description="When it was proposed or logged.")
    warnings: list[str] = strawberry.field(description="Warnings, such as a time outside the working hours (MEN-3).")
    confirmed_at: datetime | None = strawberry.field(
        description="When the partner of the person who logged the meeting confirmed its hours (MEN-4); null until "
        "then."
    )

    @classmethod
    def of(cls, row: MeetingRow, viewer: PersonId) -> "Meeting":
        return cls(
            row=row,
            id=ids.encode("Meeting", row.id),
            state=row.state,
            starts_at=row.starts_at,
            minutes=row.minutes,
            agenda=row.agenda,
            proposed_by_viewer=row.proposed_by == viewer,
            proposed_at=row.proposed_at,
            warnings=[OUTSIDE_HOURS] if row.outside_hours else [],
            confirmed_at=row.hours_confirmed_at,
        )

    @strawberry.field(description="The mentorship that the meeting belongs to.")
    async def mentorship(self, info: Info) -> "Mentorship":
        return await mentorship_by_id(info.context, self.row.mentorship)

    @strawberry.field(description="The person who proposed the present time, or who logged the meeting afterwards.")
    async def proposed_by(self, info: Info) -> Person:
        return (await mentorship_by_id(info.context, self.row.mentorship)).person(self.row.proposed_by)

    @strawberry.field(description="The person who logged that the meeting was held (MEN-4); null until then.")
    async def logged_by(self, info: Info) -> Person | None:
        who = self.row.logged_by
        return (await mentorship_by_id(info.context, self.row.mentorship)).person(who) if who else None

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        context, row = info.context, self.row
        actor = (await context.viewer()).actor
        mentorship = await _mentorship_row(context, row.mentorship)
        relations = relations_to_mentorship(actor, mentor=row.mentor, mentee=row.mentee)
        proposals = await open_proposals(context, row.mentorship)
        steps = meeting_steps(meeting_of(row), mentorship_of(mentorship), actor.person, context.now(), proposals)
        return viewer_actions(relations, steps, only)


@strawberry.type(description="A mentorship; it starts as a request (REQ-1) and ends completed or discontinued.")
class Mentorship(Node):
    row: strawberry.Private[MentorshipRow]
    identity: strawberry.Private[MentorshipId]
    mentor_id: strawberry.Private[PersonId]
    mentee_id: strawberry.Private[PersonId]
    side: strawberry.Private[ApplicationKind | None]
    access: strawberry.Private[FieldAccess]
    state: State = strawberry.field(description="State of the mentorship.")
    mentor: Person = strawberry.field(description="The team member who mentors.")
    mentee: Person = strawberry.field(description="The team member who is mentored.")
    viewer_role: MentorshipRole | None = strawberry.field(
        description="The viewer's role in the mentorship; null to anyone but the two people."
    )
    partner: Person | None = strawberry.field(
        description="The viewer's mentor or mentee in this mentorship; null to anyone but the two people."
    )
    request_message: str | None = strawberry.field(
        description="The mentee's message with the request; null if there is none, and to anyone but the two people."
    )
    response_message: str | None = strawberry.field(
        description="The mentor's message with the answer; null if there is none, and to anyone but the two people."
    )
    requested_at: datetime = strawberry.field(description="When the mentee requested the mentor.")
    responded_at: datetime | None = strawberry.field(
        description="When the mentor accepted or declined; null if that has not happened."
    )
    assignee: Assignee | None = strawberry.field(description="The person who has to act next; null if nobody has to.")
    ends_on: date | None = strawberry.field(
        description="Agreed last day, a year on unless agreed otherwise (MEN-2); null before the mentorship is active."
    )
    ended_at: datetime | None = strawberry.field(description="When the mentorship ended; null until then.")
    agreement: Agreement | None = strawberry.field(
        description="The Mentorship Agreement; null if there is none, and to anyone but the two people."
    )
    has_suspended_side: bool | None = strawberry.field(
        description="Whether the mentorship is active and one of the two is suspended (ELIG-4); null to anyone but the "
        "program office."
    )

    @classmethod
    def of(cls, row: MentorshipRow, actor: Actor, reference: Reference) -> "Mentorship":
        access = FieldAccess("Mentorship", relations_to_mentorship(actor, mentor=row.mentor.id, mentee=row.mentee.id))
        sides = {row.mentor.id: ApplicationKind.MENTOR, row.mentee.id: ApplicationKind.MENTEE}
        has_suspended_side = row.state is State.ACTIVE and (row.mentor_suspended or row.mentee_suspended)
        mentor, mentee, side = (
            Person.of(row.mentor, reference),
            Person.of(row.mentee, reference),
            sides.get(actor.person),
        )
        return cls(
            row=row,
            identity=row.id,
            mentor_id=row.mentor.id,
            mentee_id=row.mentee.id,
            side=side,
            access=access,
            id=ids.encode("Mentorship", row.id),
            state=row.state,
            mentor=mentor,
            mentee=mentee,
            viewer_role=side and MentorshipRole.of(side),
            partner=None if side is None else mentee if side is ApplicationKind.MENTOR else mentor,
            request_message=access.value_if_allowed("requestMessage", row.note),
            response_message=access.value_if_allowed("responseMessage", row.response),
            requested_at=row.requested_at,
            responded_at=row.responded_at,
            assignee=_assignee(row, reference),
            ends_on=row.ends_on,
            ended_at=row.ended_at,
            agreement=access.value_if_allowed("agreement", Agreement.of(row.agreement, actor.person))
            if row.agreement
            else None,
            has_suspended_side=access.value_if_allowed("hasSuspendedSide", has_suspended_side),
        )

    def person(self, side: PersonId) -> Person:
        return self.mentor if side == self.mentor_id else self.mentee

    @strawberry.field(
        description="The mentor's profile, also if the mentor takes no more requests; null to anyone but the mentee, "
        "and once the request or mentorship is over."
    )
    async def mentor_profile(self, info: Info) -> MentorProfile | None:
        profile = (await self._pair(info)).mentor_profile if self._shows("mentorProfile") else None
        return MentorProfile.of(profile, await info.context.reference()) if profile else None

    @strawberry.field(
        description="How well the mentor fits what the mentee seeks, and why, by their present applications (MAT-4); "
        "null to anyone but the two people, and once the request or mentorship is over."
    )
    async def match(self, info: Info) -> Match | None:
        profile = (await self._pair(info)).mentor_profile if self._shows("match") else None
        return Match.of(profile.fit, await info.context.reference()) if profile else None

    @strawberry.field(
        description="Regular working hours of both people (MEN-3); null if they are not known, to anyone but the two "
        "people, and once the request or mentorship is over."
    )
    async def common_hours(self, info: Info) -> CommonHours | None:
        hours = (await self._pair(info)).hours if self._shows("commonHours") else {}
        return CommonHours.of(domain_hours(*hours.values())) if len(hours) == 2 else None

    @connection_field(
        "Suggested times to meet, soonest first: in the hours of both people, and where neither has another meeting "
        "(MEN-3). Null if the hours are not known, to anyone but the two people, and once the mentorship is over."
    )
    async def common_times(
        self,
        info: Info,
        page: PageRequest,
        since: Annotated[
            datetime | None, strawberry.argument(name="from", description="Start of the search; null for now.")
        ] = None,
        until: Annotated[
            datetime | None,
            strawberry.argument(description="End of the search, up to 92 days after its start; null for two weeks."),
        ] = None,
        minutes: Annotated[
            int | None, strawberry.argument(description="Length of the meeting in minutes; null for an hour (MEN-2).")
        ] = None,
        per_day: Annotated[
            int | None,
            strawberry.argument(description="Greatest number of times on one day, spread over it; null for all."),
        ] = None,
    ) -> Connection[CommonTime] | None:
        search = TimeSearch.of(
            info.context.now(), since, until, DEFAULT_MINUTES if minutes is None else minutes, per_day
        )
        if not self._shows("commonTimes") or len((pair := await self._pair(info)).hours) < 2:
            return None
        engagements = await engagements_of(info.context, self.identity, search)
        calendar = await info.context.state_calendar()
        return search.connection(pair.hours, engagements, calendar, page)

    def _shows(self, field: str) -> bool:
        """REQ-3: the two know each other's applications from the request to the end."""
        return self.state in (State.REQUESTED, State.ACTIVE) and self.access.allows(field)

    async def _pair(self, info: Info) -> PairRow:
        return await pair_of(info.context, self.identity)

    @strawberry.field(
        description="The mentee's application; null unless the viewer is a mentor with an open request or mentorship "
        "(REQ-3)."
    )
    async def mentee_application(self, info: Info) -> Application | None:
        context = info.context

        async def load(people: list[PersonId]) -> list[Application | None]:
            actor, reference = (await context.viewer()).actor, await context.reference()
            rows = await context.read(lambda queries: queries.mentee_applications(actor, people))
            return [Application.of(rows[each], actor, reference) if each in rows else None for each in people]

        if not self.access.allows("menteeApplication"):
            return None
        return await context.loader("mentee_applications", load).load(self.mentee_id)

    @connection_field("Meetings of the mentorship, newest first; null to anyone but the two people.")
    async def meetings(self, info: Info, page: PageRequest) -> Connection[Meeting] | None:
        context = info.context

        async def load(mentorships: list[MentorshipId]) -> list[Connection[Meeting]]:
            actor = (await context.viewer()).actor
            pages = await context.read(lambda queries: queries.meetings(actor, mentorships, page))
            return [connection(pages[each], lambda row: Meeting.of(row, actor.person)) for each in mentorships]

        if not self.access.allows("meetings"):
            return None
        return await context.loader(("meetings", page), load).load(self.identity)

    @strawberry.field(
        description="The viewer's own survey of the mentorship, once it has ended (SUR-1); null otherwise."
    )
    async def survey(self, info: Info) -> Survey | None:
        context = info.context

        async def load(keys: list[tuple[MentorshipId, ApplicationKind]]) -> list[Survey | None]:
            actor, reference = (await context.viewer()).actor, await context.reference()
            rows = await context.read(lambda queries: queries.surveys_by_id(actor, keys))
            return [Survey.of(rows[key], reference) if key in rows else None for key in keys]

        if self.side is None:
            return None
        return await context.loader("surveys", load).load((self.identity, self.side))

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        context, row = info.context, self.row
        actor, mentor, mentee = (await context.viewer()).actor, Participant(row.mentor.id), None
        if row.state is State.REQUESTED and self.side is ApplicationKind.MENTOR:
            mentor, mentee = await viewer_participant(context), await participant(context, row.mentee.id)
        mentee = mentee or Participant(row.mentee.id)
        proposals = await open_proposals(context, row.id)
        steps = mentorship_steps(
            mentorship_of(row), actor.person, mentor=mentor, mentee=mentee, open_proposals=proposals
        )
        return viewer_actions(relations_to_mentorship(actor, mentor=row.mentor.id, mentee=row.mentee.id), steps, only)

    @connection_field("Events of the mentorship, oldest first.")
    async def timeline(self, info: Info, page: PageRequest) -> Connection[TimelineEntry]:
        return await timeline(info.context, "mentorship", self.identity, page)


async def _mentorship_row(context: Context, identity: MentorshipId) -> MentorshipRow:
    """Of one that the viewer may see."""

    async def load(keys: list[MentorshipId]) -> list[MentorshipRow]:
        actor = (await context.viewer()).actor
        found = await context.read(lambda queries: queries.mentorships_by_id(actor, keys))
        return [found[key] for key in keys]

    return await context.loader("mentorships", load).load(identity)


async def mentorship_by_id(context: Context, identity: MentorshipId) -> Mentorship:
    """One that the viewer may see; one statement for all of an operation."""
    row = await _mentorship_row(context, identity)
    return Mentorship.of(row, (await context.viewer()).actor, await context.reference())


def _assignee(row: MentorshipRow, reference: Reference) -> Assignee | None:
    if row.state is not State.REQUESTED:
        return None
    return Assignee(role=AssigneeRole.MENTOR, person=Person.of(row.mentor, reference), since=row.held_since)


@strawberry.type(description="A number of meetings held, and how long they took.")
class HoursTotal:
    meetings: int = strawberry.field(description="Number of meetings held.")
    minutes: int = strawberry.field(description="Total minutes of these meetings.")

    @classmethod
    def of(cls, total: rows.HoursTotal) -> "HoursTotal":
        return cls(meetings=total.meetings, minutes=total.minutes)


@strawberry.type(description="Meetings held in one mentorship within a period.")
class HoursOfMentorship:
    role: MentorshipRole = strawberry.field(description="Role of the person in the mentorship.")
    other: Person = strawberry.field(description="The mentoring partner.")
    confirmed: HoursTotal = strawberry.field(description="Meetings whose hours the partner confirmed.")
    unconfirmed: HoursTotal = strawberry.field(description="Meetings that only one of the two has logged.")

    @classmethod
    def of(cls, row: HoursRow, reference: Reference) -> "HoursOfMentorship":
        return cls(
            role=MentorshipRole.of(row.side),
            other=Person.of(row.other, reference),
            confirmed=HoursTotal.of(row.confirmed),
            unconfirmed=HoursTotal.of(row.unconfirmed),
        )


@strawberry.type(description="A statement of hours for the Leadership Development Rule (MEN-4).")
class StatementOfHours:
    person: Person = strawberry.field(description="The team member the statement is about.")
    since: date = strawberry.field(description="First day counted, in Central time.")
    until: date = strawberry.field(description="Last day counted, in Central time.")
    mentorships: list[HoursOfMentorship] = strawberry.field(
        description="Hours by mentorship, for those with meetings held in the period."
    )
    confirmed: HoursTotal = strawberry.field(description="All meetings whose hours the partner confirmed.")
    unconfirmed: HoursTotal = strawberry.field(
        description="All meetings that only one of the two has logged; they are shown apart (MEN-4)."
    )
    notice: str = strawberry.field(description="Notice of who decides whether the hours count.")
    person_id: strawberry.Private[PersonId]

    @connection_field("Single meetings held in the period, oldest first.")
    async def meetings(
        self,
        info: Info,
        page: PageRequest,
        confirmed: Annotated[
            bool | None,
            strawberry.argument(
                description="Filter: true for meetings whose hours the partner confirmed only, false for the others "
                "only."
            ),
        ] = None,
    ) -> Connection[Meeting]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.held_meetings(self.person_id, self.since, self.until, confirmed, page),
            lambda row, actor, reference: Meeting.of(row, actor.person),
        )


async def find_mentorship(info: Info, identity: str) -> Mentorship | None:
    """The mentorship as it is now, if the viewer may see it."""
    actor, key = (await info.context.viewer()).actor, MentorshipId(identity)
    rows = await info.context.read(lambda queries: queries.mentorships_by_id(actor, [key]))
    return Mentorship.of(rows[key], actor, await info.context.reference()) if key in rows else None


async def find_meeting(info: Info, identity: str) -> Meeting | None:
    """The meeting as it is now, if the viewer may see it."""
    actor, key = (await info.context.viewer()).actor, MeetingId(identity)
    rows = await info.context.read(lambda queries: queries.meetings_by_id(actor, [key]))
    return Meeting.of(rows[key], actor.person) if key in rows else None

"""The signed-in person and all that is theirs."""

from datetime import date
from enum import Enum
from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.queries import (
    ApplicationFilter,
    ApplicationList,
    MentorshipFilter,
    MentorshipList,
    SurveyList,
)
from moments.application.queries.rows import ViewerRow
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.kind import ApplicationKind
from moments.edge.errors import ClientError
from moments.graphql.applications.types import Application
from moments.graphql.dashboards.application_form import ApplicationForm
from moments.graphql.dashboards.dashboards import AdministratorDashboard, OfficeDashboard, SupervisorDashboard
from moments.graphql.matching.suggestions import SuggestionList, suggestion_list
from moments.graphql.mentorships.types import HoursOfMentorship, Mentorship, StatementOfHours
from moments.graphql.participants.reminders import ReminderSetting, reminder_settings
from moments.graphql.participants.types import Department, Participant, Person
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.filters import MentorshipStates
from moments.graphql.shared.pages import Connection
from moments.graphql.surveys.types import Survey, conduct_notice

HOURS_NOTICE = (
    "Your department's leadership decides whether and how many of these hours count towards the Leadership "
    "Development Rule. Show them this statement."
)


@strawberry.enum(description="What somebody is in the program; one may be several.")
class Role(Enum):
    MENTOR = "mentor"
    MENTEE = "mentee"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    PROGRAM_OFFICE = "program_office"


def roles(row: ViewerRow) -> list[Role]:
    held = {
        Role.MENTOR: row.participant.mentor_approved,
        Role.MENTEE: row.participant.mentee_approved,
        Role.SUPERVISOR: row.supervises,
        Role.ADMINISTRATOR: bool(row.actor.departments),
        Role.PROGRAM_OFFICE: row.actor.office,
    }
    return [role for role, holds in held.items() if holds]


@strawberry.type(description="The signed-in person and all that is theirs.")
class Viewer:
    row: strawberry.Private[ViewerRow]
    person: Person = strawberry.field(description="Who they are.")
    participant: Participant = strawberry.field(description="Their part in the program.")
    roles: list[Role] = strawberry.field(description="What they are in it.")

    @classmethod
    async def signed_in(cls, info: Info) -> "Viewer":
        row, reference = await info.context.viewer(), await info.context.reference()
        return cls(
            row=row,
            person=Person.of(row.participant.person, reference),
            participant=Participant.of(row.participant, row.actor, reference),
            roles=roles(row),
        )

    @strawberry.field(description="What free text about people is not for, and whom to tell instead (MEN-6).")
    def conduct_notice(self) -> str:
        return conduct_notice(self.person.department.hr_contact)

    @strawberry.field(description="The form as it comes filled in (APP-2).")
    async def application_form(
        self, info: Info, kind: Annotated[ApplicationKind, strawberry.argument(description="Kind of application.")]
    ) -> ApplicationForm:
        person, context = self.row.participant.person, info.context
        boss = person.supervisor
        found = await context.read(lambda queries: queries.people([boss])) if boss else {}
        supervisor = found.get(boss) if boss else None
        return ApplicationForm.of(kind, person, supervisor, await context.reference(), context.contact)

    @connection_field("The viewer's own, oldest first (APP-1).")
    async def applications(self, info: Info, page: PageRequest) -> Connection[Application]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.applications(actor, ApplicationFilter(ApplicationList.OWN), page),
            Application.of,
        )

    @strawberry.field(description="Of the last matching run that has one for the viewer; null before that (MAT-4).")
    async def suggestion_list(self, info: Info) -> SuggestionList | None:
        return await suggestion_list(info.context)

    @connection_field("As a mentee: what nobody has answered, newest first.")
    async def requests_made(self, info: Info, page: PageRequest) -> Connection[Mentorship]:
        criteria = MentorshipFilter(MentorshipList.AS_MENTEE, frozenset({MentorshipState.REQUESTED}))
        return await _mentorships(info, criteria, page)

    @connection_field("As a mentor: what waits for the viewer's answer, newest first.")
    async def requests_received(self, info: Info, page: PageRequest) -> Connection[Mentorship]:
        criteria = MentorshipFilter(MentorshipList.AS_MENTOR, frozenset({MentorshipState.REQUESTED}))
        return await _mentorships(info, criteria, page)

    @connection_field("In one role, of these states (all when none is given), newest request first.")
    async def mentorships(
        self,
        info: Info,
        page: PageRequest,
        role: Annotated[ApplicationKind, strawberry.argument(description="The viewer's role in them.")],
        states: MentorshipStates = None,
    ) -> Connection[Mentorship]:
        which = MentorshipList.AS_MENTOR if role is ApplicationKind.MENTOR else MentorshipList.AS_MENTEE
        return await _mentorships(info, MentorshipFilter(which, frozenset(states or ())), page)

    @connection_field("Surveys the viewer has not answered, oldest first (SUR-1).")
    async def surveys_due(self, info: Info, page: PageRequest) -> Connection[Survey]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.surveys(actor, SurveyList.DUE, page),
            lambda row, actor, reference: Survey.of(row, reference),
        )

    @strawberry.field(description="The meetings held from one day to another, both included (MEN-4).")
    async def statement_of_hours(
        self,
        info: Info,
        since: Annotated[date, strawberry.argument(description="First day counted.")],
        until: Annotated[date, strawberry.argument(description="Last day counted.")],
    ) -> StatementOfHours:
        if until < since:
            raise ClientError("`until` must not be before `since`.")
        me = self.row.participant.person.id
        rows = await info.context.read(lambda queries: queries.hours(me, since, until))
        reference = await info.context.reference()
        return StatementOfHours(
            person=self.person,
            since=since,
            until=until,
            mentorships=[HoursOfMentorship.of(row, reference) for row in rows],
            meetings=sum(row.meetings for row in rows),
            minutes=sum(row.minutes for row in rows),
            notice=HOURS_NOTICE,
        )

    @strawberry.field(description="The reminders there are, and which of them the viewer does without.")
    async def reminders(self, info: Info) -> list[ReminderSetting]:
        return await reminder_settings(info)

    @strawberry.field(description="For a supervisor; null to others.")
    def supervisor_dashboard(self) -> SupervisorDashboard | None:
        return SupervisorDashboard() if self.row.supervises else None

    @strawberry.field(description="For a department's administrator; null to others.")
    async def administrator_dashboard(self, info: Info) -> AdministratorDashboard | None:
        if not self.row.actor.departments:
            return None
        reference = await info.context.reference()
        mine = [reference.departments[code] for code in sorted(self.row.actor.departments)]
        return AdministratorDashboard(departments=[Department.of(each) for each in mine])

    @strawberry.field(description="For the program office; null to others.")
    def office_dashboard(self) -> OfficeDashboard | None:
        return OfficeDashboard() if self.row.actor.office else None


async def _mentorships(info: Info, criteria: MentorshipFilter, page: PageRequest) -> Connection[Mentorship]:
    return await resolve_connection(
        info,
        page,
        lambda queries, actor, page: queries.mentorships(actor, criteria, page),
        Mentorship.of,
    )

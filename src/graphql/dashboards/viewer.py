"""The signed-in person and everything that belongs to them."""

from datetime import date
from enum import Enum
from typing import Annotated

import strawberry

from moments.application.actions.applications import SIGNED_IN_STEPS, own_steps, start_steps
from moments.application.actions.program import OFFICE_STEPS
from moments.application.queries import rows as query_rows
from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    MentorshipFilter,
    MentorshipList,
    SurveyFilter,
    SurveyList,
)
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import ViewerRow
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.kind import ApplicationKind
from moments.edge.errors import ClientError
from moments.graphql.applications.types import Application
from moments.graphql.dashboards.application_form import ApplicationForm
from moments.graphql.dashboards.dashboards import AdministratorDashboard, SupervisorDashboard
from moments.graphql.dashboards.next_steps import NextStep, ViewerCounts, next_steps, viewer_counts
from moments.graphql.dashboards.office import OfficeDashboard
from moments.graphql.live import cursors
from moments.graphql.live.start import current_position
from moments.graphql.matching.suggestions import SuggestionList, suggestion_list
from moments.graphql.mentorships.types import HoursOfMentorship, HoursTotal, Mentorship, StatementOfHours
from moments.graphql.participants.participant import Participant
from moments.graphql.participants.reminders import Reminders, find_reminders
from moments.graphql.participants.types import Department, Person
from moments.graphql.sessions.types import Session, current_session, own_sessions
from moments.graphql.shared import ids
from moments.graphql.shared.acting import own_applications, viewer_participant
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.filters import MentorshipStates
from moments.graphql.shared.mentorship_role import MentorshipRole
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions
from moments.graphql.surveys.types import Survey, conduct_notice

HOURS_NOTICE = (
    "Your department's leadership decides whether and how many of these hours count towards the Leadership "
    "Development Rule. Show them this statement."
)


class Role(Enum):
    MENTOR = "mentor"
    MENTEE = "mentee"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    PROGRAM_OFFICE = "program_office"


described_enum(
    Role,
    description="Role of a person in the program; a person can have several.",
    values={
        Role.MENTOR: "A mentor, by an approved application.",
        Role.MENTEE: "A mentee, by an approved application.",
        Role.SUPERVISOR: "A supervisor of other team members in the directory.",
        Role.ADMINISTRATOR: "A MOMENTS administrator of a department.",
        Role.PROGRAM_OFFICE: "A member of the program office.",
    },
)


def roles(row: ViewerRow) -> list[Role]:
    held = {
        Role.MENTOR: row.participant.mentor_approved,
        Role.MENTEE: row.participant.mentee_approved,
        Role.SUPERVISOR: row.supervises,
        Role.ADMINISTRATOR: bool(row.actor.departments),
        Role.PROGRAM_OFFICE: row.actor.office,
    }
    return [role for role, holds in held.items() if holds]


@strawberry.type(description="The signed-in person and everything that belongs to them.")
class Viewer(Node):
    row: strawberry.Private[ViewerRow]
    person: Person = strawberry.field(description="The signed-in team member.")
    participant: Participant = strawberry.field(description="The viewer as a participant of the program.")
    roles: list[Role] = strawberry.field(description="Roles of the viewer in the program.")

    @classmethod
    async def signed_in(cls, context: Context) -> "Viewer":
        row, reference = await context.viewer(), await context.reference()
        return cls(
            id=ids.encode("Viewer", row.actor.person),
            row=row,
            person=Person.of(row.participant.person, reference),
            participant=Participant.of(row.participant, row.actor, reference),
            roles=roles(row),
        )

    @strawberry.field(
        description="Notice of what must not be reported in free text about people, and whom to contact instead "
        "(MEN-6)."
    )
    def conduct_notice(self) -> str:
        return conduct_notice(self.person.department.hr_contact_text)

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        own = await own_applications(info.context)
        steps = {
            **start_steps(own, *ApplicationKind),
            **own_steps(await viewer_participant(info.context), own),
            **SIGNED_IN_STEPS,
            **OFFICE_STEPS,
        }
        return viewer_actions(self.row.actor.relations(), steps, only)

    @strawberry.field(description="The application form, filled in from the directory (APP-2).")
    async def application_form(
        self,
        info: Info,
        kind: Annotated[ApplicationKind, strawberry.argument(description="Kind of application: mentor or mentee.")],
    ) -> ApplicationForm:
        person, context = self.row.participant.person, info.context
        boss = person.supervisor
        found = await context.read(lambda queries: queries.people([boss])) if boss else {}
        supervisor = found.get(boss) if boss else None
        return ApplicationForm.of(kind, person, supervisor, await context.reference(), context.contact)

    @connection_field("The viewer's own applications, oldest first (APP-1).")
    async def applications(self, info: Info, page: PageRequest) -> Connection[Application]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.applications(actor, ApplicationFilter(ApplicationList.OWN), page),
            Application.of,
        )

    @strawberry.field(
        description="The viewer's list from the latest matching run that has one; null before the first (MAT-4)."
    )
    async def suggestion_list(self, info: Info) -> SuggestionList | None:
        return await suggestion_list(info.context)

    @connection_field("The viewer's unanswered requests as a mentee, newest first.")
    async def requests_made(self, info: Info, page: PageRequest) -> Connection[Mentorship]:
        criteria = MentorshipFilter(MentorshipList.AS_MENTEE, frozenset({MentorshipState.REQUESTED}))
        return await _mentorships(info, criteria, page)

    @connection_field("Unanswered requests to the viewer as a mentor, newest first.")
    async def requests_received(self, info: Info, page: PageRequest) -> Connection[Mentorship]:
        criteria = MentorshipFilter(MentorshipList.AS_MENTOR, frozenset({MentorshipState.REQUESTED}))
        return await _mentorships(info, criteria, page)

    @connection_field(
        "The viewer's mentorships in one role and in the given states (all states if none is given), newest"
        " request first."
    )
    async def mentorships(
        self,
        info: Info,
        page: PageRequest,
        role: Annotated[
            MentorshipRole, strawberry.argument(description="Filter: the viewer's role in the mentorships.")
        ],
        states: MentorshipStates = None,
    ) -> Connection[Mentorship]:
        which = MentorshipList.AS_MENTOR if role is MentorshipRole.MENTOR else MentorshipList.AS_MENTEE
        return await _mentorships(info, MentorshipFilter(which, frozenset(states or ())), page)

    @strawberry.field(
        description="What the viewer can do next, over all roles: first what others wait for. Empty if nothing waits."
    )
    async def next_steps(self, info: Info) -> list[NextStep]:
        return await next_steps(info.context)

    @strawberry.field(
        description="Current position in the event stream, as `Query.liveCursor`, for an operation that also answers "
        "those who are not signed in."
    )
    async def live_cursor(self, info: Info) -> str:
        return cursors.encode(await current_position(info.context))

    @strawberry.field(description="Number of things that wait for the viewer, for the site's navigation.")
    async def counts(self, info: Info) -> ViewerCounts:
        return await viewer_counts(info.context)

    @connection_field("Surveys that the viewer has not answered, oldest first (SUR-1).")
    async def surveys_due(self, info: Info, page: PageRequest) -> Connection[Survey]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.surveys(actor, SurveyFilter(SurveyList.DUE), page),
            lambda row, actor, reference: Survey.of(row, reference),
        )

    @strawberry.field(
        description="The viewer's statement of hours: meetings held in a period, both days included (MEN-4)."
    )
    async def statement_of_hours(
        self,
        info: Info,
        since: Annotated[date, strawberry.argument(description="First day counted, in Central time.")],
        until: Annotated[date, strawberry.argument(description="Last day counted, in Central time.")],
    ) -> StatementOfHours:
        if until < since:
            raise ClientError("`until` is before `since`. Choose a later `until`.")
        me = self.row.participant.person.id
        rows = await info.context.read(lambda queries: queries.hours(me, since, until))
        reference = await info.context.reference()
        return StatementOfHours(
            person=self.person,
            since=since,
            until=until,
            mentorships=[HoursOfMentorship.of(row, reference) for row in rows],
            confirmed=HoursTotal.of(sum((row.confirmed for row in rows), query_rows.HoursTotal())),
            unconfirmed=HoursTotal.of(sum((row.unconfirmed for row in rows), query_rows.HoursTotal())),
            person_id=me,
            notice=HOURS_NOTICE,
        )

    @strawberry.field(description="The optional reminders by email, and which of them the viewer has turned off.")
    async def reminders(self, info: Info) -> Reminders:
        return await find_reminders(info)

    @strawberry.field(description="The browsers in which the viewer is signed in, the last used first; at most 20.")
    async def sessions(self, info: Info) -> list[Session]:
        return list(await own_sessions(info.context))

    @strawberry.field(
        description="The session that this request belongs to, with its end; null for a viewer signed in by a token."
    )
    async def session(self, info: Info) -> Session | None:
        return await current_session(info)

    @strawberry.field(description="Dashboard of a supervisor; null if the viewer is not a supervisor.")
    def supervisor_dashboard(self) -> SupervisorDashboard | None:
        return SupervisorDashboard() if self.row.supervises else None

    @strawberry.field(description="Dashboard of an administrator; null if the viewer administers no department.")
    async def administrator_dashboard(self, info: Info) -> AdministratorDashboard | None:
        if not self.row.actor.departments:
            return None
        reference = await info.context.reference()
        mine = [reference.departments[code] for code in sorted(self.row.actor.departments)]
        return AdministratorDashboard(departments=[Department.of(each) for each in mine])

    @strawberry.field(description="Dashboard of the program office; null if the viewer is not in the office.")
    def office_dashboard(self) -> OfficeDashboard | None:
        return OfficeDashboard() if self.row.actor.office else None


async def _mentorships(info: Info, criteria: MentorshipFilter, page: PageRequest) -> Connection[Mentorship]:
    return await resolve_connection(
        info,
        page,
        lambda queries, actor, page: queries.mentorships(actor, criteria, page),
        Mentorship.of,
    )

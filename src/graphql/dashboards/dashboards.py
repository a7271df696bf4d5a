"""The lists of the supervisor's, the administrator's and the program office's dashboards (WEB-2)."""

from typing import Annotated

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.queries import (
    ApplicationFilter,
    ApplicationList,
    MentorshipFilter,
    MentorshipList,
    ParticipantFilter,
    SurveyList,
)
from moments.domain.shared.ids import DepartmentCode
from moments.graphql.applications.types import Application
from moments.graphql.email.dashboard import EmailDashboard
from moments.graphql.matching.dashboard import MatchingDashboard
from moments.graphql.mentorships.types import Mentorship
from moments.graphql.participants.types import Department, Participant, Person, SignInBinding
from moments.graphql.program.cycle_dashboard import CycleDashboard
from moments.graphql.shared import filters, ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.timeline import TimelineEntry
from moments.graphql.surveys.types import Survey

Suspended = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for suspended participants only, false for the others only (ELIG-4)."
    ),
]
HasSuspendedSide = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for active mentorships with a suspended participant only, false for the others only."
    ),
]


async def _applications(info: Info, criteria: ApplicationFilter, page: PageRequest) -> Connection[Application]:
    return await resolve_connection(
        info,
        page,
        lambda queries, actor, page: queries.applications(actor, criteria, page),
        Application.of,
    )


def _department(identity: strawberry.ID | None) -> DepartmentCode | None:
    return None if identity is None else DepartmentCode(ids.identity_of("Department", identity))


@strawberry.type(description="Dashboard of a supervisor: applications to decide and decisions made.")
class SupervisorDashboard:
    @connection_field("Applications that wait for the viewer's decision, longest held first.")
    async def queue(self, info: Info, page: PageRequest) -> Connection[Application]:
        return await _applications(info, ApplicationFilter(ApplicationList.QUEUE), page)

    @connection_field("Applications decided in lieu of the viewer and not yet marked as seen (APR-5).")
    async def decided_in_lieu(self, info: Info, page: PageRequest) -> Connection[Application]:
        return await _applications(info, ApplicationFilter(ApplicationList.IN_LIEU), page)

    @connection_field("Decided applications that were routed to the viewer, newest first.")
    async def decided(self, info: Info, page: PageRequest) -> Connection[Application]:
        return await _applications(info, ApplicationFilter(ApplicationList.DECIDED), page)


@strawberry.type(description="Dashboard of a department's administrator: the departments' applications.")
class AdministratorDashboard:
    departments: list[Department] = strawberry.field(description="Departments that the viewer administers.")

    @connection_field("Submitted applications in the viewer's departments, longest held first (APR-7).")
    async def queue(
        self, info: Info, page: PageRequest, department: filters.Department = None, rerouted: filters.Rerouted = None
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.DEPARTMENT_QUEUE, department=_department(department), rerouted=rerouted
        )
        return await _applications(info, criteria, page)

    @connection_field("Submitted and decided applications in the viewer's departments, newest first.")
    async def applications(
        self,
        info: Info,
        page: PageRequest,
        department: filters.Department = None,
        states: filters.ApplicationStates = None,
        kind: filters.Kind = None,
        rerouted: filters.Rerouted = None,
        name: filters.Name = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.DEPARTMENT,
            kinds=frozenset([kind] if kind else ()),
            states=frozenset(states or ()),
            department=_department(department),
            rerouted=rerouted,
            name=name,
        )
        return await _applications(info, criteria, page)


@strawberry.type(
    description="Dashboard of the program office: participants, applications, mentorships, surveys, emails, cycles "
    "and matching."
)
class OfficeDashboard(CycleDashboard, EmailDashboard, MatchingDashboard):
    @connection_field("Everyone who has applied, by name.")
    async def participants(
        self,
        info: Info,
        page: PageRequest,
        role: filters.Kind = None,
        suspended: Suspended = None,
        department: filters.Department = None,
        name: filters.Name = None,
    ) -> Connection[Participant]:
        criteria = ParticipantFilter(role=role, suspended=suspended, department=_department(department), name=name)
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.participants(actor, criteria, page),
            Participant.of,
        )

    @connection_field("All applications that were ever submitted, newest first.")
    async def applications(
        self,
        info: Info,
        page: PageRequest,
        states: filters.ApplicationStates = None,
        kind: filters.Kind = None,
        department: filters.Department = None,
        rerouted: filters.Rerouted = None,
        name: filters.Name = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.ALL,
            kinds=frozenset([kind] if kind else ()),
            states=frozenset(states or ()),
            department=_department(department),
            rerouted=rerouted,
            name=name,
        )
        return await _applications(info, criteria, page)

    @connection_field("Requests and mentorships, newest first.")
    async def mentorships(
        self,
        info: Info,
        page: PageRequest,
        states: filters.MentorshipStates = None,
        department: filters.Department = None,
        has_suspended_side: HasSuspendedSide = None,
    ) -> Connection[Mentorship]:
        criteria = MentorshipFilter(
            MentorshipList.ALL,
            states=frozenset(states or ()),
            department=_department(department),
            has_suspended_side=has_suspended_side,
        )
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.mentorships(actor, criteria, page),
            Mentorship.of,
        )

    @connection_field("Answered surveys, newest answer first (SUR-4).")
    async def surveys(self, info: Info, page: PageRequest) -> Connection[Survey]:
        return await _surveys(info, SurveyList.SUBMITTED, page)

    @connection_field("Surveys that ask for contact by the office and have not been followed up, oldest first (SUR-4).")
    async def follow_ups(self, info: Info, page: PageRequest) -> Connection[Survey]:
        return await _surveys(info, SurveyList.FOLLOW_UPS, page)

    @connection_field("Team members in the program office, by name.")
    async def members(self, info: Info, page: PageRequest) -> Connection[Person]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.office_members(page),
            lambda row, actor, reference: Person.of(row, reference),
        )

    @connection_field("Accounts at the identity provider that people are bound to, by the person's name (DIR-5).")
    async def sign_ins(self, info: Info, page: PageRequest, name: filters.Name = None) -> Connection[SignInBinding]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.sign_ins(name, page),
            lambda row, actor, reference: SignInBinding.of(row, reference),
        )

    @connection_field("All events of the program, newest first.")
    async def audit(self, info: Info, page: PageRequest) -> Connection[TimelineEntry]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.audit(page),
            lambda row, actor, reference: TimelineEntry.of(row, reference),
        )


async def _surveys(info: Info, which: SurveyList, page: PageRequest) -> Connection[Survey]:
    return await resolve_connection(
        info,
        page,
        lambda queries, actor, page: queries.surveys(actor, which, page),
        lambda row, actor, reference: Survey.of(row, reference),
    )

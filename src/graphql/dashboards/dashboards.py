"""The lists of the supervisor's, the administrator's and the program office's dashboards (WEB-2)."""

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.queries import (
    ApplicationFilter,
    ApplicationList,
)
from moments.graphql.applications.types import Application
from moments.graphql.dashboards.denial import DenialAdvice
from moments.graphql.participants.types import Department
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection


async def _applications(info: Info, criteria: ApplicationFilter, page: PageRequest) -> Connection[Application]:
    return await resolve_connection(
        info,
        page,
        lambda queries, actor, page: queries.applications(actor, criteria, page),
        Application.of,
    )


@strawberry.type(description="Dashboard of a supervisor: applications to decide and decisions made.")
class SupervisorDashboard(DenialAdvice):
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
class AdministratorDashboard(DenialAdvice):
    departments: list[Department] = strawberry.field(description="Departments that the viewer administers.")

    @connection_field("Submitted applications in the viewer's departments, longest held first (APR-7).")
    async def queue(
        self,
        info: Info,
        page: PageRequest,
        department: filters.Department = None,
        rerouted: filters.Rerouted = None,
        unexplained: filters.Unexplained = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.DEPARTMENT_QUEUE,
            department=filters.department_of(department),
            rerouted=rerouted,
            unexplained=unexplained,
            today=info.context.today(),
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
        unexplained: filters.Unexplained = None,
        name: filters.Name = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.DEPARTMENT,
            kinds=frozenset([kind] if kind else ()),
            states=frozenset(states or ()),
            department=filters.department_of(department),
            rerouted=rerouted,
            unexplained=unexplained,
            today=info.context.today(),
            name=name,
        )
        return await _applications(info, criteria, page)

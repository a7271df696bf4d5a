"""The lists of the supervisor's, the administrator's and the program office's dashboards (WEB-2)."""

from typing import Annotated

import strawberry

from moments.application.queries.filters import ApplicationFilter, ApplicationList, ParticipantFilter, ParticipantList
from moments.application.queries.paging import PageRequest
from moments.domain.applications.decision import Outcome
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.applications.types import Application
from moments.graphql.dashboards.denial import DenialAdvice
from moments.graphql.dashboards.figures import DepartmentParticipation
from moments.graphql.dashboards.queue_groups import QueueGroup
from moments.graphql.participants.participant import Participant
from moments.graphql.participants.types import Department
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection

HasRole = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for people who are approved in a role only, false for the others only."
    ),
]
DecidedAs = Annotated[Outcome | None, strawberry.argument(description="Filter: decisions with this outcome only.")]
InLieu = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for decisions that an administrator made in lieu of the supervisor only, false for "
        "the others only (APR-4)."
    ),
]
SupervisorFilter = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Filter: ID of the supervisor to whom the applications are routed."),
]
_STATE_AFTER = {Outcome.APPROVED: ApplicationState.APPROVED, Outcome.DENIED: ApplicationState.DENIED}


def _only(kind: ApplicationKind | None) -> frozenset[ApplicationKind]:
    return frozenset([kind] if kind else ())


async def _people(info: Info, criteria: ParticipantFilter, page: PageRequest) -> Connection[Participant]:
    return await resolve_connection(
        info,
        page,
        lambda queries, actor, page: queries.participants(actor, criteria, page),
        Participant.of,
    )


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
    async def queue(
        self, info: Info, page: PageRequest, kind: filters.Kind = None, name: filters.Name = None
    ) -> Connection[Application]:
        criteria = ApplicationFilter(ApplicationList.QUEUE, kinds=_only(kind), name=name)
        return await _applications(info, criteria, page)

    @connection_field("Applications decided in lieu of the viewer and not yet marked as seen (APR-5).")
    async def decided_in_lieu(self, info: Info, page: PageRequest) -> Connection[Application]:
        return await _applications(info, ApplicationFilter(ApplicationList.IN_LIEU), page)

    @connection_field("Decided applications that were routed to the viewer, newest first.")
    async def decided(
        self,
        info: Info,
        page: PageRequest,
        outcome: DecidedAs = None,
        kind: filters.Kind = None,
        in_lieu: InLieu = None,
        name: filters.Name = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.DECIDED,
            kinds=_only(kind),
            states=frozenset([_STATE_AFTER[outcome]] if outcome else ()),
            in_lieu=in_lieu,
            name=name,
        )
        return await _applications(info, criteria, page)

    @connection_field(
        "Everyone who reports to the viewer by the directory, by name. Most have never applied; their `standing` is "
        "null."
    )
    async def team(
        self,
        info: Info,
        page: PageRequest,
        takes_part: HasRole = None,
        role: filters.InRole = None,
        name: filters.Name = None,
    ) -> Connection[Participant]:
        return await _people(
            info, ParticipantFilter(ParticipantList.TEAM, takes_part, role and role.side, name=name), page
        )


@strawberry.type(description="Dashboard of a department's administrator: the departments' applications.")
class AdministratorDashboard(DenialAdvice):
    departments: list[Department] = strawberry.field(description="Departments that the viewer administers.")

    @connection_field("Submitted applications in the viewer's departments, longest held first (APR-7).")
    async def queue(
        self,
        info: Info,
        page: PageRequest,
        department: filters.Department = None,
        supervisor: SupervisorFilter = None,
        kind: filters.Kind = None,
        rerouted: filters.Rerouted = None,
        unexplained: filters.Unexplained = None,
        name: filters.Name = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.DEPARTMENT_QUEUE,
            kinds=_only(kind),
            department=await filters.department_of(info, department),
            rerouted=rerouted,
            unexplained=unexplained,
            today=info.context.today(),
            name=name,
            supervisor=filters.person_of(supervisor),
        )
        return await _applications(info, criteria, page)

    @connection_field(
        "The queue by supervisor: first those on an extended leave, then those with whom an application waits longest."
    )
    async def queue_by_supervisor(
        self, info: Info, page: PageRequest, department: filters.Department = None
    ) -> Connection[QueueGroup]:
        code, today = await filters.department_of(info, department), info.context.today()
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.queue_groups(actor, code, today, page),
            lambda row, actor, reference: QueueGroup.of(row, code, reference),
        )

    @connection_field("Everyone in the viewer's departments who has applied, by name.")
    async def participants(
        self,
        info: Info,
        page: PageRequest,
        department: filters.Department = None,
        takes_part: HasRole = None,
        role: filters.InRole = None,
        suspended: filters.Suspended = None,
        name: filters.Name = None,
    ) -> Connection[Participant]:
        criteria = ParticipantFilter(
            ParticipantList.DEPARTMENTS,
            takes_part,
            role and role.side,
            suspended=suspended,
            department=await filters.department_of(info, department),
            name=name,
        )
        return await _people(info, criteria, page)

    @strawberry.field(
        description="Mentors and mentees of each of the viewer's departments, with the same small groups hidden as in "
        "the office's figures."
    )
    async def participation(self, info: Info) -> list[DepartmentParticipation]:
        reference = await info.context.reference()
        found = await info.context.read(lambda queries: queries.participation_by_department())
        ours = {each.code for each in self.departments}
        return [
            DepartmentParticipation.of(each, Department.of(reference.departments[each.department]))
            for each in found.departments
            if each.department in ours
        ]

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
        supervisor: SupervisorFilter = None,
        in_lieu: InLieu = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.DEPARTMENT,
            supervisor=filters.person_of(supervisor),
            in_lieu=in_lieu,
            kinds=_only(kind),
            states=frozenset(states or ()),
            department=await filters.department_of(info, department),
            rerouted=rerouted,
            unexplained=unexplained,
            today=info.context.today(),
            name=name,
        )
        return await _applications(info, criteria, page)

"""The program office's dashboard: every list of the program, with its filters."""

from typing import Annotated

import strawberry

from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    MentorshipFilter,
    MentorshipList,
    ParticipantFilter,
    ParticipantOrder,
    Period,
    SurveyFilter,
    SurveyList,
    TimeOrder,
)
from moments.application.queries.paging import PageRequest
from moments.graphql.applications.types import Application
from moments.graphql.dashboards.audit import AuditDashboard
from moments.graphql.dashboards.figures import FiguresDashboard
from moments.graphql.dashboards.private_reads import PrivateReadsDashboard
from moments.graphql.email.dashboard import EmailDashboard
from moments.graphql.imports.renumberings import RenumberingDashboard
from moments.graphql.imports.types import ImportDashboard
from moments.graphql.matching.dashboard import MatchingDashboard
from moments.graphql.matching.mentee_list import MenteeList, mentee_list
from moments.graphql.mentorships.types import Mentorship
from moments.graphql.participants.participant import Participant
from moments.graphql.participants.types import Person, SignInBinding
from moments.graphql.program.cycle_dashboard import CycleDashboard
from moments.graphql.shared import filters
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.pages import Connection
from moments.graphql.surveys.types import Survey

Available = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for participants who accept new requests only, false for the others only (CAP-3)."
    ),
]
HasSuspendedSide = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for active mentorships with a suspended participant only, false for the others only."
    ),
]
Search = Annotated[str, strawberry.argument(description="Words of which each is part of the person's name or email.")]
OnePerson = Annotated[strawberry.ID, strawberry.argument(description="ID of the person, as `Person` or `Participant`.")]
Answered = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: false for surveys that wait for an answer; null or true for answered ones."
    ),
]


@strawberry.type(
    description="Dashboard of the program office: participants, applications, mentorships, surveys, emails, cycles "
    "and matching."
)
class OfficeDashboard(
    CycleDashboard,
    EmailDashboard,
    MatchingDashboard,
    AuditDashboard,
    PrivateReadsDashboard,
    FiguresDashboard,
    ImportDashboard,
    RenumberingDashboard,
):
    @connection_field(
        "People in the directory with these words in their name or email, by name. Most have never applied; their "
        "`standing` is null."
    )
    async def people(self, info: Info, page: PageRequest, search: Search) -> Connection[Participant]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.search_people(actor, search, page),
            Participant.of,
        )

    @strawberry.field(description="A person of the directory as a participant; null if no person has the ID.")
    async def participant(self, info: Info, person: OnePerson) -> Participant | None:
        identity, actor = filters.person_of(person), (await info.context.viewer()).actor
        if identity is None:
            return None
        rows = await info.context.read(lambda queries: queries.participants_by_id(actor, [identity]))
        return Participant.of(rows[identity], actor, await info.context.reference()) if identity in rows else None

    @strawberry.field(
        description="A mentee's list from the latest matching run; null before the first, and if no person "
        "has the ID (MAT-4)."
    )
    async def suggestion_list(self, info: Info, person: OnePerson) -> MenteeList | None:
        identity, actor = filters.person_of(person), (await info.context.viewer()).actor
        if identity is None:
            return None
        rows = await info.context.read(lambda queries: queries.participants_by_id(actor, [identity]))
        return await mentee_list(info.context, rows[identity]) if identity in rows else None

    @connection_field("Everyone who has applied, by name.")
    async def participants(
        self,
        info: Info,
        page: PageRequest,
        role: filters.InRole = None,
        suspended: filters.Suspended = None,
        available: Available = None,
        department: filters.Department = None,
        name: filters.Name = None,
        order_by: filters.InParticipantOrder = None,
    ) -> Connection[Participant]:
        criteria = ParticipantFilter(
            role=role and role.side,
            suspended=suspended,
            available=available,
            department=await filters.department_of(info, department),
            name=name,
            order=order_by or ParticipantOrder.NAME,
        )
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
        unexplained: filters.Unexplained = None,
        name: filters.Name = None,
        person: filters.PersonFilter = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InApplicationOrder = None,
    ) -> Connection[Application]:
        criteria = ApplicationFilter(
            ApplicationList.ALL,
            kinds=frozenset([kind] if kind else ()),
            states=frozenset(states or ()),
            department=await filters.department_of(info, department),
            rerouted=rerouted,
            unexplained=unexplained,
            today=info.context.today(),
            name=name,
            person=filters.person_of(person),
            submitted=Period(since, until),
            order=order_by,
        )
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.applications(actor, criteria, page),
            Application.of,
        )

    @connection_field("Requests and mentorships, newest request first.")
    async def mentorships(
        self,
        info: Info,
        page: PageRequest,
        states: filters.MentorshipStates = None,
        department: filters.Department = None,
        has_suspended_side: HasSuspendedSide = None,
        name: filters.Name = None,
        person: filters.PersonFilter = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InTimeOrder = None,
    ) -> Connection[Mentorship]:
        criteria = MentorshipFilter(
            MentorshipList.ALL,
            states=frozenset(states or ()),
            department=await filters.department_of(info, department),
            has_suspended_side=has_suspended_side,
            name=name,
            person=filters.person_of(person),
            requested=Period(since, until),
            order=order_by or TimeOrder.NEWEST,
        )
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.mentorships(actor, criteria, page),
            Mentorship.of,
        )

    @connection_field(
        "Surveys by the day of the answer, newest first; those without an answer by the day they became due (SUR-4)."
    )
    async def surveys(
        self,
        info: Info,
        page: PageRequest,
        answered: Answered = None,
        role: filters.InRole = None,
        department: filters.Department = None,
        name: filters.Name = None,
        person: filters.PersonFilter = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InTimeOrder = None,
    ) -> Connection[Survey]:
        criteria = SurveyFilter(
            SurveyList.UNANSWERED if answered is False else SurveyList.SUBMITTED,
            side=role and role.side,
            department=await filters.department_of(info, department),
            name=name,
            person=filters.person_of(person),
            period=Period(since, until),
            order=order_by or TimeOrder.NEWEST,
        )
        return await _surveys(info, criteria, page)

    @connection_field("Surveys that ask for contact by the office and have not been followed up, oldest first (SUR-4).")
    async def follow_ups(
        self,
        info: Info,
        page: PageRequest,
        role: filters.InRole = None,
        department: filters.Department = None,
        name: filters.Name = None,
        since: filters.Since = None,
        until: filters.Until = None,
        order_by: filters.InTimeOrder = None,
    ) -> Connection[Survey]:
        criteria = SurveyFilter(
            SurveyList.FOLLOW_UPS,
            side=role and role.side,
            department=await filters.department_of(info, department),
            name=name,
            period=Period(since, until),
            order=order_by or TimeOrder.OLDEST,
        )
        return await _surveys(info, criteria, page)

    @connection_field("Team members in the program office, by name.")
    async def members(self, info: Info, page: PageRequest, name: filters.Name = None) -> Connection[Person]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.office_members(name, page),
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


async def _surveys(info: Info, criteria: SurveyFilter, page: PageRequest) -> Connection[Survey]:
    return await resolve_connection(
        info,
        page,
        lambda queries, actor, page: queries.surveys(actor, criteria, page),
        lambda row, actor, reference: Survey.of(row, reference),
    )

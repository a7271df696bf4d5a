"""Matching runs, as the program office sees them."""

from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.actions.program import RUN_STEPS
from moments.application.queries.matching_rows import (
    ParticipationFilter,
    ParticipationRow,
    RunRow,
)
from moments.application.queries.paging import PageRequest
from moments.domain.matching.people import NonParticipation
from moments.domain.shared.ids import RunId
from moments.graphql.matching.reports import (
    MatchingCertificate,
    MatchingChange,
    MatchingFigures,
    MatchingParameters,
)
from moments.graphql.participants.types import Person
from moments.graphql.shared import filters, ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.mentorship_role import MentorshipRole
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

RoleInRun = Annotated[MentorshipRole, strawberry.argument(description="Role of the people in the run.")]
TakesPart = Annotated[
    bool | None,
    strawberry.argument(description="Filter: true for people who took part only, false for the others only."),
]
Reason = Annotated[
    NonParticipation | None, strawberry.argument(description="Filter: people who took no part for this reason only.")
]


@strawberry.type(description="A person in a matching run, in one role, as recorded by the run (MAT-3).")
class RunParticipation:
    person: Person = strawberry.field(description="The team member in the run.")
    takes_part: bool = strawberry.field(description="Whether the person took part.")
    absences: list[NonParticipation] = strawberry.field(
        description="Reasons for not taking part; empty if the person took part."
    )

    @classmethod
    def of(cls, row: ParticipationRow, reference: Reference) -> "RunParticipation":
        person = Person.of(row.person, reference)
        return cls(person=person, takes_part=not row.reasons, absences=list(row.reasons))


@strawberry.type(description="Matching run of a quarter (MAT-2), with all that is required to repeat it (MAT-8).")
class MatchingRun(Node):
    row: strawberry.Private[RunRow]
    quarter: str = strawberry.field(description="Quarter of the run, such as 2027Q1.")
    label: str = strawberry.field(description="Name of the quarter to show to the user.")
    made_at: datetime = strawberry.field(description="When the run was computed.")
    actor: Person | None = strawberry.field(
        description="The member of the office who started the run; null if the scheduler did."
    )
    published_at: datetime | None = strawberry.field(
        description="When the mentees received their lists; null if they have not."
    )
    parameters: MatchingParameters = strawberry.field(description="Parameters of the run.")
    seed: str = strawberry.field(description="Seed that decided ties.")
    code_version: str = strawberry.field(description="Version of the software that computed the run.")
    fingerprint: str = strawberry.field(description="Hash of the people and pairs that the run was computed from.")
    lists_hash: str = strawberry.field(description="Hash of all lists; equal lists have equal hashes.")
    certificate: MatchingCertificate = strawberry.field(description="Proof of how close the lists are to the optimum.")
    figures: MatchingFigures = strawberry.field(description="Figures of the run.")
    change: MatchingChange | None = strawberry.field(
        description="Difference from the run of the previous quarter that has one; null if there is none."
    )

    @classmethod
    def of(cls, row: RunRow, reference: Reference) -> "MatchingRun":
        report, quarter = row.report, row.report.quarter
        assert quarter is not None, "a run that is kept is a quarter's"
        return cls(
            row=row,
            id=ids.encode("MatchingRun", row.id),
            quarter=quarter.name,
            label=quarter.label,
            made_at=row.made_at,
            actor=Person.of_row(row.by, reference),
            published_at=row.published_at,
            parameters=MatchingParameters.of(report.parameters),
            seed=row.seed,
            code_version=row.code_version,
            fingerprint=row.fingerprint,
            lists_hash=row.lists_hash,
            certificate=MatchingCertificate.of(report.certificate),
            figures=MatchingFigures.of(report.figures, reference, row.made_at),
            change=MatchingChange.difference(report.figures, row.before[1], row.before[0]) if row.before else None,
        )

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        return viewer_actions((await info.context.viewer()).actor.relations(), RUN_STEPS, only)

    @connection_field("People who took part and people who did not, with the reasons, as recorded by the run (MAT-3).")
    async def people(
        self,
        info: Info,
        page: PageRequest,
        role: RoleInRun,
        takes_part: TakesPart = None,
        reason: Reason = None,
        department: filters.Department = None,
    ) -> Connection[RunParticipation]:
        code = await filters.department_of(info, department)
        criteria = ParticipationFilter(role.side, takes_part, reason, code)
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.participation(actor, self.row.id, criteria, page),
            lambda row, actor, reference: RunParticipation.of(row, reference),
        )


async def matching_run(context: Context, identity: RunId | None) -> MatchingRun | None:
    """Returns the run; the runs of an operation are loaded together. None if there is none, or the viewer may not see
    it.
    """

    async def load(runs: list[RunId]) -> list[MatchingRun | None]:
        actor, reference = (await context.viewer()).actor, await context.reference()
        rows = await context.read(lambda queries: queries.matching_runs_by_id(actor, runs))
        return [MatchingRun.of(rows[run], reference) if run in rows else None for run in runs]

    return None if identity is None else await context.loader("matching_runs", load).load(identity)

"""Matching runs and trial runs, as the program office sees them."""

from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.queries.matching_rows import (
    ParticipationFilter,
    ParticipationRow,
    RunRow,
    TrialRunRow,
)
from moments.application.queries.paging import PageRequest
from moments.domain.matching import trial_run
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.trial_report import TrialReport
from moments.domain.matching.trial_run import TrialRunState
from moments.domain.shared.ids import DepartmentCode
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.matching.reports import (
    MatchingCertificate,
    MatchingChange,
    MatchingFigures,
    MatchingParameters,
    RunReport,
)
from moments.graphql.participants.types import Person
from moments.graphql.shared import filters, ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.reference import Reference

TrialRunStateName = described_enum(
    trial_run.TrialRunState,
    name="TrialRunState",
    description="State of a trial run.",
    values={
        trial_run.TrialRunState.WAITING: "The trial run waits to be computed, or is being computed.",
        trial_run.TrialRunState.DONE: "The trial run is done and has a report.",
        trial_run.TrialRunState.FAILED: "The trial run did not finish in the allowed number of attempts.",
    },
)
RoleInRun = Annotated[ApplicationKind, strawberry.argument(description="Role of the people in the run.")]
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
    actor_name: str | None = strawberry.field(
        description="Name of the person in the office who started the run; null if the scheduler did."
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
            actor_name=row.by_name,
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
        code = None if department is None else DepartmentCode(ids.identity_of("Department", department))
        criteria = ParticipationFilter(role, takes_part, reason, code)
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.participation(actor, self.row.id, criteria, page),
            lambda row, actor, reference: RunParticipation.of(row, reference),
        )


@strawberry.type(description="Result of a trial run, compared with existing runs.")
class TrialRunReport:
    current: RunReport = strawberry.field(description="The trial run itself.")
    baseline: RunReport | None = strawberry.field(
        description="The run whose recorded people were matched again; null for a preview with the current people."
    )
    previous: RunReport | None = strawberry.field(
        description="The run before the baseline's quarter, or the latest run if there is no baseline; null if there is"
        " none."
    )
    change_from_baseline: MatchingChange | None = strawberry.field(
        description="Difference from the baseline, caused by the parameters; null without a baseline."
    )
    change_from_previous: MatchingChange | None = strawberry.field(
        description="Difference from the previous run; null without one."
    )
    lists_differ: int | None = strawberry.field(
        description="Number of mentees whose list differs from the baseline; null without a baseline."
    )
    identical: bool | None = strawberry.field(
        description="Whether the people and lists equal the baseline's, as they must with the same parameters (MAT-8); "
        "null without a baseline."
    )
    seed: str = strawberry.field(description="Seed that decided ties.")
    code_version: str = strawberry.field(description="Version of the software that computed the trial run.")
    fingerprint: str = strawberry.field(
        description="Hash of the people and pairs that the trial run was computed from."
    )
    lists_hash: str = strawberry.field(description="Hash of all lists of the trial run.")

    @classmethod
    def of(cls, row: TrialReport, reference: Reference, done_at: datetime | None) -> "TrialRunReport":
        now, baseline, previous = row.current.figures, row.baseline, row.previous
        return cls(
            current=RunReport.of(row.current, reference, done_at),
            baseline=RunReport.of(baseline, reference, done_at) if baseline else None,
            previous=RunReport.of(previous, reference, done_at) if previous else None,
            change_from_baseline=MatchingChange.difference(now, baseline.figures, baseline.quarter)
            if baseline
            else None,
            change_from_previous=MatchingChange.difference(now, previous.figures, previous.quarter)
            if previous
            else None,
            lists_differ=row.lists_differ,
            identical=row.identical,
            seed=row.seed,
            code_version=row.code_version,
            fingerprint=row.fingerprint,
            lists_hash=row.lists_hash,
        )


@strawberry.type(
    description="A run that is only tried: a preview of the next run, or a past run with other parameters (MAT-2)."
)
class TrialRun(Node):
    asked_at: datetime = strawberry.field(description="When the trial run was requested.")
    actor_name: str | None = strawberry.field(
        description="Name of the person in the office who requested it; null if it is not known."
    )
    base_run_id: strawberry.ID | None = strawberry.field(
        description="ID of the run whose recorded people are matched again; null for the people current at the time."
    )
    parameters: MatchingParameters = strawberry.field(description="Parameters of the trial run.")
    state: TrialRunState = strawberry.field(description="State of the trial run.")
    done_at: datetime | None = strawberry.field(description="When the trial run finished or failed; null until then.")
    report: TrialRunReport | None = strawberry.field(description="Result of the trial run; null until it is done.")
    problem: str | None = strawberry.field(description="Why the trial run failed; null if it did not.")

    @classmethod
    def of(cls, row: TrialRunRow, reference: Reference) -> "TrialRun":
        return cls(
            id=ids.encode("TrialRun", row.id),
            asked_at=row.asked_at,
            actor_name=row.by_name,
            base_run_id=ids.encode("MatchingRun", row.basis) if row.basis else None,
            parameters=MatchingParameters.of(row.parameters),
            state=row.state,
            done_at=row.done_at,
            report=TrialRunReport.of(row.report, reference, row.done_at) if row.report else None,
            problem=row.problem,
        )

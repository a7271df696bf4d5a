"""Trial runs, with their reports, as the program office sees them."""

from datetime import datetime

import strawberry

from moments.application.queries.matching_rows import TrialRunRow
from moments.domain.matching import trial_report, trial_run
from moments.domain.matching.trial_report import TrialReport
from moments.domain.matching.trial_run import TrialRunState
from moments.domain.shared.ids import RunId
from moments.graphql.matching.reports import (
    MatchingCertificate,
    MatchingChange,
    MatchingFigures,
    MatchingParameters,
)
from moments.graphql.matching.types import MatchingRun, matching_run
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.node import Node
from moments.graphql.shared.reference import Reference

TrialRunStateName = described_enum(
    trial_run.TrialRunState,
    name="TrialRunState",
    description="State of a trial run, which is computed in the background.",
    values={
        trial_run.TrialRunState.WAITING: "The trial run waits to be computed, or is being computed.",
        trial_run.TrialRunState.DONE: "The trial run is done and has a report.",
        trial_run.TrialRunState.FAILED: "The trial run did not finish in the allowed number of attempts.",
    },
)


@strawberry.type(description="One of the runs that a trial run's report compares.")
class RunReport:
    identity: strawberry.Private[RunId | None]
    quarter: str | None = strawberry.field(
        description="Quarter of the run, such as 2027Q1; null for the trial run itself."
    )
    made_at: datetime | None = strawberry.field(description="When the run was computed; null for the trial run itself.")
    parameters: MatchingParameters = strawberry.field(description="Parameters of the run.")
    certificate: MatchingCertificate = strawberry.field(description="Proof of how close the lists are to the optimum.")
    figures: MatchingFigures = strawberry.field(description="Figures of the run.")

    @classmethod
    def of(cls, row: trial_report.RunReport, reference: Reference, as_of: datetime | None) -> "RunReport":
        """`as_of`: when a trial run itself was computed."""
        return cls(
            identity=row.run,
            quarter=row.quarter.name if row.quarter else None,
            made_at=row.made_at,
            parameters=MatchingParameters.of(row.parameters),
            certificate=MatchingCertificate.of(row.certificate),
            figures=MatchingFigures.of(row.figures, reference, row.made_at or as_of),
        )

    @strawberry.field(description="The matching run that is kept; null for the trial run itself.")
    async def run(self, info: Info) -> MatchingRun | None:
        return await matching_run(info.context, self.identity)


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
    basis: strawberry.Private[RunId | None]
    actor: Person | None = strawberry.field(
        description="The member of the office who requested it; null if it is not known."
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
            actor=Person.of_row(row.by, reference),
            basis=row.basis,
            parameters=MatchingParameters.of(row.parameters),
            state=row.state,
            done_at=row.done_at,
            report=TrialRunReport.of(row.report, reference, row.done_at) if row.report else None,
            problem=row.problem,
        )

    @strawberry.field(
        description="The run whose recorded people are matched again; null for the people current at the time."
    )
    async def base_run(self, info: Info) -> MatchingRun | None:
        return await matching_run(info.context, self.basis)

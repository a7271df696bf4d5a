"""What a matching run came to: its settings, its figures, and how near it came to the best."""

from collections.abc import Mapping
from datetime import datetime

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.matching import parameters as settings
from moments.domain.matching import people, trial_report
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import DepartmentFigures, Figures
from moments.domain.matching.fit import SCALE
from moments.domain.matching.parameters import HoursRule
from moments.domain.matching.people import Absence
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import SENTENCES, EmptyReason
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import DepartmentCode
from moments.graphql.participants.types import Department
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference

NonParticipationReason = strawberry.enum(
    people.Absence, name="NonParticipationReason", description="Why somebody takes no part in a matching run (MAT-3)."
)
WorkingHoursRule = strawberry.enum(
    settings.HoursRule,
    name="WorkingHoursRule",
    description="What common working hours are to a run: nothing, what decides between mentors who fit about as well, "
    "or required.",
)


@strawberry.type(description="What a run was made with.")
class MatchingParameters:
    list_length: int = strawberry.field(description="Mentors on a list, at most.")
    mentee_weights: list[int] = strawberry.field(description="What the mentee's rank 1, 2, ... of a skill counts for.")
    mentor_weights: list[int] = strawberry.field(description="What the mentor's rank 1, 2, ... of it counts for.")
    max_lists_per_open_place: float | None = strawberry.field(
        description="To how many mentees an open place may be shown; null: as many as fill all lists."
    )
    unmatched_bonus_percent: int = strawberry.field(
        description="By how many hundredths the wishes of mentees count for more who have no mentor yet."
    )
    working_hours_rule: HoursRule = strawberry.field(description="What common working hours were to it.")
    mentor_cap: int | None = strawberry.field(description="Mentees at a time; null: as the program has it (CAP-2).")
    mentee_cap: int | None = strawberry.field(description="Mentors at a time; null: as the program has it (CAP-1).")
    seed: str | None = strawberry.field(description="Seed that decided ties; null if none was set.")

    @classmethod
    def of(cls, row: RunParameters) -> "MatchingParameters":
        matching = row.matching
        return cls(
            list_length=matching.list_length,
            mentee_weights=list(matching.weights.wish),
            mentor_weights=list(matching.weights.offer),
            max_lists_per_open_place=matching.shown_per_place,
            unmatched_bonus_percent=matching.newcomers_first,
            working_hours_rule=matching.hours,
            mentor_cap=row.mentor_cap,
            mentee_cap=row.mentee_cap,
            seed=row.salt,
        )


@strawberry.type(description="How near a run came to the best that any lists could do.")
class MatchingCertificate:
    bound: float = strawberry.field(description="No lists under the same limits have fits that add up to more.")
    value: float = strawberry.field(description="What the fits of the run's lists add up to.")
    gap: float = strawberry.field(description="The part of the bound that was not reached, 0 to 1.")
    message: str = strawberry.field(description="The three, for people.")

    @classmethod
    def of(cls, certificate: Certificate) -> "MatchingCertificate":
        return cls(
            bound=certificate.bound / SCALE,
            value=certificate.value / SCALE,
            gap=certificate.gap,
            message=certificate.sentence(),
        )


@strawberry.type(description="How many took no part for a reason; somebody may have several.")
class NonParticipationCount:
    reason: Absence = strawberry.field(description="The reason.")
    people: int = strawberry.field(description="Number of people.")


@strawberry.type(description="How many mentors are on so many lists.")
class Exposure:
    lists: int = strawberry.field(description="On how many lists.")
    mentors: int = strawberry.field(description="How many mentors are.")


@strawberry.type(description="How many lists are empty for a reason.")
class EmptyListCount:
    reason: EmptyReason = strawberry.field(description="Machine-readable code.")
    message: str = strawberry.field(description="Message to show to the user.")
    lists: int = strawberry.field(description="Number of lists that it would fill.")


@strawberry.type(description="A department's part in a run.")
class DepartmentFigure:
    department: Department | None = strawberry.field(description="Which; null where there is none of that code now.")
    mentees: int = strawberry.field(description="Who take part.")
    mentors: int = strawberry.field(description="Who take part.")
    matched: int = strawberry.field(description="Of the mentees, as in the run's figures.")
    empty: int = strawberry.field(description="Of the mentees' lists.")


@strawberry.type(description="The figures of a run (MAT-7).")
class MatchingFigures:
    figures: strawberry.Private[Figures]
    reference: strawberry.Private[Reference]
    mentees: int = strawberry.field(description="Who take part (MAT-3).")
    mentors: int = strawberry.field(description="Who take part (MAT-3).")
    mentees_not_taking_part: list[NonParticipationCount] = strawberry.field(description="Who take no part, by reason.")
    mentors_not_taking_part: list[NonParticipationCount] = strawberry.field(description="Who take no part, by reason.")
    open_places: int = strawberry.field(description="Of the mentors who take part.")
    matched: int = strawberry.field(description="Mentees with a mentor if all ask down their lists and none declines.")
    max_matched: int = strawberry.field(description="What the open places allow.")
    suggestions: int = strawberry.field(description="On all lists together.")
    empty_lists: list[EmptyListCount] = strawberry.field(description="Empty lists, counted by reason.")

    @classmethod
    def of(cls, row: Figures, reference: Reference) -> "MatchingFigures":
        return cls(
            figures=row,
            reference=reference,
            mentees=row.mentees,
            mentors=row.mentors,
            mentees_not_taking_part=_absent(row.mentees_absent),
            mentors_not_taking_part=_absent(row.mentors_absent),
            open_places=row.open_places,
            matched=row.matched,
            max_matched=row.matched_at_most,
            suggestions=row.suggestions,
            empty_lists=[EmptyListCount(reason=why, message=SENTENCES[why], lists=n) for why, n in row.empty.items()],
        )

    @connection_field("On how many lists the mentors are, from those on the fewest.")
    def exposures(self, page: PageRequest) -> Connection[Exposure]:
        shown = sorted(self.figures.shown.items())
        return slice_connection(
            shown, lambda each: str(each[0]), page, lambda each: Exposure(lists=each[0], mentors=each[1])
        )

    @connection_field("By department, by their codes.")
    def departments(self, page: PageRequest) -> Connection[DepartmentFigure]:
        return slice_connection(
            sorted(self.figures.departments.items()), lambda each: each[0], page, self._of_department
        )

    def _of_department(self, each: tuple[str, DepartmentFigures]) -> DepartmentFigure:
        department, figures = self.reference.departments.get(DepartmentCode(each[0])), each[1]
        return DepartmentFigure(
            department=Department.of(department) if department else None,
            mentees=figures.mentees,
            mentors=figures.mentors,
            matched=figures.matched,
            empty=figures.empty,
        )


def _absent(counts: Mapping[Absence, int]) -> list[NonParticipationCount]:
    return [NonParticipationCount(reason=why, people=number) for why, number in counts.items()]


@strawberry.type(description="What a run has more of than another; less where it is negative.")
class MatchingChange:
    quarter: str | None = strawberry.field(description="Of the other, as in 2027Q1.")
    mentees: int = strawberry.field(description="Who take part.")
    mentors: int = strawberry.field(description="Who take part.")
    open_places: int = strawberry.field(description="Of the mentors who take part.")
    matched: int = strawberry.field(description="As in the figures.")
    max_matched: int = strawberry.field(description="As in the figures.")
    suggestions: int = strawberry.field(description="On all lists together.")
    empty_lists: int = strawberry.field(description="For whatever reason.")

    @classmethod
    def difference(cls, now: Figures, other: Figures, quarter: Quarter | None) -> "MatchingChange":
        return cls(
            quarter=quarter.name if quarter else None,
            mentees=now.mentees - other.mentees,
            mentors=now.mentors - other.mentors,
            open_places=now.open_places - other.open_places,
            matched=now.matched - other.matched,
            max_matched=now.matched_at_most - other.matched_at_most,
            suggestions=now.suggestions - other.suggestions,
            empty_lists=sum(now.empty.values()) - sum(other.empty.values()),
        )


@strawberry.type(description="A run in a trial run's report.")
class RunReport:
    run_id: strawberry.ID | None = strawberry.field(description="Of the run that is kept, if it is one.")
    quarter: str | None = strawberry.field(description="As in 2027Q1; null for a trial run's own.")
    made_at: datetime | None = strawberry.field(description="When the run was computed.")
    parameters: MatchingParameters = strawberry.field(description="Parameters of the run.")
    certificate: MatchingCertificate = strawberry.field(description="Proof of how close the lists are to the optimum.")
    figures: MatchingFigures = strawberry.field(description="Figures of the run.")

    @classmethod
    def of(cls, row: trial_report.RunReport, reference: Reference) -> "RunReport":
        return cls(
            run_id=ids.encode("MatchingRun", row.run) if row.run else None,
            quarter=row.quarter.name if row.quarter else None,
            made_at=row.made_at,
            parameters=MatchingParameters.of(row.parameters),
            certificate=MatchingCertificate.of(row.certificate),
            figures=MatchingFigures.of(row.figures, reference),
        )

"""The result of a matching run: its parameters, its figures, and how close it is to the optimum."""

from collections.abc import Mapping
from datetime import datetime

import strawberry

from moments.application.queries.paging import PageRequest
from moments.domain.matching import parameters as settings
from moments.domain.matching import people
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import DepartmentDisclosure, Figures
from moments.domain.matching.fit import SCALE
from moments.domain.matching.parameters import HoursRule
from moments.domain.matching.people import NonParticipation
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.suggestion import SENTENCES
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import DepartmentCode
from moments.domain.shared.small_groups import disclose, shown
from moments.graphql.matching.empty_reasons import EmptyReason
from moments.graphql.participants.types import Department
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.suppressed import SUPPRESSED

NonParticipationReason = described_enum(
    people.NonParticipation,
    name="NonParticipationReason",
    description="Why a person does not take part in a matching run (MAT-3).",
    values={
        people.NonParticipation.FULL: "The person has no open place.",
        people.NonParticipation.UNAVAILABLE: "The mentor does not accept new requests.",
        people.NonParticipation.INELIGIBLE: "The person does not meet the eligibility criteria.",
        people.NonParticipation.NOT_APPROVED: "The person has no approved application in the role.",
    },
)
WorkingHoursRule = described_enum(
    settings.HoursRule,
    name="WorkingHoursRule",
    description="How a run uses common working hours.",
    values={
        settings.HoursRule.IGNORED: "Common working hours play no part.",
        settings.HoursRule.TIE_BREAK: (
            "Mentors with common working hours come before others who fit about equally well."
        ),
        settings.HoursRule.REQUIRED: "Only mentors with a common working hour are suggested.",
    },
)


@strawberry.type(description="Parameters of a matching run.")
class MatchingParameters:
    list_length: int = strawberry.field(description="Maximum number of mentors on a list.")
    mentee_weights: list[int] = strawberry.field(description="Weights of the mentee's ranks, rank 1 first.")
    mentor_weights: list[int] = strawberry.field(description="Weights of the mentor's ranks, rank 1 first.")
    max_lists_per_open_place: float | None = strawberry.field(
        description="Maximum number of lists per open place. Null: computed so that all lists can be full."
    )
    unmatched_bonus_percent: int = strawberry.field(description="Bonus for mentees without a mentor, in percent.")
    working_hours_rule: HoursRule = strawberry.field(description="How the run uses common working hours.")
    mentor_cap: int | None = strawberry.field(
        description="Maximum number of mentees at a time; null: the program's limit (CAP-2)."
    )
    mentee_cap: int | None = strawberry.field(
        description="Maximum number of mentors at a time; null: the program's limit (CAP-1)."
    )
    seed: str | None = strawberry.field(description="Seed that decided ties; null if none was set.")

    @classmethod
    def of(cls, row: RunParameters) -> "MatchingParameters":
        matching = row.matching
        return cls(
            list_length=matching.list_length,
            mentee_weights=list(matching.weights.wish),
            mentor_weights=list(matching.weights.offer),
            max_lists_per_open_place=matching.max_lists_per_open_place,
            unmatched_bonus_percent=matching.unmatched_bonus_percent,
            working_hours_rule=matching.hours,
            mentor_cap=row.mentor_cap,
            mentee_cap=row.mentee_cap,
            seed=row.seed,
        )


@strawberry.type(description="Proof of how close a run's lists are to the optimum.")
class MatchingCertificate:
    bound: float = strawberry.field(description="Upper limit on the total fit of any lists under the same limits.")
    value: float = strawberry.field(description="Total fit of the run's lists.")
    gap: float = strawberry.field(description="Part of the bound that the run did not reach, 0 to 1.")
    spread_cost: float = strawberry.field(
        description="Total fit that was given up so that what is scarce is on as many lists as can be (MAT-4)."
    )
    lists_beyond_limits: int | None = strawberry.field(
        description="Lists that would be empty, had no mentor's limit of lists given way; null if fewer than five."
    )
    message: str = strawberry.field(
        description="How close the lists are to the optimum, and what it took that no list is empty, in sentences."
    )

    @classmethod
    def of(cls, certificate: Certificate) -> "MatchingCertificate":
        return cls(
            bound=certificate.bound / SCALE,
            value=certificate.value / SCALE,
            gap=certificate.gap,
            spread_cost=certificate.spread.cost / SCALE,
            lists_beyond_limits=shown(certificate.spread.beyond_limits),
            message=certificate.sentence(),
        )


@strawberry.type(description="Number of people who took no part for a reason; a person can have several reasons.")
class NonParticipationCount:
    reason: NonParticipation = strawberry.field(description="Reason for not taking part.")
    people: int | None = strawberry.field(description="Number of people with this reason; null if suppressed.")
    suppressed: bool = strawberry.field(description=SUPPRESSED)


@strawberry.type(description="Number of mentors who are on a given number of lists.")
class Exposure:
    lists: int = strawberry.field(description="Number of lists that each of these mentors is on.")
    mentors: int | None = strawberry.field(
        description="Number of mentors on exactly that many lists; null if suppressed."
    )
    suppressed: bool = strawberry.field(description=SUPPRESSED)


@strawberry.type(description="Number of empty lists for one reason.")
class EmptyListCount:
    reason: EmptyReason = strawberry.field(description="Machine-readable reason why the lists are empty.")
    message: str = strawberry.field(description="The reason as a sentence to show to the user.")
    lists: int | None = strawberry.field(
        description="Number of lists that are empty for this reason; null if suppressed."
    )
    suppressed: bool = strawberry.field(description=SUPPRESSED)


@strawberry.type(description="Figures of one department in a run.")
class DepartmentFigure:
    department: Department | None = strawberry.field(
        description="The department; null if no department has the recorded code now."
    )
    mentees: int | None = strawberry.field(description="Number of mentees who take part; null if suppressed.")
    mentors: int | None = strawberry.field(description="Number of mentors who take part; null if suppressed.")
    matched: int | None = strawberry.field(
        description="Number of the department's mentees who are matched, counted as in the run's figures; null if "
        "suppressed, as also where fewer than five are not matched."
    )
    suppressed: bool = strawberry.field(description=SUPPRESSED)


@strawberry.type(description="Figures of a matching run (MAT-7).")
class MatchingFigures:
    figures: strawberry.Private[Figures]
    reference: strawberry.Private[Reference]
    as_of: datetime | None = strawberry.field(
        description="When the people were counted; null for a trial run that is not done."
    )
    base: int = strawberry.field(description="Number of people whom the figures are about: mentees and mentors.")
    mentees: int = strawberry.field(description="Number of mentees who take part (MAT-3).")
    mentors: int = strawberry.field(description="Number of mentors who take part (MAT-3).")
    mentees_not_taking_part: list[NonParticipationCount] = strawberry.field(
        description="Mentees who take no part, counted by reason."
    )
    mentors_not_taking_part: list[NonParticipationCount] = strawberry.field(
        description="Mentors who take no part, counted by reason."
    )
    open_places: int = strawberry.field(description="Number of open places of the mentors who take part.")
    matched: int = strawberry.field(
        description="Number of mentees who get a mentor if all request mentors in the order of their lists and no "
        "mentor declines."
    )
    max_matched: int = strawberry.field(description="Maximum number of mentees that the open places allow to match.")
    suggestions: int = strawberry.field(description="Number of suggestions on all lists together.")
    empty_lists: list[EmptyListCount] = strawberry.field(description="Empty lists, counted by reason.")

    @classmethod
    def of(cls, row: Figures, reference: Reference, as_of: datetime | None) -> "MatchingFigures":
        return cls(
            figures=row,
            reference=reference,
            as_of=as_of,
            base=row.mentees + row.mentors,
            mentees=row.mentees,
            mentors=row.mentors,
            mentees_not_taking_part=_non_participation_counts(row.mentees_not_taking_part),
            mentors_not_taking_part=_non_participation_counts(row.mentors_not_taking_part),
            open_places=row.open_places,
            matched=row.matched,
            max_matched=row.max_matched,
            suggestions=row.suggestions,
            empty_lists=[_empty_lists(why, number) for why, number in row.empty.items()],
        )

    @connection_field("Number of mentors by the number of lists they are on, fewest lists first.")
    def exposures(self, page: PageRequest) -> Connection[Exposure]:
        disclosed, lists = (
            disclose({lists: (number,) for lists, number in self.figures.shown.items()}),
            self.figures.shown,
        )

        def exposure(each: int) -> Exposure:
            return Exposure(lists=each, mentors=disclosed.only(each), suppressed=disclosed.hides(each))

        return slice_connection(sorted(lists), str, page, exposure)

    @connection_field("Figures of the departments, in the order of their codes.")
    def departments(self, page: PageRequest) -> Connection[DepartmentFigure]:
        disclosed = DepartmentDisclosure.of(self.figures.departments)
        return slice_connection(
            sorted(self.figures.departments), str, page, lambda code: self._of_department(code, disclosed)
        )

    def _of_department(self, code: str, disclosed: DepartmentDisclosure) -> DepartmentFigure:
        department, matched = self.reference.departments.get(DepartmentCode(code)), disclosed.matched.rows.get(code)
        mentees, mentors = disclosed.mentees.only(code), disclosed.mentors.only(code)
        return DepartmentFigure(
            department=Department.of(department) if department else None,
            mentees=mentees,
            mentors=mentors,
            matched=matched[0] if matched else None,
            suppressed=None in (mentees, mentors, matched),
        )


def _non_participation_counts(counts: Mapping[NonParticipation, int]) -> list[NonParticipationCount]:
    return [
        NonParticipationCount(reason=why, people=shown(number), suppressed=shown(number) is None)
        for why, number in counts.items()
    ]


def _empty_lists(reason: EmptyReason, number: int) -> EmptyListCount:
    lists = shown(number)
    return EmptyListCount(reason=reason, message=SENTENCES[reason], lists=lists, suppressed=lists is None)


@strawberry.type(description="Difference between a run and another run; positive if this run has more.")
class MatchingChange:
    quarter: str | None = strawberry.field(
        description="Quarter of the other run, such as 2027Q1; null for a trial run without a quarter."
    )
    mentees: int = strawberry.field(description="Difference in the number of mentees who take part.")
    mentors: int = strawberry.field(description="Difference in the number of mentors who take part.")
    open_places: int = strawberry.field(
        description="Difference in the number of open places of the mentors who take part."
    )
    matched: int = strawberry.field(description="Difference in `MatchingFigures.matched`.")
    max_matched: int = strawberry.field(description="Difference in `MatchingFigures.maxMatched`.")
    suggestions: int = strawberry.field(description="Difference in the number of suggestions on all lists together.")
    empty_lists: int = strawberry.field(description="Difference in the number of empty lists, whatever the reason.")

    @classmethod
    def difference(cls, now: Figures, other: Figures, quarter: Quarter | None) -> "MatchingChange":
        return cls(
            quarter=quarter.name if quarter else None,
            mentees=now.mentees - other.mentees,
            mentors=now.mentors - other.mentors,
            open_places=now.open_places - other.open_places,
            matched=now.matched - other.matched,
            max_matched=now.max_matched - other.max_matched,
            suggestions=now.suggestions - other.suggestions,
            empty_lists=sum(now.empty.values()) - sum(other.empty.values()),
        )

"""The office's figures: what the surveys say, who takes part, how long decisions take. Small groups are hidden."""

from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.figures import decisions, participation, surveys
from moments.application.figures.decisions import approvals_by_month, decision_times
from moments.application.figures.period import FiguresYear
from moments.application.queries.paging import PageRequest
from moments.domain.shared.kind import ApplicationKind
from moments.edge.errors import ClientError
from moments.graphql.participants.types import Department
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.suppressed import SUPPRESSED

FIRST_YEAR, LAST_YEAR = 2000, 2099
AS_OF = "First moment that is not counted any more: the end of the last quarter that is over."
Year = Annotated[
    int | None,
    strawberry.argument(description="Year of the figures, from 2000 to 2099; null for the latest that has any."),
]
SurveyQuestion = described_enum(
    surveys.SurveyQuestion,
    name="SurveyQuestion",
    description="A question of the survey that is counted (SUR-2, SUR-3).",
    values={
        surveys.SurveyQuestion.HOW_OFTEN: "How often the two met.",
        surveys.SurveyQuestion.HOW_MET: "How the two met; asked of mentors only.",
        surveys.SurveyQuestion.SKILLS_WORKED_ON: "Kinds of skills that the two worked on; several can be chosen.",
        surveys.SurveyQuestion.ENDING: "How the mentorship ended; asked of mentors only.",
        surveys.SurveyQuestion.RATING: "The rating of the whole experience.",
        surveys.SurveyQuestion.GAINED_ACCESS: "Whether the mentee gained access to new tools or resources.",
        surveys.SurveyQuestion.DEVELOPMENT_IMPROVED: "Whether the person's professional development improved.",
        surveys.SurveyQuestion.PLANS: "Whether the person plans further mentoring through MOMENTS.",
    },
)


@strawberry.type(description="How many people chose an answer to a question of the survey.")
class SurveyChoiceFigure:
    label: str = strawberry.field(description="The answer as text to show to the user.")
    mentees: int | None = strawberry.field(
        description="Number of mentees with this answer; null if suppressed, or not asked."
    )
    mentors: int | None = strawberry.field(
        description="Number of mentors with this answer; null if suppressed, or not asked."
    )
    total: int | None = strawberry.field(description="Number of people with this answer; null if suppressed.")
    mentee_share: float | None = strawberry.field(
        description="Share of the mentees who answered a survey, 0 to 1; null if suppressed, or not asked."
    )
    mentor_share: float | None = strawberry.field(
        description="Share of the mentors who answered a survey, 0 to 1; null if suppressed, or not asked."
    )
    suppressed: bool = strawberry.field(description=SUPPRESSED)

    @classmethod
    def of(cls, row: surveys.ChoiceFigure) -> "SurveyChoiceFigure":
        people, shares = row.people or {}, row.shares or {}
        return cls(
            label=row.label,
            mentees=people.get(ApplicationKind.MENTEE),
            mentors=people.get(ApplicationKind.MENTOR),
            total=sum(people.values()) if people else None,
            mentee_share=shares.get(ApplicationKind.MENTEE),
            mentor_share=shares.get(ApplicationKind.MENTOR),
            suppressed=row.people is None,
        )


@strawberry.type(description="Results of one question of the survey.")
class SurveyQuestionFigures:
    question: surveys.SurveyQuestion = strawberry.field(description="The question that was asked.")
    choices: list[SurveyChoiceFigure] = strawberry.field(
        description="Answers in the order of the form, then answers that were offered earlier, then no answer."
    )

    @classmethod
    def of(cls, row: surveys.QuestionFigures) -> "SurveyQuestionFigures":
        return cls(question=row.question, choices=[SurveyChoiceFigure.of(each) for each in row.choices])


@strawberry.type(description="Results of the surveys that were answered in a year (SUR-4).")
class SurveyResults:
    year: int = strawberry.field(description="Year in which the surveys were answered.")
    as_of: datetime = strawberry.field(description=AS_OF)
    base: int | None = strawberry.field(description="Number of surveys that were answered; null if suppressed.")
    mentees: int | None = strawberry.field(description="Number of surveys that mentees answered; null if suppressed.")
    mentors: int | None = strawberry.field(description="Number of surveys that mentors answered; null if suppressed.")
    suppressed: bool = strawberry.field(description=SUPPRESSED)
    message: str = strawberry.field(description="What the figures are about, as a sentence.")
    questions: list[SurveyQuestionFigures] = strawberry.field(description="Results of the questions, in their order.")

    @classmethod
    def of(cls, year: FiguresYear, row: surveys.SurveyResults) -> "SurveyResults":
        base = None if row.base is None else sum(row.base.values())
        mentees, mentors = ((row.base or {}).get(side) for side in (ApplicationKind.MENTEE, ApplicationKind.MENTOR))
        return cls(
            year=year.year,
            as_of=year.end,
            base=base,
            mentees=mentees,
            mentors=mentors,
            suppressed=base is None,
            message=f"Too few surveys were answered in {year.year} to show numbers."
            if base is None
            else f"{base:,} surveys were answered in {year.year}: {mentees:,} by mentees and {mentors:,} by mentors.",
            questions=[SurveyQuestionFigures.of(each) for each in row.questions],
        )


@strawberry.type(description="Mentors and mentees of a department, as they are now.")
class DepartmentParticipation:
    department: Department = strawberry.field(description="Department of the people.")
    staff: int = strawberry.field(description="Number of people in the department.")
    mentors: int | None = strawberry.field(
        description="Number of approved mentors who are not suspended; null if suppressed."
    )
    mentees: int | None = strawberry.field(
        description="Number of approved mentees who are not suspended; null if suppressed."
    )
    mentor_share: float | None = strawberry.field(description="Share of the staff, 0 to 1; null if suppressed.")
    mentee_share: float | None = strawberry.field(description="Share of the staff, 0 to 1; null if suppressed.")
    suppressed: bool = strawberry.field(description=SUPPRESSED)

    @classmethod
    def of(cls, row: participation.DepartmentParticipation, department: Department) -> "DepartmentParticipation":
        return cls(
            department=department,
            staff=row.staff,
            mentors=row.mentors,
            mentees=row.mentees,
            mentor_share=_share(row.mentors, row.staff),
            mentee_share=_share(row.mentees, row.staff),
            suppressed=None in (row.mentors, row.mentees),
        )


def _share(people: int | None, base: int) -> float | None:
    return None if people is None or base == 0 else people / base


@strawberry.type(description="People whose application was approved in a month.")
class MonthOfApprovals:
    month: int = strawberry.field(description="Month of the year, 1 to 12.")
    mentors: int | None = strawberry.field(description="Number of new mentors; null if suppressed.")
    mentees: int | None = strawberry.field(description="Number of new mentees; null if suppressed.")
    suppressed: bool = strawberry.field(description=SUPPRESSED)

    @classmethod
    def of(cls, row: decisions.MonthOfApprovals) -> "MonthOfApprovals":
        hides = None in (row.mentors, row.mentees)
        return cls(month=row.month, mentors=row.mentors, mentees=row.mentees, suppressed=hides)


@strawberry.type(description="Numbers of mentors and mentees: by department as of now, and by month of a year.")
class ParticipationFigures:
    rows: strawberry.Private[participation.Participation]
    reference: strawberry.Private[Reference]
    as_of: datetime = strawberry.field(description="When the people were counted.")
    base: int = strawberry.field(description="Number of people in the directory.")
    mentors: int | None = strawberry.field(description="Number of approved mentors; null if suppressed.")
    mentees: int | None = strawberry.field(description="Number of approved mentees; null if suppressed.")
    suppressed: bool = strawberry.field(description=SUPPRESSED)
    message: str = strawberry.field(description="The numbers of the whole State as a sentence.")
    year: int = strawberry.field(description="Year of the months.")
    months: list[MonthOfApprovals] = strawberry.field(description="New mentors and mentees by month, January first.")

    @connection_field("Mentors and mentees by department, in the order of the departments' names.")
    def departments(self, page: PageRequest) -> Connection[DepartmentParticipation]:
        known = self.reference.departments
        there = [(known[each.department], each) for each in self.rows.departments if each.department is not None]
        return slice_connection(
            there,
            lambda each: each[0].code,
            page,
            lambda each: DepartmentParticipation.of(each[1], Department.of(each[0])),
        )


def _people(number: int | None, what: str) -> str:
    return f"a number of {what} that is not shown, to protect small groups" if number is None else f"{number:,} {what}"


@strawberry.type(description="Number of applications that were decided within a span of days.")
class DecisionBucket:
    first_day: int = strawberry.field(description="First day of the span; days are counted from the submission.")
    last_day: int | None = strawberry.field(description="Last day of the span; null for any number.")
    applications: int | None = strawberry.field(description="Number of applications; null if suppressed.")
    suppressed: bool = strawberry.field(description=SUPPRESSED)

    @classmethod
    def of(cls, row: decisions.Bucket) -> "DecisionBucket":
        number = row.applications
        return cls(first_day=row.first, last_day=row.last, applications=number, suppressed=number is None)


@strawberry.type(description="How long the decisions of a month took.")
class MonthOfDecisions:
    month: int = strawberry.field(description="Month of the year, 1 to 12.")
    median_days: float | None = strawberry.field(
        description="Days within which half of the applications were decided; null if suppressed."
    )
    ninth_decile_days: float | None = strawberry.field(
        description="Days within which nine of ten applications were decided; null if suppressed."
    )
    suppressed: bool = strawberry.field(description=SUPPRESSED)

    @classmethod
    def of(cls, row: decisions.MonthOfDecisions) -> "MonthOfDecisions":
        return cls(month=row.month, median_days=row.median, ninth_decile_days=row.ninth, suppressed=row.median is None)


@strawberry.type(description="Time from submission to decision of the applications that were decided in a year.")
class DecisionTimes:
    year: int = strawberry.field(description="Year of the decisions.")
    as_of: datetime = strawberry.field(description=AS_OF)
    base: int | None = strawberry.field(description="Number of applications decided; null if suppressed.")
    median_days: float | None = strawberry.field(
        description="Days within which half of the applications were decided; null if suppressed."
    )
    ninth_decile_days: float | None = strawberry.field(
        description="Days within which nine of ten applications were decided; null if suppressed."
    )
    within_week: float | None = strawberry.field(
        description="Share of the applications decided within seven days, 0 to 1; null if suppressed."
    )
    suppressed: bool = strawberry.field(description=SUPPRESSED)
    message: str = strawberry.field(description="The time that half of the decisions took, as a sentence.")
    buckets: list[DecisionBucket] = strawberry.field(description="Applications by the days that they took.")
    months: list[MonthOfDecisions] = strawberry.field(description="The months of the year, January first.")

    @classmethod
    def of(cls, year: FiguresYear, row: decisions.DecisionTimes) -> "DecisionTimes":
        return cls(
            year=year.year,
            as_of=year.end,
            base=row.decided,
            median_days=row.median,
            ninth_decile_days=row.ninth,
            within_week=row.within_week,
            suppressed=None in (row.decided, row.within_week),
            message=f"Too few applications were decided in {year.year} to show numbers."
            if row.decided is None
            else f"{row.decided:,} applications were decided in {year.year}, half of them within {row.median:g} days.",
            buckets=[DecisionBucket.of(each) for each in row.buckets],
            months=[MonthOfDecisions.of(each) for each in row.months],
        )


def _year(year: int | None, now: datetime) -> FiguresYear:
    """Raises ClientError."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ClientError(f"Choose a `year` from {FIRST_YEAR} to {LAST_YEAR}.")
    return FiguresYear.of(year, now)


@strawberry.type
class FiguresDashboard:
    @strawberry.field(description="Results of the surveys by question, over the quarters of a year that are over.")
    async def survey_results(self, info: Info, year: Year = None) -> SurveyResults:
        over = _year(year, info.context.now())
        return SurveyResults.of(over, await info.context.read(lambda queries: queries.survey_results(over)))

    @strawberry.field(description="Numbers of mentors and mentees, by department and by month.")
    async def participation(self, info: Info, year: Year = None) -> ParticipationFigures:
        context, now = info.context, info.context.now()
        over = _year(year, now)
        found = await context.read(lambda queries: queries.participation_by_department())
        decided = await context.read(lambda queries: queries.decided_applications(over))
        state = found.state
        mentors, mentees = _people(state.mentors, "mentors"), _people(state.mentees, "mentees")
        return ParticipationFigures(
            rows=found,
            reference=await context.reference(),
            as_of=now,
            base=state.staff,
            mentors=state.mentors,
            mentees=state.mentees,
            suppressed=None in (state.mentors, state.mentees),
            message=f"Of {state.staff:,} people, MOMENTS has {mentors} and {mentees}.",
            year=over.year,
            months=[MonthOfApprovals.of(each) for each in approvals_by_month(decided, over)],
        )

    @strawberry.field(description="Time from submission to decision, over the quarters of a year that are over.")
    async def decision_times(self, info: Info, year: Year = None) -> DecisionTimes:
        over = _year(year, info.context.now())
        decided = await info.context.read(lambda queries: queries.decided_applications(over))
        return DecisionTimes.of(over, decision_times(decided, over))

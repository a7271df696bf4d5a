"""The office's figures: what they count, over which time, and that they tell nothing about a few."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from moments.application.figures.decisions import DecidedApplication, approvals_by_month, decision_times
from moments.application.figures.participation import DepartmentCount, participation_of
from moments.application.figures.period import FiguresYear
from moments.application.figures.surveys import Given, SurveyQuestion, SurveyResults, survey_results
from moments.domain.shared.ids import DepartmentCode
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, ChoiceQuestion, FuturePlans, SkillsWorkedOn

MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
YEAR = FiguresYear(2026, 4)
MAY = datetime(2026, 5, 20, 15, tzinfo=UTC)
CHOICES = {
    ChoiceQuestion.RATING: ("Excellent", "Good", "Poor"),
    ChoiceQuestion.HOW_OFTEN: ("Weekly", "Monthly"),
    ChoiceQuestion.HOW_MET: ("In person", "By video call"),
}


def answers(rating: str = "Good", skills: Sequence[SkillsWorkedOn] = ()) -> Answers:
    return Answers(
        how_often="Weekly",
        skills_worked_on=frozenset(skills),
        rating=rating,
        development_improved=True,
        comments=None,
        plans=FuturePlans.YES,
        contact_me=False,
    )


def given(**ratings: tuple[int, int]) -> Given:
    """Rating -> how many mentees and mentors gave it."""
    return [
        (side, answers(rating))
        for rating, numbers in ratings.items()
        for side, number in zip((MENTEE, MENTOR), numbers, strict=True)
        for _ in range(number)
    ]


def rated(found: SurveyResults) -> dict[str, tuple[int, int] | None]:
    choices = next(each for each in found.questions if each.question is SurveyQuestion.RATING).choices
    return {each.label: (each.people[MENTEE], each.people[MENTOR]) if each.people else None for each in choices}


def test_a_choice_of_a_few_is_hidden_with_no_answer_so_that_the_rest_does_not_give_it_away() -> None:
    found = survey_results(given(Excellent=(61, 44), Good=(38, 35), Poor=(2, 1)), CHOICES)
    assert rated(found) == {"Excellent": None, "Good": (38, 35), "Poor": None, "No answer": None}
    assert found.base == {MENTEE: 101, MENTOR: 80}


def test_what_was_a_choice_earlier_is_counted_after_the_present_ones() -> None:
    found = survey_results(given(Excellent=(60, 40), Splendid=(6, 7), Good=(9, 9)), CHOICES)
    assert list(rated(found)) == ["Excellent", "Good", "Poor", "Splendid", "No answer"]


def test_results_of_a_few_surveys_are_not_given_at_all() -> None:
    found = survey_results(given(Good=(2, 1)), CHOICES)
    assert found.base is None
    assert {choice.people is None for question in found.questions for choice in question.choices} == {True}


def test_a_question_with_several_answers_hides_also_who_did_not_choose() -> None:
    soft = [SkillsWorkedOn.SOFT_SKILLS]
    many: Given = [(side, answers(skills=soft if n < 20 else ())) for side in (MENTEE, MENTOR) for n in range(40)]
    question = next(q for q in survey_results(many, CHOICES).questions if q.question is SurveyQuestion.SKILLS_WORKED_ON)
    assert [each.people for each in question.choices] == [{MENTEE: 20, MENTOR: 20}, None]
    assert question.choices[0].shares == {MENTEE: 0.5, MENTOR: 0.5}


@pytest.mark.parametrize(
    ("now", "asked", "year", "quarters"),
    [
        (datetime(2026, 11, 29, tzinfo=UTC), None, 2026, 3),
        (datetime(2027, 2, 1, tzinfo=UTC), None, 2026, 4),
        (datetime(2027, 2, 1, tzinfo=UTC), 2027, 2027, 0),
        (datetime(2026, 11, 29, tzinfo=UTC), 2025, 2025, 4),
        (datetime(2026, 11, 29, tzinfo=UTC), 2030, 2030, 0),
    ],
)
def test_a_year_is_counted_up_to_the_last_quarter_that_is_over(
    now: datetime, asked: int | None, year: int, quarters: int
) -> None:
    found = FiguresYear.of(asked, now)
    assert (found.year, found.quarters) == (year, quarters)
    assert found.end <= now or not quarters
    assert len(found.months) == 3 * quarters


def test_a_quarter_ends_at_midnight_in_missouri() -> None:
    assert FiguresYear(2026, 3).end == datetime(2026, 10, 1, 5, tzinfo=UTC)
    assert YEAR.end == datetime(2027, 1, 1, 6, tzinfo=UTC)


def decided(*days: float, kind: ApplicationKind = MENTEE, approved: bool = True) -> list[DecidedApplication]:
    return [DecidedApplication(kind, approved, MAY - timedelta(days=each), MAY) for each in days]


def test_the_time_to_decide_is_told_by_its_middle_and_by_spans_of_days() -> None:
    found = decision_times(decided(*[0.5] * 6, *[2.5] * 7, *[6] * 5, *[10] * 9, *[20] * 8), YEAR)
    assert (found.decided, found.median, found.within_week) == (35, 6, pytest.approx(18 / 35))
    assert [each.applications for each in found.buckets] == [6, 7, 5, 9, 8]
    assert [each.month for each in found.months if each.median is not None] == [5]


def test_without_enough_slow_decisions_their_share_is_not_given() -> None:
    found = decision_times(decided(*[0.5] * 20, *[2.5] * 7, *[6] * 5, 10), YEAR)
    assert (found.decided, found.within_week) == (33, None)
    assert [each.applications for each in found.buckets] == [None, 7, 5, None, None]


def test_no_span_of_days_can_be_derived_from_the_share() -> None:
    """Four in each span of a week are all that can be, if twelve are told and none is shown."""
    found = decision_times(decided(*[0.5] * 4, *[2.5] * 4, *[6] * 4, *[10] * 30, *[20] * 30), YEAR)
    assert found.within_week is None


def test_four_decisions_tell_nothing() -> None:
    found = decision_times(decided(1, 2, 3, 4), YEAR)
    assert (found.decided, found.median, found.ninth, found.within_week) == (None, None, None, None)


def test_a_month_of_a_few_takes_another_with_it_in_the_months_of_approvals() -> None:
    months = {1: 9, 2: 3, 3: 8, 4: 7}
    many = [
        DecidedApplication(MENTEE, True, MAY, datetime(2026, month, 15, tzinfo=UTC))
        for month, number in months.items()
        for _ in range(number)
    ]
    found = approvals_by_month([*many, *decided(*[1] * 6, approved=False)], FiguresYear(2026, 2))
    assert [each.mentees for each in found] == [None, None, 8, 7, None, None]
    assert {each.mentors for each in found} == {None}
    assert {each.mentees for each in approvals_by_month(many, YEAR)} == {None}, "nobody was denied"


def test_participation_is_hidden_where_few_take_part_or_few_do_not() -> None:
    a, b, c, d = (DepartmentCode(code) for code in "ABCD")
    found = participation_of(
        {
            a: DepartmentCount(100, 20, 30),
            b: DepartmentCount(50, 3, 25),
            c: DepartmentCount(60, 40, 6),
            d: DepartmentCount(40, 9, 38),
        }
    )
    assert {each.department: each.mentors for each in found.departments} == {a: None, b: None, c: 40, d: 9}
    assert {each.department: each.mentees for each in found.departments} == {a: None, b: 25, c: 6, d: None}
    assert (found.state.mentors, found.state.mentees, found.state.staff) == (72, 99, 250)


def test_no_hidden_number_of_participants_can_be_derived_from_the_staff() -> None:
    """All States of two departments with up to twelve people each."""
    for first, second in product(range(13), repeat=2):
        seen: dict[object, set[tuple[int, int]]] = {}
        for mentors in product(range(first + 1), range(second + 1)):
            found = participation_of(
                {
                    DepartmentCode(code): DepartmentCount(staff, number, 0)
                    for code, staff, number in zip("AB", (first, second), mentors, strict=True)
                }
            )
            shown = (found.state.mentors, *(each.mentors for each in found.departments))
            seen.setdefault(shown, set()).add(mentors)
        for shown, possible in seen.items():
            for place, staff in enumerate((first, second)):
                if shown[1 + place] is None and staff:  # type: ignore[index]
                    assert len({each[place] for each in possible}) > 1, (first, second, shown)

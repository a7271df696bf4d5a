"""Who is eligible: ELIG-1 to ELIG-3, and ELIG-5's silence about which criterion failed."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.participants.eligibility import (
    SENTENCES,
    Ineligibility,
    Ineligible,
    ineligibilities,
)
from moments.domain.participants.employee import Employment, Evaluation
from moments.domain.participants.errors import MenteeSuspended, MentorNoLongerAvailable
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from tests.domain.assertions import refused
from tests.domain.builders import a_mentor, an_application, an_employee, later, the_handbook
from tests.domain.refusals import all_errors

RECENT = date(2025, 11, 3)
AT_RISK = Evaluation(RECENT, at_risk=True)
NOT_AT_RISK = Evaluation(RECENT, at_risk=False)

EACH_CRITERION = [
    pytest.param(an_employee(employment=Employment.PART_TIME), Ineligibility.NOT_FULL_TIME, id="part-time"),
    pytest.param(an_employee(employment=Employment.TEMPORARY), Ineligibility.NOT_FULL_TIME, id="temporary"),
    pytest.param(an_employee(evaluation=AT_RISK), Ineligibility.AT_RISK, id="at-risk"),
    pytest.param(an_employee(improvement_plan=True), Ineligibility.UNDER_IMPROVEMENT_PLAN, id="improvement-plan"),
    pytest.param(an_employee(discipline=True), Ineligibility.UNDER_DISCIPLINE, id="discipline"),
    pytest.param(an_employee(left=date(2026, 1, 2)), Ineligibility.LEFT_SERVICE, id="left"),
]
BOTH_KINDS = [
    pytest.param(ApplicationKind.MENTOR, "ELIG-1", marks=pytest.mark.rule("ELIG-1"), id="mentor"),
    pytest.param(ApplicationKind.MENTEE, "ELIG-2", marks=pytest.mark.rule("ELIG-2"), id="mentee"),
]


@pytest.mark.rule("ELIG-1", "ELIG-2")
def test_a_full_time_employee_in_good_standing_is_eligible() -> None:
    assert ineligibilities(an_employee(evaluation=NOT_AT_RISK)) == ()


@pytest.mark.parametrize(("employee", "reason"), EACH_CRITERION)
@pytest.mark.parametrize(("kind", "rule"), BOTH_KINDS)
def test_whoever_fails_a_criterion_cannot_submit_and_is_told_which(kind, rule, employee, reason) -> None:
    application = an_application().of_kind(kind).build()
    with refused(Ineligible, application) as refusal:
        application.submit(reasons=ineligibilities(employee), catalog=the_handbook(), at=later(days=1))
    assert refusal.error.reasons == (reason,)
    assert refusal.error.rule == rule
    assert SENTENCES[reason] in refusal.sentence


@pytest.mark.rule("ELIG-1", "ELIG-2")
def test_whoever_fails_all_criteria_is_told_all_of_them() -> None:
    employee = an_employee(
        employment=Employment.PART_TIME,
        evaluation=AT_RISK,
        improvement_plan=True,
        discipline=True,
        left=date(2026, 1, 2),
    )
    reasons = ineligibilities(employee)
    assert set(reasons) == set(Ineligibility)
    assert all(SENTENCES[reason] in str(Ineligible(reasons, "ELIG-1", PersonId("p"))) for reason in Ineligibility)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(Employment),
    st.sampled_from([None, AT_RISK, NOT_AT_RISK]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_exactly_the_failed_criteria_are_named(employment, evaluation, plan, discipline, left) -> None:
    expected = set()
    if employment is not Employment.FULL_TIME:
        expected.add(Ineligibility.NOT_FULL_TIME)
    if evaluation is AT_RISK:
        expected.add(Ineligibility.AT_RISK)
    if plan:
        expected.add(Ineligibility.UNDER_IMPROVEMENT_PLAN)
    if discipline:
        expected.add(Ineligibility.UNDER_DISCIPLINE)
    if left:
        expected.add(Ineligibility.LEFT_SERVICE)
    employee = an_employee(
        employment=employment,
        evaluation=evaluation,
        improvement_plan=plan,
        discipline=discipline,
        left=date(2026, 1, 2) if left else None,
    )
    named = ineligibilities(employee)
    assert set(named) == expected
    assert len(named) == len(expected)


@pytest.mark.rule("ELIG-3")
def test_a_new_hire_without_an_evaluation_is_not_at_risk() -> None:
    assert ineligibilities(an_employee(evaluation=None)) == ()


@pytest.mark.rule("ELIG-3")
def test_an_evaluation_counts_however_long_ago_it_was_the_most_recent() -> None:
    assert ineligibilities(an_employee(evaluation=Evaluation(date(2019, 1, 1), at_risk=True))) == (
        Ineligibility.AT_RISK,
    )


@pytest.mark.rule("ELIG-5")
def test_of_an_evaluation_only_its_date_and_at_risk_or_not_are_kept() -> None:
    assert {each.name for each in fields(Evaluation)} == {"on", "at_risk"}


@pytest.mark.rule("ELIG-5")
@pytest.mark.parametrize("told_to_others", [MenteeSuspended(), MentorNoLongerAvailable()], ids=["mentor", "mentee"])
def test_the_other_side_is_not_told_which_criterion_failed(told_to_others) -> None:
    words = str(told_to_others).casefold()
    for hint in ("risk", "full-time", "improvement", "disciplin", "evaluation", "eligib", "engage"):
        assert hint not in words


def every_event() -> list[type[DomainEvent]]:
    all_errors()  # imports every module of the domain
    found, waiting = [], [DomainEvent]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found.append(kind)
            waiting.append(kind)
    return [kind for kind in found if kind.__module__.startswith("moments.domain.")]


@pytest.mark.rule("ELIG-5")
def test_no_event_has_a_place_for_a_failed_criterion_or_an_evaluation() -> None:
    assert len(every_event()) > 20
    for kind in every_event():
        for each in fields(kind):
            assert "Ineligib" not in str(each.type)
            assert not {"reason", "reasons", "evaluation", "at_risk", "rating", "discipline"} & {each.name}


@pytest.mark.rule("ELIG-5")
def test_a_suspension_says_who_and_when_and_nothing_else() -> None:
    mentor = a_mentor().build()
    mentor.suspend(at=later(days=1))
    (event,) = mentor.collect_events()
    assert {each.name for each in fields(event)} == {"occurred_at", "by", "person"}

"""The post-participation survey of each side: SUR-1 to SUR-4, as far as they are the domain's."""

from dataclasses import fields, replace
from typing import Any

import pytest

from moments.domain.shared.errors import DomainError, DomainErrors
from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.text import InvalidText
from moments.domain.surveys.choices import InvalidChoices, check_choices
from moments.domain.surveys.survey import (
    Answers,
    ChoiceQuestion,
    FollowUpHandled,
    FuturePlans,
    MentorshipEnding,
    NoFollowUp,
    NothingAnswered,
    QuestionNotAsked,
    SkillsWorkedOn,
    Survey,
    SurveyAlreadySubmitted,
    SurveyRequested,
    SurveySubmitted,
    UnknownChoice,
)
from tests.domain.assertions import refused, told
from tests.domain.builders import ANN, DEFAULT_CHOICES, MOE, ZOE, a_survey, later, mentee_answers, mentor_answers

MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
COMPLETE = {MENTOR: mentor_answers(), MENTEE: mentee_answers()}
BOTH = pytest.mark.parametrize("side", [MENTOR, MENTEE], ids=["mentor", "mentee"])


def answer(survey: Survey, answers: Answers) -> None:
    survey.submit(answers, DEFAULT_CHOICES, at=later(days=1))


@pytest.mark.rule("SUR-1")
@pytest.mark.parametrize(("side", "person"), [(MENTOR, MOE), (MENTEE, ANN)], ids=["mentor", "mentee"])
def test_each_side_is_asked(side: ApplicationKind, person) -> None:
    survey = Survey.create(MentorshipId("M-1"), side, person, at=later())
    assert survey.collect_events() == (
        SurveyRequested(occurred_at=later(), by=None, mentorship=MentorshipId("M-1"), person=person, side=side),
    )
    assert survey.answers is None


@pytest.mark.rule("SUR-1")
@BOTH
def test_a_side_answers_once(side: ApplicationKind) -> None:
    survey = a_survey(side)
    answer(survey, COMPLETE[side])
    assert (survey.answers, survey.submitted_at) == (COMPLETE[side], later(days=1))
    assert [type(event) for event in survey.collect_events()] == [SurveySubmitted]
    with refused(SurveyAlreadySubmitted, survey) as refusal:
        answer(survey, replace(COMPLETE[side], rating="Poor"))
    assert refusal.error.rule == "SUR-1"
    assert "answered this survey already" in refusal.sentence


@pytest.mark.rule("SUR-2")
@BOTH
@pytest.mark.parametrize("question", [ChoiceQuestion.HOW_OFTEN, ChoiceQuestion.RATING])
def test_every_choice_the_office_offers_can_be_given_by_both_sides(side, question: ChoiceQuestion) -> None:
    for choice in DEFAULT_CHOICES[question]:
        survey = a_survey(side)
        answer(survey, replace(COMPLETE[side], **{question.value: choice}))
        assert survey.answers is not None
        assert getattr(survey.answers, question.value) == choice


@pytest.mark.rule("SUR-2")
@BOTH
@pytest.mark.parametrize(("answered", "field"), [("how_often", "howOften"), ("rating", "rating")])
@pytest.mark.parametrize("given", ["", "Never heard of it"])
def test_how_often_and_the_rating_are_of_the_lists_for_both_sides(side, answered: str, field: str, given: str) -> None:
    survey = a_survey(side)
    with refused(UnknownChoice, survey) as refusal:
        answer(survey, replace(COMPLETE[side], **{answered: given}))
    assert refusal.error.field == field
    assert "Choose one of the answers in the list" in refusal.sentence


@pytest.mark.rule("SUR-2")
@BOTH
@pytest.mark.parametrize("worked_on", [set(), {SkillsWorkedOn.SOFT_SKILLS}, set(SkillsWorkedOn)], ids=["0", "1", "2"])
@pytest.mark.parametrize("improved", [True, False])
def test_any_number_of_skills_and_either_answer_on_improvement_are_kept(side, worked_on, improved: bool) -> None:
    survey = a_survey(side)
    given = replace(COMPLETE[side], skills_worked_on=frozenset(worked_on), development_improved=improved)
    answer(survey, given)
    assert survey.answers == given


@pytest.mark.rule("SUR-2")
@BOTH
@pytest.mark.parametrize(("given", "kept"), [(None, None), ("   ", None), ("  Thank you.\n", "Thank you.")])
def test_comments_are_optional_and_kept_trimmed(side, given: str | None, kept: str | None) -> None:
    survey = a_survey(side)
    answer(survey, replace(COMPLETE[side], comments=given))
    assert survey.answers is not None
    assert survey.answers.comments == kept


@pytest.mark.rule("SUR-2")
@BOTH
@pytest.mark.parametrize("comments", ["x" * 2001, "a\x00b", "\ud800"])
def test_comments_that_cannot_be_kept_are_refused(side, comments: str) -> None:
    survey = a_survey(side)
    with refused(InvalidText, survey) as refusal:
        answer(survey, replace(COMPLETE[side], comments=comments))
    assert (refusal.error.field, refusal.error.rule) == ("comments", "SUR-2")


@pytest.mark.rule("SUR-3")
@pytest.mark.parametrize("gained", [True, False])
def test_a_mentee_says_whether_they_gained_access(gained: bool) -> None:
    survey = a_survey(MENTEE)
    answer(survey, mentee_answers(gained_access=gained))
    assert survey.answers is not None
    assert survey.answers.gained_access is gained


@pytest.mark.rule("SUR-2")
@pytest.mark.parametrize(
    ("side", "given"),
    [
        (side, {field: value})
        for side in (MENTEE, MENTOR)
        for field, value in (
            ("how_often", "Monthly"),
            ("rating", "Good"),
            ("development_improved", False),
            ("skills_worked_on", frozenset({SkillsWorkedOn.SOFT_SKILLS})),
            ("plans", FuturePlans.NO),
            ("comments", "Thank you."),
            ("contact_me", True),
        )
    ]
    + [(MENTEE, {"gained_access": False}), (MENTOR, {"how_met": "In person"})]
    + [(MENTOR, {"ending": MentorshipEnding.COMPLETED})],
)
def test_any_one_question_may_be_the_only_one_that_is_answered(side: ApplicationKind, given: dict[str, Any]) -> None:
    survey = a_survey(side)
    answer(survey, Answers(**given))
    assert survey.answers == Answers(**given)


@pytest.mark.rule("SUR-2")
@BOTH
@pytest.mark.parametrize("comments", [None, "", " \n"])
def test_not_all_questions_may_be_left_open(side: ApplicationKind, comments: str | None) -> None:
    survey = a_survey(side)
    with refused(NothingAnswered, survey) as refusal:
        answer(survey, Answers(comments=comments))
    assert refusal.error.rule == "SUR-2"


@pytest.mark.rule("SUR-3")
@pytest.mark.parametrize("ending", MentorshipEnding)
@pytest.mark.parametrize("how_met", DEFAULT_CHOICES[ChoiceQuestion.HOW_MET])
def test_a_mentor_says_how_they_met_and_how_it_ended(ending: MentorshipEnding, how_met: str) -> None:
    survey = a_survey(MENTOR)
    answer(survey, mentor_answers(ending=ending, how_met=how_met))
    assert survey.answers is not None
    assert (survey.answers.ending, survey.answers.how_met) == (ending, how_met)


@pytest.mark.rule("SUR-3")
@pytest.mark.parametrize("how_met", ["", "By carrier pigeon"])
def test_a_mentor_chooses_how_they_met_from_the_list(how_met: str) -> None:
    survey = a_survey(MENTOR)
    with refused(UnknownChoice, survey) as refusal:
        answer(survey, mentor_answers(how_met=how_met))
    assert (refusal.error.field, refusal.error.rule) == ("howMet", "SUR-3")


@pytest.mark.rule("SUR-3")
def test_neither_side_is_asked_what_only_the_other_is() -> None:
    answer(a_survey(MENTEE), mentee_answers(how_met=None, ending=None))
    answer(a_survey(MENTOR), mentor_answers(gained_access=None))


@pytest.mark.rule("SUR-3")
@pytest.mark.parametrize(
    ("side", "answered", "field"),
    [
        (MENTOR, {"gained_access": False}, "gainedAccess"),
        (MENTEE, {"how_met": "In person"}, "howMet"),
        (MENTEE, {"how_met": ""}, "howMet"),
        (MENTEE, {"ending": MentorshipEnding.COMPLETED}, "ending"),
    ],
)
def test_an_answer_to_what_only_the_other_side_is_asked_is_refused_and_not_kept(side, answered, field: str) -> None:
    survey = a_survey(side)
    with refused(QuestionNotAsked, survey) as refusal:
        answer(survey, replace(COMPLETE[side], **answered))
    assert (refusal.error.field, refusal.error.rule) == (field, "SUR-3")
    assert "Leave it out" in refusal.sentence


@pytest.mark.rule("SUR-3")
@BOTH
@pytest.mark.parametrize("plans", FuturePlans)
@pytest.mark.parametrize("contact_me", [True, False])
def test_both_sides_say_what_they_plan_and_whether_to_be_contacted(side, plans, contact_me: bool) -> None:
    survey = a_survey(side)
    answer(survey, replace(COMPLETE[side], plans=plans, contact_me=contact_me))
    assert survey.answers is not None
    assert (survey.answers.plans, survey.answers.contact_me) == (plans, contact_me)
    assert {plan.value for plan in FuturePlans} == {"yes", "no", "undecided"}


@pytest.mark.rule("SUR-2", "SUR-3")
@pytest.mark.parametrize(
    ("side", "fields"),
    [
        (MENTOR, {"howOften", "rating", "howMet", "gainedAccess", "comments"}),
        (MENTEE, {"howOften", "rating", "howMet", "comments"}),
    ],
    ids=["mentor", "mentee"],
)
def test_all_that_is_wrong_is_told_at_once(side: ApplicationKind, fields: set[str]) -> None:
    survey = a_survey(side)
    with refused(DomainErrors, survey) as refusal:
        answer(
            survey,
            mentee_answers(how_often="", rating="", how_met="", comments="\x00"),
        )
    assert {field for _, _, field in told(refusal.error)} == fields


@pytest.mark.rule("SUR-3")
def test_the_choices_are_the_offices_and_an_answer_outlives_them() -> None:
    theirs = {**DEFAULT_CHOICES, ChoiceQuestion.RATING: ("Five stars", "One star")}
    survey = a_survey(MENTEE)
    with refused(UnknownChoice, survey):
        survey.submit(mentee_answers(), theirs, at=later(days=1))
    survey.submit(mentee_answers(rating="Five stars"), theirs, at=later(days=1))
    assert survey.answers is not None
    assert survey.answers.rating == "Five stars"


@pytest.mark.rule("SUR-4")
@BOTH
def test_contact_me_waits_for_the_office_until_it_has_been_in_touch(side: ApplicationKind) -> None:
    survey = a_survey(side)
    answer(survey, replace(COMPLETE[side], contact_me=True))
    survey.collect_events()
    survey.handle_follow_up(ZOE, at=later(days=2))
    assert (survey.followed_up_by, survey.followed_up_at) == (ZOE, later(days=2))
    assert [type(event) for event in survey.collect_events()] == [FollowUpHandled]
    with refused(NoFollowUp, survey):
        survey.handle_follow_up(ZOE, at=later(days=3))


@pytest.mark.rule("SUR-4")
@BOTH
def test_without_contact_me_there_is_nothing_to_follow_up(side: ApplicationKind) -> None:
    survey = a_survey(side)
    with refused(NoFollowUp, survey):
        survey.handle_follow_up(ZOE, at=later(days=2))
    answer(survey, COMPLETE[side])
    with refused(NoFollowUp, survey) as refusal:
        survey.handle_follow_up(ZOE, at=later(days=2))
    assert refusal.error.rule == "SUR-4"


@pytest.mark.rule("SUR-4")
def test_no_event_of_a_survey_carries_an_answer() -> None:
    for event in (SurveyRequested, SurveySubmitted, FollowUpHandled):
        assert {each.name for each in fields(event)} == {"occurred_at", "by", "mentorship", "person", "side"}


# --- the office's choices -----------------------------------------------------------------------


@pytest.mark.rule("SUR-3")
@pytest.mark.parametrize("labels", [["Yes", "No"], [str(number) for number in range(20)]], ids=["2", "20"])
def test_the_office_sets_a_questions_choices(labels: list[str]) -> None:
    assert check_choices([f" {label} " for label in labels]) == tuple(labels)


@pytest.mark.rule("SUR-3")
@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([], "from 2 to 20"),
        (["Yes"], "from 2 to 20"),
        ([str(number) for number in range(21)], "this list has 21"),
        (["Yes", " yes "], "Keep it once"),
        (["Not yet", "not\n yet"], "Keep it once"),
    ],
)
def test_too_few_too_many_or_doubled_choices_are_refused(labels: list[str], words: str) -> None:
    with pytest.raises(InvalidChoices) as refusal:
        check_choices(labels)
    assert (refusal.value.rule, refusal.value.field) == ("SUR-3", "choices")
    assert words in str(refusal.value)


@pytest.mark.parametrize("label", ["", "x" * 201, "a\x00"])
def test_a_choice_is_a_short_text(label: str) -> None:
    with pytest.raises(InvalidText):
        check_choices(["Yes", label])


@pytest.mark.parametrize("question", ChoiceQuestion)
def test_the_default_choices_could_be_set_by_the_office(question: ChoiceQuestion) -> None:
    assert check_choices(DEFAULT_CHOICES[question]) == DEFAULT_CHOICES[question]
    assert issubclass(InvalidChoices, DomainError)

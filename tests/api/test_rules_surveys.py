"""The post-participation surveys (SUR-1 to SUR-4), as the two sides and the office see them."""

from typing import Any

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen

MENTEES = {
    "howOften": "Monthly",
    "skillsWorkedOn": ["SOFT_SKILLS", "CAREER_DEVELOPMENT"],
    "rating": "Excellent",
    "developmentImproved": True,
    "plans": "UNDECIDED",
    "gainedAccess": True,
    "comments": "My mentor opened a door for me.",
}
MENTORS = {
    "howOften": "Weekly",
    "skillsWorkedOn": [],
    "rating": "Good",
    "developmentImproved": False,
    "plans": "YES",
    "howMet": "By video call",
    "ending": "DISCONTINUED",
}
ANSWERS = (
    "submittedAt answers { howOften howMet skillsWorkedOn ending rating gainedAccess developmentImproved plans "
    "comments contactMe }"
)


async def ended(world: ApiClient, step: str = "completeMentorship", mentee: str = "ann") -> str:
    mentorship = await world.active(mentee, "mia")
    await world.done("mia", step, "mentorship { id }", mentorship=mentorship)
    return mentorship


async def due(world: ApiClient, who: str) -> list[str]:
    seen = await world.viewer(who, "surveysDue { nodes { id } }")
    return [node["id"] for node in seen["surveysDue"]["nodes"]]


async def answer(world: ApiClient, who: str, **changes: Any) -> str:
    """The id of the survey that was answered."""
    (survey,) = await due(world, who)
    answers = (MENTORS if who == "mia" else MENTEES) | changes
    await world.done(who, "submitSurvey", "survey { id }", survey=survey, **answers)
    return survey


@pytest.mark.rule("SUR-1", "MEN-5")
@pytest.mark.parametrize("step", ["completeMentorship", "discontinueMentorship"])
async def test_after_the_end_each_side_is_asked_once_and_by_email(world: ApiClient, step: str) -> None:
    await world.ready(mentors="mia")
    mentorship = await world.active("ann", "mia")
    assert (await due(world, "ann"), await due(world, "mia")) == ([], [])
    await world.done("ann", step, "mentorship { id }", mentorship=mentorship)
    for who, side in (("ann", "MENTEE"), ("mia", "MENTOR")):
        seen = await world.viewer(who, "surveysDue { nodes { role submittedAt } }")
        assert seen["surveysDue"]["nodes"] == [{"role": side, "submittedAt": None}]
    emails = {(email.recipient, email.data["side"]) for email in await world.emails("survey_due")}
    assert emails == {("ann", "mentee"), ("mia", "mentor")}


@pytest.mark.rule("SUR-1")
async def test_switching_to_another_mentor_asks_for_each_mentorships_own_survey(world: ApiClient) -> None:
    await world.ready(mentors="mia max")
    await ended(world, "discontinueMentorship")
    switched = await world.active("ann", "max")
    await world.done("ann", "completeMentorship", "mentorship { id }", mentorship=switched)
    seen = await world.viewer("ann", "surveysDue { nodes { other { name } } }")
    assert seen["surveysDue"]["nodes"] == [{"other": {"name": "Mia Doe"}}, {"other": {"name": "Max Doe"}}]


@pytest.mark.rule("SUR-1")
async def test_a_survey_is_answered_once_and_by_its_own_person(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    await ended(world)
    (survey,) = await due(world, "ann")
    for who in ("mia", "olga", "boss"):
        assert [each.code for each in await world.refused(who, "submitSurvey", survey=survey, **MENTEES)] == [
            "NOT_FOUND"
        ]
    await answer(world, "ann")
    assert await due(world, "ann") == []
    assert await world.refused("ann", "submitSurvey", survey=survey, **MENTEES) == [
        UserErrorSeen("SURVEY_ALREADY_SUBMITTED", "SUR-1", None)
    ]


@pytest.mark.rule("SUR-2")
async def test_both_people_and_their_departments_are_filled_in(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    await ended(world)
    people = "person { name email department { name } } other { name department { name } }"
    (seen,) = (await world.viewer("ann", f"surveysDue {{ nodes {{ {people} }} }}"))["surveysDue"]["nodes"]
    assert seen == {
        "person": {
            "name": "Ann Doe",
            "email": "ann@oa.mo.example",
            "department": {"name": "Office of Administration"},
        },
        "other": {"name": "Mia Doe", "department": {"name": "Department of Public Safety"}},
    }


@pytest.mark.rule("SUR-2", "SUR-3")
async def test_each_side_answers_its_own_form(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentors="mia")
    await ended(world)
    (mentees,), (mentors,) = await due(world, "ann"), await due(world, "mia")
    shape = f"survey {{ {ANSWERS} }}"
    kept = (await world.done("ann", "submitSurvey", shape, survey=mentees, **MENTEES))["survey"]
    assert kept["submittedAt"]
    assert kept["answers"] == MENTEES | {
        "skillsWorkedOn": ["CAREER_DEVELOPMENT", "SOFT_SKILLS"],
        "howMet": None,
        "ending": None,
        "contactMe": False,
    }
    kept = (await world.done("mia", "submitSurvey", shape, survey=mentors, **MENTORS))["survey"]
    assert kept["answers"] == MENTORS | {"gainedAccess": None, "comments": None, "contactMe": False}


@pytest.mark.rule("SUR-2", "SUR-3")
async def test_all_that_is_missing_or_not_in_the_lists_is_told_at_once(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    await ended(world)
    (mentees,), (mentors,) = await due(world, "ann"), await due(world, "mia")
    wrong = {"howOften": "Now and then", "rating": "Ten", "developmentImproved": True, "plans": "NO"}
    told = set(await world.refused("ann", "submitSurvey", survey=mentees, comments="x" * 2001, **wrong))
    assert told == {
        UserErrorSeen("UNKNOWN_CHOICE", "SUR-3", "howOften"),
        UserErrorSeen("UNKNOWN_CHOICE", "SUR-3", "rating"),
        UserErrorSeen("INVALID_TEXT", "SUR-2", "comments"),
    }
    told = set(await world.refused("mia", "submitSurvey", survey=mentors, **wrong))
    assert told == {
        UserErrorSeen("UNKNOWN_CHOICE", "SUR-3", "howOften"),
        UserErrorSeen("UNKNOWN_CHOICE", "SUR-3", "rating"),
    }


@pytest.mark.rule("SUR-2")
async def test_every_question_may_be_left_open_but_not_all_of_them(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentors="mia")
    await ended(world)
    for who in ("ann", "mia"):
        (survey,) = await due(world, who)
        assert await world.refused(who, "submitSurvey", survey=survey, comments=" ") == [
            UserErrorSeen("NOTHING_ANSWERED", "SUR-2", None)
        ]
        shape = "survey { answers { howOften rating developmentImproved plans comments } }"
        kept = await world.done(who, "submitSurvey", shape, survey=survey, comments="Fine.")
        left_open = dict.fromkeys(("howOften", "rating", "developmentImproved", "plans"))
        assert kept["survey"]["answers"] == {**left_open, "comments": "Fine."}


@pytest.mark.rule("SUR-3")
async def test_the_choices_are_the_offices_and_answers_keep_their_words(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe", mentors="mia")
    await ended(world)
    await ended(world, mentee="abe")
    answered = await answer(world, "ann")
    labels = ["Five stars", "Four stars", " Three  stars "]
    shape = "choices { question choices }"
    payload = await world.done("olga", "setSurveyChoices", shape, question="RATING", choices=labels)
    stars = ["Five stars", "Four stars", "Three stars"]
    assert [" ".join(each.split()) for each in payload["choices"]["choices"]] == stars
    choices = (await world.data("ann", "{ surveyChoices { question choices } }"))["surveyChoices"]
    assert {each["question"]: len(each["choices"]) for each in choices} == {"HOW_OFTEN": 6, "HOW_MET": 5, "RATING": 3}

    seen = await world.node("ann", "Survey", answered, "answers { rating }")
    assert seen["answers"]["rating"] == "Excellent"
    (survey,) = await due(world, "abe")
    assert await world.refused("abe", "submitSurvey", survey=survey, **MENTEES) == [
        UserErrorSeen("UNKNOWN_CHOICE", "SUR-3", "rating")
    ]
    await answer(world, "abe", rating="Four stars")


@pytest.mark.rule("SUR-3")
async def test_impossible_lists_of_choices_are_refused_and_nobody_else_sets_them(world: ApiClient) -> None:
    for labels in (["One"], ["Same", "same"], [str(number) for number in range(21)], ["Good", " "]):
        (refused,) = await world.refused("olga", "setSurveyChoices", question="HOW_MET", choices=labels)
        assert refused.code in ("INVALID_CHOICES", "INVALID_TEXT")
        assert (refused.rule, refused.field) == ("SUR-3", "choices")
    for who in ("ann", "adam", "boss"):
        refusals = await world.refused(who, "setSurveyChoices", question="HOW_MET", choices=["In person", "By video"])
        assert [each.code for each in refusals] == ["NOT_PERMITTED"]


@pytest.mark.rule("SUR-4")
async def test_answers_go_to_the_office_and_never_to_the_other_side(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    mentorship = await ended(world)
    survey = await answer(world, "ann")
    shape = "survey { role answers { comments } }"
    assert (await world.node("mia", "Mentorship", mentorship, shape))["survey"] == {"role": "MENTOR", "answers": None}
    assert (await world.node("ann", "Mentorship", mentorship, shape))["survey"]["role"] == "MENTEE"
    for who in ("mia", "boss", "head", "adam", "dora"):
        assert await world.node(who, "Survey", survey, "id") is None
    surveys = "officeDashboard { surveys { nodes { id answers { comments } } } }"
    assert (await world.viewer("olga", surveys))["officeDashboard"]["surveys"]["nodes"] == [
        {"id": survey, "answers": {"comments": "My mentor opened a door for me."}}
    ]
    assert (await world.viewer("mia", surveys))["officeDashboard"] is None
    assert "opened a door" not in str(await world.emails())


@pytest.mark.rule("SUR-4")
async def test_contact_me_enters_the_offices_follow_ups_until_it_is_handled(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    await ended(world)
    wants, wants_not = await answer(world, "ann", contactMe=True), await answer(world, "mia")
    follow_ups = "officeDashboard { followUps { nodes { id } } }"
    assert (await world.viewer("olga", follow_ups))["officeDashboard"]["followUps"]["nodes"] == [{"id": wants}]
    for who in ("ann", "boss", "adam"):
        assert [each.code for each in await world.refused(who, "handleFollowUp", survey=wants)] == ["NOT_FOUND"]
    handled = await world.done("olga", "handleFollowUp", "survey { followedUpAt }", survey=wants)
    assert handled["survey"]["followedUpAt"]
    assert (await world.viewer("olga", follow_ups))["officeDashboard"]["followUps"]["nodes"] == []
    for survey in (wants, wants_not):
        assert await world.refused("olga", "handleFollowUp", survey=survey) == [
            UserErrorSeen("NO_FOLLOW_UP", "SUR-4", None)
        ]

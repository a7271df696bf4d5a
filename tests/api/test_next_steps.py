"""What the viewer can do next, in every role, held against the lists that it is about."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from moments.application.next_steps import NextStepKind
from tests.api.api_client import ALL_WARNINGS, ApiClient
from tests.api.matching_setup import match_and_send
from tests.api.snapshots import SURVEY
from tests.api.statements import counted

STEPS = "nextSteps { kind message since dueAt number thing { __typename id } }"
AGREEMENT = {"goals": "To grow", "schedule": "Mondays", "obstacles": "None"}
LISTS = """requestsReceived { totalCount } surveysDue { totalCount }
    supervisorDashboard { queue { totalCount } decidedInLieu { totalCount } }
    administratorDashboard { queue { totalCount } }
    officeDashboard { followUps { totalCount } emails(state: FAILED) { totalCount } }"""
COUNTS = """counts { requestsToAnswer meetingsToAnswer hoursToConfirm agreementsToAnswer surveysDue
    applicationsToDecide decisionsToReview departmentQueue failedEmails followUps }"""
EVERYBODY = ("ann", "abe", "mia", "max", "boss", "head", "adam", "dora", "olga")


async def steps(world: ApiClient, who: str) -> list[dict[str, Any]]:
    return (await world.viewer(who, STEPS))["nextSteps"]  # type: ignore[no-any-return]


async def kinds(world: ApiClient, who: str) -> list[str]:
    return [step["kind"] for step in await steps(world, who)]


async def check_lists(world: ApiClient) -> None:
    """Each number is its list's length, and each step's number is what is counted."""
    for who in EVERYBODY:
        seen = await world.viewer(who, f"{LISTS} {COUNTS} {STEPS}")
        of, counts = _lengths(seen), seen["counts"]
        assert {name: counts[name] for name in of} == of, who
        by_kind: dict[str, int] = {}
        for step in seen["nextSteps"]:
            by_kind[step["kind"]] = by_kind.get(step["kind"], 0) + step["number"]
        for kind, name in NUMBERED.items():
            assert by_kind.get(kind, 0) == counts[name], (who, kind)
        order = [NextStepKind[step["kind"]].place for step in seen["nextSteps"]]
        assert order == sorted(order)


NUMBERED = {
    "ANSWER_REQUEST": "requestsToAnswer",
    "ANSWER_MEETING": "meetingsToAnswer",
    "CONFIRM_HOURS": "hoursToConfirm",
    "ANSWER_AGREEMENT": "agreementsToAnswer",
    "ANSWER_SURVEY": "surveysDue",
    "DECIDE_APPLICATIONS": "applicationsToDecide",
    "REVIEW_DECISIONS": "decisionsToReview",
    "SEE_DEPARTMENT_QUEUE": "departmentQueue",
    "SEE_FAILED_EMAILS": "failedEmails",
    "HANDLE_FOLLOW_UPS": "followUps",
}


def _lengths(seen: dict[str, Any]) -> dict[str, int]:
    supervisor, administrator = seen["supervisorDashboard"], seen["administratorDashboard"]
    office = seen["officeDashboard"]
    return {
        "requestsToAnswer": seen["requestsReceived"]["totalCount"],
        "surveysDue": seen["surveysDue"]["totalCount"],
        "applicationsToDecide": supervisor["queue"]["totalCount"] if supervisor else 0,
        "decisionsToReview": supervisor["decidedInLieu"]["totalCount"] if supervisor else 0,
        "departmentQueue": administrator["queue"]["totalCount"] if administrator else 0,
        "failedEmails": office["emails"]["totalCount"] if office else 0,
        "followUps": office["followUps"]["totalCount"] if office else 0,
    }


@pytest.mark.rule("WEB-2", "REQ-4", "REQ-5", "MEN-1", "MEN-2", "MEN-4", "SUR-1")
async def test_a_mentorship_s_steps_go_to_whom_the_other_waits_for(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentors="mia")
    assert await steps(world, "mia") == []
    mentorship = await world.requested("ann", "mia")
    (asked,) = await steps(world, "mia")
    assert (asked["kind"], asked["message"]) == ("ANSWER_REQUEST", "Ann Doe asks you to be a mentor.")
    assert asked["thing"] == {"__typename": "Mentorship", "id": mentorship}
    await world.done("mia", "acceptRequest", "__typename", mentorship=mentorship)
    (first,) = await steps(world, "ann")
    assert (first["kind"], first["message"]) == ("SET_UP_FIRST_MEETING", "Set up your first meeting with Mia Doe.")
    since, due = datetime.fromisoformat(first["since"]), datetime.fromisoformat(first["dueAt"])
    assert due - since == timedelta(days=14), "when the reminder is sent"
    assert await kinds(world, "mia") == []
    starts_at = "2026-01-14T10:00:00-06:00"
    given = {"mentorship": mentorship, "startsAt": starts_at, "acceptWarnings": ALL_WARNINGS}
    meeting = (await world.done("ann", "proposeMeeting", "meeting { id }", **given))["meeting"]["id"]
    await world.done("ann", "proposeAgreement", "__typename", mentorship=mentorship, **AGREEMENT)
    assert await kinds(world, "ann") == []
    assert [step["message"] for step in await steps(world, "mia")] == [
        "Ann Doe proposes to meet at 10:00 a.m. on Wednesday, January 14.",
        "Ann Doe sent you a mentorship agreement.",
    ]
    await check_lists(world)
    await world.done("mia", "confirmMeeting", "__typename", meeting=meeting)
    await world.done("mia", "acceptAgreement", "__typename", mentorship=mentorship)
    assert await kinds(world, "mia") == []
    world.clock.pass_(days=3)
    for who in ("ann", "mia"):
        assert await kinds(world, who) == ["LOG_MEETING"]
    await world.done("ann", "markMeetingHeld", "__typename", meeting=meeting)
    assert await kinds(world, "ann") == []
    (confirm,) = await steps(world, "mia")
    assert confirm["message"] == "Ann Doe logged your meeting of Wednesday, January 14. Confirm the hours."
    assert confirm["thing"] == {"__typename": "Meeting", "id": meeting}
    await check_lists(world)
    await world.done("mia", "confirmHours", "__typename", meeting=meeting)
    await world.done("mia", "completeMentorship", "__typename", mentorship=mentorship)
    for who, other in (("ann", "Mia Doe"), ("mia", "Ann Doe")):
        (survey,) = await steps(world, who)
        assert (survey["kind"], survey["message"]) == ("ANSWER_SURVEY", f"Tell us how it went with {other}.")
        assert survey["thing"]["__typename"] == "Survey"
    await check_lists(world)


@pytest.mark.rule("WEB-2", "APR-1", "APR-5", "APR-7", "APP-9", "MAT-4", "SUR-4")
async def test_each_role_has_its_steps_and_its_numbers(each_world: ApiClient) -> None:
    world = each_world
    draft = await world.draft("abe", "MENTEE")
    (own,) = await steps(world, "abe")
    assert (own["kind"], own["thing"]["id"]) == ("FINISH_APPLICATION", draft)
    assert own["message"] == "Your mentee application is not sent yet."
    period = (await world.data("abe", "{ applicationPeriod { closesAt } }"))["applicationPeriod"]
    assert own["dueAt"] == period["closesAt"]
    await world.approved("mia", "MENTOR")
    mentorship = await _ended(world)
    waiting = [await world.submitted("ann", "MENTOR"), draft]
    await world.done("abe", "submitApplication", "__typename", application=draft)
    (decide,) = (step for step in await steps(world, "boss") if step["kind"] == "DECIDE_APPLICATIONS")
    assert (decide["number"], decide["thing"]["id"]) == (2, waiting[0])
    assert decide["message"].startswith("2 applications wait for your decision, since Monday, January 12.")
    (department,) = (step for step in await steps(world, "adam") if step["kind"] == "SEE_DEPARTMENT_QUEUE")
    assert department["message"] == "2 applications wait in your departments."
    await check_lists(world)
    await world.done("adam", "denyApplication", "__typename", application=waiting[0], inLieuGround="FMLA leave")
    await world.done("boss", "approveApplication", "__typename", application=waiting[1])
    assert [step["message"] for step in await steps(world, "boss")] == ["1 application was decided while you were out."]
    revise = (await steps(world, "ann"))[-1]
    assert revise["message"] == "Your mentor application was not approved. You can change it and send it again."
    await world.failed_email()
    survey = (await world.viewer("ann", "surveysDue { nodes { id } }"))["surveysDue"]["nodes"][0]["id"]
    await world.done("ann", "submitSurvey", "__typename", survey=survey, contactMe=True, **SURVEY)
    assert [step["message"] for step in await steps(world, "olga")] == [
        "1 email could not be delivered.",
        "1 person asks to be contacted.",
    ]
    await check_lists(world)
    await match_and_send(world)
    (choose,) = await steps(world, "abe")
    assert (choose["message"], choose["thing"]) == ("You have 1 recommended mentor. Ask one.", None)
    assert mentorship


async def _ended(world: ApiClient) -> str:
    await world.approved("ann", "MENTEE")
    mentorship = await world.active("ann", "mia")
    await world.done("mia", "completeMentorship", "__typename", mentorship=mentorship)
    return mentorship


async def test_next_steps_and_counts_are_a_statement_each(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    await world.requested("ann", "mia")
    for who in ("mia", "olga"):
        for shape, statements in (("nextSteps { message }", 3), (COUNTS, 3)):
            await world.viewer(who, shape)
            with counted(world) as sent:
                await world.viewer(who, shape)
            assert len(sent.all) == statements, shape

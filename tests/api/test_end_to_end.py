"""One team member through the whole program, by every role, on each database."""

from datetime import timedelta

import pytest

from tests.api.api_client import ApiClient


@pytest.mark.rule("APP-6", "REQ-1", "REQ-4", "MEN-5", "SUR-1", "CAP-4")
async def test_from_the_directory_to_the_survey(each_world: ApiClient) -> None:
    world = each_world
    await world.approved("mia", "MENTOR", career=["Networking"], soft=["Resiliency", "Goal Setting"])
    await world.approved("ann", "MENTEE")

    mentorship = await world.active("ann", "mia")
    held = await world.done(
        "ann",
        "logMeeting",
        "meeting { state warnings }",
        mentorship=mentorship,
        startsAt=(world.clock.now() - timedelta(minutes=45)).isoformat(),
        minutes=45,
    )
    assert held["meeting"] == {"state": "HELD", "warnings": []}
    ended = await world.done(
        "mia",
        "completeMentorship",
        "mentorship { state survey { id role } timeline { nodes { message } } }",
        mentorship=mentorship,
    )
    assert ended["mentorship"]["state"] == "COMPLETED"
    assert [entry["message"] for entry in ended["mentorship"]["timeline"]["nodes"]] == [
        "Ann Doe asked the mentor.",
        "Mia Doe accepted the request.",
        "Ann Doe logged a meeting as held.",
        "Mia Doe completed the mentorship.",
    ]

    due = (await world.data("ann", "{ viewer { surveysDue { nodes { id other { name } } } } }"))["viewer"]["surveysDue"]
    answered = await world.done(
        "ann",
        "submitSurvey",
        "survey { submittedAt answers { rating contactMe } }",
        survey=due["nodes"][0]["id"],
        howOften="Monthly",
        rating="Good",
        developmentImproved=True,
        plans="YES",
        gainedAccess=False,
        contactMe=True,
    )
    assert answered["survey"]["answers"] == {"rating": "Good", "contactMe": True}
    follow_ups = await world.data("olga", "{ viewer { officeDashboard { followUps { nodes { person { name } } } } } }")
    assert follow_ups["viewer"]["officeDashboard"]["followUps"]["nodes"] == [{"person": {"name": "Ann Doe"}}]
    hours = await world.data(
        "ann",
        '{ viewer { statementOfHours(since: "2026-01-01", until: "2026-12-31") { unconfirmed { minutes } notice } } }',
    )
    assert hours["viewer"]["statementOfHours"]["unconfirmed"] == {"minutes": 45}

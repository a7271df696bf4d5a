"""The life of a mentorship (MEN-1 to MEN-6), as the two people see it."""

import asyncio
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen

AGREEMENT = "mentorship { endsOn agreement { goals schedule obstacles endsOn proposedByViewer agreedAt } }"
PARTS = {"goals": "Lead a project.", "schedule": "First Monday, 9 a.m.", "obstacles": "The legislative session."}
MEETING = "meeting { id state minutes warnings proposedByViewer }"
STATE_TIME = ZoneInfo("America/Chicago")


def local(day: int, clock: str, month: int = 1) -> str:
    """A moment of 2026 by the State's clocks; January 12 is a Monday, and `BEGIN`."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=STATE_TIME).isoformat()


async def a_pair(world: ApiClient) -> str:
    await world.ready(mentors="mia")
    return await world.active("ann", "mia")


async def log(world: ApiClient, who: str, mentorship: str, starts_at: str, minutes: int) -> dict[str, Any]:
    given = {"mentorship": mentorship, "startsAt": starts_at, "minutes": minutes}
    return (await world.done(who, "logMeeting", MEETING, **given))["meeting"]  # type: ignore[no-any-return]


@pytest.mark.rule("MEN-1", "MEN-2")
async def test_an_agreement_is_proposed_by_one_side_and_agreed_by_the_other(each_world: ApiClient) -> None:
    world = each_world
    mentorship = await a_pair(world)
    proposed = await world.done("ann", "proposeAgreement", AGREEMENT, mentorship=mentorship, **PARTS)
    assert proposed["mentorship"] == {
        "endsOn": "2027-01-12",
        "agreement": {**PARTS, "endsOn": "2027-01-12", "proposedByViewer": True, "agreedAt": None},
    }
    assert await world.refused("ann", "acceptAgreement", mentorship=mentorship) == [
        UserErrorSeen("NO_AGREEMENT_PROPOSED", "MEN-1", None)
    ]
    changed = PARTS | {"goals": "Lead two projects.", "endsOn": "2026-07-01"}
    await world.done("mia", "proposeAgreement", AGREEMENT, mentorship=mentorship, **changed)
    agreed = (await world.done("ann", "acceptAgreement", AGREEMENT, mentorship=mentorship))["mentorship"]
    assert agreed["endsOn"] == "2026-07-01"
    assert agreed["agreement"]["agreedAt"]
    assert agreed["agreement"]["goals"] == "Lead two projects."
    assert (await world.timeline("mia", "Mentorship", mentorship))[2:] == [
        "Ann Doe proposed an agreement.",
        "Mia Doe proposed an agreement.",
        "Ann Doe agreed to the agreement.",
    ]


@pytest.mark.rule("MEN-1")
async def test_all_three_parts_of_an_agreement_are_asked_for_at_once(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    blank = dict.fromkeys(PARTS, " ")
    assert await world.refused("ann", "proposeAgreement", mentorship=mentorship, **blank) == [
        UserErrorSeen("INVALID_TEXT", "MEN-1", part) for part in PARTS
    ]
    for ends_on in ("2026-01-12", "2020-01-01"):
        assert await world.refused("ann", "proposeAgreement", mentorship=mentorship, **PARTS, endsOn=ends_on) == [
            UserErrorSeen("INVALID_END_DATE", "MEN-1", "endsOn")
        ]


@pytest.mark.rule("MEN-1")
async def test_the_agreement_is_optional_and_the_two_peoples_own(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    assert (await world.node("ann", "Mentorship", mentorship, "agreement { goals }"))["agreement"] is None
    await world.done("ann", "proposeAgreement", AGREEMENT, mentorship=mentorship, **PARTS)
    seen = await world.node("olga", "Mentorship", mentorship, "state agreement { goals } meetings { nodes { id } }")
    assert seen == {"state": "ACTIVE", "agreement": None, "meetings": None}
    for who in ("boss", "max", "olga"):
        refused = await world.refused(who, "acceptAgreement", mentorship=mentorship)
        assert [each.code for each in refused] == ["NOT_FOUND"]
    await world.done("ann", "completeMentorship", "mentorship { id }", mentorship=mentorship)


@pytest.mark.rule("MEN-2")
async def test_a_year_and_an_hour_are_the_defaults_and_nothing_more(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    assert (await world.node("ann", "Mentorship", mentorship, "endsOn"))["endsOn"] == "2027-01-12"
    meeting = await world.done("ann", "proposeMeeting", MEETING, mentorship=mentorship, startsAt=local(19, "09:00"))
    assert meeting["meeting"]["minutes"] == 60
    longer = {"mentorship": mentorship, "startsAt": local(20, "09:00"), "minutes": 90}
    assert (await world.done("ann", "proposeMeeting", MEETING, **longer))["meeting"]["minutes"] == 90
    world.clock.pass_(days=800)  # long after the year it goes on
    assert await world.state("ann", "Mentorship", mentorship) == "ACTIVE"


@pytest.mark.rule("MEN-2")
async def test_a_meeting_is_proposed_confirmed_and_held(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    given = {"mentorship": mentorship, "startsAt": local(19, "09:00"), "agenda": "My first plan."}
    proposed = (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]
    assert (proposed["state"], proposed["proposedByViewer"]) == ("PROPOSED", True)
    meeting = proposed["id"]
    assert [each.code for each in await world.refused("ann", "confirmMeeting", meeting=meeting)] == [
        "NOT_ALLOWED_FOR_SIDE"
    ]
    confirmed = (await world.done("mia", "confirmMeeting", MEETING, meeting=meeting))["meeting"]
    assert (confirmed["state"], confirmed["proposedByViewer"]) == ("CONFIRMED", False)
    refused = await world.refused("mia", "markMeetingHeld", meeting=meeting)
    assert [each.code for each in refused] == ["INVALID_MEETING_TIME"]
    world.clock.pass_(days=8)
    held = (await world.done("mia", "markMeetingHeld", MEETING, meeting=meeting, minutes=50))["meeting"]
    assert (held["state"], held["minutes"]) == ("HELD", 50)
    emails = [(email.kind, email.recipient) for email in await world.emails()]
    assert emails[-3:] == [("meeting_proposed", "mia"), ("meeting_confirmed", "ann"), ("meeting_confirmed", "mia")]
    for who in ("max", "olga", "boss"):
        assert await world.node(who, "Meeting", meeting, "id") is None


@pytest.mark.rule("MEN-2")
async def test_a_meeting_can_be_called_off_and_not_held_then(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    given = {"mentorship": mentorship, "startsAt": local(19, "09:00")}
    meeting = (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]["id"]
    off = await world.done("ann", "cancelMeeting", MEETING, meeting=meeting)
    assert off["meeting"]["state"] == "CANCELLED"
    world.clock.pass_(days=8)
    assert [each.code for each in await world.refused("mia", "markMeetingHeld", meeting=meeting)] == [
        "ILLEGAL_TRANSITION"
    ]


@pytest.mark.rule("MEN-2", "MEN-3")
async def test_a_meeting_that_is_moved_waits_for_the_other_side_again(each_world: ApiClient) -> None:
    world = each_world
    mentorship = await a_pair(world)
    given = {"mentorship": mentorship, "startsAt": local(19, "09:00"), "minutes": 45}
    meeting = (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]["id"]
    await world.done("mia", "confirmMeeting", MEETING, meeting=meeting)
    moved = await world.done("mia", "moveMeeting", MEETING, meeting=meeting, newStartsAt=local(20, "06:00"))
    assert moved["meeting"].pop("warnings")
    assert moved["meeting"] == {"id": meeting, "state": "PROPOSED", "minutes": 45, "proposedByViewer": True}
    assert [each.code for each in await world.refused("mia", "confirmMeeting", meeting=meeting)] == [
        "NOT_ALLOWED_FOR_SIDE"
    ]
    again = {"meeting": meeting, "newStartsAt": local(20, "06:00")}
    assert await world.refused("ann", "moveMeeting", **again) == [
        UserErrorSeen("INVALID_MEETING_TIME", "MEN-2", "newStartsAt")
    ]
    past = {"meeting": meeting, "newStartsAt": local(5, "09:00")}
    assert await world.refused("ann", "moveMeeting", **past) == [
        UserErrorSeen("INVALID_MEETING_TIME", "MEN-2", "newStartsAt")
    ]
    longer = await world.done(
        "ann", "moveMeeting", MEETING, meeting=meeting, newStartsAt=local(20, "09:00"), newMinutes=90
    )
    assert (longer["meeting"]["minutes"], longer["meeting"]["warnings"]) == (90, [])
    await world.done("mia", "confirmMeeting", MEETING, meeting=meeting)
    assert (await world.timeline("ann", "Mentorship", mentorship))[-3:] == [
        "Mia Doe moved a meeting to another time.",
        "Ann Doe moved a meeting to another time.",
        "Mia Doe confirmed a meeting.",
    ]


@pytest.mark.rule("MEN-2", "MEN-5")
@pytest.mark.parametrize("step", ["completeMentorship", "discontinueMentorship"])
async def test_the_end_calls_off_what_was_to_come_and_leaves_what_was(each_world: ApiClient, step: str) -> None:
    world = each_world
    mentorship = await a_pair(world)

    async def meets(day: int) -> str:
        given = {"mentorship": mentorship, "startsAt": local(day, "09:00")}
        return (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]["id"]  # type: ignore[no-any-return]

    past, agreed, proposed, off = [await meets(day) for day in (13, 20, 21, 22)]
    await world.done("mia", "confirmMeeting", MEETING, meeting=agreed)
    await world.done("mia", "cancelMeeting", MEETING, meeting=off)
    world.clock.pass_(days=4)
    before = len(await world.emails("meeting_called_off"))
    await world.done("ann", step, "mentorship { id }", mentorship=mentorship)
    states = [await world.state("mia", "Meeting", each) for each in (past, agreed, proposed, off)]
    assert states == ["PROPOSED", "CANCELLED", "CANCELLED", "CANCELLED"]
    told = (await world.emails("meeting_called_off"))[before:]
    assert [email.recipient for email in told] == ["mia", "ann", "mia"], "ann's calendar has the agreed one only"
    refused = await world.refused("mia", "moveMeeting", meeting=past, newStartsAt=local(28, "09:00"))
    assert [each.code for each in refused] == ["ILLEGAL_TRANSITION"]


@pytest.mark.rule("MEN-2", "MEN-5")
async def test_an_end_and_answers_to_its_meetings_at_once_leave_no_meeting_to_come(each_world: ApiClient) -> None:
    world = each_world
    mentorship = await a_pair(world)
    meetings = []
    for day in (19, 20, 21, 22):
        given = {"mentorship": mentorship, "startsAt": local(day, "09:00")}
        meetings.append((await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]["id"])
    codes = {"ILLEGAL_TRANSITION", "NOT_ALLOWED_FOR_SIDE"}  # the latter to who has moved it herself
    answers = [world.do("mia", "confirmMeeting", MEETING, meeting=each) for each in meetings]
    moves = [world.do("mia", "moveMeeting", MEETING, meeting=each, newStartsAt=local(26, "09:00")) for each in meetings]
    end = world.done("ann", "completeMentorship", "mentorship { id }", mentorship=mentorship)
    outcomes = await asyncio.gather(*answers, *moves, end)
    assert {error["code"] for each in outcomes for error in each["errors"]} <= codes
    assert [await world.state("ann", "Meeting", each) for each in meetings] == ["CANCELLED"] * 4


@pytest.mark.rule("MEN-2")
async def test_impossible_meetings_are_refused(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    for mutation, starts_at, minutes, field in (
        ("proposeMeeting", local(11, "09:00"), 60, "startsAt"),  # past
        ("proposeMeeting", local(19, "09:00"), 0, "minutes"),
        ("proposeMeeting", local(19, "09:00"), 481, "minutes"),
        ("logMeeting", local(19, "09:00"), 60, "startsAt"),  # to come
        ("logMeeting", local(5, "09:00"), 60, "startsAt"),  # before there was a mentorship
    ):
        given = {"mentorship": mentorship, "startsAt": starts_at, "minutes": minutes}
        assert await world.refused("ann", mutation, **given) == [UserErrorSeen("INVALID_MEETING_TIME", "MEN-2", field)]


@pytest.mark.rule("MEN-3")
async def test_a_meeting_outside_anybodys_working_hours_gets_a_warning(world: ApiClient) -> None:
    """ann works Monday to Friday from 8 to 5; mia, from now on, from 7 to 4."""
    mentorship = await a_pair(world)
    ids = await world.skills()
    own = (await world.viewer("mia", "applications { nodes { id } }"))["applications"]["nodes"][0]["id"]
    skills = {"careerSkills": [ids["Networking"], ids["Delegation"]], "softSkills": [ids["Resiliency"]]}
    hours = {"application": own, "bio": "M.", "workingHours": "mon-fri-0700-1600", **skills}
    await world.done("mia", "editApplication", "application { id }", **hours)

    async def warned(starts_at: str, minutes: int = 60) -> bool:
        given = {"mentorship": mentorship, "startsAt": starts_at, "minutes": minutes}
        meeting = (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]
        assert meeting["state"] == "PROPOSED"  # it warns and does not refuse
        assert all("Overtime is not permitted" in warning for warning in meeting["warnings"])
        return bool(meeting["warnings"])

    assert not await warned(local(19, "08:00"))
    assert not await warned(local(19, "15:00"))
    assert await warned(local(19, "07:30"))  # before ann's
    assert await warned(local(19, "15:30"))  # ends after mia's
    assert await warned(local(17, "10:00"))  # Saturday
    assert not await warned(local(20, "08:00", month=7))  # summer time
    assert await warned(local(20, "07:00", month=7))


@pytest.mark.rule("MEN-4")
async def test_the_statement_counts_held_meetings_and_leaves_the_decision_to_the_department(
    each_world: ApiClient,
) -> None:
    world = each_world
    mentorship = await a_pair(world)
    world.clock.pass_(days=60)
    await log(world, "ann", mentorship, local(31, "16:00"), 60)
    await log(world, "mia", mentorship, local(1, "08:00", month=2), 45)
    await log(world, "mia", mentorship, local(28, "23:30", month=2), 20)  # March in UTC, February here
    proposed = {"mentorship": mentorship, "startsAt": local(20, "09:00", month=3), "minutes": 60}
    await world.done("ann", "proposeMeeting", MEETING, **proposed)  # not held

    shape = "since until meetings minutes notice person { name } mentorships { role other { name } meetings minutes }"
    period = 'statementOfHours(since: "2026-02-01", until: "2026-02-28")'
    statement = (await world.viewer("ann", f"{period} {{ {shape} }}"))["statementOfHours"]
    assert "Your department's leadership decides" in statement.pop("notice")
    assert statement == {
        "since": "2026-02-01",
        "until": "2026-02-28",
        "meetings": 2,
        "minutes": 65,
        "person": {"name": "Ann Doe"},
        "mentorships": [{"role": "MENTEE", "other": {"name": "Mia Doe"}, "meetings": 2, "minutes": 65}],
    }
    year = 'statementOfHours(since: "2026-01-01", until: "2026-12-31") { minutes mentorships { role } }'
    assert (await world.viewer("mia", year))["statementOfHours"] == {
        "minutes": 125,
        "mentorships": [{"role": "MENTOR"}],
    }
    assert (await world.viewer("max", year))["statementOfHours"] == {"minutes": 0, "mentorships": []}


@pytest.mark.rule("MEN-5")
async def test_either_side_ends_it_at_any_time_without_a_reason(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    for who, step in product(("ann", "mia"), ("completeMentorship", "discontinueMentorship")):
        mentorship = await world.active("ann", "mia")
        shape = "mentorship { state endedAt assignee { role } }"
        ended = (await world.done(who, step, shape, mentorship=mentorship))["mentorship"]
        assert ended.pop("endedAt")
        assert ended == {"state": step.removesuffix("Mentorship").upper() + "D", "assignee": None}
        other = "mia" if who == "ann" else "ann"
        refused = await world.refused(other, step, mentorship=mentorship)
        assert [each.code for each in refused] == ["ILLEGAL_TRANSITION"]


@pytest.mark.rule("MEN-5")
async def test_nobody_else_ends_it_and_a_request_is_not_ended_but_answered(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    mentorship = await world.requested("ann", "mia")
    for step in ("completeMentorship", "discontinueMentorship"):
        refused = await world.refused("mia", step, mentorship=mentorship)
        assert [each.code for each in refused] == ["ILLEGAL_TRANSITION"]
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=mentorship)
    for who in ("boss", "head", "olga", "adam", "max"):
        refused = await world.refused(who, "discontinueMentorship", mentorship=mentorship)
        assert [each.code for each in refused] == ["NOT_FOUND"]


@pytest.mark.rule("MEN-5", "MEN-1", "MEN-2")
async def test_once_ended_nothing_more_is_agreed_or_met(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    await world.done("ann", "proposeAgreement", AGREEMENT, mentorship=mentorship, **PARTS)
    await world.done("ann", "discontinueMentorship", "mentorship { id }", mentorship=mentorship)
    start = (world.clock.at + timedelta(days=1)).isoformat()
    refused = [
        *await world.refused("ann", "proposeAgreement", mentorship=mentorship, **PARTS),
        *await world.refused("mia", "acceptAgreement", mentorship=mentorship),
        *await world.refused("ann", "proposeMeeting", mentorship=mentorship, startsAt=start),
    ]
    assert [each.code for each in refused] == ["ILLEGAL_TRANSITION"] * 3


@pytest.mark.rule("MEN-6")
async def test_where_people_write_about_people_the_notice_names_their_departments_human_resources(
    world: ApiClient,
) -> None:
    mentorship = await a_pair(world)
    await world.done("ann", "completeMentorship", "mentorship { id }", mentorship=mentorship)
    for who, contact in (("ann", "hr@oa.mo.example"), ("mia", "hr@dps.mo.example")):
        seen = await world.viewer(who, "conductNotice surveysDue { nodes { conductNotice } }")
        for notice in (seen["conductNotice"], seen["surveysDue"]["nodes"][0]["conductNotice"]):
            assert contact in notice
            assert "discrimination, harassment or retaliation" in notice
            assert "must report it there at once, whatever the person who told them wishes" in notice

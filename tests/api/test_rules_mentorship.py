"""The life of a mentorship (MEN-1 to MEN-6), as the two people see it."""

import asyncio
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api.api_client import ALL_WARNINGS, ApiClient, UserErrorSeen

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
    early = {"meeting": meeting, "newStartsAt": local(20, "06:00")}
    assert await world.refused("mia", "moveMeeting", **early) == [
        UserErrorSeen("UNACCEPTED_WARNINGS", "MEN-3", "acceptWarnings")
    ]
    moved = await world.done("mia", "moveMeeting", MEETING, **early, acceptWarnings=ALL_WARNINGS)
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

    past, agreed = [await meets(day) for day in (13, 20)]
    await world.done("mia", "confirmMeeting", MEETING, meeting=agreed)
    proposed, off = [await meets(day) for day in (21, 22)]
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
    for day in (19, 20, 21):
        given = {"mentorship": mentorship, "startsAt": local(day, "09:00")}
        meetings.append((await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]["id"])
    codes = {"ILLEGAL_TRANSITION", "NOT_ALLOWED_FOR_SIDE"}  # the latter to who has moved it herself
    answers = [world.do("mia", "confirmMeeting", MEETING, meeting=each) for each in meetings]
    moves = [
        world.do("mia", "moveMeeting", MEETING, meeting=each, newStartsAt=local(day, "13:00"))
        for day, each in enumerate(meetings, 26)
    ]
    end = world.done("ann", "completeMentorship", "mentorship { id }", mentorship=mentorship)
    outcomes = await asyncio.gather(*answers, *moves, end)
    assert {error["code"] for each in outcomes for error in each["errors"]} <= codes
    assert [await world.state("ann", "Meeting", each) for each in meetings] == ["CANCELLED"] * 3


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

    async def warned(starts_at: str, minutes: int = 60) -> list[str]:
        """Before it is stored and when it is refused alike; accepted, it is stored all the same."""
        given = {"mentorship": mentorship, "startsAt": starts_at, "minutes": minutes}
        check = await checked(world, "ann", **given)
        assert check["errors"] == []
        kinds = [each["kind"] for each in check["warnings"]]
        if kinds:
            for accepted in ([], kinds[1:]):
                (refusal,) = await world.refusals("ann", "proposeMeeting", **given, acceptWarnings=accepted)
                assert (refusal["code"], refusal["rule"]) == ("UNACCEPTED_WARNINGS", "MEN-3")
                assert check["warnings"][0]["message"] in refusal["message"]
        given["acceptWarnings"] = kinds
        meeting = (await world.done("ann", "proposeMeeting", MEETING, **given))["meeting"]
        assert meeting["state"] == "PROPOSED"
        assert bool(meeting["warnings"]) is any(kind.startswith("OUTSIDE") for kind in kinds)
        await world.done("ann", "cancelMeeting", "__typename", meeting=meeting["id"])
        return kinds

    own, partners = "OUTSIDE_MENTEE_HOURS", "OUTSIDE_MENTOR_HOURS"
    assert await warned(local(19, "08:00")) == []
    assert await warned(local(19, "15:00")) == []
    assert await warned(local(19, "07:30")) == [own]
    assert await warned(local(19, "15:30")) == [partners]  # ends after mia's
    assert await warned(local(17, "10:00")) == [partners, own]  # Saturday
    assert await warned(local(20, "08:00", month=7)) == ["FAR_AHEAD"]  # summer time
    assert await warned(local(20, "07:00", month=7)) == [own, "FAR_AHEAD"]
    assert await warned("2027-01-13T09:00:00-06:00") == ["AFTER_AGREED_END", "FAR_AHEAD"]


@pytest.mark.rule("MEN-3")
async def test_a_warning_says_whose_hours_they_are_and_what_they_are(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    given = {"mentorship": mentorship, "startsAt": local(19, "06:00")}
    hours = "regular working hours (Monday to Friday, 8:00 a.m. to 5:00 p.m.)"
    for who, partner in (("ann", "mentor"), ("mia", "mentee")):
        said = {each["message"] for each in (await checked(world, who, **given))["warnings"]}
        assert said == {
            f"This is outside {whose} {hours}. Meetings are held in working time, without overtime."
            for whose in ("your", f"your {partner}'s")
        }


@pytest.mark.rule("MEN-2", "MEN-4")
async def test_a_time_is_checked_as_it_is_proposed_and_nothing_is_stored(world: ApiClient) -> None:
    mentorship = await a_pair(world)
    nine = {"mentorship": mentorship, "startsAt": local(19, "09:00")}
    meeting = (await world.done("mia", "proposeMeeting", MEETING, **nine))["meeting"]["id"]
    for given in (
        nine,
        nine | {"startsAt": local(19, "09:59")},
        nine | {"startsAt": local(19, "08:30"), "minutes": 31},
        nine | {"startsAt": local(5, "09:00"), "minutes": 0},
        nine | {"startsAt": local(5, "09:00")},
        nine | {"startsAt": "2029-01-12T09:00:00-06:00"},
    ):
        before = await world.dump()
        check = await checked(world, "ann", **given)
        assert await world.dump() == before
        refused = await world.refusals("ann", "proposeMeeting", **given)
        assert check["errors"] == [{key: each[key] for key in ("code", "message")} for each in refused]
        assert (await checked(world, "ann", **given, meeting=meeting))["errors"] == [
            each for each in check["errors"] if each["code"] != "MEETINGS_OVERLAP"
        ]
    free = nine | {"startsAt": local(19, "10:00")}
    assert await checked(world, "ann", **free) == {"errors": [], "warnings": []}
    assert await checked(world, "max", **free) is None
    assert await checked(world, "olga", **free) is None
    await world.done("ann", "completeMentorship", "__typename", mentorship=mentorship)
    assert [each["code"] for each in (await checked(world, "ann", **free))["errors"]] == ["ILLEGAL_TRANSITION"]


async def checked(world: ApiClient, who: str, mentorship: str, **given: Any) -> Any:
    query = """query($mentorship: ID!, $startsAt: DateTime!, $minutes: Int! = 60, $meeting: ID) {
        checkMeeting(mentorship: $mentorship, startsAt: $startsAt, minutes: $minutes, meeting: $meeting) {
            errors { code message } warnings { kind message } } }"""
    return (await world.data(who, query, mentorship=mentorship, **given))["checkMeeting"]


@pytest.mark.rule("MEN-4")
async def test_nobody_is_in_two_meetings_and_learns_nothing_of_the_other_side_s(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe", mentors="mia max")
    one, other = await world.active("ann", "mia"), await world.active("abe", "mia")
    third = await world.active("ann", "max")
    nine, half_past = local(19, "09:00"), local(19, "09:30")
    secret = {"mentorship": one, "startsAt": nine, "agenda": "Leaving the department"}
    meeting = (await world.done("ann", "proposeMeeting", MEETING, **secret))["meeting"]["id"]

    async def refusal(who: str, mutation: str, **given: Any) -> tuple[str, str | None]:
        shape = "errors { code message ... on MeetingConflictError { meeting { id } } }"
        (error,) = (await world.do(who, mutation, shape, **given))["errors"]
        assert error["code"] == "MEETINGS_OVERLAP"
        return error["message"], error["meeting"] and error["meeting"]["id"]

    told, named = await refusal("abe", "proposeMeeting", mentorship=other, startsAt=half_past)
    assert (told, named) == ("Your partner has another meeting at this time. Choose another time.", None)
    told, named = await refusal("mia", "proposeMeeting", mentorship=other, startsAt=half_past)
    assert "Monday, January 19, 9:00 a.m. to 10:00 a.m." in told
    assert named == meeting
    assert (await refusal("ann", "proposeMeeting", mentorship=third, startsAt=half_past))[1] == meeting
    ten = await world.done("abe", "proposeMeeting", MEETING, mentorship=other, startsAt=local(19, "10:00"))
    assert (await refusal("abe", "moveMeeting", meeting=ten["meeting"]["id"], newStartsAt=half_past))[1] is None
    longer = {"meeting": meeting, "newStartsAt": nine, "newMinutes": 61}
    assert (await refusal("ann", "moveMeeting", **longer))[1] is None
    await world.done("ann", "cancelMeeting", "__typename", meeting=meeting)
    await world.done("abe", "moveMeeting", MEETING, meeting=ten["meeting"]["id"], newStartsAt=half_past)


@pytest.mark.rule("MEN-4")
async def test_of_meetings_proposed_for_one_time_at_once_one_is_stored(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe", mentors="mia")
    pairs = {"ann": await world.active("ann", "mia"), "abe": await world.active("abe", "mia")}
    asked = [
        world.do(who, "proposeMeeting", MEETING, mentorship=pairs[pair], startsAt=local(19, "09:00"))
        for pair in pairs
        for who in (pair, "mia")
    ]
    outcomes = await asyncio.gather(*asked)
    assert sorted(error["code"] for each in outcomes for error in each["errors"]) == ["MEETINGS_OVERLAP"] * 3


@pytest.mark.rule("MEN-4")
async def test_one_meeting_of_a_pair_is_one_whoever_logs_it(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe", mentors="mia")
    one, other = await world.active("ann", "mia"), await world.active("abe", "mia")
    planned = await world.done("ann", "proposeMeeting", MEETING, mentorship=one, startsAt=local(14, "09:00"))
    world.clock.pass_(days=8)
    logged = await log(world, "ann", one, local(13, "09:00"), 60)

    async def on_record(who: str, starts_at: str) -> str:
        shape = "errors { code message rule ... on MeetingConflictError { meeting { id } } }"
        (error,) = (await world.do(who, "logMeeting", shape, mentorship=one, startsAt=starts_at))["errors"]
        assert (error["code"], error["rule"]) == ("MEETING_ON_RECORD", "MEN-4")
        return error["meeting"]["id"]  # type: ignore[no-any-return]

    for who in ("ann", "mia"):
        assert await on_record(who, local(13, "09:30")) == logged["id"]
        assert await on_record(who, local(14, "09:30")) == planned["meeting"]["id"], "it is held there, not logged anew"
    for who in ("abe", "mia"):  # who was with ann then
        refused = await world.refused(who, "logMeeting", mentorship=other, startsAt=local(13, "09:30"))
        assert refused == [UserErrorSeen("MEETINGS_OVERLAP", "MEN-4", "startsAt")]
    await log(world, "abe", other, local(14, "09:30"), 60)  # what was only planned is in nobody's way
    refused = await world.refused("mia", "markMeetingHeld", meeting=planned["meeting"]["id"])
    assert refused == [UserErrorSeen("MEETINGS_OVERLAP", "MEN-4", "startsAt")]
    await world.done("mia", "markMeetingHeld", MEETING, meeting=planned["meeting"]["id"], minutes=30)


@pytest.mark.rule("MEN-4")
async def test_the_other_side_confirms_the_hours_once(each_world: ApiClient) -> None:
    world = each_world
    mentorship = await a_pair(world)
    world.clock.pass_(days=8)
    meeting = (await log(world, "ann", mentorship, local(13, "09:00"), 60))["id"]
    shape = "state confirmedAt loggedBy { name } proposedBy { name } mentorship { mentor { name } }"
    seen = await world.node("mia", "Meeting", meeting, shape)
    assert seen == {
        "state": "HELD",
        "confirmedAt": None,
        "loggedBy": {"name": "Ann Doe"},
        "proposedBy": {"name": "Ann Doe"},
        "mentorship": {"mentor": {"name": "Mia Doe"}},
    }
    assert await world.refused("ann", "confirmHours", meeting=meeting) == [
        UserErrorSeen("NOT_ALLOWED_FOR_SIDE", "MEN-4", None)
    ]
    await world.done("ann", "discontinueMentorship", "__typename", mentorship=mentorship)  # the hours stand
    confirmed = (await world.done("mia", "confirmHours", "meeting { state confirmedAt }", meeting=meeting))["meeting"]
    assert confirmed["state"] == "HELD"
    assert confirmed["confirmedAt"]
    assert await world.refused("mia", "confirmHours", meeting=meeting) == [
        UserErrorSeen("HOURS_ALREADY_CONFIRMED", "MEN-4", None)
    ]
    assert (await world.timeline("ann", "Mentorship", mentorship))[-1] == "Mia Doe confirmed the hours of a meeting."


@pytest.mark.rule("MEN-4")
async def test_the_statement_shows_unconfirmed_hours_apart_and_leaves_the_decision_to_the_department(
    each_world: ApiClient,
) -> None:
    world = each_world
    mentorship = await a_pair(world)
    world.clock.pass_(days=60)
    await log(world, "ann", mentorship, local(31, "16:00"), 60)
    agreed = await log(world, "mia", mentorship, local(1, "08:00", month=2), 45)
    await log(world, "mia", mentorship, local(28, "23:30", month=2), 20)  # March in UTC, February here
    await world.done("ann", "confirmHours", "__typename", meeting=agreed["id"])
    proposed = {"mentorship": mentorship, "startsAt": local(20, "09:00", month=3), "minutes": 60}
    await world.done("ann", "proposeMeeting", MEETING, **proposed)  # not held

    total = "{ meetings minutes }"
    rows = "nodes { minutes confirmedAt loggedBy { name } mentorship { mentee { name } } }"
    shape = f"""since until notice person {{ name }} confirmed {total} unconfirmed {total}
        mentorships {{ role other {{ name }} confirmed {total} unconfirmed {total} }}
        all: meetings {{ totalCount {rows} }} agreed: meetings(confirmed: true) {{ {rows} }}
        open: meetings(confirmed: false, first: 1) {{ {rows} }}"""
    period = 'statementOfHours(since: "2026-02-01", until: "2026-02-28")'
    statement = (await world.viewer("ann", f"{period} {{ {shape} }}"))["statementOfHours"]
    assert "Your department's leadership decides" in statement.pop("notice")
    both = {"confirmed": {"meetings": 1, "minutes": 45}, "unconfirmed": {"meetings": 1, "minutes": 20}}
    lists = {name: statement.pop(name) for name in ("all", "agreed", "open")}
    assert statement == {
        "since": "2026-02-01",
        "until": "2026-02-28",
        "person": {"name": "Ann Doe"},
        "mentorships": [{"role": "MENTEE", "other": {"name": "Mia Doe"}, **both}],
        **both,
    }
    assert lists["all"]["totalCount"] == 2
    assert [each["minutes"] for each in lists["all"]["nodes"]] == [45, 20]
    assert {each["loggedBy"]["name"] for each in lists["all"]["nodes"]} == {"Mia Doe"}
    assert [each["minutes"] for each in lists["agreed"]["nodes"]] == [45]
    assert lists["agreed"]["nodes"][0]["confirmedAt"]
    assert [(each["minutes"], each["confirmedAt"]) for each in lists["open"]["nodes"]] == [(20, None)]
    year = 'statementOfHours(since: "2026-01-01", until: "2026-12-31") { confirmed { minutes } unconfirmed { minutes }'
    assert (await world.viewer("mia", f"{year} mentorships {{ role }} }}"))["statementOfHours"] == {
        "confirmed": {"minutes": 45},
        "unconfirmed": {"minutes": 80},
        "mentorships": [{"role": "MENTOR"}],
    }
    nobodys = (await world.viewer("max", f"{year} meetings {{ totalCount nodes {{ id }} }} }}"))["statementOfHours"]
    assert nobodys == {
        "confirmed": {"minutes": 0},
        "unconfirmed": {"minutes": 0},
        "meetings": {"totalCount": 0, "nodes": []},
    }


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
        world.clock.pass_(days=367)  # the two may be a pair again


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

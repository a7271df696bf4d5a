"""What the two people of a mentorship have in common: profiles, the match, hours, and times to meet."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api.api_client import ApiClient
from tests.api.statements import counted

STATE_TIME = ZoneInfo("America/Chicago")
PROFILE = "name bio workingHours { label } skills { career { skill { name } } } openPlaces match { score }"
PAIR = f"""state mentorProfile {{ {PROFILE} }} menteeApplication {{ bio }}
    match {{ score commonSkills {{ skill {{ name }} menteeRank mentorRank }} }}
    commonHours {{ minutesPerWeek message windows {{ weekday start end }} }}
    commonTimes(first: 2) {{ nodes {{ startsAt }} }}"""
FACTS = ("mentorProfile", "match", "commonHours", "commonTimes")
EARLY, NIGHT = "mon-fri-0700-1600", "mon-fri-2300-0730"


async def works(world: ApiClient, who: str, hours: str) -> None:
    """They have one application."""
    ids = await world.skills()
    own = (await world.viewer(who, "applications { nodes { id } }"))["applications"]["nodes"][0]["id"]
    skills = {"careerSkills": [ids["Networking"], ids["Delegation"]], "softSkills": [ids["Resiliency"]]}
    given = {"application": own, "bio": f"{who} likes to learn and to teach.", "workingHours": hours, **skills}
    await world.done(who, "editApplication", "application { id }", **given)


async def times(
    world: ApiClient, who: str, mentorship: str, arguments: str = "", shape: str = "nodes { label }"
) -> Any:
    field = f"commonTimes{f'({arguments})' if arguments else ''}"
    return (await world.node(who, "Mentorship", mentorship, f"{field} {{ {shape} }}"))["commonTimes"]


@pytest.mark.rule("MAT-4", "REQ-3", "MEN-3")
async def test_each_side_sees_the_other_s_profile_the_match_and_the_hours_while_it_goes_on(
    each_world: ApiClient,
) -> None:
    world = each_world
    await world.approved("mia", "MENTOR", career=["Networking"], soft=["Resiliency", "Goal Setting"])
    await world.approved("ann", "MENTEE")
    await works(world, "mia", EARLY)
    mentorship = await world.requested("ann", "mia")
    match = {
        "score": 1.0,
        "commonSkills": [
            {"skill": {"name": name}, "menteeRank": rank, "mentorRank": rank}
            for name, rank in (("Networking", 1), ("Resiliency", 1), ("Delegation", 2))
        ],
    }
    hours = {
        "minutesPerWeek": 40 * 60,
        "message": "You both work Monday to Friday, 8:00 a.m. to 4:00 p.m.: 40 hours a week.",
        "windows": [{"weekday": day, "start": "08:00:00", "end": "16:00:00"} for day in range(1, 6)],
    }
    for step in (None, "acceptRequest"):
        if step:
            await world.done("mia", step, "__typename", mentorship=mentorship)
        mentees, mentors = [await world.node(who, "Mentorship", mentorship, PAIR) for who in ("ann", "mia")]
        assert mentees["match"] == mentors["match"]
        assert [each["skill"] for each in mentees["match"]["commonSkills"]] == [
            each["skill"] for each in match["commonSkills"]
        ]  # type: ignore[index]
        assert mentees["commonHours"] == mentors["commonHours"] == hours
        assert mentees["commonTimes"] == mentors["commonTimes"]
        assert len(mentees["commonTimes"]["nodes"]) == 2
        assert mentees["mentorProfile"]["name"] == "Mia Doe"
        assert mentees["mentorProfile"]["match"]["score"] == mentees["match"]["score"]
        assert (mentees["menteeApplication"], mentors["mentorProfile"]) == (None, None)
        assert mentors["menteeApplication"] == {"bio": "ann likes to learn and to teach."}
    seen = await world.node("olga", "Mentorship", mentorship, PAIR)
    assert [seen[fact] for fact in FACTS] == [None] * 4
    await world.done("ann", "completeMentorship", "__typename", mentorship=mentorship)
    for who in ("ann", "mia"):
        seen = await world.node(who, "Mentorship", mentorship, PAIR)
        assert seen["state"] == "COMPLETED"
        assert [seen[fact] for fact in (*FACTS, "menteeApplication")] == [None] * 5


@pytest.mark.rule("CAP-3", "ELIG-5")
async def test_one_s_mentor_s_profile_stays_and_does_not_say_why_they_take_nobody(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    mentorship = await world.active("ann", "mia")
    await world.done("mia", "setAvailability", "__typename", available=False, capacity=2)
    profile = (await world.node("ann", "Mentorship", mentorship, f"mentorProfile {{ {PROFILE} }}"))["mentorProfile"]
    assert (profile["bio"], profile["openPlaces"]) == ("mia likes to learn and to teach.", None)


@pytest.mark.rule("MEN-3", "MEN-4")
async def test_suggested_times_are_in_both_peoples_hours_and_none_is_taken(each_world: ApiClient) -> None:
    """It is Monday, January 12, 9:00 a.m.; ann works from 8 to 5, mia from 7 to 4, and both are in other meetings."""
    world = each_world
    await world.ready(mentees="ann abe", mentors="mia max")
    await works(world, "mia", EARLY)
    pair, others = await world.active("ann", "mia"), await world.active("abe", "mia")
    for mentorship, who, clock in (
        (others, "abe", "10:00"),
        (await world.active("ann", "max"), "max", "13:00"),
        (pair, "ann", "14:00"),
    ):
        starts_at = f"2026-01-12T{clock}:00-06:00"
        await world.done(who, "proposeMeeting", "__typename", mentorship=mentorship, startsAt=starts_at)
    day = 'until: "2026-01-13T00:00:00-06:00"'
    for who in ("ann", "mia"):
        found = await times(world, who, pair, f"{day}, minutes: 60")
        assert [each["label"] for each in found["nodes"]] == [
            f"Monday, January 12, 2026, {span}"
            for span in (
                "11:00 a.m. to 12:00 p.m.",
                "11:30 a.m. to 12:30 p.m.",
                "12:00 p.m. to 1:00 p.m.",
                "3:00 p.m. to 4:00 p.m.",
            )
        ]
    assert await times(world, "abe", others, f"{day}, minutes: 480") == {"nodes": []}
    for each in (await times(world, "ann", pair, "first: 100", "nodes { startsAt endsAt }"))["nodes"]:
        query = """query($at: DateTime!, $id: ID!) {
            checkMeeting(mentorship: $id, startsAt: $at) { warnings { kind } errors { code } } }"""
        check = await world.data("ann", query, id=pair, at=each["startsAt"])
        assert check["checkMeeting"] == {"warnings": [], "errors": []}
        assert datetime.fromisoformat(each["endsAt"]) - datetime.fromisoformat(each["startsAt"]) == timedelta(hours=1)


async def test_suggested_times_are_paged_both_ways_and_a_taken_one_breaks_no_cursor(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    pair = await world.active("ann", "mia")
    shape = "totalCount edges { cursor node { startsAt } } pageInfo { hasNextPage hasPreviousPage endCursor }"
    every = await times(world, "ann", pair, "first: 100", shape)
    starts = [each["node"]["startsAt"] for each in every["edges"]]
    assert starts == sorted(starts)
    assert every["totalCount"] > 100
    page = await times(world, "ann", pair, "first: 3", shape)
    cursor = page["pageInfo"]["endCursor"]
    following = await times(world, "ann", pair, f'first: 2, after: "{cursor}"', shape)
    assert [each["node"]["startsAt"] for each in page["edges"] + following["edges"]] == starts[:5]
    before = await times(world, "ann", pair, f'last: 2, before: "{cursor}"', shape)
    assert [each["node"]["startsAt"] for each in before["edges"]] == starts[:2]
    await world.done("mia", "proposeMeeting", "__typename", mentorship=pair, startsAt=starts[2])
    after = await times(world, "ann", pair, f'first: 1, after: "{cursor}"', shape)
    assert after["edges"][0]["node"]["startsAt"] > starts[2]
    daily = await times(world, "ann", pair, "perDay: 1, first: 6", "nodes { startsAt }")
    days = [datetime.fromisoformat(each["startsAt"]).date() for each in daily["nodes"]]
    assert len(set(days)) == 6


async def test_what_cannot_be_searched_for_is_the_client_s_fault(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    pair = await world.active("ann", "mia")
    for arguments in (
        'until: "2026-04-15T00:00:00-06:00"',
        'from: "2026-03-01T00:00:00-06:00", until: "2026-06-15T00:00:00-06:00"',
        "minutes: 0",
        "minutes: 481",
        "perDay: 0",
        'first: 1, after: "WzFd"',
    ):
        query = (
            f'{{ node(id: "{pair}") {{ ... on Mentorship {{ commonTimes({arguments}) {{ nodes {{ label }} }} }} }} }}'
        )
        answer = await world.ask("ann", query)
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", arguments
    assert (await times(world, "ann", pair, 'until: "2025-01-01T00:00:00-06:00"'))["nodes"] == []


@pytest.mark.rule("MEN-3")
async def test_night_shifts_meet_at_night_also_when_the_clocks_change(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    await works(world, "mia", NIGHT)
    await works(world, "ann", NIGHT)
    pair = await world.active("ann", "mia")
    span = 'from: "2026-03-06T12:00:00-06:00", until: "2026-03-09T12:00:00-05:00", first: 100'
    found = await times(world, "ann", pair, span, "nodes { startsAt }")
    local = [datetime.fromisoformat(each["startsAt"]).astimezone(STATE_TIME) for each in found["nodes"]]
    assert {each.isoweekday() for each in local} == {5, 6}, "Friday night, to Saturday morning; nobody on Sunday"
    assert all(each.hour >= 23 or each.hour < 7 for each in local)


@pytest.mark.rule("MEN-3", "SEA-1")
async def test_the_search_shows_common_hours_and_narrows_by_them(each_world: ApiClient) -> None:
    world = each_world
    await world.ready()
    await works(world, "mia", EARLY)
    await works(world, "max", NIGHT)
    shape = "commonHours { minutesPerWeek }"
    found = await world.data("ann", f"{{ searchMentors(orderBy: NAME) {{ nodes {{ name {shape} }} }} }}")
    shared = {
        each["name"].split()[0]: each["commonHours"]["minutesPerWeek"] for each in found["searchMentors"]["nodes"]
    }
    assert shared == {"Max": 0, "Mia": 40 * 60, "Moe": 45 * 60}
    for least, mentors in (
        (0, ["max", "mia", "moe"]),
        (1, ["mia", "moe"]),
        (40 * 60, ["mia", "moe"]),
        (40 * 60 + 1, ["moe"]),
        (45 * 60 + 1, []),
    ):
        assert await world.found("ann", {"commonMinutesAtLeast": least}, "NAME") == mentors
    query = """query($after: String) {
        searchMentors(orderBy: NAME, first: 1, after: $after, where: {commonMinutesAtLeast: 1}) {
        totalCount nodes { name } pageInfo { endCursor hasNextPage } } }"""
    first = (await world.data("ann", query))["searchMentors"]
    assert (first["totalCount"], first["nodes"]) == (2, [{"name": "Mia Doe"}])
    second = (await world.data("ann", query, after=first["pageInfo"]["endCursor"]))["searchMentors"]
    assert (second["nodes"], second["pageInfo"]["hasNextPage"]) == ([{"name": "Moe Doe"}], False)


async def test_the_facts_of_many_pairs_are_two_statements(world: ApiClient) -> None:
    await world.ready(mentees="ann abe", mentors="mia max")
    shape = f"mentorships(role: MENTOR) {{ nodes {{ {PAIR} }} }}"
    await world.active("ann", "mia")
    await world.viewer("mia", shape)
    with counted(world) as one:
        await world.viewer("mia", shape)
    await world.active("abe", "mia")
    with counted(world) as two:
        await world.viewer("mia", shape)
    assert len(one.all) == len(two.all) == 7, (
        "who asks, the list, the applications, the pairs, their meetings, the holidays"
    )

"""How many mentorships there is room for (CAP-1 to CAP-4), as mentees and mentors see it."""

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen

PLACES = "participant { available capacity activeMentees activeMentors openPlacesAsMentor openPlacesAsMentee }"
SHOWN = "name openPlaces requestBlocker { code }"
NO_LONGER_AVAILABLE = {"name": "Mia Doe", "openPlaces": None, "requestBlocker": {"code": "NO_LONGER_AVAILABLE"}}


@pytest.mark.rule("CAP-1")
async def test_a_mentee_with_two_mentors_neither_searches_nor_asks_a_third(each_world: ApiClient) -> None:
    world = each_world
    await world.ready()
    third = await world.profile("ann", "moe")
    for mentor in ("mia", "max"):
        await world.active("ann", mentor)
    assert await world.may_not_search("ann") == ("MENTEE_AT_CAPACITY", "CAP-1")
    assert await world.refused("ann", "requestMentor", mentor=third) == [
        UserErrorSeen("MENTEE_AT_CAPACITY", "CAP-1", None)
    ]
    assert await world.node("ann", "MentorProfile", third, SHOWN) == {
        "name": "Moe Doe",
        "openPlaces": None,
        "requestBlocker": {"code": "NOT_ALLOWED_TO_REQUEST"},
    }
    seen = (await world.viewer("ann", PLACES))["participant"]
    assert (seen["activeMentors"], seen["openPlacesAsMentee"]) == (2, 0)


@pytest.mark.rule("CAP-2", "CAP-4")
async def test_a_mentor_with_two_mentees_is_not_found_and_takes_no_third(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe olga", mentors="mia max")
    third = await world.profile("olga", "mia")
    for mentee in ("ann", "abe"):
        await world.active(mentee, "mia")
    assert await world.found("olga") == ["max"]
    assert await world.node("olga", "MentorProfile", third, SHOWN) == NO_LONGER_AVAILABLE
    (error,) = await world.refusals("olga", "requestMentor", mentor=third)
    assert (error["code"], error["rule"]) == ("MENTOR_NO_LONGER_AVAILABLE", "CAP-2")
    assert "Search for another mentor" in error["message"]
    seen = (await world.viewer("mia", PLACES))["participant"]
    assert (seen["activeMentees"], seen["openPlacesAsMentor"]) == (2, 0)


@pytest.mark.rule("CAP-4")
async def test_with_the_last_place_the_other_requests_are_closed_and_those_mentees_told(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe olga dora", mentors="mia max")
    requests = {mentee: await world.requested(mentee, "mia") for mentee in ("ann", "abe", "olga", "dora")}
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=requests["ann"])
    assert [await world.state(each, "Mentorship", requests[each]) for each in ("abe", "olga")] == [
        "REQUESTED",
        "REQUESTED",
    ]
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=requests["abe"])

    assert {each: await world.state(each, "Mentorship", request) for each, request in requests.items()} == {
        "ann": "ACTIVE",
        "abe": "ACTIVE",
        "olga": "CLOSED",
        "dora": "CLOSED",
    }
    assert [email.recipient for email in await world.emails("request_closed")] == ["olga", "dora"]
    assert await world.refused("mia", "acceptRequest", mentorship=requests["olga"]) == [
        UserErrorSeen("REQUEST_WAS_CLOSED", "CAP-4", None)
    ]
    assert (await world.viewer("mia", "requestsReceived { nodes { id } }"))["requestsReceived"]["nodes"] == []
    assert (await world.timeline("olga", "Mentorship", requests["olga"]))[-1] == (
        "The request was closed: the mentor is no longer available."
    )
    assert await world.found("olga") == ["max"]  # and their own place is free for another request
    await world.requested("olga", "max")


@pytest.mark.rule("CAP-4")
@pytest.mark.parametrize("step", ["completeMentorship", "discontinueMentorship"])
async def test_an_ended_mentorship_frees_a_place_on_both_sides(world: ApiClient, step: str) -> None:
    await world.ready(mentees="ann abe olga", mentors="mia max moe")
    ended = await world.active("ann", "mia")
    await world.active("abe", "mia")
    await world.active("ann", "max")
    assert await world.found("olga") == ["max", "moe"]
    await world.done("ann", step, "mentorship { id }", mentorship=ended)
    assert sorted(await world.found("olga")) == ["max", "mia", "moe"]
    await world.active("ann", "moe")
    await world.active("olga", "mia")


@pytest.mark.rule("CAP-3")
async def test_an_unavailable_mentor_is_not_found_and_not_asked_at_any_time(world: ApiClient) -> None:
    await world.ready(mentors="mia max")
    profile = await world.profile("ann", "mia")
    off = await world.done("mia", "setAvailability", PLACES, available=False, capacity=2)
    assert off["participant"]["available"] is False
    assert await world.found("ann") == ["max"]
    assert await world.refused("ann", "requestMentor", mentor=profile) == [
        UserErrorSeen("MENTOR_NO_LONGER_AVAILABLE", "CAP-2", "mentor")
    ]
    assert await world.node("ann", "MentorProfile", profile, SHOWN) == NO_LONGER_AVAILABLE
    await world.done("mia", "setAvailability", PLACES, available=True, capacity=2)
    assert sorted(await world.found("ann")) == ["max", "mia"]


@pytest.mark.rule("CAP-3")
@pytest.mark.parametrize("answer", ["acceptRequest", "declineRequest"])
async def test_requests_that_wait_stay_an_unavailable_mentors_to_answer(world: ApiClient, answer: str) -> None:
    await world.ready(mentors="mia")
    request = await world.requested("ann", "mia")
    await world.done("mia", "setAvailability", PLACES, available=False, capacity=2)
    assert await world.state("ann", "Mentorship", request) == "REQUESTED"
    await world.done("mia", answer, "mentorship { id }", mentorship=request)


@pytest.mark.rule("CAP-3", "REQ-4")
async def test_an_acceptance_can_be_said_to_be_the_last(world: ApiClient) -> None:
    await world.ready(mentees="ann abe olga", mentors="mia")
    request, other = await world.requested("ann", "mia"), await world.requested("abe", "mia")
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=request, last=True)
    seen = (await world.viewer("mia", PLACES))["participant"]
    assert (seen["available"], seen["capacity"], seen["activeMentees"]) == (False, 2, 1)
    assert await world.found("olga") == []
    assert await world.state("abe", "Mentorship", other) == "REQUESTED"  # what waits stays theirs to answer
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=other)


@pytest.mark.rule("CAP-3")
async def test_an_acceptance_that_is_not_the_last_leaves_the_mentor_available(world: ApiClient) -> None:
    await world.ready(mentees="ann abe", mentors="mia")
    await world.active("ann", "mia")
    assert await world.found("abe") == ["mia"]


@pytest.mark.rule("CAP-2")
async def test_a_mentor_may_prefer_one_mentee(each_world: ApiClient) -> None:
    world = each_world
    await world.ready(mentees="ann abe", mentors="mia")
    set_to = await world.done("mia", "setAvailability", PLACES, available=True, capacity=1)
    assert (set_to["participant"]["capacity"], set_to["participant"]["openPlacesAsMentor"]) == (1, 1)
    found = await world.data("ann", "{ searchMentors { nodes { openPlaces } } }")
    assert found["searchMentors"]["nodes"] == [{"openPlaces": 1}]
    request, other = await world.requested("ann", "mia"), await world.requested("abe", "mia")
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=request)
    assert await world.state("abe", "Mentorship", other) == "CLOSED"
    assert await world.found("abe") == []
    await world.done("mia", "setAvailability", PLACES, available=True, capacity=2)
    assert await world.found("abe") == ["mia"]


@pytest.mark.rule("CAP-2", "CAP-4")
async def test_a_mentor_who_wants_no_more_than_they_have_takes_no_other(world: ApiClient) -> None:
    await world.ready(mentees="ann abe", mentors="mia")
    profile = await world.profile("abe", "mia")
    await world.active("ann", "mia")
    waiting = await world.requested("abe", "mia")
    await world.done("mia", "setAvailability", PLACES, available=True, capacity=1)
    assert await world.state("abe", "Mentorship", waiting) == "CLOSED"
    assert [email.recipient for email in await world.emails("request_closed")] == ["abe"]
    assert await world.refused("mia", "acceptRequest", mentorship=waiting) == [
        UserErrorSeen("REQUEST_WAS_CLOSED", "CAP-4", None)
    ]
    assert await world.refused("abe", "requestMentor", mentor=profile) == [
        UserErrorSeen("MENTOR_NO_LONGER_AVAILABLE", "CAP-2", "mentor")
    ]


@pytest.mark.rule("CAP-2")
async def test_more_than_two_or_none_at_all_cannot_be_chosen(world: ApiClient) -> None:
    await world.ready(mentees="", mentors="mia")
    for capacity in (0, 3, -1):
        refused = await world.refused("mia", "setAvailability", available=True, capacity=capacity)
        assert refused == [UserErrorSeen("CAPACITY_OUT_OF_RANGE", "CAP-2", "capacity")]


@pytest.mark.rule("CAP-1", "CAP-2")
async def test_the_caps_of_the_two_roles_are_counted_apart(world: ApiClient) -> None:
    await world.ready(mentees="mia ann abe", mentors="mia max moe")
    for mentor in ("max", "moe"):
        await world.active("mia", mentor)
    for mentee in ("ann", "abe"):
        await world.active(mentee, "mia")
    seen = (await world.viewer("mia", PLACES))["participant"]
    assert (seen["activeMentees"], seen["activeMentors"]) == (2, 2)

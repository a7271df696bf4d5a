"""Several applications decided at once (APR-1, APR-4, APR-9): each for itself, with a result of its own."""

from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, UserErrorSeen
from tests.api.test_rules_approval import GROUND

SHAPE = """results { applicationId application { state decision { message decidedBy { name } } }
    errors { code field rule ... on AlreadyDecidedError { outcome decidedBy { name } } } }"""
MINE = (("ann", "MENTEE"), ("ann", "MENTOR"), ("abe", "MENTEE"))


async def waiting(world: ApiClient) -> list[str]:
    return [await world.submitted(*each) for each in MINE]


async def several(world: ApiClient, who: str, mutation: str, applications: list[str], **given: Any) -> Any:
    """The results; fails the test unless the selection was possible."""
    items = [{"application": each} for each in applications]
    return (await world.done(who, mutation, SHAPE, items=items, **given))["results"]


def codes(results: Any) -> list[list[str]]:
    return [[error["code"] for error in each["errors"]] for each in results]


@pytest.mark.rule("APR-1", "APR-2")
@pytest.mark.parametrize(
    ("mutation", "state", "email"),
    [
        ("approveApplications", "APPROVED", "application_approved"),
        ("denyApplications", "DENIED", "application_denied"),
    ],
)
async def test_a_supervisor_decides_all_that_waits_with_one_message(
    world: ApiClient, mutation: str, state: str, email: str
) -> None:
    applications = await waiting(world)
    results = await several(world, "boss", mutation, applications, message="See you on Monday.")
    assert [each["applicationId"] for each in results] == applications
    assert codes(results) == [[], [], []]
    for each in results:
        assert each["application"]["state"] == state
        assert each["application"]["decision"]["message"] == "See you on Monday."
    assert sorted(each.recipient for each in await world.emails(email)) == ["abe", "ann", "ann"]


@pytest.mark.rule("APR-9")
async def test_one_that_was_decided_meanwhile_is_told_by_name_and_holds_up_no_other(each_world: ApiClient) -> None:
    world = each_world
    first, second, third = await waiting(world)
    await world.done("adam", "denyApplication", "application { id }", application=second, inLieuGround=GROUND)
    results = await several(world, "boss", "approveApplications", [first, second, third])
    assert codes(results) == [[], ["ALREADY_DECIDED"], []]
    assert [each["application"]["state"] for each in results] == ["APPROVED", "DENIED", "APPROVED"]
    (error,) = results[1]["errors"]
    assert (error["outcome"], error["decidedBy"]) == ("DENIED", {"name": "Adam Doe"})


@pytest.mark.rule("APR-1")
async def test_what_one_may_not_decide_is_not_there_and_the_path_says_which(world: ApiClient) -> None:
    (mine, *_), others = await waiting(world), await world.submitted("mia", "MENTOR")
    made_up = ids.encode("Application", "nobody")
    results = await several(world, "boss", "approveApplications", [others, mine, made_up])
    assert codes(results) == [["NOT_FOUND"], [], ["NOT_FOUND"]]
    assert [each["application"] and each["application"]["state"] for each in results] == [None, "APPROVED", None]
    assert [error["field"] for each in results for error in each["errors"]] == [
        ["input", "items", "0", "application"],
        ["input", "items", "2", "application"],
    ]


@pytest.mark.rule("APR-4", "APR-9")
async def test_an_administrator_states_the_ground_once_and_never_decides_their_own(world: ApiClient) -> None:
    applications = [*(await waiting(world)), await world.submitted("adam", "MENTEE")]
    results = await several(world, "adam", "approveApplications", applications)
    assert codes(results) == [*[["GROUND_REQUIRED"]] * 3, ["CANNOT_DECIDE_OWN"]]
    assert results[0]["errors"][0]["field"] == ["input", "inLieuGround"]
    results = await several(world, "adam", "approveApplications", applications, inLieuGround=GROUND)
    assert codes(results) == [[], [], [], ["CANNOT_DECIDE_OWN"]]


@pytest.mark.rule("APR-1")
async def test_a_repeat_with_the_key_decides_only_what_was_not_decided(world: ApiClient) -> None:
    first, second, third = await waiting(world)
    await world.done("adam", "denyApplication", "application { id }", application=second, inLieuGround=GROUND)
    key = {"idempotencyKey": "k"}
    assert codes(await several(world, "boss", "approveApplications", [first, second], **key)) == [
        [],
        ["ALREADY_DECIDED"],
    ]
    again = await several(world, "boss", "approveApplications", [first, second, third], **key)
    assert codes(again) == [[], ["ALREADY_DECIDED"], []]
    assert len(await world.emails("application_approved")) == 2
    other = await several(world, "boss", "denyApplications", [first], **key)
    assert codes(other) == [["IDEMPOTENCY_KEY_REUSED"]]


@pytest.mark.rule("APR-1")
async def test_a_selection_of_none_too_many_or_one_twice_is_refused_whole(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    many = [{"application": ids.encode("Application", f"a{number}")} for number in range(51)]
    for items in ([], [{"application": application}] * 2, many):
        assert await world.refused("boss", "approveApplications", items=items) == [
            UserErrorSeen("INVALID_SELECTION", "APR-1", "items")
        ]
    fifty = await several(
        world, "boss", "approveApplications", [application, *(each["application"] for each in many[:49])]
    )
    assert codes(fifty) == [[], *[["NOT_FOUND"]] * 49]


@pytest.mark.rule("APR-1")
async def test_one_that_was_sent_again_since_it_was_read_is_not_decided(world: ApiClient) -> None:
    first, second, _ = await waiting(world)
    items = [{"application": first}, {"application": second, "submittedAt": "2026-01-01T00:00Z"}]
    results = (await world.done("boss", "approveApplications", SHAPE, items=items))["results"]
    assert codes(results) == [[], ["APPLICATION_CHANGED"]]
    assert results[1]["errors"][0]["field"] == ["input", "items", "1", "submittedAt"]
    assert results[1]["application"]["state"] == "SUBMITTED"

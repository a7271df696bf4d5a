"""Mentees are told of their lists at once, and of mentors on them who can be asked or no longer: a name, no more."""

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest

from moments.domain.participants.employee import Evaluation
from moments.graphql.shared import ids
from tests.api.api_client import PEOPLE, ApiClient
from tests.api.matching_setup import close_period, matched, run_stages
from tests.live.stream_client import Follower, cursor, following

pytestmark = pytest.mark.usefixtures("way")

FIELDS = """__typename
  ... on MyProgramEvent { action actor { name } message mentorship { id } application { id } }
  ... on SuggestionChange { person { name } canRequest message }"""
GONE = {
    "__typename": "SuggestionChange",
    "person": {"name": "Mia Doe"},
    "canRequest": False,
    "message": "Mia Doe, who is on your list, is no longer available. Ask for others, or search all mentors.",
}
BACK = {
    "__typename": "SuggestionChange",
    "person": {"name": "Mia Doe"},
    "canRequest": True,
    "message": "Mia Doe, who is on your list, can be asked.",
}
ARRIVED = "Your list of recommended mentors has arrived."


async def hearing(stack: AsyncExitStack, world: ApiClient, *people: str) -> list[Follower]:
    """Each follows what is theirs from now on."""
    here = await cursor(world)
    return [await stack.enter_async_context(following(world, who, "myProgram", here, fields=FIELDS)) for who in people]


async def available(world: ApiClient, who: str, wanted: bool, capacity: int = 2) -> None:
    await world.done(who, "setAvailability", "participant { id }", available=wanted, capacity=capacity)


async def next_is_mark(world: ApiClient, follower: Follower, who: str) -> None:
    """Nothing was told that person up to now."""
    muted = {"bio": f"{who} again.", "workingHours": "mon-fri-0800-1700"}
    (application,) = (await world.viewer(who, "applications { nodes { id } }"))["applications"]["nodes"]
    skills = await world.skills()
    chosen = {
        "careerSkills": [skills["Networking"], skills["Delegation"]],
        "softSkills": [skills["Resiliency"]],
    }
    await world.done(who, "editApplication", "__typename", application=application["id"], **muted, **chosen)
    assert (await follower.hear())["action"] == "APPLICATION_EDITED"


@pytest.mark.rule("MAT-4")
async def test_mentees_hear_that_their_lists_have_arrived_and_others_hear_nothing(world: ApiClient) -> None:
    await world.ready("ann abe")
    await close_period(world)
    await run_stages(world, "MATCH")
    async with AsyncExitStack() as stack:
        ann, abe, mia = await hearing(stack, world, "ann", "abe", "mia")
        await run_stages(world, "SUGGEST")
        for each in (ann, abe):
            told = await each.hear()
            assert (told["action"], told["actor"], told["message"]) == ("LISTS_SENT", None, ARRIVED)
        await next_is_mark(world, mia, "mia")


@pytest.mark.rule("MAT-4")
async def test_who_comes_after_the_run_hears_of_the_list_that_is_made_then(world: ApiClient) -> None:
    await matched(world)
    await world.approved("abe", "MENTEE")
    async with AsyncExitStack() as stack:
        ann, abe = await hearing(stack, world, "ann", "abe")
        await world.container.scheduler().run_due_jobs()
        told = await abe.hear()
        assert (told["action"], told["message"]) == ("LIST_CREATED", ARRIVED)
        await next_is_mark(world, ann, "ann")


@pytest.mark.rule("CAP-2", "MAT-4")
async def test_a_mentor_s_last_place_is_filled_and_freed(world: ApiClient) -> None:
    await matched(world, "ann moe", "mia max")
    for mentee in ("abe", "adam"):
        await world.approved(mentee, "MENTEE")
    requests = [await world.requested(mentee, "mia") for mentee in ("abe", "adam")]
    async with AsyncExitStack() as stack:
        ann, moe = await hearing(stack, world, "ann", "moe")
        await world.done("mia", "acceptRequest", "__typename", mentorship=requests[0])
        await world.done("mia", "acceptRequest", "__typename", mentorship=requests[1])
        assert await ann.hear() == GONE
        assert await moe.hear() == GONE
        await world.done("abe", "completeMentorship", "__typename", mentorship=requests[0])
        assert await ann.hear() == BACK
        assert await moe.hear() == BACK
        await world.done("adam", "completeMentorship", "__typename", mentorship=requests[1])
        await next_is_mark(world, ann, "ann")


async def _at_risk(world: ApiClient, is_so: bool) -> None:
    mia = next(each for each in PEOPLE if each.id == "mia")
    await world.import_directory(replace(mia, evaluation=Evaluation(world.clock.now().date(), at_risk=is_so)))


async def _unavailable(world: ApiClient, is_so: bool) -> None:
    await available(world, "mia", not is_so)


@pytest.mark.rule("CAP-3", "ELIG-5", "MAT-4")
@pytest.mark.parametrize("happens", [_at_risk, _unavailable])
async def test_whatever_the_reason_the_mentee_hears_the_same(world: ApiClient, happens: Any) -> None:
    await matched(world)
    async with AsyncExitStack() as stack:
        ann, boss = await hearing(stack, world, "ann", "boss")
        await happens(world, True)
        assert await ann.hear() == GONE
        await happens(world, False)
        assert await ann.hear() == BACK
        await world.approved("boss", "MENTEE")
        assert (await boss.hear())["action"] == "APPLICATION_STARTED"


@pytest.mark.rule("ELIG-5", "MAT-4")
async def test_a_mentor_who_withdraws_is_gone_as_well(world: ApiClient) -> None:
    await matched(world)
    (application,) = (await world.viewer("mia", "applications { nodes { id } }"))["applications"]["nodes"]
    async with AsyncExitStack() as stack:
        (ann,) = await hearing(stack, world, "ann")
        await world.done("mia", "withdrawApplication", "__typename", application=application["id"])
        assert await ann.hear() == GONE


@pytest.mark.rule("MAT-6")
async def test_who_could_not_ask_the_mentor_anyway_hears_nothing_of_it(world: ApiClient) -> None:
    await matched(world, "ann abe", "mia max moe")
    declined = await world.requested("ann", "mia")
    await world.done("mia", "declineRequest", "__typename", mentorship=declined)
    for mentor in ("max", "moe"):
        await world.active("abe", mentor)
    async with AsyncExitStack() as stack:
        ann, abe = await hearing(stack, world, "ann", "abe")
        await available(world, "mia", False)
        await next_is_mark(world, ann, "ann")
        await next_is_mark(world, abe, "abe")


@pytest.mark.rule("MAT-4")
async def test_a_mentor_of_a_list_that_is_no_longer_looked_at_is_not_told_of(world: ApiClient) -> None:
    """The second quarter's list of ann has max alone."""
    await matched(world, "ann", "mia max")
    await available(world, "mia", False)
    second = ids.encode("Cycle", "2026Q2")
    await run_stages(world, "ANNOUNCE", "OPEN", "REMIND", "CLOSE", "MATCH", "SUGGEST", cycle=second)
    async with AsyncExitStack() as stack:
        (ann,) = await hearing(stack, world, "ann")
        await available(world, "mia", True)
        await next_is_mark(world, ann, "ann")


async def test_the_office_hears_of_a_trial_run_by_its_id(world: ApiClient) -> None:
    fields = "... on ProgramEvent { action trialRun { id } }"
    async with following(world, "olga", "program", await cursor(world), fields=fields) as office:
        payload = await world.done("olga", "requestTrialRun", "trialRun { id }")
        trial_run = payload["trialRun"]["id"]
        assert await office.hear() == {"action": "TRIAL_RUN_REQUESTED", "trialRun": {"id": trial_run}}
        await world.container.scheduler().run_due_jobs()
        told = await office.hear()
        while told["trialRun"] is None:
            told = await office.hear()
        assert told == {"action": "TRIAL_RUN_DONE", "trialRun": {"id": trial_run}}

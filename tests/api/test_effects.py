"""The effect that is told of an action is what its mutation then does, and to tell it does nothing."""

import re
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from tests.api.acting import ACTIONS, Json, Thing, told, tried
from tests.api.api_client import ApiClient
from tests.api.matching_setup import CYCLE, close_period, run_stages
from tests.api.scenario import THINGS
from tests.api.town import Town, a_town, things_of
from tests.databases import Databases

EFFECT = """action allowed effect { message emails recipientCount recipients { name } closesRequests endsMentorships
    cancelsMeetings asksForSurveys }"""
COUNTS = {
    "emails": "SELECT count(*) FROM letters",
    "closesRequests": "SELECT count(*) FROM mentorships WHERE state IN ('closed', 'cancelled')",
    "endsMentorships": "SELECT count(*) FROM mentorships WHERE state IN ('completed', 'discontinued')",
    "cancelsMeetings": "SELECT count(*) FROM meetings WHERE state = 'called_off'",
    "asksForSurveys": "SELECT count(*) FROM surveys",
}


def counted(file: Path) -> Mapping[str, int]:
    with closing(sqlite3.connect(file)) as now:
        return {name: now.execute(statement).fetchone()[0] for name, statement in COUNTS.items()}


def file_of(world: ApiClient) -> Path:
    return Path(world.settings.database_url.removeprefix("sqlite:///"))


async def effect_of(world: ApiClient, who: str, thing: Thing, mutation: str) -> Json | None:
    action = re.sub("(?=[A-Z])", "_", mutation).upper()
    said = await told(world, who, thing, EFFECT, f"(only: [{action}])") or {}
    return said[mutation]["effect"] if mutation in said else None  # type: ignore[no-any-return]


async def done_as_told(world: ApiClient, who: str, thing: Thing, mutation: str) -> Json | None:
    """The effect, after it has come about; None where none is told."""
    before = counted(file_of(world))
    effect = await effect_of(world, who, thing, mutation)
    if effect is None:
        return None
    everything = await world.dump()
    assert await effect_of(world, who, thing, mutation) == effect
    assert await world.dump() == everything, "to tell the effect has changed something"
    assert (await tried(world, who, thing, mutation)).code is None
    after = counted(file_of(world))
    assert {name: effect[name] for name in COUNTS} == {name: after[name] - before[name] for name in COUNTS}
    return effect


# --- everything that there is ---


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with a_town(sqlite_databases.fresh(), tmp_path_factory.mktemp("town")) as made:
        yield made


RELATED = [pytest.param(label, who, id=f"{label}-{who}") for label, its in THINGS.items() for who in its.relations]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("label", "who"), RELATED)
async def test_each_action_does_what_was_told(town: Town, label: str, who: str) -> None:
    for thing in things_of(label, town):
        town.restore()
        for mutation in [each for each in ACTIONS[thing.kind] if await effect_of(town.world, who, thing, each)]:
            town.restore()
            await done_as_told(town.world, who, thing, mutation)


# --- what is told ---


@pytest.mark.rule("CAP-4")
async def test_accepting_for_the_last_place_closes_the_other_requests(world: ApiClient) -> None:
    await world.ready("ann abe adam")
    await world.done("mia", "setAvailability", "__typename", available=True, capacity=1)
    first = await world.requested("ann", "mia")
    for other in ("abe", "adam"):
        await world.requested(other, "mia")

    effect = await done_as_told(world, "mia", Thing("Mentorship", first), "acceptRequest")

    assert effect == {
        "message": "This closes 2 requests and sends 4 emails.",
        "emails": 4,
        "recipientCount": 4,
        "recipients": [{"name": f"{who} Doe"} for who in ("Ann", "Mia", "Abe", "Adam")],
        "closesRequests": 2,
        "endsMentorships": 0,
        "cancelsMeetings": 0,
        "asksForSurveys": 0,
    }


@pytest.mark.rule("APP-9")
async def test_withdrawing_closes_what_waits(world: ApiClient) -> None:
    await world.ready("ann abe")
    for mentee in ("ann", "abe"):
        await world.requested(mentee, "mia")
    (application,) = (await world.viewer("mia", "applications { nodes { id } }"))["applications"]["nodes"]

    effect = await done_as_told(world, "mia", Thing("Application", application["id"]), "withdrawApplication")

    assert effect
    assert effect["message"] == "This closes 2 requests and sends 2 emails."


@pytest.mark.rule("MEN-5", "SUR-1")
async def test_ending_cancels_meetings_and_asks_for_surveys(world: ApiClient) -> None:
    await world.ready("ann")
    mentorship = Thing("Mentorship", await world.active("ann", "mia"))
    assert (await tried(world, "ann", mentorship, "proposeMeeting")).code is None

    effect = await done_as_told(world, "mia", mentorship, "completeMentorship")

    assert effect
    assert effect["message"] == "This ends 1 mentorship, cancels 1 meeting, asks for 2 surveys and sends 4 emails."


@pytest.mark.rule("MAT-2", "MAT-4")
async def test_a_stage_says_how_many_emails_it_would_send(world: ApiClient) -> None:
    await world.ready("ann")
    announce = await done_as_told(world, "olga", Thing("CycleStage", CYCLE, "ANNOUNCE"), "runStage")
    assert announce
    assert announce["emails"] == announce["recipientCount"] == 15
    assert len(announce["recipients"]) == 5

    await run_stages(world, "OPEN")
    remind = await done_as_told(world, "olga", Thing("CycleStage", CYCLE, "REMIND"), "runStage")
    assert remind
    assert remind["emails"] == 11


async def test_the_effect_of_what_cannot_be_done_or_depends_on_input_is_null(world: ApiClient) -> None:
    application = Thing("Application", await world.draft("ann", "MENTEE"))
    assert await effect_of(world, "ann", application, "editApplication") is None
    assert await effect_of(world, "ann", application, "reviseApplication") is None
    await close_period(world)
    assert await effect_of(world, "olga", Thing("CycleStage", CYCLE, "MATCH"), "runStage") is None


async def test_an_operation_tells_so_many_effects_and_no_more(world: ApiClient) -> None:
    action = "viewerActions(only: [RETIRE_SKILL]) { effect { emails } }"
    lists = " ".join(f"{alias}: skills {{ nodes {{ {action} }} }}" for alias in "abc")
    answer = await world.ask("olga", f"{{ {lists} }}")

    assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_USER_INPUT"}
    assert len(answer["errors"]) == 10


@pytest.mark.rule("CAP-3")
async def test_availability_can_be_checked_before_it_is_set(world: ApiClient) -> None:
    await world.ready("ann")
    await world.requested("ann", "mia")
    query = """query($input: CheckAvailabilityInput!) { checkAvailability(input: $input) {
        effect { message closesRequests } errors { code field } } }"""

    found = await world.data("mia", query, input={"available": False, "capacity": 1})
    assert found["checkAvailability"]["errors"] == []
    assert found["checkAvailability"]["effect"]["closesRequests"] == 0
    for who, capacity, code in (("mia", 3, "CAPACITY_OUT_OF_RANGE"), ("ann", 1, "NOT_APPROVED_YET")):
        refused = (await world.data(who, query, input={"available": True, "capacity": capacity}))["checkAvailability"]
        assert refused["effect"] is None
        assert [error["code"] for error in refused["errors"]] == [code]

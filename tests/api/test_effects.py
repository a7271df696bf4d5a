"""The effect that is told of an action is what its mutation then does, and to tell it does nothing."""

import re
from collections.abc import AsyncIterator, Mapping

import pytest
import pytest_asyncio
from sqlalchemy import text

from moments.application.email.writer import UNHEARD_OF
from tests.api.acting import ACTIONS, Json, Thing, told, tried
from tests.api.api_client import PEOPLE, ApiClient
from tests.api.matching_setup import CYCLE, close_period, run_stages
from tests.api.scenario import THINGS
from tests.api.town import Town, a_town, things_of
from tests.databases import Databases

EFFECT = """action allowed effect { message emails recipientCount recipients { name } closesRequests endsMentorships
    cancelsMeetings asksForSurveys }"""
COUNTS = {
    "emails": f"SELECT count(*) FROM letters WHERE problem IS NULL OR problem <> '{UNHEARD_OF}'",
    "closesRequests": "SELECT count(*) FROM mentorships WHERE state IN ('closed', 'cancelled')",
    "endsMentorships": "SELECT count(*) FROM mentorships WHERE state IN ('completed', 'discontinued')",
    "cancelsMeetings": "SELECT count(*) FROM meetings WHERE state = 'called_off'",
    "asksForSurveys": "SELECT count(*) FROM surveys",
}


async def counted(world: ApiClient) -> Mapping[str, int]:
    async with world.container.database().reading() as connection:
        return {name: await connection.scalar(text(statement)) for name, statement in COUNTS.items()}


async def effect_of(world: ApiClient, who: str, thing: Thing, mutation: str) -> Json | None:
    action = re.sub("(?=[A-Z])", "_", mutation).upper()
    said = await told(world, who, thing, EFFECT, f"(only: [{action}])") or {}
    return said[mutation]["effect"] if mutation in said else None  # type: ignore[no-any-return]


async def done_as_told(world: ApiClient, who: str, thing: Thing, mutation: str) -> Json | None:
    """The effect, after it has come about; None where none is told."""
    before = await counted(world)
    effect = await effect_of(world, who, thing, mutation)
    if effect is None:
        return None
    everything = await world.dump()
    assert await effect_of(world, who, thing, mutation) == effect
    assert await world.dump() == everything, "to tell the effect has changed something"
    assert (await tried(world, who, thing, mutation)).code is None
    after = await counted(world)
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
async def test_accepting_for_the_last_place_closes_the_other_requests(each_world: ApiClient) -> None:
    await each_world.ready("ann abe adam")
    await each_world.done("mia", "setAvailability", "__typename", available=True, capacity=1)
    first = await each_world.requested("ann", "mia")
    for other in ("abe", "adam"):
        await each_world.requested(other, "mia")

    effect = await done_as_told(each_world, "mia", Thing("Mentorship", first), "acceptRequest")

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
async def test_withdrawing_closes_what_waits(each_world: ApiClient) -> None:
    await each_world.ready("ann abe")
    for mentee in ("ann", "abe"):
        await each_world.requested(mentee, "mia")
    (application,) = (await each_world.viewer("mia", "applications { nodes { id } }"))["applications"]["nodes"]

    effect = await done_as_told(each_world, "mia", Thing("Application", application["id"]), "withdrawApplication")

    assert effect
    assert effect["message"] == "This closes 2 requests and sends 2 emails."


@pytest.mark.rule("MEN-5", "SUR-1")
async def test_ending_cancels_meetings_and_asks_for_surveys(each_world: ApiClient) -> None:
    await each_world.ready("ann")
    mentorship = Thing("Mentorship", await each_world.active("ann", "mia"))
    assert (await tried(each_world, "ann", mentorship, "proposeMeeting")).code is None

    effect = await done_as_told(each_world, "mia", mentorship, "completeMentorship")

    assert effect
    assert effect["message"] == "This ends 1 mentorship, cancels 1 meeting, asks for 2 surveys and sends 4 emails."


@pytest.mark.rule("MAT-2", "MAT-4")
async def test_a_stage_says_how_many_emails_it_would_send(each_world: ApiClient) -> None:
    await each_world.ready("ann")
    announce = await done_as_told(each_world, "olga", Thing("CycleStage", CYCLE, "ANNOUNCE"), "runStage")
    assert announce
    assert announce["emails"] == announce["recipientCount"] == len(PEOPLE)
    assert len(announce["recipients"]) == 5
    stages = (await each_world.node("olga", "Cycle", CYCLE, "stages { stage wouldSend }"))["stages"]
    assert [each["wouldSend"] for each in stages] == [None, 0, None, None, None, None]

    await run_stages(each_world, "OPEN")
    remind = await done_as_told(each_world, "olga", Thing("CycleStage", CYCLE, "REMIND"), "runStage")
    assert remind
    assert remind["emails"] == len(PEOPLE) - 4, "who has not applied"


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


@pytest.mark.rule("CAP-2", "CAP-3")
async def test_availability_can_be_checked_before_it_is_set(world: ApiClient) -> None:
    await world.ready("ann abe")
    await world.active("abe", "mia")
    await world.requested("ann", "mia")
    query = """query($input: CheckAvailabilityInput!) { checkAvailability(input: $input) {
        effect { message closesRequests } errors { code field } } }"""

    for given, sentence in (
        ({"available": False}, "This sends no email."),
        ({"capacity": 1}, "This closes 1 request and sends 1 email."),
    ):
        found = (await world.data("mia", query, input=given))["checkAvailability"]
        assert found["errors"] == []
        assert found["effect"]["message"] == sentence
    for who, capacity, code in (("mia", 3, "CAPACITY_OUT_OF_RANGE"), ("ann", 1, "NOT_APPROVED_YET")):
        refused = (await world.data(who, query, input={"available": True, "capacity": capacity}))["checkAvailability"]
        assert refused["effect"] is None
        assert [error["code"] for error in refused["errors"]] == [code]

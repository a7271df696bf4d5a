"""The office is shown the quarter's cycle as it is now when a stage of it happens."""

from tests.api.api_client import ApiClient
from tests.live.stream_client import cursor, following

FIELDS = "... on ProgramEvent { action cycle { id quarter stages { stage state } } }"
Q2 = "2026Q2"


async def test_the_office_is_shown_the_cycle_that_a_stage_is_of(world: ApiClient, way: str) -> None:
    cycles = await world.viewer("olga", "officeDashboard { cycles(first: 2) { nodes { id quarter } } }")
    cycle = next(each["id"] for each in cycles["officeDashboard"]["cycles"]["nodes"] if each["quarter"] == Q2)
    async with following(world, "olga", "program", await cursor(world), fields=FIELDS) as office:
        await world.done("olga", "runStage", "__typename", cycle=cycle, stage="ANNOUNCE")
        told = await office.hear()
        assert told["action"] == "PERIOD_ANNOUNCED"
        assert (told["cycle"]["id"], told["cycle"]["quarter"]) == (cycle, Q2)
        assert told["cycle"]["stages"][:2] == [
            {"stage": "ANNOUNCE", "state": "DONE"},
            {"stage": "OPEN", "state": "PLANNED"},
        ]

        await world.done("olga", "skipStage", "__typename", cycle=cycle, stage="REMIND", reason="No need.")
        told = await office.hear()
        assert told["action"] == "STAGE_SKIPPED"
        assert {each["stage"]: each["state"] for each in told["cycle"]["stages"]}["REMIND"] == "SKIPPED"


async def test_what_is_of_no_stage_has_no_cycle(world: ApiClient, way: str) -> None:
    async with following(world, "olga", "program", await cursor(world), fields=FIELDS) as office:
        await world.submitted("ann", "MENTEE")
        assert (await office.hear())["cycle"] is None

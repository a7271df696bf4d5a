"""A world in which a quarter's matching has run: what tests of lists and runs begin with."""

from datetime import UTC, datetime
from typing import Any

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient

CYCLE = ids.encode("Cycle", "2026Q1")
LIST = """quarter label madeAt emptyReason emptyMessage wouldAdd { nodes { skill { name } mentors message } }
  suggestions { totalCount nodes { rank person { name } mentor { id name bio } canRequest
    requestBlocker { code message } score commonSkills { skill { name } menteeRank mentorRank share }
    commonHours { minutesPerWeek message } hoursWarning } }"""
RUN = "id quarter madeAt actor { name } publishedAt"


async def run_stages(world: ApiClient, *stages: str, cycle: str = CYCLE) -> None:
    async def taken() -> None:
        for stage in stages:
            given = {"cycle": cycle, "stage": stage, "outsideFirstMonth": True}
            await world.done("olga", "runStage", "__typename", **given)

    await world.step(("stages", stages, cycle), taken)


async def close_period(world: ApiClient, cycle: str = CYCLE) -> None:
    """Everything of the quarter up to the matching."""
    await run_stages(world, "ANNOUNCE", "OPEN", "REMIND", "CLOSE", cycle=cycle)


async def match_and_send(world: ApiClient, cycle: str = CYCLE) -> None:
    """The quarter's matching, and its lists sent."""

    async def taken() -> None:
        await close_period(world, cycle)
        await run_stages(world, "MATCH", "SUGGEST", cycle=cycle)

    await world.step(("matched and sent", cycle), taken)


async def matched(world: ApiClient, mentees: str = "ann", mentors: str = "mia max moe") -> None:
    async def taken() -> None:
        await world.ready(mentees, mentors)
        await match_and_send(world)

    await world.step(("matched", mentees, mentors), taken)


async def list_of(world: ApiClient, who: str, shape: str = LIST) -> Any:
    """The mentee's list as they see it; None for none."""
    return (await world.viewer(who, f"suggestionList {{ {shape} }}"))["suggestionList"]


async def suggested(world: ApiClient, who: str) -> dict[str, Any]:
    """By the mentor's id in PEOPLE, in the list's order."""
    found = await list_of(world, who)
    return {each["person"]["name"].split()[0].lower(): each for each in found["suggestions"]["nodes"]}


async def runs(world: ApiClient, shape: str = RUN) -> list[Any]:
    """As the office sees them."""
    dashboard = await world.viewer("olga", f"officeDashboard {{ matchingRuns {{ nodes {{ {shape} }} }} }}")
    return dashboard["officeDashboard"]["matchingRuns"]["nodes"]  # type: ignore[no-any-return]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)

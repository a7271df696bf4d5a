"""The scenario with a thing of each kind in each state, which is back as it was in a few milliseconds."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.api.acting import ACTIONS, STAGES, Thing
from tests.api.scenario import THINGS, MatrixScenario, a_scenario
from tests.api.snapshots import Snapshots


@dataclass
class Town:
    world: MatrixScenario
    kept: Snapshots

    @property
    def file(self) -> Path:
        return self.kept.file

    def restore(self) -> None:
        self.kept.back_to("now")


@asynccontextmanager
async def a_town(database_url: str, folder: Path) -> AsyncIterator[Town]:
    async with a_scenario(database_url, folder) as world:
        kept = Snapshots(world, Path(database_url.removeprefix("sqlite:///")), folder)
        kept.keep("now")
        yield Town(world, kept)


def things_of(label: str, town: Town) -> Iterator[Thing]:
    kind, identity = THINGS[label].kind, town.world.things[label]
    if kind == "Cycle":
        yield from (Thing("CycleStage", identity, stage) for stage in STAGES)
    elif kind in ACTIONS:
        yield Thing(kind, identity)


EVERYBODY = [
    pytest.param(label, who, id=f"{label}-{who}")
    for label, its in THINGS.items()
    for who in dict.fromkeys((*its.relations, "stranger"))
]
"""Each thing with everybody who has to do with it, and somebody who has not."""

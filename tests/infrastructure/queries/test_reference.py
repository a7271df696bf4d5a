"""Departments and skills in memory: as fresh as the transaction that asks, for next to nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReading
from moments.infrastructure.queries.reference import MOST_SECONDS, Reference
from tests.domain.builders import DEFAULT_CHOICES
from tests.infrastructure.queries.row_builder import NUMBERS, World


def _world() -> World:
    world = World()
    world.department("DOR", name="Revenue")
    world.department("AGR", name="agriculture")
    world.person("ann", "DOR")
    return world


async def test_they_stand_by_name_and_by_number(database: Database) -> None:
    await _world().settle(database)
    async with SqlReading(database)() as screens:
        assert [each.name for each in await screens.departments()] == ["agriculture", "Revenue"]
        assert [(each.id, each.number) for each in await screens.skills()] == list(NUMBERS.items())
        assert await screens.survey_choices() == {q: list(choices) for q, choices in DEFAULT_CHOICES.items()}


async def test_after_the_viewer_they_cost_no_statement(database: Database, hearing: Callable[[], Any]) -> None:
    await _world().settle(database)
    reading = SqlReading(database)
    async with reading() as screens:
        await screens.departments()
        await screens.skills()
    with hearing() as heard:
        async with reading() as screens:
            await screens.viewer(PersonId("ann"))
            await screens.departments()
            await screens.skills()
    assert len(heard) == 1


@pytest.mark.rule("APP-5")
@pytest.mark.parametrize("kind", ["skill.added", "skill.retired", "directory.imported"])
async def test_another_processs_change_is_seen_by_the_next_transaction(database: Database, kind: str) -> None:
    await _world().settle(database)
    reading = SqlReading(database)
    async with reading() as screens:
        assert len(await screens.skills()) == 10
        assert len(await screens.departments()) == 2
    change = World()
    change.skill("career-chess", 11)
    change.department("DSS")
    change.event("application.submitted")
    change.event(kind)
    await change.settle(database)
    async with reading() as screens:
        assert len(await screens.skills()) == 11
        assert len(await screens.departments()) == 3


async def test_a_change_without_an_event_is_seen_within_a_minute(database: Database) -> None:
    await _world().settle(database)
    now = 0.0
    reading = SqlReading(database, Reference(clock=lambda: now))
    assert await _departments(reading) == 2
    await _one_more("DSS", database)
    assert await _departments(reading) == 2
    now += MOST_SECONDS + 1
    assert await _departments(reading) == 3


async def test_a_change_without_an_event_is_seen_at_once_by_who_is_told(database: Database) -> None:
    await _world().settle(database)
    reading = SqlReading(database)
    assert await _departments(reading) == 2
    await _one_more("DSS", database)
    reading.invalidate()
    assert await _departments(reading) == 3


async def _departments(reading: SqlReading) -> int:
    async with reading() as screens:
        return len(await screens.departments())


async def _one_more(code: str, database: Database) -> None:
    change = World()
    change.department(code)
    await change.settle(database)

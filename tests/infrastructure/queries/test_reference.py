"""Departments and skills in memory: as fresh as the transaction that asks, for next to nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from moments.infrastructure.queries.reference import MAX_SECONDS, ReferenceDataCache
from tests.domain.builders import DEFAULT_CHOICES
from tests.infrastructure.queries.row_builder import NUMBERS, RowBuilder


def _world() -> RowBuilder:
    world = RowBuilder()
    world.department("DOR", name="Revenue")
    world.department("AGR", name="agriculture")
    world.person("ann", "DOR")
    return world


async def test_they_stand_by_name_and_by_number(database: Database) -> None:
    await _world().settle(database)
    async with SqlReadTransactions(database)() as queries:
        assert [each.name for each in await queries.departments()] == ["agriculture", "Revenue"]
        assert [(each.id, each.number) for each in await queries.skills()] == list(NUMBERS.items())
        assert await queries.survey_choices() == {q: list(choices) for q, choices in DEFAULT_CHOICES.items()}


async def test_after_the_viewer_they_cost_no_statement(database: Database, hearing: Callable[[], Any]) -> None:
    await _world().settle(database)
    read_transactions = SqlReadTransactions(database)
    async with read_transactions() as queries:
        await queries.departments()
        await queries.skills()
    with hearing() as heard:
        async with read_transactions() as queries:
            await queries.viewer(PersonId("ann"))
            await queries.departments()
            await queries.skills()
    assert len(heard) == 1


@pytest.mark.rule("APP-5")
@pytest.mark.parametrize("kind", ["skill.added", "skill.retired", "directory.imported"])
async def test_another_processs_change_is_seen_by_the_next_transaction(database: Database, kind: str) -> None:
    await _world().settle(database)
    read_transactions = SqlReadTransactions(database)
    async with read_transactions() as queries:
        assert len(await queries.skills()) == 10
        assert len(await queries.departments()) == 2
    change = RowBuilder()
    change.skill("career-chess", 11)
    change.department("DSS")
    change.event("application.submitted")
    change.event(kind)
    await change.settle(database)
    async with read_transactions() as queries:
        assert len(await queries.skills()) == 11
        assert len(await queries.departments()) == 3


async def test_a_change_without_an_event_is_seen_within_a_minute(database: Database) -> None:
    await _world().settle(database)
    now = 0.0
    read_transactions = SqlReadTransactions(database, ReferenceDataCache(clock=lambda: now))
    assert await _departments(read_transactions) == 2
    await _one_more("DSS", database)
    assert await _departments(read_transactions) == 2
    now += MAX_SECONDS + 1
    assert await _departments(read_transactions) == 3


async def test_a_change_without_an_event_is_seen_at_once_by_who_is_told(database: Database) -> None:
    await _world().settle(database)
    read_transactions = SqlReadTransactions(database)
    assert await _departments(read_transactions) == 2
    await _one_more("DSS", database)
    read_transactions.invalidate()
    assert await _departments(read_transactions) == 3


async def _departments(read_transactions: SqlReadTransactions) -> int:
    async with read_transactions() as queries:
        return len(await queries.departments())


async def _one_more(code: str, database: Database) -> None:
    change = RowBuilder()
    change.department(code)
    await change.settle(database)

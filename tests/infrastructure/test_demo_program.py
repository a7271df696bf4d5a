"""The demo's program: at all its stages, the same each time, and sound by the rules it was played under."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from moments.application.directory.preview_import import PreviewImport
from moments.application.directory.update import DirectoryUpdate
from moments.demo.batches import Batches
from moments.demo.demo_roles import demo_roles, is_empty
from moments.demo.people import make_people
from moments.demo.program import Demo, generate_program
from moments.infrastructure.clock import SystemClock
from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN

TODAY = date(2026, 11, 20)
PEOPLE = 2_000
"""As `make run` has them."""


async def stage(url: str, count: int = PEOPLE) -> Demo:
    database = open_database(url, 2)
    try:
        assert await is_empty(database)
        demo = Demo(*make_people(count, 1, TODAY), 1, TODAY)
        await generate_program(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), demo)
        return demo
    finally:
        await database.close()


@pytest.fixture(scope="module")
def sqlite_demo(databases_of: Any) -> Iterator[str]:
    import asyncio

    databases = databases_of("sqlite")
    url = databases.fresh()
    asyncio.run(stage(url))
    yield url
    databases.discard(url)


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("table", "states"),
    [
        ("applications", {"draft", "submitted", "approved", "denied"}),
        ("mentorships", {"requested", "active", "declined", "cancelled", "closed", "completed", "discontinued"}),
        ("meetings", {"proposed", "confirmed", "held", "called_off"}),
    ],
)
def test_every_stage_is_there(sqlite_demo: str, table: str, states: set[str]) -> None:
    assert {state for (state,) in rows(sqlite_demo, f"SELECT DISTINCT state FROM {table}")} >= states


@pytest.mark.parametrize(
    "condition",
    [
        "applications WHERE state = 'denied' AND message IS NOT NULL",
        "applications WHERE ground IS NOT NULL AND seen_at IS NULL",
        "applications WHERE supervisor_chosen",
        "applications WHERE state = 'submitted' AND submitted_at < '2026-09-01'",
        "applications WHERE state = 'submitted' AND submitted_at > '2026-11-01'",
        "participants WHERE mentor_approved AND NOT available",
        "participants WHERE mentor_approved AND capacity = 1",
        "participants WHERE standing = 'suspended' AND mentees + mentors > 0",
        "mentorships WHERE agreement_agreed_at IS NOT NULL",
        "surveys WHERE answered_at IS NULL",
        "surveys WHERE contact_me",
        "events WHERE type = 'application.rerouted' AND by IS NULL",
        "administrators",
        "letters",
        "mentor_listing",
    ],
)
def test_there_is_somebody_of_whom(sqlite_demo: str, condition: str) -> None:
    assert rows(sqlite_demo, f"SELECT count(*) FROM {condition}") > [(0,)]


def test_about_fifteen_in_a_hundred_take_part(sqlite_demo: str) -> None:
    ((count,),) = rows(sqlite_demo, "SELECT count(*) FROM participants")

    assert 0.12 * PEOPLE < count < 0.17 * PEOPLE


def test_events_are_in_the_order_of_time_and_none_is_in_the_future(sqlite_demo: str) -> None:
    moments = [moment for (moment,) in rows(sqlite_demo, "SELECT occurred_at FROM events ORDER BY id")]

    assert moments == sorted(moments)
    assert moments[-1] < "2026-11-20 06:00"


def test_each_department_has_administrators_and_the_office_three_members(sqlite_demo: str) -> None:
    staffed = rows(sqlite_demo, "SELECT count(DISTINCT department) FROM employees")

    assert rows(sqlite_demo, "SELECT count(DISTINCT department) FROM administrators") == staffed
    assert rows(sqlite_demo, "SELECT count(*) FROM office_members") == [(3,)]


async def test_importing_the_demos_directory_again_changes_nothing(sqlite_demo: str) -> None:
    database = open_database(sqlite_demo, 2)
    try:
        people, departments = make_people(PEOPLE, 1, TODAY)
        preview = PreviewImport(lambda: SqlUnitOfWork(database, MAIL_DOMAIN), SystemClock())
        assert (await preview(DirectoryUpdate(people, departments))).changes_nothing
    finally:
        await database.close()


async def test_every_role_has_somebody_to_sign_in_as(sqlite_demo: str) -> None:
    database = open_database(sqlite_demo, 2)
    try:
        parts = await demo_roles(database)
        assert not await is_empty(database)
    finally:
        await database.close()

    assert len({part.role for part in parts}) == len(parts) == 11
    assert all(part.email.endswith(".mo.example") for part in parts)


async def test_the_same_seed_makes_the_same_program_on_both_databases(new_database: Any) -> None:
    made: list[list[tuple[Any, ...]]] = []
    for engine in ("sqlite", "postgresql"):
        url = new_database(engine)
        await stage(url, 300)
        database = open_database(url, 1)
        async with database.reading() as connection:
            result = await connection.execute(text("SELECT id, type, subject, by FROM events ORDER BY id"))
            made.append([tuple(row) for row in result])
        await database.close()

    assert made[0] == made[1]


async def test_a_batch_that_is_not_flushed_is_lost_whole(sqlite_url: str) -> None:
    database = open_database(sqlite_url, 2)
    _, departments = make_people(50, 1, TODAY)
    batches = Batches(lambda: SqlUnitOfWork(database, MAIL_DOMAIN))
    async with batches() as work:
        await work.directory.write_departments(departments)
        await work.commit()

    await batches.close()

    async with batches() as work:
        assert not await work.directory.departments()
    await batches.close()
    await database.close()

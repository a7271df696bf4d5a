"""A migrated database is what the tables say, however it came about."""

import asyncio
import multiprocessing
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, bindparam, insert, select, text

from moments.application.events import EventKind
from moments.application.ports.errors import ConcurrentUpdate
from moments.infrastructure.matching.serialization import pack, unpack
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.migrate import _config, is_current, upgrade
from moments.infrastructure.persistence.migrations.versions import (
    r0006_event_names,
    r0012_office,
    r0014_logged_hours,
    r0028_comparison_keys,
)
from moments.infrastructure.persistence.tables import (
    event_people,
    events,
    matching_runs,
    meetings,
    metadata,
    skills,
    suggestions,
)
from moments.infrastructure.persistence.types import UtcDateTime
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.application.fakes.memory import handbook_skills
from tests.databases import MAIL_DOMAIN
from tests.domain.builders import DEFAULT_CHOICES
from tests.infrastructure.queries.row_builder import NOON, RowBuilder

DEFINITIONS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name <> 'alembic_version'",
    "postgresql": """
        SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'alembic_version'
        UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = current_schema()::regnamespace AND conrelid <> 'alembic_version'::regclass
        UNION ALL SELECT table_name || '.' || column_name || data_type || coalesce(character_maximum_length, 0)
          || is_nullable || coalesce(column_default, '') FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name <> 'alembic_version'""",
}


_BETWEEN_PARTS = re.compile(r",(?![^(]*\))")
"""A comma outside of parentheses."""


async def definitions(database: Database) -> set[str]:
    """Every table's, index's and constraint's, in the database's own words but for line breaks."""
    async with database.reading() as connection:
        rows = await connection.execute(text(DEFINITIONS[connection.dialect.name]))
        return {_settled(definition) for (definition,) in rows if definition}


def _settled(definition: str) -> str:
    """SQLite keeps a table's text as it was given, the constraints in any order, quotes a renamed one, and writes an
    added column behind the last."""
    if not definition.startswith("CREATE TABLE"):
        return definition
    head, _, parts = definition.rstrip().removesuffix(")").partition("(")
    return head.replace('"', "") + "|".join(sorted(part.strip() for part in _BETWEEN_PARTS.split(parts)))


def _differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


async def test_a_migrated_schema_is_the_tables(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(_differences) == []


async def test_checks_and_partial_indexes_are_the_same_too(database: Database) -> None:
    """What Alembic's comparison does not look at."""
    migrated = await definitions(database)
    async with database.writing() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
        await connection.commit()

    assert await definitions(database) == migrated


async def test_a_migrated_database_is_current_and_an_empty_one_is_not(database: Database) -> None:
    assert await is_current(database)
    async with database.writing() as connection:
        await connection.execute(text("DELETE FROM alembic_version"))
        await connection.commit()
    assert not await is_current(database)


@pytest.mark.rule("APP-5", "SUR-3")
async def test_it_comes_with_the_handbooks_catalog_and_choices(database: Database) -> None:
    async with SqlUnitOfWork(database, MAIL_DOMAIN) as work:
        assert {skill.id: skill for skill in await work.skills.catalog()} == handbook_skills()
        choices = await work.surveys.choices()
        assert {question: tuple(labels) for question, labels in choices.items()} == dict(DEFAULT_CHOICES)


def test_a_new_file_and_its_folder_are_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/not/there/yet.db"
    upgrade(url)
    upgrade(url)

    with closing(sqlite3.connect(tmp_path / "not/there/yet.db")) as connection:
        assert connection.execute("SELECT count(*) FROM skills").fetchone() == (10,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_several_processes_may_start_at_once_on_sqlite(tmp_path: Path) -> None:
    _upgrade_at_once(f"sqlite:///{tmp_path}/many.db")


def test_several_processes_may_start_at_once_on_postgresql(postgresql_url: str) -> None:
    asyncio.run(_empty(postgresql_url))
    _upgrade_at_once(postgresql_url)


async def _empty(url: str) -> None:
    database = open_database(url)
    async with database.writing() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
        await connection.commit()
    await database.close()


def _upgrade_at_once(url: str, processes: int = 4) -> None:
    context = multiprocessing.get_context("spawn")
    started = [context.Process(target=upgrade, args=(url,)) for _ in range(processes)]
    for process in started:
        process.start()
    for process in started:
        process.join(60)
    assert [process.exitcode for process in started] == [0] * processes
    asyncio.run(_check(url))


async def _check(url: str) -> None:
    database = open_database(url)
    assert await is_current(database)
    async with SqlUnitOfWork(database, MAIL_DOMAIN) as work:
        assert len(list(await work.skills.catalog())) == 10
    await database.close()


@pytest.mark.rule("MAT-7", "MAT-8")
async def test_a_run_of_before_keeps_its_prices_and_learns_on_how_many_lists_each_mentor_is(database: Database) -> None:
    await a_run_of_two_lists().settle(database)

    await _to(database, command.downgrade, "0003")
    async with database.reading() as connection:
        (prices,) = (await connection.execute(text("SELECT prices FROM matching_runs"))).one()
    assert unpack(prices) == {"mia": 5, "moe": 7}

    await _to(database, command.upgrade, "head")
    async with database.reading() as connection:
        (kept,) = (await connection.execute(text("SELECT exposures FROM matching_runs"))).one()
    assert unpack(kept) == {"per_place": 3 / 2, "mentors": {"mia": [5, 2, 2], "moe": [7, 1, 1]}}, "as the run made them"
    assert await is_current(database)


@pytest.mark.rule("MEN-4")
async def test_who_logged_a_meeting_of_before_is_told_by_its_event_or_else_is_who_proposed_it(
    database: Database,
) -> None:
    world = RowBuilder()
    world.department("OA")
    for person in ("ann", "mia"):
        world.person(person)
        world.participant(person)
    world.mentorship("m", "mia", "ann", "active")
    for meeting, state in (("logged", "held"), ("forgotten", "held"), ("to come", "proposed")):
        world.meeting(meeting, "m", state=state)
    await world.settle(database)
    await _to(database, command.downgrade, r0014_logged_hours.down_revision)
    async with database.writing() as connection:
        data = {"meeting": "logged", "mentorship": "m", "mentor": "mia", "mentee": "ann"}
        held = {"type": "meeting.held", "occurred_at": NOON, "by": "mia", "subject_kind": "mentorship", "subject": "m"}
        await connection.execute(insert(events).values(**held, data=data))
        await connection.commit()

    await _to(database, command.upgrade, "head")
    async with database.reading() as connection:
        rows = (await connection.execute(select(meetings.c.id, meetings.c.logged_by))).all()
    assert dict(map(tuple, rows)) == {"logged": "mia", "forgotten": "ann", "to come": None}


async def test_the_audit_of_a_person_has_also_the_events_of_before(database: Database) -> None:
    await _to(database, command.downgrade, r0012_office.down_revision)
    kept = {"type": "application.approved", "occurred_at": NOON, "subject_kind": "application", "subject": "a"}
    async with database.writing() as connection:
        for by, data in (
            ("boss", {"applicant": "ann", "supervisor": "boss"}),
            (None, {"mentor": "mia", "person": None}),
        ):
            await connection.execute(insert(events).values(**kept, by=by, data=data))
        await connection.commit()

    await _to(database, command.upgrade, "head")
    async with database.reading() as connection:
        rows = (await connection.execute(select(event_people).order_by("event", "person"))).all()
    (first, _), *_, (last, _) = [(row.event, row.person) for row in rows]
    assert [tuple(row) for row in rows] == [("ann", first), ("boss", first), ("mia", last)]


EARLIER = {"events": ("type", "occurred_at"), "audit": ("action", "at")}
"""The two tables that told the same, and how each called an event's name and time."""


async def _write_earlier(database: Database, table: str, *rows: tuple[int, str, str]) -> None:
    """Each an id, a name and a day."""
    name, at = EARLIER[table]
    statement = text(
        f"INSERT INTO {table} (id, {name}, {at}, subject_kind, subject, data) "
        "VALUES (:id, :name, :at, 'x', 'x', '{}')"
    ).bindparams(bindparam("at", type_=UtcDateTime))
    async with database.writing() as connection:
        for identity, called, day in rows:
            moment = datetime.fromisoformat(f"2026-{day}T12:00:00+00:00")
            await connection.execute(statement, {"id": identity, "name": called, "at": moment})
        await connection.commit()


async def test_events_of_before_get_their_stored_names_and_unknown_ones_keep_theirs(database: Database) -> None:
    old = ["ApplicationApproved", "SkillAdded", "MentorLanded"]
    await _to(database, command.downgrade, "0005")
    for table in EARLIER:
        await _write_earlier(database, table, *((number, name, "11-02") for number, name in enumerate(old, start=1)))

    await _to(database, command.upgrade, "0006")
    assert await _event_names(database) == ["application.approved", "skill.added", "MentorLanded"]

    await _to(database, command.downgrade, "0005")
    assert await _event_names(database) == old


A, B, C, D = ("a", "11-01"), ("b", "11-02"), ("c", "11-03"), ("d", "11-04")


@pytest.mark.rule("APP-9")
@pytest.mark.parametrize(
    ("kept", "moved", "floor"),
    [
        ([], "1a 2b 3b 4c 5d", 5),
        ([(9, *D)], "5a 6b 7b 8c 9d", 8),
        ([(7, *B), (8, *C), (9, *D)], "5a 6b 7b 8c 9d", 6),
        ([(2, *A), (9, *D)], "-1b 0b 1c 2a 9d", 1),
    ],
    ids=["none are kept", "the last is kept", "one of two alike is kept", "an older one is kept"],
)
async def test_what_had_left_the_events_comes_back_from_the_audit_below_them(
    database: Database, kept: list[tuple[int, str, str]], moved: str, floor: int
) -> None:
    """Clients have the ids of those that were kept as their cursors."""
    await _to(database, command.downgrade, "0006")
    await _write_earlier(database, "audit", (21, *A), (22, *B), (23, *B), (24, *C), (25, *D))
    await _write_earlier(database, "events", *kept)

    await _to(database, command.upgrade, "head")
    async with database.writing() as connection:
        rows = (await connection.execute(text("SELECT id, type FROM events ORDER BY id"))).all()
        assert " ".join(f"{row.id}{row.type}" for row in rows) == moved
        assert (await connection.scalar(text("SELECT event FROM stream_floor"))) == floor
        row = {"type": "e", "occurred_at": NOON, "subject_kind": "x", "subject": "x", "data": {}}
        later = (await connection.execute(insert(events).values(row).returning(events.c.id))).scalar_one()
        assert later > rows[-1].id
        await connection.commit()

    await _to(database, command.downgrade, "0006")
    async with database.reading() as connection:
        audited = (await connection.scalars(text("SELECT action FROM audit ORDER BY id"))).all()
        told = (await connection.scalars(text("SELECT id FROM events ORDER BY id"))).all()
    assert audited == [*(row.type for row in rows), "e"]
    assert told == [*(number for number, _, _ in kept), later]


async def _event_names(database: Database) -> list[str]:
    async with database.reading() as connection:
        told = (await connection.scalars(text("SELECT type FROM events ORDER BY id"))).all()
        kept = (await connection.scalars(text("SELECT action FROM audit ORDER BY id"))).all()
    assert told == kept
    return list(told)


def test_each_event_of_the_day_of_the_migration_got_the_name_that_the_catalog_has() -> None:
    assert set(r0006_event_names.NAMES.values()) <= {kind.value.name for kind in EventKind}
    assert len(set(r0006_event_names.NAMES.values())) == len(r0006_event_names.NAMES)


def a_run_of_two_lists() -> RowBuilder:
    world = RowBuilder()
    world.department()
    for person in ("ann", "bob", "mia", "moe", "max"):
        world.participant(world.person(person))
    run = world.run("2026Q4")
    world.rows[matching_runs][-1] |= {
        "exposures": pack({"per_place": 1.5, "mentors": {"mia": [5, 9, 2], "moe": [7, 9, 1]}}),
        "figures": {"suggestions": 3, "open_places": 2},
    }
    world.suggested(run, "ann", "mia", "moe")
    world.suggested(run, "bob", "mia", "max")
    *_, gone, others = world.rows[suggestions]
    gone["replaced_at"], others["added_at"] = NOON, NOON
    for row in world.rows[suggestions]:
        row.setdefault("replaced_at", None)
        row.setdefault("added_at", None)
    return world


async def _to(database: Database, step: Callable[[Config, str], None], revision: str) -> None:
    config = _config()

    def go(connection: Connection) -> None:
        config.attributes["connection"] = connection
        step(config, revision)

    async with database.writing() as connection:
        await connection.run_sync(go)
        await connection.commit()


@pytest.fixture
async def half_way(tmp_path: Path) -> AsyncIterator[str]:
    """A file whose migration somebody else is still at."""
    url = f"sqlite:///{tmp_path}/half.db"
    database = open_database(url)
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        yield url
    await database.close()


async def test_what_is_begun_by_another_is_waited_for_or_refused(
    half_way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moments.infrastructure.persistence.migrate._MAX_ATTEMPTS", 1)
    monkeypatch.setattr("moments.infrastructure.persistence.database.BUSY_TIMEOUT", 0.1)
    with pytest.raises(ConcurrentUpdate):
        await asyncio.to_thread(upgrade, half_way)


async def test_people_of_before_keep_their_ids_as_their_employee_numbers(database: Database) -> None:
    await _to(database, command.downgrade, "0008")
    async with database.writing() as connection:
        await connection.execute(text("INSERT INTO departments VALUES ('OA', 'OA', 'hr', 'travel')"))
        await connection.execute(
            text(
                "INSERT INTO employees (id, first_name, last_name, email, email_key, department, job_title, name_key,"
                " title_key, work_location, hire_date, employment, improvement_plan, discipline) VALUES ('E1', 'A',"
                " 'B', 'a@b', 'a@b', 'OA', 'x', 'b, a', 'x', 'y', '2020-01-06', 'full_time', false, false)"
            )
        )
        await connection.commit()

    await _to(database, command.upgrade, "head")
    async with database.reading() as connection:
        assert (await connection.execute(text("SELECT id, employee_number FROM employees"))).all() == [("E1", "E1")]


@pytest.mark.rule("APP-7", "SEA-1", "APP-5")
async def test_names_and_words_of_before_get_their_keys_and_going_back_their_own(database: Database) -> None:
    world = RowBuilder()
    world.department("OA")
    world.person("ob", first_name="Siobh\u00e1n", last_name="O\u2019Brien", division="Children\u2019s Division")
    for number in range(r0028_comparison_keys.BATCH + 1):
        world.person(f"p{number:05}")
    world.participant("ob")
    world.application("ob", "mentor", "approved", bio="The Women\u2019s network")
    world.listed("ob", application="ob-mentor")
    world.skill("time", 90)
    world.skill("time2", 91)
    world.of(skills)[-2]["name"], world.of(skills)[-1]["name"] = "Risk taking", "Risk-Taking"
    await world.settle(database)
    await _to(database, command.downgrade, r0028_comparison_keys.down_revision)
    assert await _keys(database) == ["o\u2019brien, siobh\u00e1n", "analyst the women\u2019s network", "risk-taking"]

    await _to(database, command.upgrade, "head")
    assert await _keys(database) == ["obrien siobhan", "analyst the womens network", "risktaking\ntime2"]
    async with database.reading() as connection:
        found = await connection.execute(text("SELECT DISTINCT division_key, location_key FROM employees"))
        assert set(map(tuple, found)) == {("childrensdivision", "jeffersoncity"), (None, "jeffersoncity")}
        listed = await connection.execute(text("SELECT name_key, division_key, location_key FROM mentor_listing"))
        assert tuple(listed.one()) == ("obrien siobhan", "childrensdivision", "jeffersoncity")


async def _keys(database: Database) -> list[str]:
    """Of the person, the words listed, and the later of the skills."""
    async with database.reading() as connection:
        return [
            str(await connection.scalar(text(statement)))
            for statement in (
                "SELECT name_key FROM employees WHERE id = 'ob'",
                "SELECT words FROM mentor_listing WHERE person = 'ob'",
                "SELECT name_key FROM skills WHERE id = 'time2'",
            )
        ]


async def test_keys_are_sorted_alike_whatever_language_the_server_has(database: Database) -> None:
    if database.on_sqlite:
        pytest.skip("SQLite sorts by code points")
    columns = text(
        "SELECT column_name FROM information_schema.columns WHERE collation_name IS DISTINCT FROM 'C' "
        "AND table_schema = current_schema() AND (column_name LIKE '%!_key' ESCAPE '!' "
        "OR (table_name, column_name) = ('mentor_listing', 'words'))"
    )
    async with database.reading() as connection:
        assert set((await connection.scalars(columns)).all()) <= {"email_key"}

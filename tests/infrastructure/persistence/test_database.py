"""What a transaction is on each database."""

import asyncio
from datetime import datetime

import asyncpg
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import SkillAdded
from moments.domain.shared.ids import SkillId
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.stores.journal import CHANNEL
from moments.infrastructure.persistence.stores.outbox import message_id
from moments.infrastructure.persistence.tables import departments, events, office_members, skills
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.persistence.people import ANN, BEN, BOSS, DOR, NOW, NewWork, settle_people

A_DEPARTMENT = {"code": "X", "name": "X", "hr_contact": "x", "travel_contact": "x"}


async def test_writing_is_rolled_back_unless_committed(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(departments), A_DEPARTMENT)
    async with database.reading() as connection:
        assert (await connection.execute(select(departments))).all() == []


async def test_reading_sees_one_moment_and_writes_nothing(database: Database) -> None:
    async with database.reading() as before:
        assert (await before.execute(select(departments))).all() == []
        async with database.writing() as connection:
            await connection.execute(insert(departments), A_DEPARTMENT)
            await connection.commit()
        assert (await before.execute(select(departments))).all() == []
        with pytest.raises(DBAPIError):
            await before.execute(insert(departments), A_DEPARTMENT | {"code": "Y"})
    async with database.reading() as after:
        assert len((await after.execute(select(departments))).all()) == 1


async def test_doubled_keys_are_the_ports_error_and_broken_rules_stay_a_bug(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(departments), A_DEPARTMENT)
        with pytest.raises(DuplicateKey):
            await connection.execute(insert(departments), A_DEPARTMENT)
    async with database.writing() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(insert(office_members), {"person": "nobody"})


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    row = {"id": "x", "category": "soft", "name": "x", "name_key": "x", "number": 99}
    async with database.writing() as connection:
        with pytest.raises(StatementError, match="time zone"):
            await connection.execute(insert(skills), row | {"retired_at": datetime(2026, 1, 1)})


async def test_writers_on_sqlite_wait_in_order(sqlite_url: str) -> None:
    database, done = open_database(sqlite_url), []

    async def write(number: int) -> None:
        async with database.writing() as connection:
            await connection.execute(insert(departments), A_DEPARTMENT | {"code": str(number)})
            await connection.commit()
            done.append(number)

    await asyncio.gather(*(write(number) for number in range(50)))
    await database.close()
    assert done == list(range(50))


async def test_a_locked_file_is_the_ports_error(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moments.infrastructure.persistence.database.BUSY_TIMEOUT", 0.1)
    one, other = open_database(sqlite_url), open_database(sqlite_url)
    async with one.writing() as holding:
        await holding.execute(text("SELECT 1"))
        async with other.writing() as waiting:
            with pytest.raises(ConcurrentUpdate):
                await waiting.execute(text("SELECT 1"))
    await one.close()
    await other.close()


async def test_a_lost_connection_is_not_handed_out(postgresql_url: str) -> None:
    database = open_database(postgresql_url, pool_size=1)
    await database.ping()
    server = await asyncpg.connect(postgresql_url)
    ours = "application_name = 'moments' AND datname = current_database()"
    await server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}")
    await server.close()
    await asyncio.sleep(0.2)  # until the socket's end has been read

    await database.ping()
    await database.close()


async def _an_event(database: Database) -> None:
    async with SqlUnitOfWork(database, MAIL_DOMAIN) as work:
        work.record(SkillAdded(occurred_at=NOW, by=None, skill=SkillId("soft-new")))
        await work.commit()


async def test_whoever_listens_hears_of_events_after_the_commit(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    one: list[int] = []
    other: list[int] = []
    with database.wake_on_events(one.append):
        with database.wake_on_events(other.append):
            await _an_event(database)
            async with SqlUnitOfWork(database, MAIL_DOMAIN) as work:
                await work.office.members()
                await work.commit()
        await _an_event(database)
    await _an_event(database)
    await database.close()
    assert (one, other) == ([1, 2], [1])


async def test_postgresql_notifies_of_events(postgresql_url: str) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    listener = await asyncpg.connect(postgresql_url)
    await listener.add_listener(CHANNEL, lambda _connection, _pid, _channel, payload: heard.put_nowait(payload))
    database = open_database(postgresql_url)
    await _an_event(database)

    assert await asyncio.wait_for(heard.get(), 5) == "1"
    await database.close()
    await listener.close()


async def test_events_appear_in_the_order_of_their_ids(postgresql_url: str) -> None:
    """A reader that follows `id > cursor` misses none, however the writers overlap (DESIGN 4)."""
    database, seen, stop = open_database(postgresql_url, pool_size=9), [0], asyncio.Event()

    async def follow() -> None:
        while not stop.is_set():
            async with database.reading() as connection:
                newer = select(events.c.id).where(events.c.id > seen[-1]).order_by(events.c.id)
                seen.extend((await connection.scalars(newer)).all())

    follower = asyncio.create_task(follow())
    await asyncio.gather(*(_an_event(database) for _ in range(200)))
    await asyncio.sleep(0.1)
    stop.set()
    await follower
    await database.close()
    assert seen == list(range(201))


async def test_what_was_read_of_a_small_list_still_holds_when_it_is_written(postgresql_url: str) -> None:
    """Two members of the office remove each other at once: one of the two is told to look again."""
    database = open_database(postgresql_url, pool_size=2)

    def new_work() -> SqlUnitOfWork:
        return SqlUnitOfWork(database, MAIL_DOMAIN)

    await settle_people(new_work, ANN, BEN)
    async with new_work() as work:
        await work.office.add(ANN)
        await work.office.add(BEN)
        await work.administrators.add(Administrator(ANN, DOR, BOSS, NOW))
        await work.commit()
    async with new_work() as one, new_work() as other:
        assert await one.office.members() == await other.office.members() == {ANN, BEN}
        await one.office.remove(BEN)
        await one.commit()
        with pytest.raises(ConcurrentUpdate):
            await other.office.remove(ANN)
    await database.close()


async def test_what_an_administrator_was_when_read(postgresql_url: str) -> None:
    database = open_database(postgresql_url, pool_size=2)
    new_work: NewWork = lambda: SqlUnitOfWork(database, MAIL_DOMAIN)  # noqa: E731
    await settle_people(new_work, ANN, BEN)
    async with new_work() as work:
        for person in (ANN, BEN):
            await work.administrators.add(Administrator(person, DOR, BOSS, NOW))
        await work.commit()
    async with new_work() as one, new_work() as other:
        assert await one.administrators.departments_of(ANN) == await other.administrators.departments_of(BEN) == {DOR}
        await one.administrators.remove(BEN, DOR)
        await one.commit()
        with pytest.raises(ConcurrentUpdate):
            await other.administrators.remove(ANN, DOR)
    await database.close()


def test_a_emails_message_id_is_the_same_everywhere() -> None:
    first = message_id("mentor_requested:M-1", "moments.mo.gov")
    assert first == message_id("mentor_requested:M-1", "moments.mo.gov")
    assert first != message_id("mentor_requested:M-2", "moments.mo.gov")
    assert first.endswith("@moments.mo.gov>")
    assert first == "<" + first[1:41] + "@moments.mo.gov>"

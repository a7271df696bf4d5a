"""kill -9 of `moments worker` while it sends to a real mail server: no email is lost, and none is sent twice but
those that were under way when it died, with the Message-ID they had.

The short form is five kills over 300 emails; `MOMENTS_SOAK=1` (`make soak`) does fifty over 5,000, waits for the
leases as they are, and prints what it saw.
"""

import asyncio
import os
import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from moments.domain.email.data import AnnouncementEmail
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import emails
from tests.infrastructure.delivery.emails import post, states
from tests.infrastructure.delivery.smtp_server import FakeSmtpServer
from tests.infrastructure.delivery.worker import WorkerProcess

pytestmark = pytest.mark.long

SOAK = os.environ.get("MOMENTS_SOAK") == "1"
EMAILS, KILLS = (5_000, 50) if SOAK else (300, 5)
PATIENCE = 1800.0 if SOAK else 120.0
_c = emails.c


@dataclass
class Held:
    """The claims that died with their workers."""

    database: Database
    claims: set[tuple[int, int]] = field(default_factory=set)

    async def look(self) -> None:
        """After a kill: what is claimed now was under way, or had just been claimed."""
        held = select(_c.id, _c.fence).where(_c.state == "waiting", _c.lease_until.is_not(None))
        async with self.database.reading() as connection:
            self.claims |= {(row.id, row.fence) for row in await connection.execute(held)}

    async def let_go(self) -> None:
        """As if the leases' minute had passed while no worker was there."""
        held = update(emails).where(_c.state == "waiting", _c.lease_until.is_not(None))
        async with self.database.writing() as connection:
            await connection.execute(held.values(next_at=datetime.now(UTC) - timedelta(seconds=1), claimed_at=None))
            await connection.commit()


async def settled(database: Database) -> None:
    """Every email."""
    while True:
        if not (await states(database)).get("waiting"):
            return
        await asyncio.sleep(0.1)


async def message_ids(database: Database) -> set[str]:
    async with database.reading() as connection:
        return set((await connection.scalars(select(_c.message_id))).all())


async def test_no_email_is_lost_and_only_what_was_under_way_at_a_kill_is_doubled(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    chance, began = random.Random(2026), time.monotonic()
    now = datetime.now(UTC)
    period = AnnouncementEmail("2026Q4", opens=now.date(), closes=(now + timedelta(days=14)).date())
    due = now - timedelta(seconds=EMAILS + 60)
    await post(database, EMAILS, due=due, recipients=50, kind="period_announced", data=period)
    held = Held(database)
    async with (
        FakeSmtpServer(seconds=lambda received: chance.uniform(0, 0.02)).open() as office,
        asyncio.timeout(PATIENCE),
    ):
        worker = WorkerProcess(database_url, tmp_path, office.port)
        for number in range(KILLS):
            await worker.start()
            target = (number + 1) * EMAILS // (KILLS + 2) + chance.randrange(8)
            await worker.meanwhile(office.until(target))
            await worker.kill()
            await held.look()
            if not SOAK:
                await held.let_go()
        await worker.start()
        await worker.meanwhile(office.until(EMAILS))
        await worker.meanwhile(settled(database))
        assert await worker.stop() == 0

    received = office.message_ids
    doubled = sum(received.values()) - len(received)
    assert await states(database) == {"sent": EMAILS}
    assert set(received) == await message_ids(database), "an email is lost, or has another Message-ID"
    assert doubled <= len(held.claims)
    assert {each.message["To"].addresses[0].addr_spec for each in office.received} == {
        f"P{number}@MO.example" for number in range(50)
    }
    assert worker.log.read_text() == "", "warnings and errors"
    print(
        f"\n{database_url.partition(':')[0]}: {EMAILS} emails, {KILLS} kills: lost 0, doubled {doubled} of "
        f"{len(held.claims)} under way, each with its Message-ID; {time.monotonic() - began:.0f} s"
    )

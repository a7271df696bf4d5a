"""The relay from a database to a real mail server that is slow, down, cuts connections or refuses: nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from moments.application.email.outbox_relay import DeliverySettings, OutboxRelay
from moments.application.retry import Backoff
from moments.infrastructure.delivery.delivery_queue import SqlDeliveryQueue
from moments.infrastructure.delivery.smtp import MailServer, SmtpTransport
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.settings.security import Security
from tests.application.fakes import FixedClock
from tests.infrastructure.delivery.emails import NOW, SENDER, PlainRenderer, post, row, states
from tests.infrastructure.delivery.smtp_server import FakeSmtpServer, Received

SETTINGS = DeliverySettings(concurrency=4, lease=timedelta(seconds=60), poll_seconds=0.01, shutdown_timeout=5)


@dataclass
class Program:
    """The outbox, its delivery, and a clock that a test moves."""

    database: Database
    port: int
    settings: DeliverySettings = SETTINGS
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW + timedelta(hours=1)))

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        server = MailServer("127.0.0.1", self.port, Security.NONE, timeout=5.0)
        transport = SmtpTransport(server, SENDER, self.clock)
        stop = asyncio.Event()
        relay = OutboxRelay(
            SqlDeliveryQueue(self.database), PlainRenderer(), transport, self.clock, self.settings, lambda: 0.0
        )
        running = asyncio.create_task(relay.run(stop))
        try:
            yield
        finally:
            stop.set()
            await running

    async def until(self, *, passing: timedelta = timedelta(), **wanted: int) -> None:
        """So many emails are in those states. `passing`: so much time between two looks."""
        async with asyncio.timeout(20):
            while True:
                if (await states(self.database)) == wanted:
                    return
                self.clock.advance(seconds=passing.total_seconds())
                await asyncio.sleep(0.05)


async def test_a_server_that_cuts_one_connection_in_twenty_after_the_email_gets_every_email(
    database: Database,
) -> None:
    cut: set[str] = set()

    def answer(received: Received) -> str | None:
        number = len(office.received)
        if number % 20 == 7 and received.message_id not in cut:
            cut.add(received.message_id)
            return None
        return "250 taken"

    await post(database, 100)
    office = FakeSmtpServer(answer=answer)
    async with office.open():
        program = Program(database, office.port)
        async with program.delivering():
            await office.until(100)
            await program.until(sent=100 - len(cut), waiting=len(cut))
            await program.until(passing=timedelta(minutes=2), sent=100)

    assert len(office.message_ids) == 100
    assert {number for number, count in office.message_ids.items() if count > 1} == cut
    assert 4 <= len(cut) <= 6


async def test_a_server_that_is_down_and_comes_back_gets_every_email_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moments.application.email.circuit_breaker.PAUSES", Backoff(first=0.02, longest=0.02))
    await post(database, 40)
    async with FakeSmtpServer().open() as office:
        port = office.port
    program = Program(database, port)
    async with program.delivering():
        await asyncio.sleep(0.2)
        assert await states(database) == {"waiting": 40}
        async with office.open(port):
            program.clock.advance(minutes=10)
            await office.until(10)
        program.clock.advance(minutes=10)
        async with office.open(port):  # an email that failed after the clock was moved waits for it to move again
            await program.until(passing=timedelta(minutes=10), sent=40)

    assert len(office.message_ids) == 40
    assert {(await row(database, number)).attempts for number in range(1, 41)} <= {1, 2}


async def test_slow_recipients_and_one_that_is_refused_delay_no_other(database: Database) -> None:
    """Ten seconds a message, scaled down: the slow ones take longer than all the others together."""
    gate = asyncio.Event()

    class Slow(FakeSmtpServer):
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
            if envelope.rcpt_tos[0] in ("e-p1@mo.example", "e-p2@mo.example", "e-p3@mo.example"):
                await gate.wait()
            return await super().handle_DATA(server, session, envelope)

    await post(database, 60, recipients=60)
    async with Slow(refuse={"e-p9@mo.example": "550 5.1.1 no such mailbox"}).open() as office:
        program = Program(database, office.port)
        async with program.delivering():
            await program.until(sent=56, dead=1, waiting=3)
            gate.set()
            await program.until(sent=59, dead=1)

    assert set(office.message_ids.values()) == {1}
    assert (await row(database, 10)).problem == "The mail server refuses this address: 550 5.1.1 no such mailbox"


async def test_who_is_greylisted_is_tried_again_after_a_while_and_served(database: Database) -> None:
    greylist = {"e-p0@mo.example": "451 4.7.1 come back in a minute"}
    await post(database, 5, recipients=5)
    async with FakeSmtpServer(refuse=greylist).open() as office:
        program = Program(database, office.port)
        async with program.delivering():
            await program.until(sent=4, waiting=1)
            greylist.clear()
            await program.until(passing=timedelta(seconds=61), sent=5)

    assert (await row(database, 1)).attempts == 2


async def test_two_workers_send_each_email_once(database: Database) -> None:
    await post(database, 80)
    async with FakeSmtpServer().open() as office:
        first, second = Program(database, office.port), Program(database, office.port)
        async with first.delivering(), second.delivering():
            await first.until(sent=80)

    assert set(office.message_ids.values()) == {1}
    assert len(office.message_ids) == 80

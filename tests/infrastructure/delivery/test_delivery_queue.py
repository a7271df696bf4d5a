"""Claims: each email one worker's at a time, its fate written by whoever holds it, no more than the rate."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from moments.infrastructure.delivery.delivery_queue import SqlDeliveryQueue
from moments.infrastructure.persistence.database import Database, open_database
from moments.infrastructure.persistence.mappers.email_data import email_data_row
from moments.infrastructure.persistence.stores.outbox import mark_past_as_sent
from moments.infrastructure.persistence.tables import emails, events
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from tests.databases import MAIL_DOMAIN
from tests.infrastructure.delivery.emails import LEASE, NOW, YES, post, row, states

LATER = NOW + timedelta(hours=1)


async def test_what_is_due_is_claimed_oldest_first_and_nothing_else(database: Database) -> None:
    await post(database, 5)
    delivery_queue = SqlDeliveryQueue(database)

    claimed = await delivery_queue.claim(NOW + timedelta(seconds=2), LEASE, 10)

    assert [email.due_at for email in claimed] == [NOW + timedelta(seconds=each) for each in range(3)]
    assert {email.attempts for email in claimed} == {0}
    assert claimed[0].data == YES


async def test_a_claimed_email_is_nobody_else_s_until_its_lease_ends(database: Database) -> None:
    await post(database, 3)
    delivery_queue = SqlDeliveryQueue(database)
    first = await delivery_queue.claim(LATER, LEASE, 2)

    assert len(await delivery_queue.claim(LATER, LEASE, 10)) == 1
    assert not await delivery_queue.claim(LATER + LEASE - timedelta(seconds=1), LEASE, 10)
    again = await delivery_queue.claim(LATER + LEASE, LEASE, 10)
    assert {email.id for email in again} > {email.id for email in first}
    assert {email.fencing_token for email in again} == {2}


async def test_who_comes_too_late_settles_nothing(database: Database) -> None:
    await post(database, 1)
    delivery_queue = SqlDeliveryQueue(database)
    (slow,) = await delivery_queue.claim(LATER, LEASE, 1)
    (quick,) = await delivery_queue.claim(LATER + LEASE, LEASE, 1)

    assert not await delivery_queue.mark_sent(slow, LATER)
    assert not await delivery_queue.mark_failed(slow, LATER, "No.")
    assert not await delivery_queue.retry_at(slow, LATER, "No.")
    assert not await delivery_queue.release(slow, LATER)
    assert not await delivery_queue.mark_obsolete(slow, LATER, "No.")
    assert await delivery_queue.mark_sent(quick, LATER)
    assert not await delivery_queue.mark_failed(quick, LATER, "No.")
    assert await states(database) == {"sent": 1}
    assert (await row(database, quick.id)).settled_at == LATER


async def test_who_is_late_but_not_overtaken_settles_it(database: Database) -> None:
    await post(database, 1)
    delivery_queue = SqlDeliveryQueue(database)
    (email,) = await delivery_queue.claim(LATER, LEASE, 1)

    assert await delivery_queue.mark_sent(email, LATER + 2 * LEASE)


async def test_an_email_given_back_is_due_again_when_it_said_and_counts_its_attempts(database: Database) -> None:
    await post(database, 1)
    delivery_queue = SqlDeliveryQueue(database)
    (email,) = await delivery_queue.claim(LATER, LEASE, 1)

    assert await delivery_queue.retry_at(email, LATER + timedelta(hours=1), "451 later")
    assert await delivery_queue.next_due() == LATER + timedelta(hours=1)
    assert not await delivery_queue.claim(LATER + timedelta(minutes=59), LEASE, 1)
    (email,) = await delivery_queue.claim(LATER + timedelta(hours=1), LEASE, 1)
    assert email.attempts == 1
    assert (await row(database, email.id)).problem == "451 later"
    assert await delivery_queue.release(email, LATER)
    (email,) = await delivery_queue.claim(LATER + timedelta(hours=1), LEASE, 1)
    assert email.attempts == 1


async def test_a_dead_email_tells_the_office_in_the_same_transaction_without_saying_whose(database: Database) -> None:
    await post(database, 1)
    delivery_queue = SqlDeliveryQueue(database)
    (email,) = await delivery_queue.claim(LATER, LEASE, 1)

    assert await delivery_queue.mark_failed(email, LATER, "550 no such mailbox")

    assert await states(database) == {"dead": 1}
    async with database.reading() as connection:
        told = (await connection.execute(select(events).where(events.c.type == "email.failed"))).one()
    assert (told.subject_kind, told.subject) == ("letter", str(email.id))
    assert told.data == {"letter": email.id, "kind": "application_approved"}


async def test_workers_that_claim_at_once_never_get_the_same_email(database_url: str) -> None:
    workers = [open_database(database_url, pool_size=4) for _ in range(3)]
    await post(workers[0], 120)

    async def work(database: Database) -> list[int]:
        delivery_queue, mine = SqlDeliveryQueue(database), []
        while claimed := await delivery_queue.claim(LATER, LEASE, 7):
            mine += [email.id for email in claimed]
        return mine

    hands = await asyncio.gather(*(work(database) for database in workers for _ in range(2)))

    claimed = Counter(email for hand in hands for email in hand)
    assert len(claimed) == 120
    assert set(claimed.values()) == {1}
    for database in workers:
        await database.close()


async def test_the_rate_holds_over_all_workers(database_url: str) -> None:
    workers = [open_database(database_url, pool_size=4) for _ in range(3)]
    await post(workers[0], 100)
    rooms = [SqlDeliveryQueue(database, a_minute=20) for database in workers for _ in range(4)]

    async def minute(after: timedelta) -> int:
        hands = await asyncio.gather(*(room.claim(LATER + after, LEASE, 5) for room in rooms))
        return sum(map(len, hands))

    assert await minute(timedelta()) == 20
    assert await minute(timedelta(seconds=30)) == 0
    assert await minute(timedelta(seconds=59)) == 0
    assert await minute(timedelta(seconds=60)) == 20
    for database in workers:
        await database.close()


async def test_what_was_not_sent_is_no_part_of_the_rate(database: Database) -> None:
    await post(database, 10)
    delivery_queue = SqlDeliveryQueue(database, a_minute=2)
    for email in await delivery_queue.claim(LATER, LEASE, 5):
        await delivery_queue.release(email, LATER)

    assert len(await delivery_queue.claim(LATER, LEASE, 5)) == 2


async def test_a_past_that_was_made_up_counts_as_sent_when_it_was_due(database: Database) -> None:
    await post(database, 5)

    assert await mark_past_as_sent(database, NOW + timedelta(seconds=3)) == 3

    assert await states(database) == {"sent": 3, "waiting": 2}
    assert (await row(database, 2)).settled_at == NOW + timedelta(seconds=1)
    assert len(await SqlDeliveryQueue(database).claim(LATER, LEASE, 10)) == 2


@pytest.mark.parametrize("state", ["sent", "dropped", "dead", "waiting"])
async def test_what_an_email_said_is_forgotten_once_it_is_settled_for_long(database: Database, state: str) -> None:
    await post(database, 1)
    delivery_queue = SqlDeliveryQueue(database)
    (email,) = await delivery_queue.claim(LATER, LEASE, 1)
    if state == "sent":
        await delivery_queue.mark_sent(email, LATER)
    elif state == "dropped":
        await delivery_queue.mark_obsolete(email, LATER, "Withdrawn.")
    elif state == "dead":
        await delivery_queue.mark_failed(email, LATER, "550 no")

    async def purge(after: timedelta) -> int:
        async with SqlUnitOfWork(database, MAIL_DOMAIN) as work:
            count = await work.outbox.purge(LATER + after)
            await work.commit()
            return count

    assert await purge(timedelta()) == 0
    forgotten = state in ("sent", "dropped")
    assert [await purge(timedelta(seconds=1)) for _ in range(2)] == [int(forgotten), 0]
    async with database.reading() as connection:
        data, problem = (await connection.execute(select(emails.c.data, emails.c.problem))).one()
    assert data == ({} if forgotten else email_data_row(YES))
    assert problem == ("550 no" if state == "dead" else None)

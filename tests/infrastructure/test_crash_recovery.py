"""kill -9 inside a use-case's transaction: nothing that was acknowledged is lost, nothing is half there.

The short form is three kills a database; `MOMENTS_SOAK=1` (`make soak`) does twenty and prints what it saw.
"""

import asyncio
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.persistence.tables import (
    emails,
    events,
    idempotency_keys,
    mentorships,
    participants,
)
from tests.infrastructure.persistence.crash_worker import POINTS, CrashPoint, RequestAndAccept, work_until_killed
from tests.infrastructure.persistence.parallel_callers import PROCESSES, enrol, with_units_of_work
from tests.infrastructure.persistence.people import NewWork, PersonId

pytestmark = pytest.mark.long

SOAK = os.environ.get("MOMENTS_SOAK") == "1"
KILLS = 20 if SOAK else 3
WAYS = ("emails", "outside", "committed", "rows", "events")
"""Where each life ends in turn; "outside": by another process, at any moment whatever."""
ERRANDS = 60
"""Of one life; more than it comes to."""


@dataclass
class Acknowledged:
    """What a process told before it was killed: errand -> step -> the answer."""

    told: dict[int, dict[str, str]] = field(default_factory=dict)

    def hear(self, listening: Any) -> None:
        """Until the process is gone."""
        while True:
            try:
                number, step, answer = listening.recv()
            except EOFError:
                return
            self.told.setdefault(number, {})[step] = answer

    @property
    def answers(self) -> int:
        return sum(len(steps) for steps in self.told.values())


def live(url: str, errands: list[RequestAndAccept], way: str, chance: random.Random) -> Acknowledged:
    listening, telling = PROCESSES.Pipe(duplex=False)
    fuse = CrashPoint(way, chance.randint(2, 30))
    process = PROCESSES.Process(target=work_until_killed, args=(url, errands, fuse, telling))
    process.start()
    telling.close()
    life = Acknowledged()
    if way == "outside":
        listening.poll(60)  # until the first answer
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
    life.hear(listening)
    process.join(30)
    assert process.exitcode == -9, f"it was to be killed at {way}, and ended with {process.exitcode}"
    return life


ASKED = ("row", "mentor.requested", "mentor_requested", "ask")
"""What a request leaves: the row, the event, the email, the key."""
ACCEPTED = (
    *("active", "counted", "request.accepted"),
    *("request_accepted", "mentorship_confirmed", "accept"),
)
"""What an acceptance leaves: the row, the mentor's count, the event, the two emails, the key."""


@dataclass
class StoredSteps:
    """Everything that one errand's steps left, each counted."""

    found: Counter[str]

    def of(self, step: tuple[str, ...]) -> set[int]:
        return {self.found[each] for each in step}


async def _traces(connection: AsyncConnection, errand: RequestAndAccept) -> StoredSteps:
    found: Counter[str] = Counter()
    theirs = (mentorships.c.mentor == errand.mentor) & (mentorships.c.mentee == errand.mentee)
    for identity, state in await connection.execute(select(mentorships.c.id, mentorships.c.state).where(theirs)):
        found["row"] += 1
        found["active"] += state == "active"
        found.update((await connection.scalars(select(events.c.type).where(events.c.subject == identity))).all())
    people = (errand.mentor, errand.mentee)
    found.update((await connection.scalars(select(emails.c.kind).where(emails.c.recipient.in_(people)))).all())
    keys = select(idempotency_keys.c.key).where(idempotency_keys.c.person.in_(people))
    found.update((await connection.scalars(keys)).all())
    counts = select(participants.c.mentees).where(participants.c.id == errand.mentor)
    found["counted"] = int(await connection.scalar(counts) or 0)
    return StoredSteps(found)


async def _look(url: str, errands: list[RequestAndAccept]) -> list[StoredSteps]:
    """Of one moment: on PostgreSQL the server may be at the last COMMIT still when its client is gone."""
    database = open_database(url)
    async with database.reading() as connection:
        traces = [await _traces(connection, errand) for errand in errands]
    await database.close()
    return traces


def check(url: str, errands: list[RequestAndAccept], life: Acknowledged) -> None:
    for number, traces in enumerate(asyncio.run(_look(url, errands))):
        assert traces.of(ASKED) in ({0}, {1}), f"half a request: {traces.found}"
        assert traces.of(ACCEPTED) in ({0}, {1}), f"half an acceptance: {traces.found}"
        told = life.told.get(number, {})
        assert "ask" not in told or traces.of(ASKED) == {1}, "an acknowledged request is lost"
        assert "accept" not in told or traces.of(ACCEPTED) == {1}, "an acknowledged acceptance is lost"


def finish(url: str, errands: list[RequestAndAccept], life: Acknowledged) -> None:
    """The client, who may not have heard, asks again with the same keys, and is answered the same."""

    async def again(new_work: NewWork) -> None:
        for number, errand in enumerate(errands):
            told = life.told.get(number, {})
            request = await errand.ask(new_work)
            assert told.get("ask", request) == request
            answer = await errand.accept(new_work, request)
            assert told.get("accept", answer) == answer

    with_units_of_work(url, again)


def test_after_a_kill_everything_acknowledged_is_there_and_nothing_by_halves(database_url: str) -> None:
    chance = random.Random(2026)
    ways = [WAYS[number % len(WAYS)] for number in range(KILLS)]
    answers = 0
    for number, way in enumerate(ways):
        errands = [
            RequestAndAccept(PersonId(f"E-{number}-MENTOR-{each}"), PersonId(f"E-{number}-MENTEE-{each}"))
            for each in range(ERRANDS)
        ]
        people = [person for errand in errands for person in (errand.mentor, errand.mentee)]
        with_units_of_work(database_url, lambda new_work, people=people: enrol(new_work, people))
        life = live(database_url, errands, way, chance)
        check(database_url, errands, life)
        begun = errands[: len(life.told) + 1]
        finish(database_url, begun, life)
        check(database_url, begun, Acknowledged({each: {"ask": "", "accept": ""} for each in range(len(begun))}))
        answers += life.answers
    if SOAK:
        engine = database_url.partition(":")[0]
        print(
            f"\n{engine}: {KILLS} kills ({dict(Counter(ways))}), {answers} answers acknowledged, 0 lost, 0 half there"
        )


def test_every_point_is_one_of_the_ways() -> None:
    assert set(WAYS) == {*POINTS, "outside"}

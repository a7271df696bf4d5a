"""Keep who reads whose private facts, for the program office (ELIG-5): written before the answer goes out."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from moments import security_log
from moments.application.ports.clock import Clock
from moments.application.retry import retry_write
from moments.application.unit_of_work import UnitsOfWork
from moments.domain.participants.private_facts import DaysReads, PrivateFacts, ReaderRole, ShownFacts
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import PersonId
from moments.security_log import SecurityEvent


@dataclass(slots=True)
class _Batch:
    reads: list[tuple[PersonId, ShownFacts]] = field(default_factory=list)
    is_written: bool = False


class RecordPrivateReads:
    """Call it before the answer is sent: it returns once the reads are stored, so that none is lost.

    What several answers read at a time is written by one transaction: while one is under way, the others gather.
    """

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock) -> None:
        self._units_of_work, self._clock = units_of_work, clock
        self._gathering = _Batch()
        self._turn = asyncio.Lock()

    async def __call__(self, reads: Iterable[tuple[PersonId, ShownFacts]]) -> None:
        """`reads`: each reader with what they are shown."""
        reads = list(reads)
        if not reads:
            return
        _tell_security_log(reads)
        batch = self._gathering
        batch.reads.extend(reads)
        async with self._turn:
            if batch.is_written:
                return
            if batch is self._gathering:
                self._gathering = _Batch()
            await retry_write(lambda: self._write(batch.reads))
            batch.is_written = True

    async def _write(self, reads: Iterable[tuple[PersonId, ShownFacts]]) -> None:
        async with self._units_of_work() as work:
            await work.private_reads.add(_by_day(reads, self._clock.now()))
            await work.commit()


def _by_day(reads: Iterable[tuple[PersonId, ShownFacts]], now: datetime) -> list[DaysReads]:
    """In one order for all processes, so that no two wait for each other's rows."""
    day, counted = now.astimezone(STATE_TIME).date(), dict[tuple[PersonId, ShownFacts], int]()
    for each in reads:
        counted[each] = counted.get(each, 0) + 1
    rows = [DaysReads(shown, reader, day, now, now, times) for (reader, shown), times in counted.items()]
    return sorted(rows, key=lambda row: row.key)


def _tell_security_log(reads: Iterable[tuple[PersonId, ShownFacts]]) -> None:
    """A line for each reader, facts and role."""
    people: dict[tuple[PersonId, PrivateFacts, ReaderRole], set[PersonId]] = {}
    for reader, shown in reads:
        people.setdefault((reader, shown.facts, shown.role), set()).add(shown.person)
    for (reader, facts, role), whose in people.items():
        security_log.record(
            SecurityEvent.PRIVATE_FACTS_READ, person=reader, people=whose, why=facts.value, role=role.value
        )

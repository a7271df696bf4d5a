"""The delivery of letters: several at a time, each claimed, written as things stand now, sent and settled.

None is lost: what is claimed and not settled, whatever happened to who claimed it, is claimed again when its lease
has ended. One is sent twice only where it was under way when its sender died, or when the mail server was lost
before it said that it had it; both have the same Message-ID (docs/adr/0016).
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from moments.application.email.circuit_breaker import Breaker
from moments.application.ports.clock import Clock
from moments.application.ports.email import (
    DueLetter,
    Mailroom,
    MailServerDown,
    NotNow,
    Sink,
    Undeliverable,
    Untrue,
    Writer,
    Written,
)
from moments.application.retry import Backoff, retry

log = logging.getLogger("moments.mail")
WAITS = Backoff(first=60, longest=4 * 3600)
"""Between a letter's attempts. No less than a minute, as the rate is kept by the last claim's time."""
TRIES_TO_SETTLE, PAUSES_TO_SETTLE = 30, Backoff(first=0.2, longest=5)


@dataclass(frozen=True, slots=True)
class Pace:
    """`lanes`: letters that are sent at a time. `lease`: how long a letter is one worker's; a send that takes longer
    than the lease less `margin` is given up. `attempts`: after so many a letter is dead. `poll`: seconds between
    looks for new letters. `grace`: seconds that sends under way have when the worker is told to stop."""

    lanes: int = 4
    lease: timedelta = timedelta(seconds=180)
    margin: timedelta = timedelta(seconds=20)
    attempts: int = 15
    poll: float = 1.0
    grace: float = 10.0


class Delivery:
    def __init__(
        self,
        mailroom: Mailroom,
        writer: Writer,
        sink: Sink,
        clock: Clock,
        pace: Pace | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._mailroom, self._writer, self._sink, self._clock = mailroom, writer, sink, clock
        self._pace, self._chance = pace or Pace(), chance
        self._breaker = Breaker(lambda: asyncio.get_running_loop().time(), chance)
        self._under_way: set[asyncio.Task[None]] = set()
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set and what is under way is settled, or the grace is over."""
        try:
            while not stop.is_set():
                if not await self._round():
                    await self._rest(stop)
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=self._pace.grace)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)
            await self._sink.close()

    # --- one round: as many letters as lanes are free ---

    async def _round(self) -> bool:
        """Whether there may be more to do at once."""
        try:
            most = self._most()
            if most < 1 or not await self._anything_due():
                return False
            # Start the lease timer before claiming, because claiming can wait for a connection or the rate lock.
            ends = asyncio.get_running_loop().time() + self._pace.lease.total_seconds()
            claimed = await self._mailroom.claim(self._clock.now(), self._pace.lease, most)
            for letter, written in zip(claimed, await self._write(claimed), strict=True):
                self._begin(self._carry(letter, written, ends))
        except Exception as error:  # the database is away, or a bug: either way the next round is a new try
            self._failures += 1
            if self._failures in (1, 10, 100) or self._failures % 1000 == 0:
                log.warning("letters can't be fetched (%s, %d times)", type(error).__name__, self._failures)
            return False
        self._failures = 0
        return bool(claimed)

    def _most(self) -> int:
        if self._breaker.is_open:
            return 0 if self._under_way or self._breaker.pause else 1
        return self._pace.lanes - len(self._under_way)

    async def _anything_due(self) -> bool:
        """A look costs no lock, where a claim would."""
        due = await self._mailroom.next_due()
        return due is not None and due <= self._clock.now()

    async def _rest(self, stop: asyncio.Event) -> None:
        """Until a lane is free, or it is time for another look."""
        stopping = asyncio.ensure_future(stop.wait())
        lanes_full = not self._breaker.is_open and len(self._under_way) >= self._pace.lanes
        waking = {stopping, *(self._under_way if lanes_full else ())}
        await asyncio.wait(waking, timeout=self._pace.poll, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()

    async def _write(self, letters: Sequence[DueLetter]) -> Sequence[Written | Untrue | Exception]:
        """One that can't be written is not to hold up the others."""
        try:
            return list(await self._writer.write(letters))
        except Exception:
            return [await self._write_alone(letter) for letter in letters]

    async def _write_alone(self, letter: DueLetter) -> Written | Untrue | Exception:
        try:
            (written,) = await self._writer.write([letter])
            return written
        except Exception as error:
            log.exception("letter %d (%s) can't be written", letter.id, letter.kind)
            return error

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    # --- one letter ---

    async def _carry(self, letter: DueLetter, written: Written | Untrue | Exception, ends: float) -> None:
        """`ends`: when the lease does, by the loop's clock."""
        settle = await self._outcome(letter, written, ends)

        def failed(failures: int, error: Exception) -> None:
            if failures == 1:
                log.warning("letter %d (%s) can't be settled: %s", letter.id, letter.kind, type(error).__name__)

        try:
            settled = await retry(
                settle, on=Exception, tries=TRIES_TO_SETTLE, backoff=PAUSES_TO_SETTLE, deadline=ends, failed=failed
            )
        except Exception:
            log.error("letter %d (%s) was not settled, so it will be sent again", letter.id, letter.kind)
        else:
            if not settled:
                log.warning("letter %d (%s) was somebody else's meanwhile", letter.id, letter.kind)

    async def _outcome(
        self, letter: DueLetter, written: Written | Untrue | Exception, ends: float
    ) -> Callable[[], Awaitable[bool]]:
        """What is to be written down about it, once the sink has answered."""
        now = self._clock.now
        if isinstance(written, Untrue):
            reason = written.reason
            log.info("letter %d (%s) dropped", letter.id, letter.kind)
            return lambda: self._mailroom.dropped(letter, now(), reason)
        if isinstance(written, Exception):
            return self._tried(letter, f"It could not be written ({type(written).__name__}); a bug, and in the log.")
        begun = self._breaker.begin()
        try:
            async with asyncio.timeout_at(ends - self._pace.margin.total_seconds()):
                await self._sink.send(letter, written)
        except MailServerDown as down:
            if self._breaker.failed(begun):
                log.warning("letters wait, next try in %.0f s: %s", self._breaker.pause, down)
            until = now() + timedelta(seconds=self._breaker.pause)
            return lambda: self._mailroom.unsent(letter, until)
        except TimeoutError:
            return self._tried(letter, "The mail server took too long.")
        except NotNow as refused:
            self._back()
            return self._tried(letter, str(refused))
        except Undeliverable as refused:
            self._back()
            return self._dead(letter, str(refused))
        except Exception as error:
            log.exception("letter %d (%s) can't be sent", letter.id, letter.kind)
            return self._tried(letter, f"It could not be sent ({type(error).__name__}); a bug, and in the log.")
        self._back()
        log.info("letter %d (%s) sent", letter.id, letter.kind)
        return lambda: self._mailroom.sent(letter, now())

    def _back(self) -> None:
        if self._breaker.succeeded():
            log.info("the mail server is back")

    def _tried(self, letter: DueLetter, problem: str) -> Callable[[], Awaitable[bool]]:
        attempts = letter.attempts + 1
        if attempts >= self._pace.attempts:
            return self._dead(letter, f"Given up after {attempts} attempts. {problem}")
        until = self._clock.now() + wait_after(attempts, self._chance())
        log.info("letter %d (%s) waits after %d attempts: %s", letter.id, letter.kind, attempts, problem)
        return lambda: self._mailroom.later(letter, until, problem)

    def _dead(self, letter: DueLetter, problem: str) -> Callable[[], Awaitable[bool]]:
        log.warning("letter %d (%s) failed: %s", letter.id, letter.kind, problem)
        return lambda: self._mailroom.dead(letter, self._clock.now(), problem)


def wait_after(attempts: int, chance: float) -> timedelta:
    """Twice as long after each attempt, and up to half as long again by chance, so that not all come back at once."""
    return timedelta(seconds=WAITS.after(attempts) * (1 + 0.5 * chance))

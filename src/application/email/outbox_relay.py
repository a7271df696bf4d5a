"""Delivers emails, several at a time: claims each, renders it from current data, sends it and settles it.

No email is lost: a claimed email that is not settled is claimed again after its lease ends, even if the worker died. An
email is sent twice only if the worker died while sending it, or if the mail server disconnected before confirming; both
copies have the same Message-ID (docs/adr/0016).
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from moments.application.email.circuit_breaker import CircuitBreaker
from moments.application.ports.clock import Clock
from moments.application.ports.email import (
    ClaimedEmail,
    DeliveryQueue,
    EmailRenderer,
    MailServerUnavailable,
    MailTransport,
    ObsoleteEmail,
    PermanentFailure,
    RenderedEmail,
    TransientFailure,
)
from moments.application.retry import Backoff, retry

log = logging.getLogger("moments.mail")
WAITS = Backoff(first=60, longest=4 * 3600)
"""Pauses between an email's attempts; at least a minute, because the rate limit uses the time of the last claim."""
MAX_SETTLE_ATTEMPTS, PAUSES_TO_SETTLE = 30, Backoff(first=0.2, longest=5)


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """`concurrency`: emails sent at a time. `lease`: how long a claimed email belongs to one worker; a send that takes
    longer than the lease less `lease_margin` is given up. `max_attempts`: after this many attempts, an email has
    failed. `poll_seconds`: seconds between polls for new emails. `shutdown_timeout`: seconds that running sends have to
    finish when the worker stops.
    """

    concurrency: int = 4
    lease: timedelta = timedelta(seconds=180)
    lease_margin: timedelta = timedelta(seconds=20)
    max_attempts: int = 15
    poll_seconds: float = 1.0
    shutdown_timeout: float = 10.0


class OutboxRelay:
    def __init__(
        self,
        delivery_queue: DeliveryQueue,
        renderer: EmailRenderer,
        transport: MailTransport,
        clock: Clock,
        settings: DeliverySettings | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._queue, self._renderer, self._transport, self._clock = delivery_queue, renderer, transport, clock
        self._settings, self._chance = settings or DeliverySettings(), chance
        self._breaker = CircuitBreaker(lambda: asyncio.get_running_loop().time(), chance)
        self._under_way: set[asyncio.Task[None]] = set()
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set; then waits for running sends, at most `shutdown_timeout`."""
        try:
            while not stop.is_set():
                if not await self._send_batch():
                    await self._wait(stop)
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=self._settings.shutdown_timeout)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)
            await self._transport.close()

    # --- one batch: as many emails as can be sent now ---

    async def _send_batch(self) -> bool:
        """Returns whether there can be more to send at once."""
        try:
            most = self._free_capacity()
            if most < 1 or not await self._anything_due():
                return False
            # Start the lease timer before claiming, because claiming can wait for a connection or the rate lock.
            ends = asyncio.get_running_loop().time() + self._settings.lease.total_seconds()
            claimed = await self._queue.claim(self._clock.now(), self._settings.lease, most)
            for email, rendered in zip(claimed, await self._render(claimed), strict=True):
                self._begin(self._deliver(email, rendered, ends))
        except Exception as error:  # the database is down, or a bug: in both cases the next batch tries again
            self._failures += 1
            if self._failures in (1, 10, 100) or self._failures % 1000 == 0:
                log.warning("emails can't be fetched (%s, %d times)", type(error).__name__, self._failures)
            return False
        self._failures = 0
        return bool(claimed)

    def _free_capacity(self) -> int:
        if self._breaker.is_open:
            return 0 if self._under_way or self._breaker.retry_delay else 1
        return self._settings.concurrency - len(self._under_way)

    async def _anything_due(self) -> bool:
        """Checked first, because it needs no lock, and a claim does."""
        due = await self._queue.next_due()
        return due is not None and due <= self._clock.now()

    async def _wait(self, stop: asyncio.Event) -> None:
        """Waits until another email can be sent, or until the next poll."""
        stopping = asyncio.ensure_future(stop.wait())
        is_full = not self._breaker.is_open and len(self._under_way) >= self._settings.concurrency
        waking = {stopping, *(self._under_way if is_full else ())}
        await asyncio.wait(waking, timeout=self._settings.poll_seconds, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()

    async def _render(self, emails: Sequence[ClaimedEmail]) -> Sequence[RenderedEmail | ObsoleteEmail | Exception]:
        """Returns an error for an email that cannot be rendered, so that it does not hold up the others."""
        try:
            return list(await self._renderer.render(emails))
        except Exception:
            return [await self._render_alone(email) for email in emails]

    async def _render_alone(self, email: ClaimedEmail) -> RenderedEmail | ObsoleteEmail | Exception:
        try:
            (rendered,) = await self._renderer.render([email])
            return rendered
        except Exception as error:
            log.exception("email %d (%s) can't be written", email.id, email.kind)
            return error

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    # --- one email ---

    async def _deliver(
        self, email: ClaimedEmail, rendered: RenderedEmail | ObsoleteEmail | Exception, ends: float
    ) -> None:
        """`ends`: end of the lease, in the event loop's time."""
        settle = await self._outcome(email, rendered, ends)

        def failed(failures: int, error: Exception) -> None:
            if failures == 1:
                log.warning("email %d (%s) can't be settled: %s", email.id, email.kind, type(error).__name__)

        try:
            settled = await retry(
                settle, on=Exception, tries=MAX_SETTLE_ATTEMPTS, backoff=PAUSES_TO_SETTLE, deadline=ends, failed=failed
            )
        except Exception:
            log.error("email %d (%s) was not settled, so it will be sent again", email.id, email.kind)
        else:
            if not settled:
                log.warning("email %d (%s) was somebody else's meanwhile", email.id, email.kind)

    async def _outcome(
        self, email: ClaimedEmail, rendered: RenderedEmail | ObsoleteEmail | Exception, ends: float
    ) -> Callable[[], Awaitable[bool]]:
        """Sends the email; returns the call that settles it in the queue."""
        now = self._clock.now
        if isinstance(rendered, ObsoleteEmail):
            reason = rendered.reason
            log.info("email %d (%s) is obsolete", email.id, email.kind)
            return lambda: self._queue.mark_obsolete(email, now(), reason)
        if isinstance(rendered, Exception):
            return self._retry_later(
                email, f"It could not be written ({type(rendered).__name__}); a bug, and in the log."
            )
        begun = self._breaker.begin()
        try:
            async with asyncio.timeout_at(ends - self._settings.lease_margin.total_seconds()):
                await self._transport.send(email, rendered)
        except MailServerUnavailable as down:
            if self._breaker.failed(begun):
                log.warning("emails wait, next try in %.0f s: %s", self._breaker.retry_delay, down)
            until = now() + timedelta(seconds=self._breaker.retry_delay)
            return lambda: self._queue.release(email, until)
        except TimeoutError:
            return self._retry_later(email, "The mail server took too long.")
        except TransientFailure as refused:
            self._server_recovered()
            return self._retry_later(email, str(refused))
        except PermanentFailure as refused:
            self._server_recovered()
            return self._fail(email, str(refused))
        except Exception as error:
            log.exception("email %d (%s) can't be sent", email.id, email.kind)
            return self._retry_later(email, f"It could not be sent ({type(error).__name__}); a bug, and in the log.")
        self._server_recovered()
        log.info("email %d (%s) sent", email.id, email.kind)
        return lambda: self._queue.mark_sent(email, now())

    def _server_recovered(self) -> None:
        if self._breaker.succeeded():
            log.info("the mail server is back")

    def _retry_later(self, email: ClaimedEmail, problem: str) -> Callable[[], Awaitable[bool]]:
        attempts = email.attempts + 1
        if attempts >= self._settings.max_attempts:
            return self._fail(email, f"Given up after {attempts} attempts. {problem}")
        until = self._clock.now() + retry_delay(attempts, self._chance())
        log.info("email %d (%s) waits after %d attempts", email.id, email.kind, attempts)
        return lambda: self._queue.retry_at(email, until, problem)

    def _fail(self, email: ClaimedEmail, problem: str) -> Callable[[], Awaitable[bool]]:
        log.warning("email %d (%s) failed; the office sees why", email.id, email.kind)
        return lambda: self._queue.mark_failed(email, self._clock.now(), problem)


def retry_delay(attempts: int, chance: float) -> timedelta:
    """Doubles after each attempt, plus random jitter of up to half, so that emails do not all return at once."""
    return timedelta(seconds=WAITS.after(attempts) * (1 + 0.5 * chance))

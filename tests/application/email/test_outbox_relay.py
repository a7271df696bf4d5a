"""The relay, with an outbox in memory and a transport that is told what to do: who waits, is tried again or fails."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from moments.application.email.circuit_breaker import CircuitBreaker
from moments.application.email.outbox_relay import WAITS, DeliverySettings, OutboxRelay, retry_delay
from moments.application.ports.email import (
    ClaimedEmail,
    MailServerUnavailable,
    ObsoleteEmail,
    PermanentFailure,
    RenderedEmail,
    TransientFailure,
)
from moments.application.retry import Backoff
from moments.domain.shared.ids import PersonId
from tests.application.fakes import FixedClock
from tests.application.fakes.clock import MONDAY_NOON

SETTINGS = DeliverySettings(
    concurrency=4,
    lease=timedelta(seconds=60),
    lease_margin=timedelta(seconds=1),
    max_attempts=3,
    poll_seconds=0.005,
    shutdown_timeout=0.2,
)


def email(number: int, **changes: object) -> ClaimedEmail:
    made = ClaimedEmail(number, 0, f"<{number}@mo.example>", "request_closed", PersonId("E-ANN"), None, MONDAY_NOON, 0)
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class FakeDeliveryQueue:
    """`fate`: email -> what became of it. `broken`: how many calls are yet to fail."""

    clock: FixedClock
    waiting: dict[int, tuple[datetime, ClaimedEmail]] = field(default_factory=dict)
    fate: dict[int, str] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)
    broken: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def post(self, *emails: ClaimedEmail) -> None:
        self.waiting |= {each.id: (each.due_at, each) for each in emails}

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[ClaimedEmail]:
        self._may_break()
        due = sorted((at, each.id) for at, each in self.waiting.values() if at <= now)[:most]
        claimed = [
            replace(self.waiting[number][1], fencing_token=self.waiting[number][1].fencing_token + 1)
            for _, number in due
        ]
        self.waiting |= {each.id: (now + lease, each) for each in claimed}
        return claimed

    async def mark_sent(self, email: ClaimedEmail, at: datetime) -> bool:
        return await self._settle(email, "sent")

    async def mark_obsolete(self, email: ClaimedEmail, at: datetime, reason: str) -> bool:
        return await self._settle(email, "obsolete", reason)

    async def mark_failed(self, email: ClaimedEmail, at: datetime, problem: str) -> bool:
        return await self._settle(email, "failed", problem)

    async def retry_at(self, email: ClaimedEmail, until: datetime, problem: str) -> bool:
        return await self._back(replace(email, attempts=email.attempts + 1), until, problem)

    async def release(self, email: ClaimedEmail, until: datetime) -> bool:
        return await self._back(email, until, "")

    async def next_due(self) -> datetime | None:
        self._may_break()
        return min((at for at, _ in self.waiting.values()), default=None)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(holds)

    async def _back(self, email: ClaimedEmail, until: datetime, problem: str) -> bool:
        self._may_break()
        self.waiting[email.id] = (until, email)
        self.problems[email.id] = problem
        async with self.changed:
            self.changed.notify_all()
        return True

    async def _settle(self, email: ClaimedEmail, fate: str, problem: str = "") -> bool:
        self._may_break()
        assert self.waiting.pop(email.id)[1].fencing_token == email.fencing_token
        self.fate[email.id], self.problems[email.id] = fate, problem
        async with self.changed:
            self.changed.notify_all()
        return True

    def _may_break(self) -> None:
        if self.broken:
            self.broken -= 1
            raise ConnectionError("the database is away")


HELLO = RenderedEmail("Ann", "ann@mo.example", "Hello", "Hello", "<p>Hello</p>")


class FakeRenderer:
    """Emails of these numbers are untrue, or can't be written."""

    def __init__(self) -> None:
        self.untrue: set[int] = set()
        self.bad: set[int] = set()

    async def render(self, emails: Sequence[ClaimedEmail]) -> Sequence[RenderedEmail | ObsoleteEmail]:
        if any(each.id in self.bad for each in emails):
            raise KeyError("a template without its word")
        return [ObsoleteEmail("Withdrawn.") if each.id in self.untrue else HELLO for each in emails]


@dataclass
class FakeTransport:
    """`answer`: told each email; may raise what a transport may raise, or wait."""

    answer: Callable[[ClaimedEmail], Awaitable[None]]
    sent: list[int] = field(default_factory=list)
    now: int = 0
    most_at_once: int = 0
    closed: bool = False

    async def send(self, email: ClaimedEmail, written: RenderedEmail) -> None:
        self.now += 1
        self.most_at_once = max(self.most_at_once, self.now)
        try:
            await self.answer(email)
        finally:
            self.now -= 1
        self.sent.append(email.id)

    async def close(self) -> None:
        self.closed = True


async def taken(email: ClaimedEmail) -> None:
    await asyncio.sleep(0)


@dataclass
class Stage:
    queue: FakeDeliveryQueue
    renderer: FakeRenderer
    transport: FakeTransport
    clock: FixedClock
    settings: DeliverySettings = SETTINGS

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        relay = OutboxRelay(self.queue, self.renderer, self.transport, self.clock, self.settings, lambda: 0.0)
        task = asyncio.create_task(relay.run(stop))
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait_for(task, 5)


@pytest.fixture
def stage() -> Stage:
    clock = FixedClock()
    return Stage(FakeDeliveryQueue(clock), FakeRenderer(), FakeTransport(taken), clock)


async def test_what_is_due_is_sent_several_at_a_time_and_never_more_than_the_settings_allow(stage: Stage) -> None:
    stage.queue.post(*(email(number) for number in range(50)))

    async with stage.running():
        await stage.queue.until(lambda: len(stage.queue.fate) == 50)

    assert set(stage.queue.fate.values()) == {"sent"}
    assert sorted(stage.transport.sent) == list(range(50))
    assert stage.transport.most_at_once == SETTINGS.concurrency
    assert stage.transport.closed


async def test_an_email_posted_later_goes_out_without_anybody_calling(stage: Stage) -> None:
    async with stage.running():
        await asyncio.sleep(0)
        stage.queue.post(email(1))
        await stage.queue.until(lambda: stage.queue.fate == {1: "sent"})


async def test_what_is_not_due_yet_waits(stage: Stage) -> None:
    stage.queue.post(email(1), email(2, due_at=MONDAY_NOON + timedelta(hours=1)))

    async with stage.running():
        await stage.queue.until(lambda: 1 in stage.queue.fate)
        assert stage.queue.fate == {1: "sent"}
        stage.clock.advance(hours=1)
        await stage.queue.until(lambda: 2 in stage.queue.fate)


async def test_what_is_no_longer_true_is_dropped_and_not_sent(stage: Stage) -> None:
    stage.queue.post(email(1), email(2))
    stage.renderer.untrue = {1}

    async with stage.running():
        await stage.queue.until(lambda: len(stage.queue.fate) == 2)

    assert stage.queue.fate == {1: "obsolete", 2: "sent"}
    assert stage.transport.sent == [2]


async def test_one_recipient_refused_of_many_is_dead_at_once_and_the_others_are_sent(stage: Stage) -> None:
    async def answer(email: ClaimedEmail) -> None:
        if email.id == 3:
            raise PermanentFailure("550 no such mailbox")

    stage.transport.answer = answer
    stage.queue.post(*(email(number) for number in range(10)))

    async with stage.running():
        await stage.queue.until(lambda: len(stage.queue.fate) == 10)

    assert stage.queue.fate == dict.fromkeys(range(10), "sent") | {3: "failed"}
    assert stage.queue.problems[3] == "550 no such mailbox"


async def test_who_is_refused_for_the_moment_is_tried_again_later_and_dies_of_too_many_attempts(stage: Stage) -> None:
    async def answer(email: ClaimedEmail) -> None:
        raise TransientFailure("452 mailbox full")

    stage.transport.answer = answer
    stage.queue.post(email(1))

    async with stage.running():
        for attempts in (1, 2):
            await stage.queue.until(lambda attempts=attempts: stage.queue.waiting[1][1].attempts == attempts)
            assert stage.queue.waiting[1][0] == stage.clock.now() + retry_delay(attempts, 0)
            stage.clock.advance(hours=1)
        await stage.queue.until(lambda: 1 in stage.queue.fate)

    assert stage.queue.fate == {1: "failed"}
    assert stage.queue.problems[1] == "Given up after 3 attempts. 452 mailbox full"


async def test_a_slow_recipient_delays_no_other(stage: Stage) -> None:
    gate = asyncio.Event()

    async def answer(email: ClaimedEmail) -> None:
        if email.id in (0, 1, 2):
            await gate.wait()

    stage.transport.answer = answer
    stage.queue.post(*(email(number) for number in range(30)))

    async with stage.running():
        await stage.queue.until(lambda: len(stage.queue.fate) == 27)
        gate.set()
        await stage.queue.until(lambda: len(stage.queue.fate) == 30)

    assert stage.transport.sent[-3:] == [0, 1, 2]


async def test_a_send_that_outlasts_the_lease_is_given_up_before_it_ends(stage: Stage) -> None:
    async def answer(email: ClaimedEmail) -> None:
        await asyncio.Event().wait()

    stage.transport.answer = answer
    stage.settings = replace(SETTINGS, lease=timedelta(seconds=60), lease_margin=timedelta(seconds=60))
    stage.queue.post(email(1))

    async with stage.running():
        await stage.queue.until(lambda: stage.queue.problems.get(1) == "The mail server took too long.")

    assert stage.queue.waiting[1][1].attempts == 1


async def test_a_server_that_is_down_costs_no_email_an_attempt_and_is_asked_by_one_at_a_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moments.application.email.circuit_breaker.PAUSES", Backoff(first=0.01, longest=0.01))
    asked, down = 0, True

    async def answer(email: ClaimedEmail) -> None:
        nonlocal asked
        if down:
            asked += 1
            stage.clock.advance(seconds=1)
            await asyncio.sleep(0)
            raise MailServerUnavailable("connection refused")

    stage.transport.answer = answer
    stage.queue.post(*(email(number) for number in range(20)))

    async with stage.running():
        await stage.queue.until(lambda: asked >= 4)
        stage.transport.most_at_once = 0
        await stage.queue.until(lambda: asked >= 12)
        assert stage.transport.most_at_once == 1
        assert stage.queue.fate == {}
        assert {each.attempts for _, each in stage.queue.waiting.values()} == {0}
        down = False
        stage.clock.advance(hours=1)
        await stage.queue.until(lambda: len(stage.queue.fate) == 20)

    assert set(stage.queue.fate.values()) == {"sent"}


async def test_an_email_that_can_t_be_written_holds_up_no_other_and_comes_before_the_office(stage: Stage) -> None:
    stage.renderer.bad = {2}
    stage.queue.post(*(email(number) for number in range(4)))

    async with stage.running():
        await stage.queue.until(lambda: len(stage.queue.fate) == 3 and 2 in stage.queue.problems)
        for attempts in (2, 3):
            stage.clock.advance(hours=1)
            await stage.queue.until(
                lambda attempts=attempts: 2 in stage.queue.fate or stage.queue.waiting[2][1].attempts == attempts
            )

    assert stage.queue.fate == {0: "sent", 1: "sent", 3: "sent", 2: "failed"}
    assert "could not be written (KeyError)" in stage.queue.problems[2]


async def test_a_database_that_is_away_for_a_while_loses_and_doubles_nothing(stage: Stage) -> None:
    async def answer(email: ClaimedEmail) -> None:
        stage.queue.broken += email.id == 5

    stage.transport.answer = answer
    stage.queue.broken = 3
    stage.queue.post(*(email(number) for number in range(10)))

    async with stage.running():
        await stage.queue.until(lambda: len(stage.queue.fate) == 10)

    assert sorted(stage.transport.sent) == list(range(10))


async def test_what_is_under_way_when_it_is_told_to_stop_is_settled_first(stage: Stage) -> None:
    begun, gate = asyncio.Event(), asyncio.Event()

    async def answer(email: ClaimedEmail) -> None:
        begun.set()
        await gate.wait()

    stage.transport.answer = answer
    stage.queue.post(*(email(number) for number in range(10)))
    async with stage.running():
        await begun.wait()
        asyncio.get_running_loop().call_later(0.02, gate.set)

    assert stage.queue.fate == dict.fromkeys(range(4), "sent")


async def test_what_is_not_done_when_the_grace_is_over_is_left_to_its_lease(stage: Stage) -> None:
    begun = asyncio.Event()

    async def answer(email: ClaimedEmail) -> None:
        begun.set()
        await asyncio.Event().wait()

    stage.transport.answer = answer
    stage.queue.post(email(1))
    async with stage.running():
        await begun.wait()

    assert stage.queue.fate == {}
    assert stage.queue.waiting[1][0] == stage.clock.now() + SETTINGS.lease


def test_the_waits_between_attempts_double_up_to_four_hours_and_differ_by_chance() -> None:
    waits = [retry_delay(attempts, 0) for attempts in range(1, 12)]

    assert waits[0] == timedelta(seconds=WAITS.first)
    assert all(later == min(2 * earlier, timedelta(seconds=WAITS.longest)) for earlier, later in pairwise(waits))
    assert retry_delay(1, 1) == 1.5 * timedelta(seconds=WAITS.first)
    assert retry_delay(10_000, 0) == timedelta(seconds=WAITS.longest)


def test_the_pause_grows_with_each_try_that_fails_and_not_with_each_email() -> None:
    breaker, now = CircuitBreaker(lambda: 0.0, lambda: 0.5), 0
    together = [breaker.begin() for _ in range(4)]

    assert [breaker.failed(each) for each in together] == [True, False, False, False]
    assert breaker.retry_delay == 1 + now
    pauses = []
    for _ in range(12):
        breaker.failed(breaker.begin())
        pauses.append(breaker.retry_delay)
    assert pauses[:3] == [2, 4, 8]
    assert pauses[-1] == 300
    assert breaker.succeeded()
    assert (breaker.is_open, breaker.retry_delay) == (False, 0)

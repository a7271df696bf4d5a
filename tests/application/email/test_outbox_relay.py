"""Delivery against an in-memory queue and a scripted transport: waiting, retries, failures."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from moments.application.email.circuit_breaker import Breaker
from moments.application.email.outbox_relay import WAITS, Delivery, Pace, wait_after
from moments.application.ports.email import (
    DueLetter,
    MailServerDown,
    NotNow,
    Undeliverable,
    Untrue,
    Written,
)
from moments.application.retry import Backoff
from moments.domain.shared.ids import PersonId
from tests.application.fakes import FixedClock
from tests.application.fakes.clock import MONDAY_NOON

PACE = Pace(lanes=4, lease=timedelta(seconds=60), margin=timedelta(seconds=1), attempts=3, poll=0.005, grace=0.2)


def letter(number: int, **changes: object) -> DueLetter:
    made = DueLetter(number, 0, f"<{number}@mo.example>", "request_closed", PersonId("E-ANN"), None, MONDAY_NOON, 0)
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class FakeMailroom:
    """`fate`: letter -> what became of it. `broken`: how many calls are yet to fail."""

    clock: FixedClock
    waiting: dict[int, tuple[datetime, DueLetter]] = field(default_factory=dict)
    fate: dict[int, str] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)
    broken: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def post(self, *letters: DueLetter) -> None:
        self.waiting |= {each.id: (each.due_at, each) for each in letters}

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[DueLetter]:
        self._may_break()
        due = sorted((at, each.id) for at, each in self.waiting.values() if at <= now)[:most]
        claimed = [replace(self.waiting[number][1], fence=self.waiting[number][1].fence + 1) for _, number in due]
        self.waiting |= {each.id: (now + lease, each) for each in claimed}
        return claimed

    async def sent(self, letter: DueLetter, at: datetime) -> bool:
        return await self._settle(letter, "sent")

    async def dropped(self, letter: DueLetter, at: datetime, reason: str) -> bool:
        return await self._settle(letter, "dropped", reason)

    async def dead(self, letter: DueLetter, at: datetime, problem: str) -> bool:
        return await self._settle(letter, "dead", problem)

    async def later(self, letter: DueLetter, until: datetime, problem: str) -> bool:
        return await self._back(replace(letter, attempts=letter.attempts + 1), until, problem)

    async def unsent(self, letter: DueLetter, until: datetime) -> bool:
        return await self._back(letter, until, "")

    async def next_due(self) -> datetime | None:
        self._may_break()
        return min((at for at, _ in self.waiting.values()), default=None)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(holds)

    async def _back(self, letter: DueLetter, until: datetime, problem: str) -> bool:
        self._may_break()
        self.waiting[letter.id] = (until, letter)
        self.problems[letter.id] = problem
        async with self.changed:
            self.changed.notify_all()
        return True

    async def _settle(self, letter: DueLetter, fate: str, problem: str = "") -> bool:
        self._may_break()
        assert self.waiting.pop(letter.id)[1].fence == letter.fence
        self.fate[letter.id], self.problems[letter.id] = fate, problem
        async with self.changed:
            self.changed.notify_all()
        return True

    def _may_break(self) -> None:
        if self.broken:
            self.broken -= 1
            raise ConnectionError("the database is away")


HELLO = Written("Ann", "ann@mo.example", "Hello", "Hello", "<p>Hello</p>")


class FakeWriter:
    """Letters of these numbers are untrue, or can't be written."""

    def __init__(self) -> None:
        self.untrue: set[int] = set()
        self.bad: set[int] = set()

    async def write(self, letters: Sequence[DueLetter]) -> Sequence[Written | Untrue]:
        if any(each.id in self.bad for each in letters):
            raise KeyError("a template without its word")
        return [Untrue("Withdrawn.") if each.id in self.untrue else HELLO for each in letters]


@dataclass
class FakeSink:
    """`answer`: told each letter; may raise what a sink may raise, or wait."""

    answer: Callable[[DueLetter], Awaitable[None]]
    sent: list[int] = field(default_factory=list)
    now: int = 0
    most_at_once: int = 0
    closed: bool = False

    async def send(self, letter: DueLetter, written: Written) -> None:
        self.now += 1
        self.most_at_once = max(self.most_at_once, self.now)
        try:
            await self.answer(letter)
        finally:
            self.now -= 1
        self.sent.append(letter.id)

    async def close(self) -> None:
        self.closed = True


async def taken(letter: DueLetter) -> None:
    await asyncio.sleep(0)


@dataclass
class Stage:
    mailroom: FakeMailroom
    writer: FakeWriter
    sink: FakeSink
    clock: FixedClock
    pace: Pace = PACE

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        delivery = Delivery(self.mailroom, self.writer, self.sink, self.clock, self.pace, lambda: 0.0)
        task = asyncio.create_task(delivery.run(stop))
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait_for(task, 5)


@pytest.fixture
def stage() -> Stage:
    clock = FixedClock()
    return Stage(FakeMailroom(clock), FakeWriter(), FakeSink(taken), clock)


async def test_what_is_due_is_sent_several_at_a_time_and_never_more_than_there_are_lanes(stage: Stage) -> None:
    stage.mailroom.post(*(letter(number) for number in range(50)))

    async with stage.running():
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 50)

    assert set(stage.mailroom.fate.values()) == {"sent"}
    assert sorted(stage.sink.sent) == list(range(50))
    assert stage.sink.most_at_once == PACE.lanes
    assert stage.sink.closed


async def test_a_letter_posted_later_goes_out_without_anybody_calling(stage: Stage) -> None:
    async with stage.running():
        await asyncio.sleep(0)
        stage.mailroom.post(letter(1))
        await stage.mailroom.until(lambda: stage.mailroom.fate == {1: "sent"})


async def test_what_is_not_due_yet_waits(stage: Stage) -> None:
    stage.mailroom.post(letter(1), letter(2, due_at=MONDAY_NOON + timedelta(hours=1)))

    async with stage.running():
        await stage.mailroom.until(lambda: 1 in stage.mailroom.fate)
        assert stage.mailroom.fate == {1: "sent"}
        stage.clock.advance(hours=1)
        await stage.mailroom.until(lambda: 2 in stage.mailroom.fate)


async def test_what_is_no_longer_true_is_dropped_and_not_sent(stage: Stage) -> None:
    stage.mailroom.post(letter(1), letter(2))
    stage.writer.untrue = {1}

    async with stage.running():
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 2)

    assert stage.mailroom.fate == {1: "dropped", 2: "sent"}
    assert stage.sink.sent == [2]


async def test_one_recipient_refused_of_many_is_dead_at_once_and_the_others_are_sent(stage: Stage) -> None:
    async def answer(letter: DueLetter) -> None:
        if letter.id == 3:
            raise Undeliverable("550 no such mailbox")

    stage.sink.answer = answer
    stage.mailroom.post(*(letter(number) for number in range(10)))

    async with stage.running():
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 10)

    assert stage.mailroom.fate == dict.fromkeys(range(10), "sent") | {3: "dead"}
    assert stage.mailroom.problems[3] == "550 no such mailbox"


async def test_who_is_refused_for_the_moment_is_tried_again_later_and_dies_of_too_many_attempts(stage: Stage) -> None:
    async def answer(letter: DueLetter) -> None:
        raise NotNow("452 mailbox full")

    stage.sink.answer = answer
    stage.mailroom.post(letter(1))

    async with stage.running():
        for attempts in (1, 2):
            await stage.mailroom.until(lambda attempts=attempts: stage.mailroom.waiting[1][1].attempts == attempts)
            assert stage.mailroom.waiting[1][0] == stage.clock.now() + wait_after(attempts, 0)
            stage.clock.advance(hours=1)
        await stage.mailroom.until(lambda: 1 in stage.mailroom.fate)

    assert stage.mailroom.fate == {1: "dead"}
    assert stage.mailroom.problems[1] == "Given up after 3 attempts. 452 mailbox full"


async def test_a_slow_recipient_delays_no_other(stage: Stage) -> None:
    gate = asyncio.Event()

    async def answer(letter: DueLetter) -> None:
        if letter.id in (0, 1, 2):
            await gate.wait()

    stage.sink.answer = answer
    stage.mailroom.post(*(letter(number) for number in range(30)))

    async with stage.running():
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 27)
        gate.set()
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 30)

    assert stage.sink.sent[-3:] == [0, 1, 2]


async def test_a_send_that_outlasts_the_lease_is_given_up_before_it_ends(stage: Stage) -> None:
    async def answer(letter: DueLetter) -> None:
        await asyncio.Event().wait()

    stage.sink.answer = answer
    stage.pace = replace(PACE, lease=timedelta(seconds=60), margin=timedelta(seconds=60))
    stage.mailroom.post(letter(1))

    async with stage.running():
        await stage.mailroom.until(lambda: stage.mailroom.problems.get(1) == "The mail server took too long.")

    assert stage.mailroom.waiting[1][1].attempts == 1


async def test_a_server_that_is_down_costs_no_letter_an_attempt_and_is_asked_by_one_at_a_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moments.application.email.circuit_breaker.PAUSES", Backoff(first=0.01, longest=0.01))
    asked, down = 0, True

    async def answer(letter: DueLetter) -> None:
        nonlocal asked
        if down:
            asked += 1
            stage.clock.advance(seconds=1)
            await asyncio.sleep(0)
            raise MailServerDown("connection refused")

    stage.sink.answer = answer
    stage.mailroom.post(*(letter(number) for number in range(20)))

    async with stage.running():
        await stage.mailroom.until(lambda: asked >= 4)
        stage.sink.most_at_once = 0
        await stage.mailroom.until(lambda: asked >= 12)
        assert stage.sink.most_at_once == 1
        assert stage.mailroom.fate == {}
        assert {each.attempts for _, each in stage.mailroom.waiting.values()} == {0}
        down = False
        stage.clock.advance(hours=1)
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 20)

    assert set(stage.mailroom.fate.values()) == {"sent"}


async def test_a_letter_that_can_t_be_written_holds_up_no_other_and_comes_before_the_office(stage: Stage) -> None:
    stage.writer.bad = {2}
    stage.mailroom.post(*(letter(number) for number in range(4)))

    async with stage.running():
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 3 and 2 in stage.mailroom.problems)
        for attempts in (2, 3):
            stage.clock.advance(hours=1)
            await stage.mailroom.until(
                lambda attempts=attempts: 2 in stage.mailroom.fate or stage.mailroom.waiting[2][1].attempts == attempts
            )

    assert stage.mailroom.fate == {0: "sent", 1: "sent", 3: "sent", 2: "dead"}
    assert "could not be written (KeyError)" in stage.mailroom.problems[2]


async def test_a_database_that_is_away_for_a_while_loses_and_doubles_nothing(stage: Stage) -> None:
    async def answer(letter: DueLetter) -> None:
        stage.mailroom.broken += letter.id == 5

    stage.sink.answer = answer
    stage.mailroom.broken = 3
    stage.mailroom.post(*(letter(number) for number in range(10)))

    async with stage.running():
        await stage.mailroom.until(lambda: len(stage.mailroom.fate) == 10)

    assert sorted(stage.sink.sent) == list(range(10))


async def test_what_is_under_way_when_it_is_told_to_stop_is_settled_first(stage: Stage) -> None:
    begun, gate = asyncio.Event(), asyncio.Event()

    async def answer(letter: DueLetter) -> None:
        begun.set()
        await gate.wait()

    stage.sink.answer = answer
    stage.mailroom.post(*(letter(number) for number in range(10)))
    async with stage.running():
        await begun.wait()
        asyncio.get_running_loop().call_later(0.02, gate.set)

    assert stage.mailroom.fate == dict.fromkeys(range(4), "sent")


async def test_what_is_not_done_when_the_grace_is_over_is_left_to_its_lease(stage: Stage) -> None:
    begun = asyncio.Event()

    async def answer(letter: DueLetter) -> None:
        begun.set()
        await asyncio.Event().wait()

    stage.sink.answer = answer
    stage.mailroom.post(letter(1))
    async with stage.running():
        await begun.wait()

    assert stage.mailroom.fate == {}
    assert stage.mailroom.waiting[1][0] == stage.clock.now() + PACE.lease


def test_the_waits_between_attempts_double_up_to_four_hours_and_differ_by_chance() -> None:
    waits = [wait_after(attempts, 0) for attempts in range(1, 12)]

    assert waits[0] == timedelta(seconds=WAITS.first)
    assert all(later == min(2 * earlier, timedelta(seconds=WAITS.longest)) for earlier, later in pairwise(waits))
    assert wait_after(1, 1) == 1.5 * timedelta(seconds=WAITS.first)
    assert wait_after(10_000, 0) == timedelta(seconds=WAITS.longest)


def test_the_pause_grows_with_each_try_that_fails_and_not_with_each_letter() -> None:
    breaker, now = Breaker(lambda: 0.0, lambda: 0.5), 0
    together = [breaker.begin() for _ in range(4)]

    assert [breaker.failed(each) for each in together] == [True, False, False, False]
    assert breaker.pause == 1 + now
    pauses = []
    for _ in range(12):
        breaker.failed(breaker.begin())
        pauses.append(breaker.pause)
    assert pauses[:3] == [2, 4, 8]
    assert pauses[-1] == 300
    assert breaker.succeeded()
    assert (breaker.is_open, breaker.pause) == (False, 0)

"""Plays a seed: a list of steps, each with its time, its action and what goes wrong; checks everything after each."""

import shutil
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import process_time
from typing import Final

from sqlalchemy import select

from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.infrastructure.persistence.tables import meetings
from tests.simulation.actions import Action, Deliver, Tick
from tests.simulation.choosing import Choice, OpenMeeting, choose
from tests.simulation.invariants import Ledger, check_rows
from tests.simulation.letters import check_letters
from tests.simulation.readers import Followers, check_readers, some_readers
from tests.simulation.world import BEGIN, Broken, World

FAULTS: Final = ("kill before", "kill after", "overtaken")
FAULT_RATE: Final = 0.12
READERS: Final = 2
"""Asked after each step; all of them after every so many."""
EVERYBODY_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class Step:
    """`meanwhile`: what somebody else does between this action's work and its commit."""

    number: int
    at: datetime
    action: Action
    fault: str | None = None
    meanwhile: Action | None = None

    def __str__(self) -> str:
        more = f" [{self.fault}{f' by {self.meanwhile}' if self.meanwhile else ''}]" if self.fault else ""
        return f"{self.number:4} {self.at:%Y-%m-%d %H:%M} {self.action}{more}"


@dataclass(frozen=True, slots=True)
class Failure:
    seed: int
    step: int
    name: str
    what: str
    steps: Sequence[Step]


@dataclass(slots=True)
class Figures:
    seeds: int = 0
    steps: int = 0
    years: float = 0
    people: int = 0
    taken: int = 0
    refused: int = 0
    events: int = 0
    letters: int = 0
    seconds: float = 0
    failures: list[Failure] = field(default_factory=list[Failure])


@dataclass(frozen=True, slots=True)
class Span:
    """How long a seed is played: until so many steps are done, or so many years are over."""

    steps: int
    years: float = 5.0

    @property
    def pause(self) -> timedelta:
        """The mean time between two steps."""
        return timedelta(days=self.years * 365 / self.steps)


NewDatabase = Callable[[], tuple[str, Callable[[], None]]]
"""A migrated, empty database, and how to give it back."""


def _untold(_step: Step) -> None: ...


async def play(
    seed: int,
    span: Span,
    database: NewDatabase,
    folder: Path,
    figures: Figures,
    until: int | None = None,
    told: Callable[[Step], None] = _untold,
) -> Failure | None:
    """Makes the steps up as it goes, `until` that step."""
    return await _run(seed, database, folder, figures, span, None, until, told)


async def replay(seed: int, steps: Sequence[Step], database: NewDatabase, folder: Path) -> Failure | None:
    """The same steps again, or some of them."""
    return await _run(seed, database, folder, Figures(), Span(len(steps)), steps)


async def _run(
    seed: int,
    database: NewDatabase,
    folder: Path,
    figures: Figures,
    span: Span,
    given: Sequence[Step] | None,
    until: int | None = None,
    told: Callable[[Step], None] = _untold,
) -> Failure | None:
    url, discard = database()
    files = folder / f"files-{seed}"
    shutil.rmtree(files, ignore_errors=True)
    began, taken = process_time(), list[Step]()
    world = await World.open(url, files, seed)
    world.on_mail = partial(check_letters, world)
    followers, ledger = Followers(world), Ledger()
    try:
        maker = _Maker(world, span, Random(f"steps {seed}"))
        remaining = iter(given) if given is not None else None
        while True:
            step = next(remaining, None) if remaining is not None else await maker.next()
            if step is None or (until is not None and step.number > until):
                return None
            taken.append(step)
            told(step)
            try:
                await _take(world, step)
                await _check(world, step, followers, ledger)
            except Broken as broken:
                return _failed(figures, seed, step, broken.name, str(broken), taken)
            except Exception:
                what = traceback.format_exc(limit=-6)
                return _failed(figures, seed, step, "an action breaks nothing", what, taken)
    finally:
        await followers.close()
        await world.close()
        discard()
        _count(figures, world, ledger, taken, process_time() - began)


def _failed(figures: Figures, seed: int, step: Step, name: str, what: str, taken: Sequence[Step]) -> Failure:
    failure = Failure(seed, step.number, name, what, tuple(taken))
    figures.failures.append(failure)
    return failure


def _count(figures: Figures, world: World, ledger: Ledger, taken: Sequence[Step], seconds: float) -> None:
    figures.seeds += 1
    figures.steps += len(taken)
    figures.years += (world.clock.now() - BEGIN) / timedelta(days=365)
    figures.people += len(world.model.people)
    figures.taken += world.taken
    figures.refused += world.refused
    figures.events += ledger.last_event
    figures.letters += sum(world.sent.values())
    figures.seconds += seconds


async def _take(world: World, step: Step) -> None:
    world.set_time(step.number, step.at)
    faults = world.faults
    faults.kill_before, faults.kill_after = step.fault == "kill before", step.fault == "kill after"
    if (meanwhile := step.meanwhile) is not None:
        faults.overtake = lambda: meanwhile.perform(world)
    try:
        await step.action.perform(world)
    finally:
        faults.kill_before = faults.kill_after = False
        faults.overtake = None


async def _check(world: World, step: Step, followers: Followers, ledger: Ledger) -> None:
    events = await check_rows(world, ledger)
    await followers.follow(events)
    chance = Random(f"readers {world.seed} {step.number}")
    every = step.number % EVERYBODY_EVERY == 0
    await check_readers(world, sorted(world.model.people) if every else some_readers(world.model, chance, READERS))


@dataclass(slots=True)
class _Maker:
    """Makes up the next step; on its way to it, a worker wakes on Monday mornings, mostly."""

    world: World
    span: Span
    chance: Random
    made: int = 0
    at: datetime = BEGIN
    due: list[tuple[datetime, Action]] = field(default_factory=list[tuple[datetime, Action]])

    async def next(self) -> Step | None:
        if self.made >= self.span.steps:
            return None
        self.made += 1
        if self.due:
            moment, action = self.due.pop(0)
            self.at = max(self.at + timedelta(seconds=1), moment)
            return Step(self.made, self.at, action, self._fault(alone=True))
        before = max(self.at, self.world.clock.now())
        self.at = before + timedelta(seconds=1) + self.span.pause * self.chance.expovariate(1.0)
        self._plan_mondays(before)
        if self.due:
            self.due.append((self.at, await self._choose()))
            self.made -= 1
            return await self.next()
        action, fault = await self._choose(), self._fault(alone=False)
        meanwhile = await self._choose() if fault == "overtaken" else None
        return Step(self.made, self.at, action, fault, meanwhile)

    def _plan_mondays(self, before: datetime) -> None:
        local = before.astimezone(STATE_TIME)
        monday = local.replace(hour=7, minute=5, second=0) + timedelta(days=(7 - local.weekday()) % 7)
        if monday <= local:
            monday += timedelta(days=7)
        while monday < self.at.astimezone(STATE_TIME):
            if self.chance.random() < 0.5:
                self.due.append((monday.astimezone(self.at.tzinfo), Tick()))
                if self.chance.random() < 0.7:
                    self.due.append((monday.astimezone(self.at.tzinfo) + timedelta(minutes=30), Deliver()))
            monday += timedelta(days=7)

    def _fault(self, *, alone: bool) -> str | None:
        if self.chance.random() >= FAULT_RATE:
            return None
        return self.chance.choice(FAULTS[:2] if alone else FAULTS)

    async def _choose(self) -> Action:
        return choose(Choice(self.world, self.chance, await self._meetings()))

    async def _meetings(self) -> list[OpenMeeting]:
        is_open = select(meetings).where(meetings.c.state.in_(["proposed", "confirmed"])).order_by(meetings.c.id)
        async with self.world.database.reading() as connection:
            rows = (await connection.execute(is_open)).all()
        return [
            OpenMeeting(
                MeetingId(row.id),
                MentorshipId(row.mentorship),
                PersonId(row.mentor),
                PersonId(row.mentee),
                row.starts_at,
                row.minutes,
            )
            for row in rows
        ]

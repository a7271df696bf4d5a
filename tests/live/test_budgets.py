"""Whoever follows much is late themselves, and nobody else is: counted in messages, not timed."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from dependency_injector import providers
from throttled import utils

from moments.domain.shared.ids import ApplicationId
from moments.edge.budgets.allowances import Allowance, Allowances, Resource
from moments.edge.budgets.budgets import DELIVERIES_AT_A_TIME, Budgets, Payer
from moments.graphql.live import cursors
from moments.graphql.live.sharing import LiveExecutor
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient
from tests.edge.budgets.clock import Time
from tests.live import stream_client as how
from tests.live.rerouting import reroute
from tests.live.stream_client import cursor, following, quiet

MANY, ALLOWANCE = 20, 100_000


@dataclass
class Made:
    """The messages that are made: for whom in order, and how many at a time."""

    order: list[str] = field(default_factory=list)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    most_in_all: int = 0


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    found, write = Made(), LiveExecutor._write

    async def count(self: Any, message: Any) -> Any:
        who = self.context_value.account.payer.person
        found.order.append(who)
        found.now[who] += 1
        found.most[who] = max(found.most[who], found.now[who])
        found.most_in_all = max(found.most_in_all, found.now.total())
        try:
            await asyncio.sleep(0)
            return await write(self, message)
        finally:
            found.now[who] -= 1

    monkeypatch.setattr(LiveExecutor, "_write", count)
    return found


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(how, "TOGETHER", True)


def own_selection(number: int) -> str:
    """One that no other follower shares."""
    return f"... on QueueEvent {{ n{number}: cursor application {{ id state applicant {{ name }} }} }}"


@pytest.mark.usefixtures("together")
async def test_messages_are_made_a_few_at_a_time_and_of_each_person_one(world: ApiClient, made: Made) -> None:
    """`boss` follows with selections of their own, `adam` and `olga` with one each."""
    application = ApplicationId(ids.identity_of("Application", await world.submitted("ann", "MENTEE")))
    async with AsyncExitStack() as stack:
        greedy = [
            await stack.enter_async_context(following(world, "boss", "approvalQueue", fields=own_selection(number)))
            for number in range(MANY)
        ]
        others = [
            await stack.enter_async_context(following(world, who, stream))
            for who, stream in (("adam", "departmentQueue"), ("olga", "program"))
        ]
        for each in (*greedy, *others):
            each.begin()
        await quiet(world, MANY + 2)
        await reroute(world, application, number=1)
        for each in (*others, *greedy):
            await each.hear()
    assert made.order.count("boss") >= MANY
    assert made.most["boss"] == 1
    assert made.most_in_all <= DELIVERIES_AT_A_TIME
    before = {who: made.order[: made.order.index(who)].count("boss") for who in ("adam", "olga")}
    assert max(before.values()) <= MANY // 4, before


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The clock of the budgets' meters."""
    made = Time()
    monkeypatch.setattr(utils, "now_mono_f", lambda: made.now)
    return made


@dataclass
class Sleep:
    """Whoever waits for their budget waits until the test says that the time has come."""

    over: asyncio.Event = field(default_factory=asyncio.Event)
    sleepers: int = 0

    async def __call__(self, seconds: float) -> None:
        assert 0 < seconds <= 60
        self.sleepers += 1
        await self.over.wait()


@pytest.fixture
async def sleep() -> AsyncIterator[Sleep]:
    made = Sleep()
    yield made
    made.over.set()


@pytest.mark.usefixtures("way")
async def test_over_the_budget_one_is_told_later_what_others_are_told_now(
    world: ApiClient, sleep: Sleep, time: Time
) -> None:
    """Of all that was missed only the last, which says to fetch anew; then as before."""
    budgets = Budgets(Allowances(person=Allowance(cost=ALLOWANCE)), sleep)
    world.container.services.override(providers.Object(replace(world.container.services(), budgets=budgets)))
    application = ApplicationId(ids.identity_of("Application", await world.submitted("ann", "MENTEE")))
    async with (
        following(world, "boss", "approvalQueue") as poor,
        following(world, "adam", "departmentQueue") as rich,
    ):
        poor.begin()
        rich.begin()
        await quiet(world, 2)
        use_up(budgets, "boss")
        await reroute(world, application, number=5)
        heard = [await rich.hear() for _ in range(5)]
        assert [each["__typename"] for each in heard] == ["QueueEvent"] * 5
        async with asyncio.timeout(10):
            while not sleep.sleepers:  # noqa: ASYNC110  # the subscription does not say that it waits
                await asyncio.sleep(0.005)
        with pytest.raises(TimeoutError):
            await poor.hear(0.05)

        time.now += 60
        sleep.over.set()
        told = await poor.hear()
        assert told["__typename"] == "Lagged"
        assert cursors.decode(told["cursor"]).event == cursors.decode(await cursor(world)).event
        poor.begin()
        rich.begin()
        await quiet(world, 2)
        await reroute(world, application, number=1)
        assert (await poor.hear())["__typename"] == "QueueEvent"


@pytest.mark.usefixtures("way")
async def test_who_is_told_late_is_told_nothing_that_they_may_not_see_meanwhile(
    world: ApiClient, sleep: Sleep, time: Time
) -> None:
    """`adam` stops being an administrator in what is passed over."""
    budgets = Budgets(Allowances(person=Allowance(cost=ALLOWANCE)), sleep)
    world.container.services.override(providers.Object(replace(world.container.services(), budgets=budgets)))
    application = ApplicationId(ids.identity_of("Application", await world.submitted("ann", "MENTEE")))
    async with following(world, "adam", "departmentQueue") as follower:
        follower.begin()
        await quiet(world, 1)
        use_up(budgets, "adam")
        await reroute(world, application, number=2)
        async with asyncio.timeout(10):
            while not sleep.sleepers:  # noqa: ASYNC110  # the subscription does not say that it waits
                await asyncio.sleep(0.005)
        adam, oa = ids.encode("Person", "adam"), await world.department("OA")
        await world.done("olga", "removeAdministrator", "__typename", department=oa, person=adam)
        time.now += 60
        sleep.over.set()
        with pytest.raises(how.StreamEnded) as ended:
            await follower.hear()
    assert ended.value.code == "NOT_FOUND"


def use_up(budgets: Budgets, who: str) -> None:
    """As much as they have, and what their subscription has paid for beforehand."""
    budgets.use(Payer("unknown", who), Resource.COST, ALLOWANCE)

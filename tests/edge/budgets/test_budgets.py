"""What is used, what is left, and what is said where there is nothing left."""

from typing import Any

import pytest

from moments import security_log
from moments.edge.budgets.account import PREPAID, Account
from moments.edge.budgets.allowances import Allowance, Allowances, Resource
from moments.edge.budgets.budgets import Budgets, Payer, address_key
from moments.edge.budgets.meter import Meter
from moments.edge.errors import RateLimited
from tests.edge.budgets.clock import Time

ANN, ABE, STRANGER = Payer("192.0.2.1", "ann"), Payer("192.0.2.1", "abe"), Payer("192.0.2.1")


def test_an_allowance_runs_full_again_steadily(time: Time) -> None:
    meter = Meter(60)
    meter.use("ann", 60)
    assert meter.wait("ann", 12) == pytest.approx(12)
    assert meter.wait("abe", 60) == 0
    time.now += 12
    assert meter.wait("ann", 12) == pytest.approx(0)
    assert meter.used("ann") == pytest.approx(0.8)


def test_what_is_more_than_the_allowance_takes_all_of_it(time: Time) -> None:
    meter = Meter(60)
    assert meter.wait("ann", 1_000) == 0
    meter.use("ann", 1_000)
    assert meter.wait("ann", 1_000) == pytest.approx(60)


def test_a_meter_knows_a_bounded_number_of_keys(time: Time) -> None:
    meter = Meter(60, most_keys=3)
    for number in range(100):
        meter.use(f"198.51.100.{number}", 60)
        meter.use("who goes on", 1)
    backend = meter._limiter._store._backend
    assert len(backend.get_client()) == len(backend.expire_info) == 3
    assert meter.wait("who goes on", 1) > 0, "who goes on is not forgotten for all the others"


def test_the_sentence_says_when_to_come_again(time: Time) -> None:
    budgets = Budgets(Allowances(person=Allowance(mutations=5)))
    for _ in range(5):
        budgets.charge(ANN, Resource.MUTATIONS)
    with pytest.raises(RateLimited, match=r"^You sent a lot at once\. Try again in 12 seconds\.$") as refused:
        budgets.charge(ANN, Resource.MUTATIONS)
    assert refused.value.retry_after == 12
    time.now += 11.5
    with pytest.raises(RateLimited, match=r"in 1 second\.$"):
        budgets.charge(ANN, Resource.MUTATIONS)
    time.now += 0.6
    budgets.charge(ANN, Resource.MUTATIONS)


def test_whose_budget_it_is(time: Time) -> None:
    one = Allowance(cost=100)
    budgets = Budgets(Allowances(person=one, stranger=one))
    budgets.charge(ANN, Resource.COST, 100)
    budgets.charge(ABE, Resource.COST, 100)
    budgets.charge(STRANGER, Resource.COST, 100)
    budgets.charge(Payer("192.0.2.2"), Resource.COST, 100)
    for payer in (ANN, ABE, STRANGER, Payer("198.51.100.7", "ann")):
        with pytest.raises(RateLimited):
            budgets.charge(payer, Resource.COST)


@pytest.mark.parametrize("of", ["strangers", "total"])
def test_all_together_have_a_budget(time: Time, of: str) -> None:
    one: Any = {of: Allowance(cost=100)}
    budgets = Budgets(Allowances(**one))
    for number in range(10):
        budgets.charge(Payer(f"192.0.2.{number}"), Resource.COST, 10)
    with pytest.raises(RateLimited):
        budgets.charge(Payer("192.0.2.99"), Resource.COST)
    if of == "strangers":
        budgets.charge(ANN, Resource.COST, 1_000)
    else:
        with pytest.raises(RateLimited):
            budgets.charge(ANN, Resource.COST)


def test_what_is_refused_uses_nothing(time: Time) -> None:
    budgets = Budgets(Allowances(person=Allowance(cost=100), total=Allowance(cost=150)))
    budgets.charge(ANN, Resource.COST, 100)
    for _ in range(1_000):
        with pytest.raises(RateLimited):
            budgets.charge(ANN, Resource.COST, 100)
    budgets.charge(ABE, Resource.COST, 50)


def test_sockets_are_counted_while_they_are_open() -> None:
    budgets = Budgets(Allowances(person=Allowance(sockets=2), total=Allowance(sockets=3)))
    first, second = budgets.socket(ANN), budgets.socket(ANN)
    third = budgets.socket(ABE)
    assert first
    assert second
    assert third
    assert budgets.socket(ANN) is None
    assert budgets.socket(STRANGER) is None, "there are three in all"
    first()
    first()
    assert budgets.socket(STRANGER)
    second()
    third()
    assert budgets.socket(ANN)


async def test_messages_are_paid_for_a_hundred_units_at_a_time(time: Time) -> None:
    account = Account(Budgets(Allowances(person=Allowance(cost=PREPAID + 60))), ANN)
    deliveries = account.deliveries()
    assert all(deliveries.pay(1) for _ in range(PREPAID + 60))
    assert not deliveries.pay(1)
    time.now += 60 / (PREPAID + 60)
    assert deliveries.pay(1), "with less than a hundred left, as much as is needed"


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9%eth0", "2001:db8:1:2::"),
        ("testclient", "testclient"),
        (None, "unknown"),
    ],
)
def test_a_stranger_is_known_by_address_or_network(host: str | None, key: str) -> None:
    assert address_key(host) == key


def test_the_security_log_says_once_a_minute_who_is_over_which_budget(
    time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    budgets = Budgets(Allowances(person=Allowance(cost=10, sockets=1)))
    with caplog.at_level("INFO", security_log.LOGGER):
        for _ in range(100):
            budgets.use(ANN, Resource.COST, 10)
            with pytest.raises(RateLimited):
                budgets.charge(ANN, Resource.COST)
            budgets.socket(ANN)
        time.now += 60
        budgets.use(ANN, Resource.COST, 10)
        with pytest.raises(RateLimited):
            budgets.charge(ANN, Resource.COST)
    facts = [getattr(line, security_log.FACTS) for line in caplog.records]
    assert [line.getMessage() for line in caplog.records] == ["budget_exceeded"] * 3
    assert facts == [{"person": "ann", "why": why} for why in ("cost", "sockets", "cost")]

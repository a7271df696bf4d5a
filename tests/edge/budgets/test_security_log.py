"""A budget that is exceeded is in the security log: whose it is by ID, and never a stranger's address."""

import logging

import pytest

from moments.edge.budgets.allowances import Allowance, Allowances, Resource
from moments.edge.budgets.budgets import Budgets, Payer
from moments.edge.errors import RateLimited
from moments.security_log import FACTS, LOGGER
from tests.edge.budgets.clock import Time


def test_a_refusal_says_which_budget_and_whose_once_a_minute(time: Time, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOGGER)
    small = Allowance(mutations=1, sockets=1)
    budgets = Budgets(Allowances(person=small, stranger=small, subscriptions=1))
    for payer in (Payer("192.0.2.1", "ann"), Payer("192.0.2.1")):
        budgets.charge(payer, Resource.MUTATIONS)
        for refused in (budgets.charge, budgets.check):
            with pytest.raises(RateLimited):
                refused(payer, Resource.MUTATIONS)
        budgets.socket(payer)
        assert budgets.socket(payer) is None
    budgets.subscription(Payer("192.0.2.1", "ann"))
    with pytest.raises(RateLimited):
        budgets.subscription(Payer("192.0.2.1", "ann"))

    told = [(each.message, getattr(each, FACTS)) for each in caplog.records if each.name == LOGGER]
    ann, nobody = {"person": "ann"}, dict[str, str]()
    assert told == [
        ("budget_exceeded", {**whose, "why": budget})
        for whose, budget in (
            *((ann, "mutations"), (ann, "sockets")),
            *((nobody, "mutations"), (nobody, "sockets")),
            (ann, "subscriptions"),
        )
    ]

"""The budgets of one process: what each has used, has open, and waits for."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from moments import security_log
from moments.edge.budgets.allowances import UNBOUNDED, Allowance, Allowances, Resource
from moments.edge.budgets.meter import Meter
from moments.edge.budgets.slots import Slots
from moments.edge.budgets.turns import Turns
from moments.edge.errors import WHEN_ANOTHER_ENDS, RateLimited
from moments.security_log import SecurityEvent

UNKNOWN_ADDRESS: Final = "unknown"
DELIVERIES_AT_A_TIME: Final = 2
"""Events told by a process at once: of a payer one, so that answers have the processor in between."""
_SUBNET: Final = 64
"""Bits. A provider gives each customer at least that many addresses by IPv6, so the rest tells nobody apart."""
_EVERYBODY: Final = "all"


def address_key(host: str | None) -> str:
    """The address as a stranger is known by it: of IPv6 the network."""
    try:
        address = ip_address((host or "").partition("%")[0])
    except ValueError:
        return host or UNKNOWN_ADDRESS
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> (128 - _SUBNET) << (128 - _SUBNET)))
    return str(address)


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose budget it is: a person's, or where nobody is signed in that of the address (`address_key`)."""

    address: str
    person: str | None = None

    @property
    def key(self) -> str:
        return self.address if self.person is None else f"person {self.person}"


class _Purse:
    """An allowance, with a meter for each resource."""

    def __init__(self, allowance: Allowance) -> None:
        self.meters = {each: Meter(allowance.of(each)) for each in Resource}
        self.sockets = Slots(allowance.sockets)


class Budgets:
    """Sentences are for the person; each refusal says when to come again."""

    def __init__(
        self, allowances: Allowances | None = None, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        allowances = allowances or Allowances()
        self._person, self._stranger = _Purse(allowances.person), _Purse(allowances.stranger)
        self._strangers, self._total = _Purse(allowances.strangers), _Purse(allowances.total)
        self._subscriptions = Slots(allowances.subscriptions)
        self.operations = Turns(at_a_time=UNBOUNDED, in_lane=allowances.operations)
        self.readings = Turns(at_a_time=1, in_lane=1, rest=3)
        self.deliveries = Turns(at_a_time=DELIVERIES_AT_A_TIME, in_lane=1, rest=1)
        self._noted = Meter(1)
        self.sleep = sleep

    def wait(self, payer: Payer, resource: Resource, amount: int = 1) -> float:
        """Seconds; 0 for now."""
        return max(purse.meters[resource].wait(key, amount) for key, purse in self._purses(payer))

    def use(self, payer: Payer, resource: Resource, amount: int = 1) -> None:
        """Also of those of the payer's budgets that have room where another has none."""
        for key, purse in self._purses(payer):
            purse.meters[resource].use(key, amount)

    def charge(self, payer: Payer, resource: Resource, amount: int = 1) -> None:
        """Raises RateLimited, with nothing used."""
        if seconds := self.wait(payer, resource, amount):
            self._note(payer, resource.value)
            raise RateLimited(seconds)
        self.use(payer, resource, amount)

    def check(self, payer: Payer, resource: Resource) -> None:
        """Raises RateLimited where one more would be too much."""
        if seconds := self.wait(payer, resource):
            self._note(payer, resource.value)
            raise RateLimited(seconds)

    def used(self, payer: Payer, resource: Resource) -> float:
        """The part of the payer's own allowance, 0 to 1."""
        key, purse = self._purses(payer)[0]
        return purse.meters[resource].used(key)

    def socket(self, payer: Payer) -> Callable[[], None] | None:
        """Holds one more socket until the function returned is called; None where there are too many."""
        purses = self._purses(payer)
        if not all(purse.sockets.has_room(key) for key, purse in purses):
            self._note(payer, "sockets")
            return None
        releases = [purse.sockets.hold(key) for key, purse in purses]

        def release() -> None:
            for each in releases:
                each()

        return release

    def subscription(self, payer: Payer) -> Callable[[], None]:
        """As `socket`; raises RateLimited."""
        if not self._subscriptions.has_room(payer.key):
            self._note(payer, "subscriptions")
            most = self._subscriptions.most
            raise RateLimited(
                WHEN_ANOTHER_ENDS,
                f"You follow {most} things at once, which is the most. Close another window, then try again.",
            )
        return self._subscriptions.hold(payer.key)

    def _note(self, payer: Payer, why: str) -> None:
        """In the security log, of each payer and budget once in a minute: who asks on and on does not fill it."""
        key = f"{payer.key} {why}"
        if not self._noted.wait(key, 1):
            self._noted.use(key, 1)
            security_log.record(SecurityEvent.BUDGET_EXCEEDED, person=payer.person, why=why)

    def _purses(self, payer: Payer) -> list[tuple[str, _Purse]]:
        """The narrowest first."""
        if payer.person is not None:
            return [(payer.key, self._person), (_EVERYBODY, self._total)]
        return [(payer.key, self._stranger), (_EVERYBODY, self._strangers), (_EVERYBODY, self._total)]

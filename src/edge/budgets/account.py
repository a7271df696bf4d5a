"""One payer's side of the budgets: what an operation, a socket or a subscriber asks of them."""

from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from typing import Final

from moments.edge.budgets.allowances import Resource
from moments.edge.budgets.budgets import Budgets, Payer

BASE_COST: Final = 10
"""Units that an operation costs besides its fields: its way in and out, and who asks."""
DOWNLOAD_COST: Final = 2_000
"""Units of a file that is written from many rows, or read from an upload."""


_SHORTEST_WAIT: Final = 0.05
PREPAID: Final = 100
"""Units that a subscription pays for at a time, where there are as many: its single deliveries cost 1 or 2."""


@dataclass(frozen=True, slots=True)
class Account:
    budgets: Budgets
    payer: Payer

    def new_document(self) -> None:
        """Raises RateLimited; to be called before a document is parsed."""
        self.budgets.charge(self.payer, Resource.DOCUMENTS)

    def operation(self, cost: int, mutations: int = 0) -> None:
        """Raises RateLimited; to be called before it is begun."""
        if mutations:
            self.budgets.charge(self.payer, Resource.MUTATIONS, mutations)
        self.budgets.charge(self.payer, Resource.COST, cost + BASE_COST)

    def turn(self) -> AbstractAsyncContextManager[None]:
        """To run an operation."""
        return self.budgets.operations.turn(self.payer.key)

    def socket(self) -> Callable[[], None] | None:
        return self.budgets.socket(self.payer)

    @contextmanager
    def subscription(self) -> Generator[None, None, None]:
        """For as long as one is followed. Raises RateLimited where they have too many."""
        release = self.budgets.subscription(self.payer)
        try:
            yield
        finally:
            release()

    def deliveries(self) -> "Deliveries":
        return Deliveries(self)

    def pay(self, cost: int) -> bool:
        """False where their budget does not have it at the moment."""
        if self.budgets.wait(self.payer, Resource.COST, cost):
            return False
        self.budgets.use(self.payer, Resource.COST, cost)
        return True

    async def pay_later(self, cost: int) -> None:
        """As soon as their budget has it."""
        while not self.pay(cost):
            await self.budgets.sleep(max(_SHORTEST_WAIT, self.budgets.wait(self.payer, Resource.COST, cost)))

    def reading_turn(self) -> AbstractAsyncContextManager[None]:
        """To parse a document."""
        return self.budgets.readings.turn(self.payer.key)

    def delivery_turn(self) -> AbstractAsyncContextManager[None]:
        return self.budgets.deliveries.turn(self.payer.key)

    def used(self) -> float:
        """The part of their cost units that is used, 0 to 1."""
        return self.budgets.used(self.payer, Resource.COST)


class Deliveries:
    """What one subscription pays for its messages."""

    __slots__ = ("_account", "_prepaid")

    def __init__(self, account: Account) -> None:
        self._account, self._prepaid = account, 0

    def pay(self, cost: int) -> bool:
        """False where their budget does not have it at the moment."""
        if cost > self._prepaid and not self._buy(cost):
            return False
        self._prepaid -= cost
        return True

    async def pay_later(self, cost: int) -> bool:
        """As soon as they can; whether they had to wait."""
        if self.pay(cost):
            return False
        await self._account.pay_later(cost)
        return True

    def _buy(self, cost: int) -> bool:
        for amount in (cost + PREPAID, cost):
            if self._account.pay(amount):
                self._prepaid += amount
                return True
        return False

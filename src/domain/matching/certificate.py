"""How close a run is to the best possible lists (weak duality, docs/matching.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from moments.domain.shared.small_groups import shown


@dataclass(frozen=True, slots=True)
class Spread:
    """What it took that no list is empty, nor much shorter than those of others who seek the same (MAT-4).

    `cost`: the total fit that lists without regard to it had more, in 1/10,000. `beyond_limits`: suggestions of mentors
    who were on as many lists as their limit.
    """

    cost: int = 0
    beyond_limits: int = 0


@dataclass(frozen=True, slots=True)
class Certificate:
    """Sums of fits in 1/10,000. `bound` is an upper limit on the total fit of any valid set of lists (weak duality),
    whether these spread what is scarce or not. Limits that gave way count as they are then.
    """

    bound: int
    value: int
    spread: Spread = field(default_factory=Spread)

    @property
    def gap(self) -> float:
        """The fraction of the bound that was not reached, 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    def sentence(self) -> str:
        """Rounded down, so that only lists that cannot be bettered are called the best."""
        tenths = 1_000 if not self.bound else self.value * 1_000 // self.bound
        if tenths >= 1_000:
            return " ".join(["No lists could be better than these.", *self._told()])
        reached = f"The lists reach at least {tenths / 10:.1f}% of the best any lists could."
        return " ".join([reached, *self._told()])

    def _told(self) -> Iterator[str]:
        """Numbers below five are not told (small_groups.py)."""
        if self.spread.cost:
            share = -(-self.spread.cost * 1_000 // self.bound) / 10
            yield f"Up to {share:.1f}% was given up so that what is scarce is on as many lists as can be."
        if self.spread.beyond_limits:
            number = shown(self.spread.beyond_limits)
            many = "fewer than five" if number is None else f"{number:,}"
            yield f"So that no list is empty, mentors are on {many} more lists than their limits."

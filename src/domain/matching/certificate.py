"""How close a run is to the best possible lists (weak duality, docs/matching.md)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Certificate:
    """Sums of fits in 1/10,000. `bound` is an upper limit on the total fit of any valid set of lists (weak duality)."""

    bound: int
    value: int

    @property
    def gap(self) -> float:
        """The fraction of the bound that was not reached, 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    def sentence(self) -> str:
        """Rounded down, so that only lists that cannot be bettered are called the best."""
        tenths = 1_000 if not self.bound else self.value * 1_000 // self.bound
        if tenths >= 1_000:
            return "No lists could be better than these."
        return f"The lists reach at least {tenths / 10:.1f}% of the best any lists could."

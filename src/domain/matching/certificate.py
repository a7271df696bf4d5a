"""How close a run is to the best possible lists (weak duality, docs/matching.md)."""

from dataclasses import dataclass

from moments.domain.matching.fit import SCALE


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
        return (
            f"The lists' fits add up to {self.value / SCALE:,.1f}; no lists under these limits could reach "
            f"more than {self.bound / SCALE:,.1f}. Gap: {self.gap:.2%}."
        )

"""Whole parts of a sum by largest remainders (Hamilton's method)."""

from collections.abc import Sequence


def apportion(total: int, numerators: Sequence[float], denominator: float = 1) -> list[int]:
    """Each of `numerators` over `denominator`, rounded down, and one more for those that lost most by that, the first
    among equals, until `total` is given out. Whole numbers are divided exactly."""
    parts = [int(each // denominator) for each in numerators]
    by_loss = sorted(range(len(parts)), key=lambda at: -(numerators[at] % denominator))
    for at in by_loss[: total - sum(parts)]:
        parts[at] += 1
    return parts

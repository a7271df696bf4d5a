"""Divides a total into whole parts by largest remainders (Hamilton's method)."""

from collections.abc import Sequence


def apportion(total: int, numerators: Sequence[float], denominator: float = 1) -> list[int]:
    """Rounds each of `numerators` / `denominator` down, then adds 1 to the parts with the largest remainders (the first
    among equals) until they add up to `total`. Integers are divided exactly.
    """
    parts = [int(each // denominator) for each in numerators]
    by_loss = sorted(range(len(parts)), key=lambda at: -(numerators[at] % denominator))
    for at in by_loss[: total - sum(parts)]:
        parts[at] += 1
    return parts

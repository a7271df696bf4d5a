"""The engine's number scales. All are integers, so that results do not depend on the order of additions or on numba."""

from collections.abc import Iterator

from moments.domain.matching.fit import SCALE
from moments.domain.matching.replacements import PRICE_UNIT

ONE = SCALE * PRICE_UNIT
"""A perfect fit, in the unit of prices. Twice this value and a price fit into the 24 bits in which float32 is exact."""
FINE = 16
"""Extra bits of prices during the search."""
DEAREST = 2 * ONE
"""The maximum price for making lists."""
NEVER = -2 * ONE - 1
"""Added to the worth of a pair that is not allowed."""


def blocks(rows: int, size: int = 4096) -> Iterator[slice]:
    """Yields rows in blocks, so that memory use does not grow with the market."""
    return (slice(start, start + size) for start in range(0, rows, size))

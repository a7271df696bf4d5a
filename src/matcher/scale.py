"""Numbers of the engine. All are whole, so that no result depends on an order of additions or on an accelerator."""

from collections.abc import Iterator

from moments.domain.matching.fit import SCALE
from moments.domain.matching.replacements import PRICE_UNIT

ONE = SCALE * PRICE_UNIT
"""A whole fit, in the unit of prices. Twice it and a price fit into the 24 bits in which float32 is exact."""
FINE = 16
"""While prices are being found they have so many bits more."""
DEAREST = 2 * ONE
"""No price with which lists are made is higher."""
NEVER = -2 * ONE - 1
"""Added to what may not be."""


def blocks(rows: int, size: int = 4096) -> Iterator[slice]:
    """Rows in parts, so that what is in memory at a time does not grow with the market."""
    return (slice(start, start + size) for start in range(0, rows, size))

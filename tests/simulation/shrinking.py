"""Makes a failing list of steps short: leaves out what the failure does not need (delta debugging)."""

from collections.abc import Awaitable, Callable, Sequence

from tests.simulation.simulation import Step

Fails = Callable[[Sequence[Step]], Awaitable[bool]]
MOST_TRIES = 150


async def shrink(steps: Sequence[Step], fails: Fails, most: int = MOST_TRIES) -> list[Step]:
    """Of the steps, few with which it still fails: none of the parts left can be left out, unless tries ran out."""
    left, parts, tries = list(steps), 2, 0
    while len(left) > 1 and tries < most:
        size = max(1, len(left) // parts)
        for first in range(0, len(left), size):
            shorter = left[:first] + left[first + size :]
            tries += 1
            if shorter and await fails(shorter):
                left, parts = shorter, max(2, parts - 1)
                break
            if tries >= most:
                return left
        else:
            if size == 1:
                return left
            parts = min(len(left), parts * 2)
    return left

"""Progress of a matching run."""

from collections.abc import Callable

Advance = Callable[[int, int], None]
"""Receives the number of steps done, and the total."""

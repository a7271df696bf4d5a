"""How far a matching is."""

from collections.abc import Callable

Advance = Callable[[int, int], None]
"""Told how much is done of how much."""

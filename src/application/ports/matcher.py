"""The engine of a matching run."""

from collections.abc import Callable
from typing import Protocol

from moments.domain.matching.market import Market
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.result import Outcome

Advance = Callable[[int, int], None]
"""Told how much is done of how much."""


class Matcher(Protocol):
    def __call__(self, market: Market, parameters: Parameters, salt: str, advance: Advance | None = None) -> Outcome:
        """The same result for the same people, parameters and salt, in whatever order the people come (MAT-8)."""
        ...

"""A message that is made when it is needed: for many who are shown the same, once."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LazyMessage:
    """`cache_key`: equal for two viewers only where `build` makes the same message for both."""

    cache_key: tuple[Hashable, ...]
    build: Callable[[], object]

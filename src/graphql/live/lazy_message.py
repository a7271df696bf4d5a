"""A message that is made when it is needed: for many who are shown the same, once."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
    """`view`: equal for two viewers only where `make` makes the same message for both."""

    view: tuple[Hashable, ...]
    make: Callable[[], object]

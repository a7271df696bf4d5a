"""A message that is built when it is first needed, once for all subscribers who receive the same one."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LazyMessage:
    """`cache_key`: equal for two viewers only if `build` returns the same message for both."""

    cache_key: tuple[Hashable, ...]
    build: Callable[[], object]

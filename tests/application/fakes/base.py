"""What the stores in memory have in common: versions, and copies in and out."""

from collections.abc import Callable, Hashable, Mapping
from copy import deepcopy
from typing import TypeVar

from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey, NotFound
from moments.domain.shared.aggregate import Aggregate
from tests.application.fakes.memory import State

Track = Callable[[Aggregate], None]
Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept", bound=Aggregate)


class Store:
    def __init__(self, state: State, track: Track) -> None:
        self._state, self._track = state, track

    def _write(self, rows: dict[Key, Kept], key: Key, aggregate: Kept) -> None:
        stored = rows.get(key)
        if aggregate.version == 0 and stored is not None:
            raise DuplicateKey
        if aggregate.version != (stored.version if stored else 0):
            raise ConcurrentUpdate
        aggregate.version += 1
        rows[key] = deepcopy(aggregate)
        rows[key].collect_events()
        self._track(aggregate)


def read(rows: Mapping[Key, Kept], key: Key, what: str) -> Kept:
    if key not in rows:
        raise NotFound(what)
    return deepcopy(rows[key])

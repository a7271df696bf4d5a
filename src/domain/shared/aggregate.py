"""Base class of aggregates: collects domain events until the unit of work stores them."""

from dataclasses import dataclass, field

from moments.domain.shared.events import DomainEvent


@dataclass(slots=True, eq=False, kw_only=True)
class Aggregate:
    """`version`: counts the stored writes (optimistic locking: a write with a stale version is rejected)."""

    version: int = 0
    _events: list[DomainEvent] = field(default_factory=list, init=False, repr=False)

    def _record(self, event: DomainEvent) -> None:
        self._events.append(event)

    def collect_events(self) -> tuple[DomainEvent, ...]:
        """Returns the events since the last call, in order, and clears them."""
        events, self._events = tuple(self._events), []
        return events

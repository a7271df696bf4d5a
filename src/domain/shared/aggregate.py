"""Base class of aggregates: collects domain events until the unit of work stores them."""

from dataclasses import dataclass, field

from moments.domain.shared.events import DomainEvent


@dataclass(slots=True, eq=False, kw_only=True)
class Aggregate:
    """`version` counts the stored writes; the one that was read guards the next (a stale one is refused)."""

    version: int = 0
    _events: list[DomainEvent] = field(default_factory=list, init=False, repr=False)

    def _record(self, event: DomainEvent) -> None:
        self._events.append(event)

    def collect_events(self) -> tuple[DomainEvent, ...]:
        """What happened since the last call, in order; the aggregate forgets it."""
        events, self._events = tuple(self._events), []
        return events

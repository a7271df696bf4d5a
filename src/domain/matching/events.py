"""Events of lists after a run, and of trial runs."""

from dataclasses import dataclass

from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId, RunId, TrialRunId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvent(DomainEvent):
    """`person`: the mentee who owns the list."""

    person: PersonId
    run: RunId


class SuggestionsReplaced(ListEvent):
    """Unavailable mentors on the list were replaced."""

    __slots__ = ()


class ListCreated(ListEvent):
    """The list uses the prices of an earlier run (MAT-4)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRunEvent(DomainEvent):
    rehearsal: TrialRunId


class TrialRunRequested(TrialRunEvent):
    __slots__ = ()


class TrialRunDone(TrialRunEvent):
    """The trial run finished with a report, or was given up with a reason."""

    __slots__ = ()

"""What happens to lists after a run, and to rehearsals."""

from dataclasses import dataclass

from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId, RunId, TrialRunId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvent(DomainEvent):
    """`person`: the mentee whose list it is."""

    person: PersonId
    run: RunId


class SuggestionsReplaced(ListEvent):
    """Mentors who can no longer be asked have made way for others."""

    __slots__ = ()


class ListCreated(ListEvent):
    """By the prices of a run that was before (MAT-4)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRunEvent(DomainEvent):
    rehearsal: TrialRunId


class TrialRunRequested(TrialRunEvent):
    __slots__ = ()


class TrialRunDone(TrialRunEvent):
    """With a report, or given up with the reason."""

    __slots__ = ()

"""What the readers of one transaction know for those who follow live."""

from dataclasses import dataclass
from typing import Protocol

from moments.domain.shared.ids import PersonId, RunId


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the programme. `participants`: approved in a role and not suspended."""

    applications_waiting: int
    participants: int
    active_mentorships: int
    surveys_due: int


class LiveScreens(Protocol):
    async def last_event(self) -> int:
        """The id of the last event that this transaction sees; 0 before the first."""
        ...

    async def counts(self) -> Counts: ...

    async def mentees_of(self, run: RunId) -> frozenset[PersonId]:
        """Everybody who has a list of that run, an empty one too."""
        ...

"""The Mentorship Agreement (MEN-1): optional, proposed by one side, agreed by both."""

from dataclasses import dataclass
from datetime import date, datetime

from moments.domain.shared.errors import DomainError, raise_all
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import MESSAGE_LIMIT, InvalidText, required_text

PART_LIMIT = MESSAGE_LIMIT
"""Characters of the goals, the schedule or the obstacles."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The proposer has agreed by proposing; `agreed_at`: when the other side agreed."""

    goals: str
    schedule: str
    obstacles: str
    ends_on: date
    proposed_by: PersonId
    proposed_at: datetime
    agreed_at: datetime | None = None

    @classmethod
    def propose(
        cls, *, goals: str, schedule: str, obstacles: str, ends_on: date, by: PersonId, at: datetime
    ) -> "Agreement":
        """Raises InvalidText for each of the three texts that is blank or too long, all at once."""
        errors: list[DomainError] = []

        def part(value: str, field: str, label: str) -> str:
            try:
                return required_text(value, field, label, limit=PART_LIMIT, rule="MEN-1")
            except InvalidText as error:
                errors.append(error)
                return ""

        agreement = cls(
            goals=part(goals, "goals", "The part on goals"),
            schedule=part(schedule, "schedule", "The meeting schedule"),
            obstacles=part(obstacles, "obstacles", "The part on obstacles"),
            ends_on=ends_on,
            proposed_by=by,
            proposed_at=at,
        )
        raise_all(errors)
        return agreement

"""Whether a list computed outside the transaction is still valid."""

from datetime import datetime

from moments.application.ports.matching import ComputedList
from moments.application.unit_of_work import UnitOfWork
from moments.domain.shared.ids import PersonId


async def can_be_asked(work: UnitOfWork, made: ComputedList, at: datetime) -> bool:
    """Checks that all mentors on the list can still be requested (MAT-6)."""
    mentors = frozenset(PersonId(each.mentor) for each in made.suggestions)
    return await work.matching.who_can_be_asked(made.mentee, mentors, at) == mentors

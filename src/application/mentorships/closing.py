"""Closes the requests that wait for a mentor who has no open place left."""

from datetime import datetime

from moments.application.unit_of_work import UnitOfWork
from moments.domain.participants.participant import Participant


async def close_waiting_if_full(work: UnitOfWork, mentor: Participant, *, at: datetime) -> None:
    """CAP-2, CAP-4: their mentees are told, with the way to the search."""
    if mentor.open_places_as_mentor:
        return
    for waiting in await work.mentorships.waiting_for(mentor.id):
        waiting.close(at=at)
        await work.mentorships.save(waiting)

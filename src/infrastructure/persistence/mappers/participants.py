"""A participant, their row, and the places and waiting requests that follow from mentorships' rows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.participants.participant import Participant, Standing
from moments.infrastructure.persistence.transaction import Values


def participant_of(row: Row[Any], open_mentorships: Iterable[Row[Any]] = ()) -> Participant:
    """`open_mentorships`: any rows of mentorships that wait or are active; those of others are passed over."""
    participant = Participant(
        id=row.id,
        standing=Standing(row.standing),
        since=row.since,
        mentor_approved=row.mentor_approved,
        mentee_approved=row.mentee_approved,
        available=row.available,
        capacity=row.capacity,
        version=row.version,
    )
    for each in open_mentorships:
        _seat(participant, each)
    return participant


def participant_row(participant: Participant) -> Values:
    """Without the counts of mentorships, which are derived at the commit."""
    return {
        "id": participant.id,
        "standing": participant.standing.value,
        "since": participant.since,
        "mentor_approved": participant.mentor_approved,
        "mentee_approved": participant.mentee_approved,
        "available": participant.available,
        "capacity": participant.capacity,
    }


def _seat(participant: Participant, mentorship: Row[Any]) -> None:
    waits = mentorship.state == MentorshipState.REQUESTED.value
    if mentorship.mentee == participant.id:
        if waits:
            participant.waiting.add(mentorship.id)
        else:
            participant.mentors[mentorship.mentee_place] = mentorship.id
    elif mentorship.mentor == participant.id and not waits:
        participant.mentees[mentorship.mentor_place] = mentorship.id

"""Participants, locked together in order of id, with the places that their mentorships hold."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select, union_all

from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.mappers.participants import participant_of, participant_row
from moments.infrastructure.persistence.optimistic_locking import write
from moments.infrastructure.persistence.states import ACTIVE, OPEN
from moments.infrastructure.persistence.tables import mentorships, participants
from moments.infrastructure.persistence.transaction import Transaction

_LOCK = (
    select(participants).where(in_array(participants.c.id)).order_by(participants.c.id).with_for_update(key_share=True)
)

_HELD = select(
    mentorships.c.id,
    mentorships.c.mentor,
    mentorships.c.mentee,
    mentorships.c.state,
    mentorships.c.mentor_place,
    mentorships.c.mentee_place,
)
_HELD_BY = union_all(
    _HELD.where(in_array(mentorships.c.mentor), ACTIVE),
    _HELD.where(in_array(mentorships.c.mentee), OPEN),
)
"""What holds a place or waits, on either side. A row that has both sides here comes twice, which is harmless."""


class SqlParticipants:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def lock(self, *people: PersonId) -> dict[PersonId, Participant]:
        ids = sorted_ids(people)
        rows = await self._work.all(_LOCK, ids=ids)
        if not rows:
            return {}
        # A statement of its own: it has to begin after the locks are held to see what their last holders did.
        held = await self._work.all(_HELD_BY, ids=ids)
        self._work.stale.locked.update(row.id for row in rows)
        held_by = _by_person(held)
        return {row.id: participant_of(row, held_by.get(row.id, ())) for row in rows}

    async def save(self, participant: Participant) -> None:
        await write(self._work, participants, participant_row(participant), participant)
        self._work.stale.locked.add(participant.id)
        self._work.stale.listing.add(participant.id)


def _by_person(mentorships: Iterable[Row[Any]]) -> Mapping[str, list[Row[Any]]]:
    """An import locks everybody at once: each looks at their own mentorships only."""
    found: dict[str, list[Row[Any]]] = {}
    for each in mentorships:
        found.setdefault(each.mentor, []).append(each)
        found.setdefault(each.mentee, []).append(each)
    return found

"""Mentorships, each locked when it is read; a save records the people whose open places change."""

from sqlalchemy import bindparam, select

from moments.application.ports.errors import NotFound
from moments.application.ports.mentorships import Pair
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.shared.ids import MentorshipId, PersonId
from moments.infrastructure.persistence.mappers.mentorships import mentorship_of, mentorship_row
from moments.infrastructure.persistence.optimistic_locking import write
from moments.infrastructure.persistence.states import REQUESTED
from moments.infrastructure.persistence.tables import mentorships
from moments.infrastructure.persistence.transaction import Transaction

_PAIR = select(mentorships.c.mentor, mentorships.c.mentee).where(mentorships.c.id == bindparam("id"))
_LOCKED = select(mentorships).with_for_update(key_share=True)
_BY_ID = _LOCKED.where(mentorships.c.id == bindparam("id"))
_ALL_WAITING = select(mentorships).where(REQUESTED).order_by(mentorships.c.requested_at, mentorships.c.id)
_WAITING = _ALL_WAITING.with_for_update(key_share=True)
_WAITING_FOR = _WAITING.where(mentorships.c.mentor == bindparam("person"))
_WAITING_OF = _WAITING.where(mentorships.c.mentee == bindparam("person"))


class SqlMentorships:
    def __init__(self, work: Transaction) -> None:
        self._work = work
        self._read_as_active: set[MentorshipId] = set()

    async def pair_of(self, identity: MentorshipId) -> Pair:
        row = await self._work.first(_PAIR, id=identity)
        if row is None:
            raise NotFound("mentorship")
        return Pair(row.mentor, row.mentee)

    async def get(self, identity: MentorshipId) -> Mentorship:
        row = await self._work.first(_BY_ID, id=identity)
        if row is None:
            raise NotFound("mentorship")
        mentorship = mentorship_of(row)
        if mentorship.state is MentorshipState.ACTIVE:
            self._read_as_active.add(identity)
        return mentorship

    async def waiting_for(self, mentor: PersonId) -> list[Mentorship]:
        return [mentorship_of(row) for row in await self._work.all(_WAITING_FOR, person=mentor)]

    async def waiting_of(self, mentee: PersonId) -> list[Mentorship]:
        return [mentorship_of(row) for row in await self._work.all(_WAITING_OF, person=mentee)]

    async def waiting(self) -> list[Mentorship]:
        return [mentorship_of(row) for row in await self._work.all(_ALL_WAITING)]

    async def save(self, mentorship: Mentorship) -> None:
        await write(self._work, mentorships, mentorship_row(mentorship), mentorship)
        active = mentorship.state is MentorshipState.ACTIVE
        if active is not (mentorship.id in self._read_as_active):
            self._work.stale.counts.update((mentorship.mentor, mentorship.mentee))
            self._work.stale.listing.add(mentorship.mentor)

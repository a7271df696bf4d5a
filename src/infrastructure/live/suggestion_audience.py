"""On whose lists the mentors are whom events are about, for all events that are read together by one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, exists, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.live.event import RecordedEvent
from moments.application.live.suggestion_changes import MentorCapacity, freed_slots, may_change, mentor_of
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.exclusions import EXCLUDES, earliest
from moments.infrastructure.persistence.may_search import MAY_SEARCH
from moments.infrastructure.persistence.tables import (
    matching_runs,
    mentor_listing,
    mentorships,
    participants,
    suggestion_lists,
    suggestions,
)

_s, _m, _p = suggestions.c, mentorships.c, participants.c
_mentor = participants.alias("mentor")
_run, _later = matching_runs.alias("run"), matching_runs.alias("later")
_OF_NOW = ~exists(
    select(literal_column("1", Integer))
    .select_from(suggestion_lists)
    .join(_later, _later.c.id == suggestion_lists.c.run)
    .where(suggestion_lists.c.mentee == _s.mentee, _later.c.published_at > _run.c.published_at)
)
"""Nobody looks at the list of a quarter before."""
_NOTHING_BETWEEN = ~exists(
    select(literal_column("1", Integer))
    .select_from(mentorships)
    .where(_m.mentee == _s.mentee, _m.mentor == _s.mentor, EXCLUDES)
)
_LISTINGS = (
    select(
        _s.mentor,
        _s.mentee,
        (_mentor.c.capacity - _mentor.c.mentees).label("free"),
        func.coalesce(mentor_listing.c.open_places, literal_column("0")).label("open"),
    )
    .select_from(suggestions)
    .join(_run, _run.c.id == _s.run)
    .join(participants, _p.id == _s.mentee)
    .join(_mentor, _mentor.c.id == _s.mentor)
    .outerjoin(mentor_listing, mentor_listing.c.person == _s.mentor)
    .where(
        in_array(_s.mentor),
        literal_column("suggestions.replaced_at IS NULL"),
        _run.c.published_at.is_not(None),
        _OF_NOW,
        MAY_SEARCH,
        _NOTHING_BETWEEN,
    )
)
"""Who could ask the mentor if the mentor took requests: to others it makes no difference."""


@dataclass(frozen=True, slots=True)
class SuggestionAudience:
    """Of each mentor: who has them on their list, their places, and how many of these were freed."""

    mentees: Mapping[PersonId, frozenset[PersonId]]
    capacity: Mapping[PersonId, MentorCapacity]
    freed_slots: Mapping[PersonId, int]

    def mentees_to_notify(self, recorded: RecordedEvent) -> frozenset[PersonId]:
        """To whom the event makes a difference."""
        mentor = mentor_of(recorded)
        if mentor is None or mentor not in self.mentees:
            return frozenset()
        changed = may_change(recorded, self.capacity[mentor], self.freed_slots.get(mentor, 0))
        return self.mentees[mentor] if changed else frozenset()

    def takes_requests(self, recorded: RecordedEvent) -> bool:
        mentor = mentor_of(recorded)
        return mentor is not None and mentor in self.capacity and self.capacity[mentor].open > 0


EMPTY = SuggestionAudience({}, {}, {})


async def suggestion_audience_of(connection: AsyncConnection, events: Sequence[RecordedEvent]) -> SuggestionAudience:
    mentors = sorted_ids(mentor for each in events if (mentor := mentor_of(each)))
    if not mentors:
        return EMPTY
    given = {"ids": mentors, **earliest(max(each.occurred_at for each in events))}
    mentees: dict[PersonId, set[PersonId]] = {}
    capacity: dict[PersonId, MentorCapacity] = {}
    for row in await connection.execute(_LISTINGS, given):
        mentees.setdefault(row.mentor, set()).add(row.mentee)
        capacity[row.mentor] = MentorCapacity(row.free, row.open)
    return SuggestionAudience(
        {mentor: frozenset(each) for mentor, each in mentees.items()}, capacity, freed_slots(events)
    )

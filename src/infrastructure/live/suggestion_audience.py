"""On whose lists the mentors are whom events are about, for all events that are read together by one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.live.event import Happening
from moments.application.live.suggestion_changes import Places, freed, mentor_of, tells
from moments.domain.matching.request_blockers import A_YEAR
from moments.domain.shared.ids import PersonId
from moments.infrastructure.persistence.array_parameters import among, listed
from moments.infrastructure.persistence.exclusions import BARS
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
    select(literal_column("1"))
    .select_from(suggestion_lists)
    .join(_later, _later.c.id == suggestion_lists.c.run)
    .where(suggestion_lists.c.mentee == _s.mentee, _later.c.published_at > _run.c.published_at)
)
"""Nobody looks at the list of a quarter before."""
_NOTHING_BETWEEN = ~exists(
    select(literal_column("1")).select_from(mentorships).where(_m.mentee == _s.mentee, _m.mentor == _s.mentor, BARS)
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
        among(_s.mentor),
        literal_column("suggestions.replaced_at IS NULL"),
        _run.c.published_at.is_not(None),
        _OF_NOW,
        MAY_SEARCH,
        _NOTHING_BETWEEN,
    )
)
"""Who could ask the mentor if the mentor took requests: to others it makes no difference."""


@dataclass(frozen=True, slots=True)
class Listings:
    """Of each mentor: who has them on their list, their places, and how many of these were freed."""

    mentees: Mapping[PersonId, frozenset[PersonId]]
    places: Mapping[PersonId, Places]
    freed: Mapping[PersonId, int]

    def told(self, happening: Happening) -> frozenset[PersonId]:
        """To whom the event makes a difference."""
        mentor = mentor_of(happening)
        if mentor is None or mentor not in self.mentees:
            return frozenset()
        told = tells(happening, self.places[mentor], self.freed.get(mentor, 0))
        return self.mentees[mentor] if told else frozenset()

    def takes_requests(self, happening: Happening) -> bool:
        mentor = mentor_of(happening)
        return mentor is not None and mentor in self.places and self.places[mentor].open > 0


NONE = Listings({}, {}, {})


async def listings_of(connection: AsyncConnection, happenings: Sequence[Happening]) -> Listings:
    mentors = listed(mentor for each in happenings if (mentor := mentor_of(each)))
    if not mentors:
        return NONE
    given = {"ids": mentors, "a_year_ago": max(each.occurred_at for each in happenings) - A_YEAR}
    mentees: dict[PersonId, set[PersonId]] = {}
    places: dict[PersonId, Places] = {}
    for row in await connection.execute(_LISTINGS, given):
        mentees.setdefault(row.mentor, set()).add(row.mentee)
        places[row.mentor] = Places(row.free, row.open)
    return Listings({mentor: frozenset(each) for mentor, each in mentees.items()}, places, freed(happenings))

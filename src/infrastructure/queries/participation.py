"""Who took part in a run and who did not, from its recorded inputs: unpacked once, and a little of it kept."""

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cachetools import LRUCache

from moments.application.queries.matching_rows import ParticipationFilter
from moments.application.queries.paging import BadCursor, Key, Page, PageRequest
from moments.domain.matching.people import Absence, Someone
from moments.domain.shared.ids import PersonId, RunId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.matching.serialization import inputs_of

MOST = 3
"""Runs that are kept, of some ten megabytes each."""


class Part(NamedTuple):
    """One side of somebody, as of the run."""

    person: PersonId
    department: str
    absences: tuple[Absence, ...]


Parts = Mapping[ApplicationKind, Sequence[Part]]
"""By person's id."""


class Participations:
    """One a process. A run's inputs never change, so that what is kept is never stale."""

    def __init__(self) -> None:
        self._kept: LRUCache[RunId, Parts] = LRUCache(MOST)

    def of(self, run: RunId) -> Parts | None:
        return self._kept.get(run)

    async def keep(self, run: RunId, inputs: bytes) -> Parts:
        parts = self._kept[run] = await asyncio.to_thread(_parts, inputs)
        return parts


def page_of(parts: Parts, wish: ParticipationFilter, request: PageRequest) -> Page[Part]:
    """Raises BadCursor."""
    wanted = [each for each in parts[wish.side] if _is_wanted(each, wish)]
    people = [each.person for each in wanted]
    begin = bisect_right(people, _person(request.after)) if request.after else 0
    end = bisect_left(people, _person(request.before)) if request.before else len(people)
    if request.backward:
        begin = max(begin, end - request.limit)
    else:
        end = min(end, begin + request.limit)
    return Page(
        rows=tuple(wanted[begin:end]),
        keys=tuple((person,) for person in people[begin:end]),
        has_next=end < len(people),
        has_previous=begin > 0,
        total=len(people) if request.total else None,
    )


def _is_wanted(part: Part, wish: ParticipationFilter) -> bool:
    return (
        wish.takes_part in (None, not part.absences)
        and (wish.absence is None or wish.absence in part.absences)
        and wish.department in (None, part.department)
    )


def _person(key: Key) -> str:
    if len(key) != 1 or not isinstance(key[0], str):
        raise BadCursor
    return key[0]


def _parts(inputs: bytes) -> Parts:
    market = inputs_of(inputs).market
    return {ApplicationKind.MENTEE: _side(market.mentees), ApplicationKind.MENTOR: _side(market.mentors)}


def _side(people: Sequence[Someone]) -> list[Part]:
    found = [Part(each.person, each.department, each.why_absent) for each in people]
    return sorted(found, key=lambda each: each.person)

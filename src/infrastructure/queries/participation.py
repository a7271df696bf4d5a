"""Who took part in a run and who did not, from its recorded inputs: unpacked once, and a little of it kept."""

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cachetools import LRUCache

from moments.application.queries.matching_rows import ParticipationFilter
from moments.application.queries.paging import BadCursor, Key, Page, PageRequest
from moments.domain.matching.people import MarketMember, NonParticipation
from moments.domain.shared.ids import PersonId, RunId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.matching.serialization import inputs_of

MAX_RUNS = 3
"""Runs in memory, of some ten megabytes each."""


class RunParticipant(NamedTuple):
    """A person in one role, as recorded by the run."""

    person: PersonId
    department: str
    reasons: tuple[NonParticipation, ...]


RunParticipants = Mapping[ApplicationKind, Sequence[RunParticipant]]
"""By person's id."""


class RunParticipationCache:
    """One a process. A run's inputs never change, so a cached run is never stale."""

    def __init__(self) -> None:
        self._runs: LRUCache[RunId, RunParticipants] = LRUCache(MAX_RUNS)

    def get(self, run: RunId) -> RunParticipants | None:
        return self._runs.get(run)

    async def store(self, run: RunId, inputs: bytes) -> RunParticipants:
        participants = self._runs[run] = await asyncio.to_thread(_participants, inputs)
        return participants


def page_of(participants: RunParticipants, criteria: ParticipationFilter, request: PageRequest) -> Page[RunParticipant]:
    """Raises BadCursor."""
    wanted = [each for each in participants[criteria.side] if _is_wanted(each, criteria)]
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


def _is_wanted(participant: RunParticipant, criteria: ParticipationFilter) -> bool:
    return (
        criteria.takes_part in (None, not participant.reasons)
        and (criteria.reason is None or criteria.reason in participant.reasons)
        and criteria.department in (None, participant.department)
    )


def _person(key: Key) -> str:
    if len(key) != 1 or not isinstance(key[0], str):
        raise BadCursor
    return key[0]


def _participants(inputs: bytes) -> RunParticipants:
    market = inputs_of(inputs).market
    return {ApplicationKind.MENTEE: _side(market.mentees), ApplicationKind.MENTOR: _side(market.mentors)}


def _side(people: Sequence[MarketMember]) -> list[RunParticipant]:
    found = [RunParticipant(each.person, each.department, each.non_participation_reasons) for each in people]
    return sorted(found, key=lambda each: each.person)

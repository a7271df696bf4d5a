"""A mentee asks for other mentors in place of those who can no longer be asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from moments.application.ports.clock import Clock, Identities
from moments.application.ports.errors import ConcurrentUpdate
from moments.application.ports.matching import CurrentList, PriceRequest, Reckoning
from moments.application.ports.unit_of_work import UnitOfWork, UnitsOfWork
from moments.application.use_case import Call, Caller, UseCase
from moments.domain.matching.errors import NoListYet, NothingToReplace
from moments.domain.matching.events import SuggestionsReplaced
from moments.domain.matching.suggestion import Suggestion
from moments.domain.participants.errors import NotApprovedYet
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId


@dataclass(frozen=True, slots=True)
class ReplaceSuggestionsCommand:
    """It is about the viewer's own list."""


@dataclass(frozen=True, slots=True)
class _Found:
    """`others`: of whom each could be asked when they were looked for."""

    listed: CurrentList
    others: Sequence[Suggestion]


class ReplaceSuggestions(UseCase[ReplaceSuggestionsCommand]):
    """MAT-4, MAT-7, REQ-1: by the prices of the run that made the list. Answers the run's id.

    Those who can no longer be asked make way also where nobody comes in their place.
    Raises NotApprovedYet, Suspended, MenteeAtCapacity, NoListYet, NothingToReplace.
    """

    action = "replaceSuggestions"

    def __init__(self, units_of_work: UnitsOfWork, clock: Clock, identities: Identities, reckoning: Reckoning) -> None:
        super().__init__(units_of_work, clock, identities)
        self._reckoning = reckoning

    async def prepare(self, command: ReplaceSuggestionsCommand, caller: Caller) -> _Found | None:
        """Thousands of mentors are looked through, outside of the transaction."""
        now = self._clock.now()
        async with self._units_of_work() as work:
            try:
                listed = await self._to_replace(Call(work, command, caller.person, now))
            except DomainError:
                return None
        wanted = PriceRequest(caller.person, listed.shown, len(listed.impossible))
        found = await self._reckoning.lists(listed.run, [wanted], now)
        return _Found(listed, found[0].suggestions if found else ())

    async def execute(self, call: Call[ReplaceSuggestionsCommand]) -> str:
        listed, found = await self._to_replace(call), call.prepared
        if found is None or found.listed != listed or not await _all_open(call.work, found.others):
            raise ConcurrentUpdate("the list or a mentor has changed meanwhile")
        await call.work.matching.replace(listed.run, call.by, listed.impossible, found.others, call.at)
        call.work.record(SuggestionsReplaced(occurred_at=call.at, by=call.by, person=call.by, run=listed.run))
        return listed.run

    async def _to_replace(self, call: Call[ReplaceSuggestionsCommand]) -> CurrentList:
        participant = (await call.work.participants.lock(call.by)).get(call.by)
        if participant is None:
            raise NotApprovedYet("mentee")
        participant.check_may_search()
        listed = await call.work.matching.list_of(call.by, call.at)
        if listed is None:
            raise NoListYet
        if not listed.impossible:
            raise NothingToReplace
        return listed


async def _all_open(work: UnitOfWork, others: Sequence[Suggestion]) -> bool:
    mentors = [PersonId(each.mentor) for each in others]
    return len(await work.matching.who_take_requests(mentors)) == len(mentors)

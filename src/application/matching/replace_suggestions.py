"""A mentee replaces unavailable mentors on their list."""

from dataclasses import dataclass

from moments.application.matching.asking import can_be_asked
from moments.application.ports.clock import Clock, IdGenerator
from moments.application.ports.errors import StalePreparation
from moments.application.ports.matching import ComputedList, CurrentList, MatchingService, PriceRequest
from moments.application.unit_of_work import UnitOfWork, UnitsOfWork
from moments.application.use_case import Call, Caller, UseCase
from moments.domain.matching.errors import ListNotAvailableYet, NoReplacementAvailable, NothingToReplace
from moments.domain.matching.events import SuggestionsReplaced
from moments.domain.matching.suggestion import EmptyList
from moments.domain.participants.errors import NotApprovedYet
from moments.domain.participants.participant import Participant
from moments.domain.shared.errors import DomainError


@dataclass(frozen=True, slots=True)
class ReplaceSuggestionsCommand:
    """Always for the caller's own list."""


@dataclass(frozen=True, slots=True)
class _Found:
    """`made`: the replacements; each could be requested when computed."""

    listed: CurrentList
    made: ComputedList


def check_may_replace(participant: Participant, *, is_unavailable: bool) -> None:
    """Raises NotApprovedYet, Suspended, MenteeAtCapacity, NothingToReplace. `is_unavailable`: whether a mentor on the
    list is no longer available.
    """
    participant.check_may_search()
    if not is_unavailable:
        raise NothingToReplace


class ReplaceSuggestions(UseCase[ReplaceSuggestionsCommand]):
    """MAT-4, MAT-7, REQ-1: uses the prices of the run that made the list. Returns the run's id.

    Unavailable mentors stay on the list, marked, until a replacement for each is found. Raises NotApprovedYet,
    Suspended, MenteeAtCapacity, ListNotAvailableYet, NothingToReplace, NoReplacementAvailable.
    """

    action = "replaceSuggestions"

    def __init__(
        self, units_of_work: UnitsOfWork, clock: Clock, identities: IdGenerator, matching_service: MatchingService
    ) -> None:
        super().__init__(units_of_work, clock, identities)
        self._matching_service = matching_service

    async def prepare(self, command: ReplaceSuggestionsCommand, caller: Caller) -> _Found | None:
        """Searches thousands of mentors, so it runs outside the transaction."""
        now = self._clock.now()
        async with self._units_of_work() as work:
            try:
                listed = await self._to_replace(Call(work, command, caller.person, now))
            except DomainError:
                return None
        wanted = PriceRequest(caller.person, listed.mentors, len(listed.unavailable))
        made = await self._matching_service.lists(listed.run, [wanted], now)
        return _Found(listed, made[0] if made else ComputedList(caller.person, ()))

    async def execute(self, call: Call[ReplaceSuggestionsCommand]) -> str:
        listed, found = await self._to_replace(call), call.prepared
        if found is None or found.listed != listed or not await can_be_asked(call.work, found.made, call.at):
            raise StalePreparation("the list or a mentor has changed meanwhile")
        others = found.made.suggestions
        if not others:
            raise NoReplacementAvailable(await _change(call.work, found.made.empty))
        gone = listed.unavailable[: len(others)]
        await call.work.matching.replace(listed.run, call.by, gone, others, call.at)
        call.work.record(SuggestionsReplaced(occurred_at=call.at, by=call.by, person=call.by, run=listed.run))
        return listed.run

    async def _to_replace(self, call: Call[ReplaceSuggestionsCommand]) -> CurrentList:
        participant = (await call.work.participants.lock(call.by)).get(call.by)
        if participant is None:
            raise NotApprovedYet("mentee")
        participant.check_may_search()
        listed = await call.work.matching.list_of(call.by, call.at)
        if listed is None:
            raise ListNotAvailableYet
        check_may_replace(participant, is_unavailable=bool(listed.unavailable))
        return listed


async def _change(work: UnitOfWork, empty: EmptyList | None) -> tuple[str, int] | None:
    """The skill that would match the most mentors if added, and how many; None if none would."""
    if empty is None or not empty.would_give:
        return None
    skill, mentors = empty.would_give[0]
    known = (await work.skills.catalog()).get(skill)
    return (known.name, mentors) if known else None

"""Lists after a run: replacements for who can no longer be asked, and lists for who came late (MAT-4, MAT-7)."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

import pytest

from moments.application.matching.replace_suggestions import ReplaceSuggestions, ReplaceSuggestionsCommand
from moments.application.ports.matching import ComputedList, MatchingService, PriceRequest
from moments.application.scheduling.late_lists import BATCH_SIZE, INTERVAL, LateMenteeLists
from moments.application.scheduling.scheduler import Scheduler
from moments.application.use_case import Caller
from moments.domain.matching.errors import ListNotAvailableYet, NoReplacementAvailable, NothingToReplace
from moments.domain.matching.fit import fit
from moments.domain.matching.parameters import MAX_LIST_LENGTH
from moments.domain.matching.replacements import RISE, Exposure
from moments.domain.participants.errors import MenteeAtCapacity, NotApprovedYet
from moments.domain.participants.errors import Suspended as SuspendedError
from moments.domain.participants.participant import Standing
from moments.domain.program.cycle import Stage
from moments.domain.program.skills import Catalog, RankedSkills
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.matching.serialization import Exposures
from moments.infrastructure.matching.service import SqlMatchingService
from moments.infrastructure.persistence.tables import suggestion_lists, suggestions
from tests.application.fakes.memory import handbook_skills
from tests.domain.matching.markets import a_mentor
from tests.infrastructure.matching.scenario import (
    ANN,
    BEN,
    CAL,
    CHANGE,
    DEFAULT_SKILLS,
    DUE,
    MAX,
    MENTEE,
    MENTOR,
    MIA,
    MOE,
    NETWORKING,
    OTHERS,
    TIME,
    MatchingScenario,
)  # fmt: skip

SUE = PersonId("E-SUE")
LESS = RankedSkills((NETWORKING, CHANGE), (TIME,))
"""Shares one skill with the usual ones."""


@pytest.fixture
async def town(town: MatchingScenario) -> MatchingScenario:
    """After the first quarter's run; MAX became a mentor since."""

    async def taken() -> None:
        await town.quarter()
        await town.admit(MAX, kind=MENTOR)

    assert town.steps
    await town.steps.take("after the run", taken)
    return town


async def of(town: MatchingScenario, mentee: PersonId) -> list[tuple[int, str, bool]]:
    """Place, mentor, and whether they made way."""
    rows = await town.rows(suggestions)
    return [(row.place, row.mentor, row.replaced_at is not None) for row in rows if row.mentee == mentee]


@dataclass
class InterruptedMatching:
    """A matching service after whose first answer something happens, before that is written."""

    matching_service: SqlMatchingService
    happens: Callable[[], Awaitable[None]]
    made: list[Sequence[ComputedList]] = field(default_factory=list)

    async def lists(self, *given: Any) -> Sequence[ComputedList]:
        self.made.append(await self.matching_service.lists(*given))
        if len(self.made) == 1:
            await self.happens()
        return self.made[-1]


async def make_full(town: MatchingScenario, mentor: PersonId) -> None:
    for mentee in (BEN, CAL):
        await town.mentorship(mentor, mentee)


@pytest.mark.rule("MAT-4", "REQ-1")
async def test_a_mentor_who_is_full_makes_way_for_another(town: MatchingScenario) -> None:
    await make_full(town, MOE)
    before = {mentor: place for place, mentor, _ in await of(town, ANN)}
    run = await town.replace(ANN)
    assert {(mentor, gone) for _, mentor, gone in await of(town, ANN)} == {(MOE, True), (MIA, False), (MAX, False)}
    assert (3, MAX, False) in await of(town, ANN)
    assert before[MIA] == next(place for place, mentor, _ in await of(town, ANN) if mentor == MIA)
    assert await town.happened("suggestions.replaced") == [{"person": ANN, "run": run}]
    new = next(row for row in await town.rows(suggestions) if row.mentor == MAX)
    assert (new.added_at, sum(each["share"] for each in new.common)) == (town.clock.at, new.score)


@pytest.mark.rule("MAT-4", "REQ-1", "CAP-3", "ELIG-4")
@pytest.mark.parametrize(
    "facts", [{"available": False}, {"standing": Standing.SUSPENDED}, {"mentor_approved": False}], ids=str
)
async def test_a_mentor_who_takes_no_requests_any_more_makes_way(
    town: MatchingScenario, facts: dict[str, object]
) -> None:
    await town.participant(MOE, **facts)
    await town.replace(ANN)
    assert (3, MAX, False) in await of(town, ANN)
    assert {mentor for _, mentor, gone in await of(town, ANN) if gone} == {MOE}


@pytest.mark.rule("MAT-4", "MAT-6", "REQ-1")
async def test_a_mentor_who_declined_makes_way_and_one_who_is_asked_stays(town: MatchingScenario) -> None:
    await town.decline(await town.request(MOE, ANN, town.clock.at))
    await town.request(MIA, ANN, town.clock.at)
    await town.replace(ANN)
    assert {mentor for _, mentor, gone in await of(town, ANN) if gone} == {MOE}
    with pytest.raises(NothingToReplace):
        await town.replace(ANN)


@pytest.mark.rule("MAT-4")
async def test_where_nobody_else_fits_the_list_stays_and_the_refusal_says_what_would_change_it(
    town: MatchingScenario,
) -> None:
    await make_full(town, MOE)
    await town.participant(MAX, available=False)
    await town.admit(SUE, kind=MENTOR, skills=OTHERS)
    before = await of(town, ANN), await town.dump()
    with pytest.raises(NoReplacementAvailable) as refused:
        await town.replace(ANN)
    assert refused.value.change == ("Change Management", 1)
    assert (await of(town, ANN), await town.dump()) == before


@pytest.mark.rule("MAT-4")
async def test_of_several_who_are_gone_as_many_make_way_as_there_are_others(town: MatchingScenario) -> None:
    await make_full(town, MOE)
    await town.participant(MIA, available=False)
    await town.replace(ANN)
    assert [gone for _, mentor, gone in await of(town, ANN) if mentor in (MOE, MIA)].count(True) == 1
    assert [mentor for _, mentor, gone in await of(town, ANN) if not gone].count(MAX) == 1
    with pytest.raises(NoReplacementAvailable):
        await town.replace(ANN)


@pytest.mark.rule("MAT-4")
async def test_whoever_can_be_asked_again_comes_back_to_the_list(town: MatchingScenario) -> None:
    await town.participant(MOE, available=False)
    await town.replace(ANN)
    await town.participant(MOE, available=True)
    await town.participant(MAX, available=False)
    await town.replace(ANN)
    assert {(mentor, gone) for _, mentor, gone in await of(town, ANN)} == {(MOE, False), (MIA, False), (MAX, True)}


@pytest.mark.rule("MAT-6")
async def test_an_other_who_was_asked_meanwhile_is_looked_for_again(town: MatchingScenario) -> None:
    """The others are found first, and the mentee asks one of them before they are written."""
    await make_full(town, MOE)

    async def asked() -> None:
        await town.decline(await town.request(MAX, ANN, town.clock.at))

    matching_service = InterruptedMatching(town.matching_service, asked)
    use_case = ReplaceSuggestions(
        town.new_work, town.clock, RandomIdGenerator(), cast("MatchingService", matching_service)
    )
    with pytest.raises(NoReplacementAvailable):
        await use_case(ReplaceSuggestionsCommand(), Caller(ANN))
    assert [each.mentor for each in matching_service.made[0][0].suggestions] == [MAX]
    assert MAX not in (await town.lists())[ANN]


@pytest.mark.rule("MAT-7")
async def test_who_was_added_to_lists_since_the_run_costs_more_than_who_was_not(town: MatchingScenario) -> None:
    """MAX, whom the run did not know, is taken first; of many late ones not all are sent to the same."""
    mentors = [PersonId(f"E-NEW{number}") for number in range(10)]
    await town.admit(*mentors, kind=MENTOR)
    late = [PersonId(f"E-LATE{number:03}") for number in range(2 * BATCH_SIZE - 1)]
    await town.admit(*late, kind=MENTEE)
    shown = []
    for minutes in (0, 3):
        await town.at(DUE[Stage.SUGGEST] + timedelta(days=3, minutes=minutes))
        lists = await town.lists()
        shown.append(Counter(mentor for mentee in late if mentee in lists for mentor in lists[mentee]))
    first, all_of_them = shown
    assert (first.total(), all_of_them.total()) == (5 * BATCH_SIZE, 5 * len(late))
    await town.admit(SUE, kind=MENTEE)
    (run,) = {row.run for row in await town.rows(suggestion_lists)}
    (another,) = await town.matching_service.lists(run, [PriceRequest(SUE)], town.clock.at)
    chosen = {each.mentor for each in another.suggestions} & {*mentors, MAX}
    of_others = [all_of_them[each] for each in {*mentors, MAX} - chosen]
    assert max(all_of_them[each] for each in chosen) <= min(of_others), "whoever was shown least comes first"


@pytest.mark.rule("MAT-7")
def test_who_became_a_mentor_since_costs_nothing_until_their_places_are_on_as_many_lists_as_others() -> None:
    exposures = Exposures(3.0, {MOE: (500, 6, 6, MAX_LIST_LENGTH)})
    one, two = (a_mentor(MAX, places=places) for places in (1, 2))
    assert exposures.of_mentor(a_mentor(MOE)) == Exposure(500, 6, 6)
    assert [exposures.of_mentor(each) for each in (one, two)] == [Exposure(0, 3, 0), Exposure(0, 6, 0)]
    assert [exposures.of_mentor(two).cost(more) for more in (0, 6, 12)] == [0, 0, RISE]
    assert [exposures.of_mentor(a_mentor(MOE)).cost(more) for more in (-1, 0, 3)] == [500, 500, 500 + RISE // 2]


@pytest.mark.rule("MAT-4", "MAT-6")
@pytest.mark.parametrize(("who", "supervisor"), [(MOE, ANN), (ANN, MOE)])
async def test_who_has_become_the_supervisor_or_a_report_makes_way(
    town: MatchingScenario, who: PersonId, supervisor: PersonId
) -> None:
    async with town.new_work() as work:
        (person,) = (await work.directory.people([who])).values()
        await work.directory.write([replace(person, supervisor=supervisor)])
        await work.commit()
    await town.replace(ANN)
    assert {mentor for _, mentor, gone in await of(town, ANN) if gone} == {MOE}


@pytest.mark.rule("MAT-4")
async def test_whoever_comes_back_does_so_with_the_fit_of_now(town: MatchingScenario) -> None:
    await town.participant(MOE, available=False)
    await town.replace(ANN)
    await town.participant(MOE, available=True)
    await town.participant(MAX, available=False)
    async with town.new_work() as work:
        application = await work.applications.of(MOE, MENTOR)
        assert application is not None
        changed = replace(application.form, skills=LESS)
        application.edit(changed, Catalog(handbook_skills().values()), at=town.clock.at)
        await work.applications.save(application)
        await work.commit()
    await town.replace(ANN)
    (row,) = [row for row in await town.rows(suggestions) if (row.mentee, row.mentor) == (ANN, MOE)]
    assert (row.score, [each["skill"] for each in row.common]) == (fit(DEFAULT_SKILLS, LESS).score, [NETWORKING])


@pytest.mark.rule("MAT-6")
async def test_a_late_list_with_somebody_who_filled_up_meanwhile_is_made_again(town: MatchingScenario) -> None:
    await town.admit(SUE, kind=MENTEE)
    town.clock.at = DUE[Stage.SUGGEST] + timedelta(days=3)
    matching_service = InterruptedMatching(town.matching_service, lambda: make_full(town, MOE))
    scheduler = Scheduler(town.new_work, town.clock, [LateMenteeLists(cast("MatchingService", matching_service))])
    await scheduler.run_due_jobs()
    assert SUE not in await town.lists()
    town.clock.at += INTERVAL
    await scheduler.run_due_jobs()
    assert set((await town.lists())[SUE]) == {MIA, MAX}


@pytest.mark.rule("MAT-4")
async def test_with_a_list_on_which_all_can_be_asked_there_is_nothing_to_replace(town: MatchingScenario) -> None:
    before = await town.dump()
    with pytest.raises(NothingToReplace):
        await town.replace(ANN)
    assert await town.dump() == before


async def test_a_call_repeated_with_its_key_replaces_once(town: MatchingScenario) -> None:
    await town.participant(MOE, available=False)
    assert await town.replace(ANN, "key") == await town.replace(ANN, "key")
    assert len(await town.happened("suggestions.replaced")) == 1


async def test_two_calls_at_once_replace_once(town: MatchingScenario) -> None:
    await town.participant(MOE, available=False)
    answers = await asyncio.gather(town.replace(ANN), town.replace(ANN), return_exceptions=True)
    assert [type(each) for each in answers if isinstance(each, BaseException)] == [NothingToReplace]
    assert len(await of(town, ANN)) == 3


@pytest.mark.rule("CAP-1", "ELIG-4", "APP-6")
async def test_whoever_takes_no_mentor_now_is_refused(town: MatchingScenario) -> None:
    with pytest.raises(NotApprovedYet):
        await town.replace(SUE)
    with pytest.raises(NotApprovedYet):
        await town.replace(MAX)
    await town.participant(BEN, standing=Standing.SUSPENDED)
    with pytest.raises(SuspendedError):
        await town.replace(BEN)
    for mentor in (MOE, MIA):
        await town.mentorship(mentor, CAL)
    with pytest.raises(MenteeAtCapacity):
        await town.replace(CAL)


@pytest.mark.rule("MAT-4")
async def test_before_the_lists_are_sent_nobody_has_one(database_url: str) -> None:
    from tests.infrastructure.matching.scenario import a_town

    async with a_town(database_url) as town:
        await town.quarter(Stage.MATCH)
        await town.participant(MOE, available=False)
        with pytest.raises(ListNotAvailableYet):
            await town.replace(ANN)


# --- who came late ----------------------------------------------------------------------------------------


@pytest.mark.rule("MAT-4")
async def test_a_mentee_approved_after_the_run_gets_a_list_with_an_email(town: MatchingScenario) -> None:
    await town.admit(SUE, kind=MENTEE)
    later = DUE[Stage.SUGGEST] + timedelta(days=3)
    await town.at(later)
    listed = await of(town, SUE)
    assert {mentor for _, mentor, _ in listed} == {MOE, MIA, MAX}
    assert [place for place, _, _ in listed] == [1, 2, 3]
    (run,) = {row.run for row in await town.rows(suggestion_lists)}
    assert await town.happened("list.created") == [{"person": SUE, "run": run}]
    assert (SUE, {"run": run}) in await town.emails("suggestions_arrived")
    assert [row.made_at for row in await town.rows(suggestion_lists) if row.mentee == SUE] == [later]


@pytest.mark.rule("MAT-4")
async def test_a_late_list_that_is_empty_says_why(town: MatchingScenario) -> None:
    await town.admit(SUE, kind=MENTEE, skills=OTHERS)
    await town.at(DUE[Stage.SUGGEST] + timedelta(days=3))
    (row,) = [row for row in await town.rows(suggestion_lists) if row.mentee == SUE]
    assert row.empty_reason == "nobody_offers"
    assert ["career-networking", 3] in row.would_give


@pytest.mark.rule("MAT-4", "CAP-4")
async def test_a_mentee_whose_place_became_free_after_the_run_gets_one(database_url: str) -> None:
    from tests.infrastructure.matching.scenario import a_town

    async with a_town(database_url) as town:
        held = [await town.mentorship(mentor, ANN) for mentor in (MOE, MIA)]
        await town.admit(MAX, kind=MENTOR)
        await town.quarter()
        assert ANN not in await town.lists()
        await town.end(held[0])
        await town.at(DUE[Stage.SUGGEST] + timedelta(days=3))
        assert (await town.lists())[ANN] == [MAX]


@pytest.mark.rule("MAT-4")
async def test_many_who_came_late_get_theirs_some_at_a_time_each_once(town: MatchingScenario) -> None:
    many = [PersonId(f"E-LATE{number:03}") for number in range(BATCH_SIZE + 10)]
    await town.admit(*many, kind=MENTEE)
    sizes = []
    for minutes in (0, 3, 6, 9):
        await town.at(DUE[Stage.SUGGEST] + timedelta(days=3, minutes=minutes))
        sizes.append(len([each for each in await town.lists() if each in many]))
    assert sizes == [BATCH_SIZE, BATCH_SIZE + 10, BATCH_SIZE + 10, BATCH_SIZE + 10]
    assert len([1 for person, _ in await town.emails("suggestions_arrived") if person in many]) == len(many)


@pytest.mark.rule("MAT-8")
async def test_of_several_workers_one_makes_a_late_list(town: MatchingScenario) -> None:
    await town.admit(SUE, kind=MENTEE)
    town.clock.at = DUE[Stage.SUGGEST] + timedelta(days=3)
    await asyncio.gather(*(town.worker().run_due_jobs() for _ in range(4)))
    assert len(await town.happened("list.created")) == 1
    assert len([1 for person, _ in await town.emails("suggestions_arrived") if person == SUE]) == 1


@pytest.mark.rule("MAT-3")
@pytest.mark.parametrize("kind", list(ApplicationKind))
async def test_whoever_takes_no_part_gets_no_late_list(town: MatchingScenario, kind: ApplicationKind) -> None:
    await town.admit(SUE, kind=kind)
    await town.participant(SUE, standing=Standing.SUSPENDED)
    await town.at(DUE[Stage.SUGGEST] + timedelta(days=3))
    assert SUE not in await town.lists()

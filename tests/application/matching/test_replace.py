"""A mentee asks for other mentors in place of those who can no longer be asked."""

import pytest
import pytest_asyncio

from moments.application.matching.replace_suggestions import ReplaceSuggestions, ReplaceSuggestionsCommand
from moments.application.ports.errors import ConcurrentUpdate
from moments.application.ports.matching import ComputedList, PriceRequest
from moments.domain.matching.errors import ListNotAvailableYet, NoReplacementAvailable, NothingToReplace
from moments.domain.matching.suggestion import EmptyList, EmptyReason
from moments.domain.participants.errors import MenteeAtCapacity, NotApprovedYet, Suspended
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, SkillId
from tests.application.fakes.matching_service import a_run_record, suggestions
from tests.application.scenario import MENTOR, RUN, ZOE, Program
from tests.infrastructure.persistence import people
from tests.infrastructure.persistence.people import ANN, BEN, BOSS, MIA, MOE, NOW

NEW = PersonId("E-NEW")


async def available(program: Program, mentor: PersonId, is_available: bool) -> None:
    async with program.new_work() as work:
        participant = (await work.participants.lock(mentor))[mentor]
        participant.set_availability(available=is_available, capacity=2, at=NOW)
        await work.participants.save(participant)
        await work.commit()


@pytest_asyncio.fixture(name="program")
async def with_a_list(program: Program) -> Program:
    """ANN's list has MIA, who has become unavailable, and MOE, who is her mentor; NEW could be asked."""
    await people.settle_people(program.new_work, NEW)
    await people.admit(program.new_work, NEW, kind=MENTOR)
    async with program.new_work() as work:
        await work.matching.add_run(Quarter(2026, 4), a_run_record(RUN, {ANN: (MIA, MOE)}), by=BOSS, at=NOW)
        await work.matching.publish(Quarter(2026, 4), NOW)
        await work.commit()
    await available(program, MIA, False)
    program.matching_service.made = [ComputedList(ANN, suggestions(NEW))]
    return program


async def replace(program: Program, mentee: PersonId = ANN) -> str:
    return await program.match(ReplaceSuggestions, ReplaceSuggestionsCommand(), mentee)


async def on_the_list(program: Program) -> frozenset[PersonId]:
    async with program.new_work() as work:
        listed = await work.matching.list_of(ANN, NOW)
        assert listed is not None
        return listed.mentors


@pytest.mark.rule("MAT-4", "REQ-1")
async def test_others_come_in_place_of_those_who_can_no_longer_be_asked(program: Program) -> None:
    assert await replace(program) == RUN

    assert program.matching_service.asked == [("lists", RUN, [PriceRequest(ANN, frozenset({MIA, MOE}), 1)])]
    assert await on_the_list(program) == {NEW, MOE}
    assert program.events[-1] == "SuggestionsReplaced"


@pytest.mark.rule("MAT-4", "MAT-6")
async def test_whoever_cannot_be_asked_any_more_when_found_is_not_put_on_the_list(program: Program) -> None:
    def becomes_unavailable() -> None:
        program.memory.state.participants[NEW].available = False

    program.matching_service.meanwhile = becomes_unavailable

    with pytest.raises(ConcurrentUpdate):
        await replace(program)

    assert await on_the_list(program) == {MIA, MOE}


@pytest.mark.rule("MAT-4")
@pytest.mark.parametrize(
    ("empty", "change"),
    [
        (EmptyList(EmptyReason.NOBODY_OFFERS, ((SkillId("soft-time-management"), 2),)), ("Time Management", 2)),
        (EmptyList(EmptyReason.NO_MENTORS), None),
        (None, None),
    ],
    ids=["a skill would give some", "nothing would", "no reason is known"],
)
async def test_where_there_is_nobody_else_the_list_stays(
    program: Program, empty: EmptyList | None, change: tuple[str, int] | None
) -> None:
    program.matching_service.made = [ComputedList(ANN, (), empty)]

    with pytest.raises(NoReplacementAvailable) as refusal:
        await replace(program)

    assert refusal.value.change == change
    assert await on_the_list(program) == {MIA, MOE}


@pytest.mark.rule("MAT-4")
@pytest.mark.parametrize(
    ("mentee", "refusal"),
    [(ZOE, NotApprovedYet), (MOE, NotApprovedYet), (BEN, ListNotAvailableYet)],
    ids=["who never applied", "who is a mentor alone", "who has no list"],
)
async def test_who_has_no_list_replaces_nothing(program: Program, mentee: PersonId, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        await replace(program, mentee)

    assert program.matching_service.asked == []


@pytest.mark.rule("MAT-4")
async def test_while_everybody_can_be_asked_there_is_nothing_to_replace(program: Program) -> None:
    await available(program, MIA, True)

    with pytest.raises(NothingToReplace):
        await replace(program)

    assert program.matching_service.asked == []


@pytest.mark.rule("SEA-1", "ELIG-4")
async def test_who_may_not_search_replaces_nothing(program: Program) -> None:
    async with program.new_work() as work:
        participant = (await work.participants.lock(ANN))[ANN]
        participant.suspend(at=NOW)
        await work.participants.save(participant)
        await work.commit()

    await _is_refused(program, Suspended, {MIA, MOE})


@pytest.mark.rule("CAP-1")
async def test_who_has_two_mentors_replaces_nothing(program: Program) -> None:
    await people.an_active_mentorship(program.new_work, NEW, ANN)

    await _is_refused(program, MenteeAtCapacity, {MIA, MOE})


async def _is_refused(program: Program, refusal: type[Exception], listed: set[PersonId]) -> None:
    with pytest.raises(refusal):
        await replace(program)
    assert program.matching_service.asked == []
    assert await on_the_list(program) == listed

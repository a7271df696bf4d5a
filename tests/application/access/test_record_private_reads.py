"""Who reads whose private facts is stored before the answer goes out, and folded by the day (ELIG-5)."""

import asyncio

import pytest

from moments.application.access.record_private_reads import RecordPrivateReads
from moments.domain.participants.private_facts import PrivateFacts, ReaderRole, ShownFacts
from tests.application.scenario import Program
from tests.infrastructure.persistence.people import ANN, MIA, MOE

OF_ANN, OF_MIA = (ShownFacts(person, PrivateFacts.ELIGIBILITY, ReaderRole.OFFICE) for person in (ANN, MIA))


@pytest.fixture
def record(program: Program) -> RecordPrivateReads:
    return RecordPrivateReads(program.new_work, program.clock)


def stored(program: Program) -> dict[str, int]:
    """Whose, and how often."""
    return {each.shown.person: each.times for each in program.memory.state.private_reads.values()}


@pytest.mark.rule("ELIG-5")
async def test_a_read_is_stored_by_the_time_the_answer_may_go_out(program: Program, record: RecordPrivateReads) -> None:
    await record([(MOE, OF_ANN), (MOE, OF_MIA), (MOE, OF_ANN)])
    assert stored(program) == {ANN: 2, MIA: 1}
    await record([(MOE, OF_MIA)])
    assert stored(program) == {ANN: 2, MIA: 2}


@pytest.mark.rule("ELIG-5")
async def test_of_answers_at_the_same_time_each_is_stored(program: Program, record: RecordPrivateReads) -> None:
    await asyncio.gather(*(record([(MOE, each)]) for each in (OF_ANN, OF_MIA) * 10))
    assert stored(program) == {ANN: 10, MIA: 10}


async def test_who_is_shown_nothing_private_waits_for_nobody(program: Program, record: RecordPrivateReads) -> None:
    await record([])
    assert stored(program) == {}

"""What every use case does: its idempotency key, and another try when somebody was quicker."""

import pytest

from moments.application.participants.set_availability import SetAvailability, SetAvailabilityCommand
from moments.application.ports.errors import ConcurrentUpdate, KeyReused
from moments.application.use_case import TRIES, Caller
from moments.domain.participants.participant import Participant
from tests.application.scenario import OvertakenUnitOfWork, Program
from tests.infrastructure.persistence.people import MOE

AWAY, BACK = SetAvailabilityCommand(available=False, capacity=2), SetAvailabilityCommand(available=True, capacity=2)


async def moe(program: Program) -> Participant:
    async with program.new_work() as work:
        return (await work.participants.lock(MOE))[MOE]


async def test_a_call_repeated_with_its_key_answers_the_same_and_does_nothing(program: Program) -> None:
    first = await program.do(SetAvailability, AWAY, MOE, key="once")
    await program.do(SetAvailability, BACK, MOE)

    assert await program.do(SetAvailability, AWAY, MOE, key="once") == first
    assert (await moe(program)).available


async def test_a_key_is_not_used_for_another_request(program: Program) -> None:
    await program.do(SetAvailability, AWAY, MOE, key="once")

    with pytest.raises(KeyReused):
        await program.do(SetAvailability, BACK, MOE, key="once")

    assert not (await moe(program)).available


async def test_whoever_is_overtaken_once_is_not_told(program: Program) -> None:
    works = iter([OvertakenUnitOfWork(program.memory), program.new_work()])
    use_case = SetAvailability(lambda: next(works), program.clock, program.ids)

    await use_case(AWAY, Caller(MOE))

    assert not (await moe(program)).available


async def test_whoever_is_overtaken_again_and_again_is_given_up(program: Program) -> None:
    begun = 0

    def overtaken() -> OvertakenUnitOfWork:
        nonlocal begun
        begun += 1
        return OvertakenUnitOfWork(program.memory)

    with pytest.raises(ConcurrentUpdate):
        await SetAvailability(overtaken, program.clock, program.ids)(AWAY, Caller(MOE))

    assert begun == TRIES

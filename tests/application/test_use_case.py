"""What every use case does: its idempotency key, another try when overtaken, and slow preparation done once."""

from collections.abc import Sequence

import pytest

from moments.application.mentorships.accept_request import AcceptRequest, AcceptRequestCommand
from moments.application.participants.set_availability import SetAvailability, SetAvailabilityCommand
from moments.application.ports.errors import ConcurrentUpdate, IdempotencyKeyReused, NotFound, StalePreparation
from moments.application.retry import WRITE_TRIES
from moments.application.use_case import Call, Caller, UseCase
from moments.domain.participants.participant import Participant
from moments.domain.shared.ids import PersonId
from tests.application.fakes import CountingIds, FixedClock, Memory, fake_units_of_work
from tests.application.scenario import REQUEST, OvertakenUnitOfWork, Program
from tests.infrastructure.persistence.people import BEN, CAL, MIA, MOE

AWAY, BACK = SetAvailabilityCommand(available=False, capacity=2), SetAvailabilityCommand(available=True, capacity=2)


async def moe(program: Program) -> Participant:
    async with program.new_work() as work:
        return (await work.participants.lock(MOE))[MOE]


async def test_a_call_repeated_with_its_key_answers_the_same_and_does_nothing(program: Program) -> None:
    first = await program.do(SetAvailability, AWAY, MOE, key="once")
    await program.do(SetAvailability, BACK, MOE)

    assert await program.do(SetAvailability, AWAY, MOE, key="once") == first
    assert (await moe(program)).available


async def test_what_an_action_will_do_is_told_and_not_done(program: Program) -> None:
    before = dict(program.memory.state.mentorships)
    accept = AcceptRequest(program.new_work, program.clock, program.ids)

    told = await accept.foresee(AcceptRequestCommand(REQUEST), Caller(MIA))

    assert (told.emails, told.recipients) == (2, (BEN, MIA))
    assert program.memory.state.mentorships == before
    with pytest.raises(NotFound):
        await accept.foresee(AcceptRequestCommand(REQUEST), Caller(CAL))


async def test_a_key_is_not_used_for_another_request(program: Program) -> None:
    await program.do(SetAvailability, AWAY, MOE, key="once")

    with pytest.raises(IdempotencyKeyReused):
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

    assert begun == WRITE_TRIES


ANN = Caller(PersonId("E-ANN"))


class Matching(UseCase[str]):
    """`overtaken`: what its tries meet with before one succeeds."""

    action = "runStage"

    def __init__(self, overtaken: Sequence[Exception]) -> None:
        super().__init__(fake_units_of_work(Memory()), FixedClock(), CountingIds())
        self._overtaken, self.prepared, self.given = list(overtaken), 0, list[int]()

    async def prepare(self, command: str, caller: Caller) -> int:
        self.prepared += 1
        return self.prepared

    async def execute(self, call: Call[str]) -> str:
        self.given.append(call.prepared)
        if self._overtaken:
            raise self._overtaken.pop(0)
        return call.command


async def test_what_takes_long_is_done_once_however_often_the_write_is_overtaken() -> None:
    matching = Matching([ConcurrentUpdate()] * (WRITE_TRIES - 1))
    assert await matching("2027Q1", ANN) == "2027Q1"
    assert matching.given == [1] * WRITE_TRIES


async def test_it_is_done_anew_where_its_input_has_changed() -> None:
    matching = Matching([StalePreparation(), ConcurrentUpdate()])
    assert await matching("2027Q1", ANN) == "2027Q1"
    assert matching.given == [1, 2, 2]


@pytest.mark.parametrize("overtaken", [ConcurrentUpdate(), StalePreparation()])
async def test_after_so_many_tries_it_is_given_up(overtaken: Exception) -> None:
    matching = Matching([overtaken] * WRITE_TRIES)
    with pytest.raises(ConcurrentUpdate):
        await matching("2027Q1", ANN)
    assert len(matching.given) == WRITE_TRIES

"""An application is started once for each role."""

import pytest

from moments.application.applications.start_application import (
    ApplicationExists,
    StartApplication,
    StartApplicationCommand,
)
from moments.application.participants.set_availability import SetAvailability, SetAvailabilityCommand
from moments.domain.participants.errors import NotApprovedYet
from moments.domain.shared.kind import ApplicationKind
from tests.application.scenario import DRAFT, MENTEE, MENTOR, ZOE, Program
from tests.infrastructure.persistence.people import ANN


@pytest.mark.rule("APP-1")
async def test_a_second_application_of_a_kind_is_refused_with_the_first(program: Program) -> None:
    with pytest.raises(ApplicationExists) as refusal:
        await program.do(StartApplication, StartApplicationCommand(MENTOR), ANN)

    assert refusal.value.application == DRAFT


@pytest.mark.rule("APP-1", "APP-8")
async def test_one_of_the_other_kind_may_be_started(program: Program) -> None:
    await program.do(StartApplication, StartApplicationCommand(MENTOR), ZOE)
    await program.do(StartApplication, StartApplicationCommand(MENTEE), ZOE)

    async with program.new_work() as work:
        assert {each.kind for each in await work.applications.of_people({ZOE})} == {MENTOR, MENTEE}


@pytest.mark.rule("CAP-3")
@pytest.mark.parametrize("started", [(), (MENTEE,)], ids=["who never applied", "who applies as a mentee alone"])
async def test_who_is_no_mentor_has_no_availability(program: Program, started: tuple[ApplicationKind, ...]) -> None:
    for kind in started:
        await program.do(StartApplication, StartApplicationCommand(kind), ZOE)

    with pytest.raises(NotApprovedYet):
        await program.do(SetAvailability, SetAvailabilityCommand(available=False, capacity=2), ZOE)


@pytest.mark.rule("APP-9", "CAP-3")
async def test_a_mentor_sets_their_availability_from_the_draft_on(program: Program) -> None:
    await program.do(SetAvailability, SetAvailabilityCommand(available=False, capacity=1), ANN)

    async with program.new_work() as work:
        (participant,) = (await work.participants.lock(ANN)).values()
    assert (participant.mentor_approved, participant.available, participant.capacity) == (False, False, 1)

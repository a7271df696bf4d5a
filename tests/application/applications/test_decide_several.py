"""Several applications decided at once: each for itself, and a selection that is no selection refused whole."""

import pytest

from moments.application.applications.decide_application import ApproveApplication, DecideApplicationCommand
from moments.application.applications.decide_several import MAX_AT_ONCE, InvalidSelection, decide_each
from moments.application.ports.errors import NotFound
from moments.application.use_case import Caller
from moments.domain.shared.ids import ApplicationId
from tests.application.scenario import DRAFT, WAITING, Program
from tests.infrastructure.persistence.people import BOSS, NOW


def approval(*applications: ApplicationId) -> list[DecideApplicationCommand]:
    return [DecideApplicationCommand(each, NOW) for each in applications]


@pytest.mark.rule("APR-1")
@pytest.mark.parametrize(
    "selection", [[], [WAITING, WAITING], [ApplicationId(f"A-{number}") for number in range(MAX_AT_ONCE + 1)]]
)
async def test_none_too_many_or_one_twice_are_refused_and_nothing_is_decided(
    program: Program, selection: list[ApplicationId]
) -> None:
    decide, before = ApproveApplication(program.new_work, program.clock, program.ids), list(program.events)

    with pytest.raises(InvalidSelection):
        await decide_each(decide, approval(*selection), Caller(BOSS))

    assert program.events == before


@pytest.mark.rule("APR-1")
async def test_one_that_is_refused_holds_up_no_other_and_a_repeat_decides_none_twice(program: Program) -> None:
    decide, caller = ApproveApplication(program.new_work, program.clock, program.ids), Caller(BOSS, "once")
    begun = len(program.events)

    for _ in range(2):
        refused, decided = await decide_each(decide, approval(DRAFT, WAITING), caller)
        assert isinstance(refused, NotFound)
        assert decided is None

    assert program.events[begun:].count("ApplicationApproved") == 1

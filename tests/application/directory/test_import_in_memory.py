"""An import's guards, and what follows from it for waiting applications."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.limits import ImportLimits, TooManyDepartures
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.errors import ConcurrentUpdate
from moments.application.retry import WRITE_TRIES
from moments.domain.participants.employee import Employee
from tests.application.scenario import WAITING, OvertakenUnitOfWork, Program
from tests.infrastructure.persistence.people import BEN, CAL, MOE, a_department


def people(program: Program) -> list[Employee]:
    return list(program.memory.state.employees.values())


def update(employees: Sequence[Employee]) -> DirectoryUpdate:
    return DirectoryUpdate(employees, [a_department()])


async def test_a_file_that_lacks_too_many_people_is_refused_unless_they_are_let_go(program: Program) -> None:
    cut_off = update([each for each in people(program) if each.id != CAL])
    import_people = ImportDirectory(program.new_work, program.clock)

    with pytest.raises(TooManyDepartures) as refusal:
        await import_people(cut_off)
    assert (refusal.value.left, program.memory.state.employees[CAL].left) == (1, None)

    await import_people(cut_off, limits=ImportLimits(leavers=1.0))
    assert program.memory.state.employees[CAL].left is not None


@pytest.mark.rule("APP-7")
async def test_a_waiting_application_follows_the_directory(program: Program) -> None:
    moved = [replace(each, supervisor=MOE) if each.id == BEN else each for each in people(program)]

    await ImportDirectory(program.new_work, program.clock)(update(moved))

    supervisor = program.memory.state.applications[WAITING].supervisor
    assert supervisor is not None
    assert supervisor.person == MOE
    assert "ApplicationRerouted" in program.events


async def test_an_import_that_is_overtaken_again_and_again_is_given_up(program: Program) -> None:
    steps: list[str] = []
    import_people = ImportDirectory(lambda: OvertakenUnitOfWork(program.memory), program.clock)

    with pytest.raises(ConcurrentUpdate):
        await import_people(update(people(program)), progress=steps.append)

    assert steps.count("Somebody was quicker; starting again") == WRITE_TRIES - 1

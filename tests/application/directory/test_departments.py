"""Departments whose code or name changes, that merge, come and go (DIR-3)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from moments.application.directory.plan import ImportPlan
from moments.application.directory.update import DirectoryUpdate
from moments.application.program.administrators import NameAdministrator, NameAdministratorCommand
from moments.domain.participants.employee import Department, Employee
from moments.domain.shared.ids import DepartmentCode, PersonId
from tests.application.directory.scenario import (
    ADA,
    BOB,
    DEPARTMENTS,
    DNR,
    DOR,
    MOE,
    OLA,
    PEOPLE,
    SUE,
    TODAY,
    ImportScenario,
    with_changes,
    without,
)

NEW, OLD = DepartmentCode("NEW"), DepartmentCode("OLD")
REVENUE, NATURE = DEPARTMENTS
Formers = dict[DepartmentCode, Sequence[DepartmentCode]]
pytestmark = pytest.mark.rule("DIR-3")


def within(code: DepartmentCode, people: Sequence[Employee] = PEOPLE) -> tuple[Employee, ...]:
    return tuple(replace(each, department=code) for each in people)


async def take(
    town: ImportScenario, people: Sequence[Employee], departments: Sequence[Department], formers: Formers | None = None
) -> ImportPlan:
    return await town.take(DirectoryUpdate(people, departments, former_codes=formers or {}))


async def administrators(town: ImportScenario) -> set[tuple[DepartmentCode, PersonId]]:
    async with town.units_of_work() as work:
        codes = await work.directory.departments()
        return {(code, each.person) for code in codes for each in await work.administrators.of(code)}


async def departments(town: ImportScenario) -> dict[DepartmentCode, date | None]:
    async with town.units_of_work() as work:
        return {code: each.retired_on for code, each in (await work.directory.departments()).items()}


async def two_departments(town: ImportScenario) -> tuple[Employee, ...]:
    """Moe and Sue work in Natural Resources, which Sue administers; Ada administers Revenue."""
    people = with_changes(with_changes(PEOPLE, MOE, department=DNR), SUE, department=DNR)
    await town.import_people(people)
    await town.staff()
    await town.do(NameAdministrator, NameAdministratorCommand(DNR, "sue.summer@mo.example"), OLA)
    return people


async def test_a_new_code_takes_people_administrators_and_history_along(town: ImportScenario) -> None:
    await town.staff()
    await town.import_people(without(PEOPLE, BOB))
    code = replace(REVENUE, code=NEW, name="Revenue and Taxes")

    plan = await take(town, within(NEW, without(PEOPLE, BOB)), (code, NATURE), {NEW: [DOR]})

    assert dict(plan.moves.to) == {DOR: NEW}
    assert await administrators(town) == {(NEW, ADA)}
    assert {each.department for each in (await town.people()).values()} == {NEW}, "Bob too, who had left"
    assert (await departments(town))[DOR] == TODAY, "nobody chooses it any more"
    assert plan.people.changed == ()
    assert not plan.roles.administrators
    assert await town.events("department.moved") == [("department.moved", NEW, None)]
    again = await take(town, within(NEW, without(PEOPLE, BOB)), (code, NATURE), {NEW: [DOR]})
    assert again.changes_nothing, "the file says it for good"


@pytest.mark.parametrize("spelled", [str, str.upper, lambda name: name.replace(" ", "\u00a0") + "\u200b"])
async def test_a_code_that_is_gone_where_another_has_the_name_is_the_same_department(
    town: ImportScenario, spelled: Callable[[str], str]
) -> None:
    """However the name is spelled (ADR 49)."""
    await town.staff()

    await take(town, within(NEW), (replace(REVENUE, code=NEW, name=spelled(REVENUE.name)), NATURE))

    assert await administrators(town) == {(NEW, ADA)}


async def test_a_code_that_differs_in_capitals_is_the_same_department(town: ImportScenario) -> None:
    await town.staff()

    await take(town, within(DepartmentCode("dor")), (replace(REVENUE, code=DepartmentCode("dor")), NATURE))

    assert await administrators(town) == {(DepartmentCode("dor"), ADA)}


async def test_departments_that_merge_keep_the_administrators_of_both_once(town: ImportScenario) -> None:
    people = await two_departments(town)
    await take(town, with_changes(people, ADA, department=DNR), DEPARTMENTS)
    await town.do(NameAdministrator, NameAdministratorCommand(DNR, "ada.amber@mo.example"), OLA)
    await take(town, people, DEPARTMENTS)
    await town.do(NameAdministrator, NameAdministratorCommand(DOR, "ada.amber@mo.example"), OLA)
    before = await administrators(town)
    merged = Department(NEW, "Everything", "hr", "travel")

    plan = await take(town, within(NEW, people), (merged,), {NEW: [DOR, DNR]})

    assert (DOR, ADA) in before
    assert (DNR, SUE) in before
    assert await administrators(town) == {(NEW, ADA), (NEW, SUE)}
    assert not plan.roles.administrators
    assert {code for code, retired in (await departments(town)).items() if retired is None} == {NEW}


async def test_a_department_that_joins_another_moves_into_it(town: ImportScenario) -> None:
    people = await two_departments(town)

    await take(town, within(DOR, people), (REVENUE,), {DOR: [DNR]})

    assert await administrators(town) == {(DOR, ADA), (DOR, SUE)}
    assert await departments(town) == {DOR: None, DNR: TODAY}


async def test_codes_that_were_exchanged_are_exchanged_once(town: ImportScenario) -> None:
    people = await two_departments(town)
    exchanged = tuple(replace(each, department=DNR if each.department == DOR else DOR) for each in people)
    files = (replace(REVENUE, code=DNR), replace(NATURE, code=DOR))

    for _ in range(2):
        await take(town, exchanged, files, {DNR: [DOR], DOR: [DNR]})
        assert await administrators(town) == {(DNR, ADA), (DOR, SUE)}


async def test_a_former_code_that_is_still_a_departments_own_moves_nobody(town: ImportScenario) -> None:
    people = await two_departments(town)

    plan = await take(town, people, DEPARTMENTS, {DNR: [DOR]})

    assert (dict(plan.moves.to), plan.moves.ignored) == ({}, [DOR])
    assert await administrators(town) == {(DNR, SUE), (DOR, ADA)}


async def test_a_department_in_no_file_and_without_people_is_retired_until_it_is_back(town: ImportScenario) -> None:
    people = await two_departments(town)

    await take(town, people, (REVENUE,))
    assert await departments(town) == {DOR: None, DNR: None}, "it has people"
    await take(town, within(DOR, people), (REVENUE,))
    assert await departments(town) == {DOR: None, DNR: TODAY}
    assert await administrators(town) == {(DOR, ADA)}, "it did not merge, so that Sue only moved"
    await take(town, people, DEPARTMENTS)
    assert await departments(town) == {DOR: None, DNR: None}


async def test_a_department_that_is_back_on_its_own_can_merge_again(town: ImportScenario) -> None:
    people = await two_departments(town)
    await take(town, within(DOR, people), (REVENUE,), {DOR: [DNR]})
    await take(town, people, DEPARTMENTS)
    await town.do(NameAdministrator, NameAdministratorCommand(DNR, "moe.moss@mo.example"), OLA)

    await take(town, within(DOR, people), (REVENUE,), {DOR: [DNR]})

    assert (DOR, MOE) in await administrators(town)

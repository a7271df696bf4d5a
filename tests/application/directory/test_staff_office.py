"""The program office's first people."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from moments.application.directory.staff_office import StaffOffice
from moments.domain.program.office import UnfitOfficeMember
from tests.application.directory.scenario import BOB, OLA, PEOPLE, Town, a_town, without


@pytest_asyncio.fixture
async def town() -> AsyncIterator[Town]:
    async with a_town(None) as town:
        yield town


async def test_an_empty_office_is_staffed_with_those_the_directory_has(town: Town) -> None:
    staffed = await StaffOffice(town.units_of_work, town.clock).if_empty(["ola.oak@mo.example", "who@mo.example"])

    assert [person.id for person in staffed.added] == [OLA]
    assert staffed.unknown == ("who@mo.example",)
    assert await town.events("office_member.added") == [("office_member.added", OLA, None)]


async def test_an_office_with_somebody_in_it_is_left_alone(town: Town) -> None:
    office = StaffOffice(town.units_of_work, town.clock)
    await office.add("ola.oak@mo.example")

    assert not (await office.if_empty(["bob.brown@mo.example"])).added


async def test_an_office_whose_last_member_left_is_staffed_again(town: Town) -> None:
    office = StaffOffice(town.units_of_work, town.clock)
    await office.add("ola.oak@mo.example")
    await town.take_in(without(PEOPLE, OLA))

    assert [person.id for person in (await office.if_empty(["bob.brown@mo.example"])).added] == [BOB]
    assert [person.id for person in await office.members()] == [BOB, OLA]


async def test_a_stranger_and_a_member_are_refused(town: Town) -> None:
    office = StaffOffice(town.units_of_work, town.clock)
    await office.add("ola.oak@mo.example")

    for email in ("ola.oak@mo.example", "who@mo.example"):
        with pytest.raises(UnfitOfficeMember):
            await office.add(email)

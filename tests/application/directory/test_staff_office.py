"""The program office's first people."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from moments.application.directory.staff_office import AddFirstOfficeMembers
from moments.domain.program.office import InvalidOfficeMember
from tests.application.directory.scenario import BOB, OLA, PEOPLE, ImportScenario, a_town, without


@pytest_asyncio.fixture
async def town() -> AsyncIterator[ImportScenario]:
    async with a_town(None) as town:
        yield town


async def test_an_empty_office_is_staffed_with_those_the_directory_has(town: ImportScenario) -> None:
    staffed = await AddFirstOfficeMembers(town.units_of_work, town.clock).add_if_empty(
        ["ola.oak@mo.example", "who@mo.example"]
    )

    assert [person.id for person in staffed.added] == [OLA]
    assert staffed.unknown == ("who@mo.example",)
    assert await town.events("office_member.added") == [("office_member.added", OLA, None)]


async def test_an_office_with_somebody_in_it_is_left_alone(town: ImportScenario) -> None:
    office = AddFirstOfficeMembers(town.units_of_work, town.clock)
    await office.add("ola.oak@mo.example")

    assert not (await office.add_if_empty(["bob.brown@mo.example"])).added


async def test_an_office_whose_last_member_left_is_staffed_again(town: ImportScenario) -> None:
    office = AddFirstOfficeMembers(town.units_of_work, town.clock)
    await office.add("ola.oak@mo.example")
    await town.import_people(without(PEOPLE, OLA))

    assert [person.id for person in (await office.add_if_empty(["bob.brown@mo.example"])).added] == [BOB]
    assert [person.id for person in await office.members()] == [BOB, OLA]


async def test_a_stranger_and_a_member_are_refused(town: ImportScenario) -> None:
    office = AddFirstOfficeMembers(town.units_of_work, town.clock)
    await office.add("ola.oak@mo.example")

    for email in ("ola.oak@mo.example", "who@mo.example"):
        with pytest.raises(InvalidOfficeMember):
            await office.add(email)

"""DIR-4: a file that is older than the last import's is refused whole, by the date it states or by its content."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.limits import AlreadyImported, ImportLimits, OlderFile
from moments.application.directory.preview_import import PreviewImport
from moments.application.directory.update import DirectoryUpdate, SourceFile
from tests.application.directory.scenario import ANN, DEPARTMENTS, PEOPLE, ImportScenario, a_town, with_changes

FIRST, SECOND = date(2026, 2, 1), date(2026, 2, 2)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str | None:
    """None in memory."""
    return None if request.param == "memory" else request.getfixturevalue("new_database")(request.param)


@pytest_asyncio.fixture
async def town(address: str | None) -> AsyncIterator[ImportScenario]:
    async with a_town(address) as town:
        yield town


async def take(
    town: ImportScenario, digest: str, as_of: date | None = None, *, older: bool = False, once: bool = False
) -> None:
    update = DirectoryUpdate(with_changes(PEOPLE, ANN, job_title=digest), DEPARTMENTS, source=SourceFile(digest, as_of))
    limits = ImportLimits(older=older)
    if not once:
        await PreviewImport(town.units_of_work, town.clock)(update, limits=limits)
    await ImportDirectory(town.units_of_work, town.clock)(update, limits=limits, once=once)


@pytest.mark.rule("DIR-4")
async def test_a_file_that_states_an_earlier_date_is_refused_unless_it_is_allowed(town: ImportScenario) -> None:
    await take(town, "b", SECOND)
    before = await town.everything()

    with pytest.raises(OlderFile, match="of 2026-02-01, and one of 2026-02-02"):
        await take(town, "a", FIRST)
    assert await town.everything() == before

    await take(town, "a", FIRST, older=True)
    await take(town, "c", FIRST)


@pytest.mark.rule("DIR-4")
async def test_the_very_file_of_an_import_before_the_last_is_refused_and_that_of_the_last_is_not(
    town: ImportScenario,
) -> None:
    await take(town, "a")
    await take(town, "a")
    await take(town, "b")
    with pytest.raises(OlderFile, match="already, and another one after it"):
        await take(town, "a")
    await take(town, "b")
    await take(town, "a", older=True)


@pytest.mark.rule("DIR-4")
async def test_a_file_may_be_on_a_later_day_what_it_was_on_an_earlier_one(town: ImportScenario) -> None:
    await take(town, "a", FIRST)
    await take(town, "b", FIRST)
    await take(town, "a", SECOND)


@pytest.mark.rule("DIR-4")
async def test_a_file_is_taken_once_where_that_is_wanted(town: ImportScenario) -> None:
    await take(town, "a", once=True)
    before = await town.everything()
    with pytest.raises(AlreadyImported, match="was imported on 2026-03-02"):
        await take(town, "a", once=True)
    assert await town.everything() == before
    await take(town, "a", FIRST, once=True)


async def test_an_import_that_fails_leaves_its_file_to_be_taken(town: ImportScenario) -> None:
    nobody = DirectoryUpdate(PEOPLE[:2], DEPARTMENTS, source=SourceFile("a"))
    with pytest.raises(Exception, match="lacks 6 of the 8"):
        await ImportDirectory(town.units_of_work, town.clock)(nobody, once=True)
    await take(town, "a", once=True)

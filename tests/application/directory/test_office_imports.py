"""An import by the office: a preview that is applied once, or files that are refused; its files are kept no longer."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.limits import ImportLimits
from moments.application.directory.office_imports import ImportNotReady, OfficeImports
from moments.application.directory.preview_import import PreviewImport
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.errors import NotFound
from moments.application.ports.imports import ImportRecord, ImportState
from moments.domain.shared.ids import ImportId
from tests.application.directory.scenario import (
    ANN,
    BOB,
    DEPARTMENTS,
    OLA,
    PEOPLE,
    ImportScenario,
    a_town,
    with_changes,
    without,
)

ONE, TWO = ImportId("I-1"), ImportId("I-2")
RENAMED = DirectoryUpdate(with_changes(PEOPLE, ANN, first_name="Anna"), DEPARTMENTS)
PROBLEM = FileProblem("people.csv", 3, "email", "This is no email address.")


class FakeRecords:
    def __init__(self) -> None:
        self.stored: dict[ImportId, ImportRecord] = {}

    async def add(self, record: ImportRecord) -> None:
        self.stored[record.id] = record

    async def find(self, identity: ImportId) -> ImportRecord | None:
        return self.stored.get(identity)

    async def save(self, record: ImportRecord, *, expected: ImportState) -> bool:
        is_expected = self.stored[record.id].state is expected
        if is_expected:
            self.stored[record.id] = record
        return is_expected

    async def last_applied(self) -> datetime | None:
        applied = (each.done_at for each in self.stored.values() if each.state is ImportState.APPLIED)
        return max((at for at in applied if at), default=None)


class FakeFiles:
    """Those of a None can't be read."""

    def __init__(self) -> None:
        self.stored: dict[ImportId, DirectoryUpdate | Sequence[FileProblem] | None] = {}

    def folder(self, identity: ImportId) -> Path:
        return Path(identity)

    async def read(self, identity: ImportId) -> DirectoryUpdate | Sequence[FileProblem] | None:
        return self.stored.get(identity)

    async def remove(self, identity: ImportId) -> None:
        self.stored.pop(identity, None)


class Office:
    """The town in memory, and the office's imports of it."""

    def __init__(self, town: ImportScenario) -> None:
        self.town, self.records, self.files = town, FakeRecords(), FakeFiles()
        preview = PreviewImport(town.units_of_work, town.clock)
        self.import_directory = ImportDirectory(town.units_of_work, town.clock)
        self.imports = OfficeImports(
            self.records, self.files, preview, self.import_directory, town.clock, ImportLimits()
        )

    async def check(
        self, update: DirectoryUpdate | Sequence[FileProblem] = RENAMED, identity: ImportId = ONE
    ) -> ImportRecord:
        self.files.stored[identity] = update
        return await self.imports.check(identity, OLA)


@pytest_asyncio.fixture
async def office() -> AsyncIterator[Office]:
    async with a_town(None) as town:
        yield Office(town)


async def test_a_preview_is_applied_and_its_files_are_deleted(office: Office) -> None:
    preview = await office.check()
    assert (preview.state, preview.counts and preview.counts.changed) == (ImportState.PREVIEWED, 1)
    assert [by for _, _, by in await office.town.events("directory.imported")] == [None]

    applied = await office.imports.apply(ONE, OLA)

    assert (applied.state, applied.counts) == (ImportState.APPLIED, preview.counts)
    assert office.files.stored == {}
    assert [by for _, _, by in await office.town.events("directory.imported")] == [None, OLA]


async def test_files_with_problems_are_refused_with_them(office: Office) -> None:
    refused = await office.check([PROBLEM])

    assert (refused.state, refused.problems) == (ImportState.REFUSED, (PROBLEM,))
    assert "can't be imported as they are" in (refused.message or "")
    assert office.files.stored == {}


async def test_files_that_lack_too_many_people_are_refused(office: Office) -> None:
    refused = await office.check(DirectoryUpdate(without(PEOPLE, BOB), DEPARTMENTS))

    assert (refused.state, refused.counts and refused.counts.left) == (ImportState.REFUSED, 1)
    assert office.files.stored == {}


async def test_an_import_there_is_none_of_is_not_applied(office: Office) -> None:
    with pytest.raises(NotFound):
        await office.imports.apply(ONE, OLA)


async def test_an_import_is_applied_once(office: Office) -> None:
    await office.check()
    await office.imports.apply(ONE, OLA)

    with pytest.raises(ImportNotReady, match="only once"):
        await office.imports.apply(ONE, OLA)


async def test_a_preview_from_before_another_import_is_not_applied(office: Office) -> None:
    await office.check(identity=ONE)
    await office.check(identity=TWO)
    office.town.clock.travel(office.town.clock.now() + timedelta(minutes=1))
    await office.imports.apply(TWO, OLA)

    with pytest.raises(ImportNotReady, match="Another import"):
        await office.imports.apply(ONE, OLA)


async def test_a_preview_whose_files_are_gone_is_not_applied(office: Office) -> None:
    await office.check()
    office.files.stored.clear()

    with pytest.raises(ImportNotReady, match="were deleted"):
        await office.imports.apply(ONE, OLA)
    assert office.records.stored[ONE].state is ImportState.PREVIEWED


async def test_of_two_who_apply_an_import_one_does(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = await office.check()
    read = office.files.read

    async def somebody_is_quicker(identity: ImportId) -> DirectoryUpdate | Sequence[FileProblem] | None:
        office.records.stored[identity] = replace(preview, state=ImportState.APPLYING)
        return await read(identity)

    monkeypatch.setattr(office.files, "read", somebody_is_quicker)
    before = await office.town.everything()
    with pytest.raises(ImportNotReady, match="just applied"):
        await office.imports.apply(ONE, OLA)
    assert await office.town.everything() == before


class Interrupted(Exception):
    pass


@pytest.mark.parametrize("step", ["check", "apply"])
async def test_an_interrupted_import_is_told_as_failed(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if step == "apply":
        await office.check()

    def interrupted() -> None:
        raise Interrupted

    monkeypatch.setattr(office.town, "units_of_work", interrupted)
    broken = Office(office.town)
    broken.records.stored, broken.files.stored = office.records.stored, office.files.stored
    with pytest.raises(Interrupted):
        await (broken.check() if step == "check" else broken.imports.apply(ONE, OLA))

    assert office.records.stored[ONE].state is ImportState.FAILED
    assert "interrupted" in (office.records.stored[ONE].message or "")
    assert office.files.stored == {}

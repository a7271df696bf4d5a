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
from moments.application.directory.office_imports import ImportNotReady, OfficeImports, record_import
from moments.application.directory.preview_import import PreviewImport
from moments.application.directory.update import DirectoryUpdate
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.ports.errors import NotFound
from moments.application.ports.imports import ImportChange, ImportChangeKind, ImportRecord, ImportState
from moments.domain.shared.ids import ImportId, PersonId
from moments.domain.shared.kind import ApplicationKind
from tests.application.directory.scenario import (
    ADA,
    ANN,
    BOB,
    DEPARTMENTS,
    MOE,
    OLA,
    PEOPLE,
    SAM,
    SUE,
    ImportScenario,
    a_town,
    employee,
    with_changes,
    without,
)

ONE, TWO = ImportId("I-1"), ImportId("I-2")
RENAMED = DirectoryUpdate(with_changes(PEOPLE, ANN, first_name="Anna"), DEPARTMENTS)
PROBLEM = FileProblem("people.csv", 3, "email", "This is no email address.")


class FakeRecords:
    def __init__(self) -> None:
        self.stored: dict[ImportId, ImportRecord] = {}
        self.changes: dict[ImportId, Sequence[ImportChange]] = {}

    async def add(self, record: ImportRecord, changes: Sequence[ImportChange] = ()) -> None:
        self.stored[record.id], self.changes[record.id] = record, changes

    async def find(self, identity: ImportId) -> ImportRecord | None:
        return self.stored.get(identity)

    async def save(
        self, record: ImportRecord, *, expected: ImportState, changes: Sequence[ImportChange] | None = None
    ) -> bool:
        is_expected = self.stored[record.id].state is expected
        if is_expected:
            self.stored[record.id] = record
            self.changes[record.id] = self.changes[record.id] if changes is None else changes
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


@pytest.mark.rule("DIR-1")
async def test_the_office_reads_by_name_what_an_import_changes(office: Office) -> None:
    town = office.town
    await town.pair()
    await town.approved(ADA, SUE, ApplicationKind.MENTOR)
    request = await town.do(RequestMentor, RequestMentorCommand(ADA), ANN)
    waiting = await town.submit(ADA, ApplicationKind.MENTEE)
    come = employee(PersonId("E9"), "Nia Noble", SAM)
    people = [*with_changes(without(PEOPLE, ADA), MOE, under_discipline=True), come]

    preview = await office.check(DirectoryUpdate(people, DEPARTMENTS))

    assert preview.counts is not None
    found = [(each.kind, each.name, each.application or each.mentorship) for each in office.records.changes[ONE]]
    assert found[:3] == [
        (ImportChangeKind.CAME, "Nia Noble", None),
        (ImportChangeKind.LEFT, "Ada Amber", None),
        (ImportChangeKind.SUSPENDED, "Ada Amber", None),
    ]
    assert (ImportChangeKind.APPLICATION_WITHDRAWN, "Ada Amber", waiting) in found
    assert (ImportChangeKind.REQUEST_CLOSED, "Ada Amber", request) in found
    assert (preview.counts.requests_closed, preview.counts.applications_withdrawn) == (1, 1)
    said = " ".join(each.words for each in office.records.changes[ONE])
    assert "disciplin" not in said, "which criterion failed is read on the person's page, where that is recorded"


async def test_what_the_command_line_imports_is_kept_as_well(office: Office) -> None:
    plan = await office.import_directory(RENAMED, limits=ImportLimits(leavers=1.0))

    await record_import(office.records, TWO, plan, office.town.clock.now())

    kept = office.records.stored[TWO]
    assert (kept.uploaded_by, kept.state) == (None, ImportState.APPLIED)
    assert kept.counts is not None
    assert kept.counts.changed == 1


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

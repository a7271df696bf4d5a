"""Imports by the program office: two files are uploaded and checked, their preview is read, and it is applied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from moments.application.directory.changes import changes_of
from moments.application.directory.file_problem import FileProblem
from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.limits import ImportLimits, OlderFile, check_limits
from moments.application.directory.plan import ImportPlan
from moments.application.directory.preview_import import PreviewImport
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.clock import Clock
from moments.application.ports.errors import NotFound
from moments.application.ports.imports import (
    DirectoryFiles,
    ImportCounts,
    ImportRecord,
    ImportRecords,
    ImportState,
)
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ImportId, PersonId

FILES_LAST = timedelta(hours=24)
"""How long a preview can be applied; the files hold personal data and are deleted then, or when it is applied."""
MAX_PROBLEMS = 10_000
"""Of one import, kept and shown."""


class ImportNotReady(DomainError):
    """Only a preview can be applied, once, and only until another import is applied."""


class OfficeImports:
    """The caller has checked that the person is of the office."""

    def __init__(
        self,
        records: ImportRecords,
        files: DirectoryFiles,
        preview: PreviewImport,
        import_directory: ImportDirectory,
        clock: Clock,
        limits: ImportLimits,
    ) -> None:
        self._records, self._files, self._clock, self._limits = records, files, clock, limits
        self._preview, self._import = preview, import_directory

    async def check(self, identity: ImportId, by: PersonId) -> ImportRecord:
        """Previews the files in the import's folder. A refused import has its problems, or a message."""
        begun = ImportRecord(identity, ImportState.CHECKING, by, self._clock.now())
        await self._records.add(begun)
        try:
            found, plan = await self._checked(begun)
        except BaseException:
            await self._end(replace(begun, state=ImportState.FAILED, message=_FAILED), ImportState.CHECKING)
            raise
        return await self._end(found, ImportState.CHECKING, plan)

    async def problems(self, identity: ImportId) -> Sequence[FileProblem]:
        """Raises NotFound."""
        record = await self._records.find(identity)
        if record is None:
            raise NotFound("import")
        return record.problems

    async def apply(self, identity: ImportId, by: PersonId) -> ImportRecord:
        """Raises NotFound, ImportNotReady; what is beyond a limit was refused when it was checked."""
        record = await self._ready(identity)
        update = await self._files.read(identity)
        if not isinstance(update, DirectoryUpdate):
            raise ImportNotReady("The files of this import were deleted. Upload them again.")
        applying = replace(record, state=ImportState.APPLYING)
        if not await self._records.save(applying, expected=ImportState.PREVIEWED):
            raise ImportNotReady("Somebody has just applied this import. Open it to see its result.")
        try:
            plan = await self._import(update, limits=self._limits, by=by)
        except BaseException:
            await self._end(replace(record, state=ImportState.FAILED, message=_FAILED), ImportState.APPLYING)
            raise
        return await self._end(_found(record, ImportState.APPLIED, plan), ImportState.APPLYING, plan)

    async def _ready(self, identity: ImportId) -> ImportRecord:
        record = await self._records.find(identity)
        if record is None:
            raise NotFound("import")
        if record.state is not ImportState.PREVIEWED:
            raise ImportNotReady("Only a preview can be applied, and only once. Upload the files again.")
        last = await self._records.last_applied()
        if last is not None and last > record.uploaded_at:
            raise ImportNotReady("Another import was applied after this preview. Upload the files again.")
        return record

    async def _checked(self, begun: ImportRecord) -> tuple[ImportRecord, ImportPlan | None]:
        update = await self._files.read(begun.id)
        if not isinstance(update, DirectoryUpdate):
            refused = replace(
                begun,
                state=ImportState.REFUSED,
                problems=tuple(update or ())[:MAX_PROBLEMS],
                message="The files can't be imported as they are. Mend them and upload them again.",
            )
            return refused, None
        try:
            plan = await self._preview(update, limits=self._limits)
        except OlderFile as error:
            return replace(begun, state=ImportState.REFUSED, message=str(error)), None
        try:
            check_limits(plan, self._limits)
        except DomainError as error:
            return replace(_found(begun, ImportState.REFUSED, plan), message=str(error)), plan
        return _found(begun, ImportState.PREVIEWED, plan), plan

    async def _end(self, record: ImportRecord, expected: ImportState, plan: ImportPlan | None = None) -> ImportRecord:
        """Files that nothing will be done with are deleted at once."""
        ended = replace(record, done_at=self._clock.now())
        await self._records.save(ended, expected=expected, changes=tuple(changes_of(plan)) if plan else None)
        if ended.state is not ImportState.PREVIEWED:
            await self._files.remove(ended.id)
        return ended


_FAILED = "The server was interrupted, and nothing was imported. Upload the files again."


def _found(record: ImportRecord, state: ImportState, plan: ImportPlan) -> ImportRecord:
    return replace(record, state=state, counts=counts_of(plan), problems=plan.problems[:MAX_PROBLEMS])


async def record_import(records: ImportRecords, identity: ImportId, plan: ImportPlan, at: datetime) -> None:
    """Keeps what an import from the command line changed, for the office to read."""
    begun = ImportRecord(identity, ImportState.APPLIED, None, at, done_at=at)
    await records.add(_found(begun, ImportState.APPLIED, plan), tuple(changes_of(plan)))


def counts_of(plan: ImportPlan) -> ImportCounts:
    people, standings = plan.people, plan.standings
    return ImportCounts(
        added=len(people.added),
        changed=len(people.changed),
        left=len(people.left),
        returned=len(people.returned),
        suspended=len(standings.suspended),
        reinstated=len(standings.reinstated),
        rerouted=len(plan.rerouted),
        without_supervisor=len(plan.stuck),
        applications_withdrawn=len(plan.settlements.applications),
        requests_closed=len(plan.settlements.requests),
        mentorships_flagged=len(plan.mentorships),
        administrators_removed=len(plan.roles.administrators),
        office_members_removed=len(plan.roles.office),
        apart=plan.apart,
    )

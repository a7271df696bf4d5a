"""The files that the office uploads, in the data directory until they are applied or a day old."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.clock import Clock, IdGenerator
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import ImportId
from moments.infrastructure.directory.mapping import DirectoryMapping
from moments.infrastructure.directory.problems import BadDirectoryFile
from moments.infrastructure.directory.reader import read_directory
from moments.infrastructure.directory.xlsx_records import is_workbook
from moments.infrastructure.private_files import FOLDER_MODE, make_folder


class UploadedFiles:
    """Only the server's own user can read the folder."""

    def __init__(
        self, root: Path, clock: Clock, identities: IdGenerator, mapping: DirectoryMapping | None = None
    ) -> None:
        self._root, self._clock, self._identities, self._mapping = root, clock, identities, mapping

    def folder(self, identity: ImportId) -> Path:
        found = self._root / identity
        make_folder(self._root)
        found.mkdir(mode=FOLDER_MODE)
        found.chmod(FOLDER_MODE)
        return found

    async def read(self, identity: ImportId) -> DirectoryUpdate | Sequence[FileProblem] | None:
        return await asyncio.to_thread(self._read, self._root / identity)

    async def remove(self, identity: ImportId) -> None:
        await asyncio.to_thread(shutil.rmtree, self._root / identity, ignore_errors=True)

    @asynccontextmanager
    async def expiring(self, after: timedelta, *, every: timedelta = timedelta(hours=1)) -> AsyncGenerator[None, None]:
        """Deletes older files at the start and then `every` so often, until the context ends."""
        task = asyncio.create_task(self._expire(after, every))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _expire(self, after: timedelta, every: timedelta) -> None:
        while True:
            await asyncio.to_thread(self._remove_older, self._clock.now() - after)
            await asyncio.sleep(every.total_seconds())

    def _read(self, folder: Path) -> DirectoryUpdate | Sequence[FileProblem] | None:
        if not folder.is_dir():
            return None
        today = self._clock.now().astimezone(STATE_TIME).date()
        employees, departments = folder / "employees", folder / "departments"
        try:
            return read_directory(
                employees, departments, today=today, identities=self._identities, mapping=self._mapping,
                names=(_named(employees), _named(departments)),
            )  # fmt: skip
        except BadDirectoryFile as bad:
            return bad.problems

    def _remove_older(self, than: datetime) -> None:
        for folder in self._root.glob("*"):
            with suppress(FileNotFoundError):  # it was removed in the meantime
                if folder.stat().st_mtime < than.timestamp():
                    shutil.rmtree(folder, ignore_errors=True)


def _named(path: Path) -> str:
    """As reports call it: an upload's own name is the client's, and is not kept."""
    return f"{path.name}.xlsx" if is_workbook(path) else f"{path.name}.csv"

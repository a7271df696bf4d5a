"""A folder into which files of employees are put: each is imported once.

What was imported is known by its content in the database, written with the import itself. So the watch may be killed at
any point, and several may watch one folder: who comes second finds the file imported, and only moves it.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.limits import AlreadyImported, ImportLimits
from moments.application.directory.update import DirectoryUpdate
from moments.cli.database import opened
from moments.cli.import_report import refusal, summary
from moments.cli.importing import import_update
from moments.cli.running import say
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.errors import DomainError
from moments.infrastructure.clock import RandomIdGenerator
from moments.infrastructure.directory import BadDirectoryFile, read_directory, write_problems_csv
from moments.infrastructure.directory.mapping import DirectoryMapping
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.private_files import make_folder, opener
from moments.infrastructure.settings import Settings

IMPORTED, REFUSED = "imported", "refused"
_KINDS = (".csv", ".txt", ".xlsx")
_Size = tuple[int, int]


class Watch:
    def __init__(
        self,
        settings: Settings,
        folder: Path,
        departments: Path | None,
        mapping: DirectoryMapping | None,
        limits: ImportLimits,
    ) -> None:
        self._settings, self._folder, self._departments = settings, folder, departments
        self._mapping, self._limits = mapping, limits
        self._seen: dict[Path, _Size] = {}
        self._stuck: set[tuple[Path, _Size]] = set()

    async def watch(self, every: float, *, once: bool) -> None:
        """A database that does not answer is waited for."""
        if once:
            self._grown()
            await asyncio.sleep(min(every, 1.0))
            return await self._look()
        while True:
            try:
                await self._look()
            except (Exception, SystemExit) as trouble:  # a look that fails is repeated
                say(f"{_now()} Not now: {trouble or 'the database cannot be used'}. Next look in {every:g} seconds.")
            await asyncio.sleep(every)

    async def _look(self) -> None:
        ready = self._grown()
        if not ready:
            return
        async with opened(self._settings) as database:
            for file in ready:
                await self._take(database, file)

    def _grown(self) -> Sequence[Path]:
        """Those whose size and time are as they were at the last look, the oldest first."""
        now = {path: size for path in _files(self._folder, "employees") if (size := _size(path))}
        still = [path for path, size in now.items() if self._seen.get(path) == size and (path, size) not in self._stuck]
        self._seen = now
        return sorted(still, key=lambda path: now[path][1])

    async def _take(self, database: Database, file: Path) -> None:
        update = None
        try:
            update = await asyncio.to_thread(self._read, file)
            plan = await import_update(self._settings, database, update, self._limits, once=True)
        except FileNotFoundError:  # another watch was quicker
            return
        except AlreadyImported as done:
            self._put_away(file, IMPORTED, str(done), ())
        except BadDirectoryFile as bad:
            self._put_away(file, REFUSED, refusal("Nothing was imported.", bad.problems, bad.warnings), bad.problems)
        except DomainError as refused:
            problems, warnings = (update.problems, update.warnings) if update else ((), ())
            self._put_away(file, REFUSED, refusal(str(refused), problems, warnings), problems)
        else:
            self._put_away(file, IMPORTED, summary(plan), plan.problems)

    def _read(self, file: Path) -> DirectoryUpdate:
        departments = self._departments or max(
            _files(self._folder, "departments"), key=lambda path: path.stat().st_mtime, default=None
        )
        if departments is None:
            raise BadDirectoryFile([FileProblem(file.name, None, None, "The folder has no file DEPARTMENTS*.")])
        today = datetime.now(STATE_TIME).date()
        file.stat()
        return read_directory(file, departments, today=today, identities=RandomIdGenerator(), mapping=self._mapping)

    def _put_away(self, file: Path, where: str, text: str, problems: Sequence[FileProblem]) -> None:
        """The report first: who is killed in between writes it again."""
        say(f"{_now()} {file.name}: {where}. {text.splitlines()[0]}")
        size = _size(file)
        try:
            make_folder(self._folder / where)
            to = self._folder / where / f"{_now()}-{file.name}"
            with open(f"{to}.report.txt", "w", encoding="utf-8", opener=opener) as report:
                report.write(f"{text}\n")
            if problems:
                write_problems_csv(problems, Path(f"{to}.problems.csv"))
            with suppress(FileNotFoundError):  # another watch was quicker
                os.replace(file, to)
        except OSError as trouble:
            say(f"{_now()} {file.name} can't be moved to {where}: {trouble.strerror}. It is left until it changes.")
            if size:
                self._stuck.add((file, size))


def _files(folder: Path, begins: str) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.lower().startswith(begins) and path.suffix.lower() in _KINDS and path.is_file():
            yield path


def _size(path: Path) -> _Size | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _now() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"

"""What the office uploads: the two files of a directory, what reading them says, and the record of each import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.update import DirectoryUpdate
from moments.domain.shared.ids import ImportId, PersonId


class ImportState(Enum):
    CHECKING = "checking"
    PREVIEWED = "previewed"
    REFUSED = "refused"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many people and applications an import changes, or would change. `apart`: rows of employees not taken."""

    added: int
    changed: int
    left: int
    returned: int
    suspended: int
    reinstated: int
    rerouted: int
    apart: int = 0


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """`message`: why it was refused or failed. `problems`: of rows set apart, or of refused files."""

    id: ImportId
    state: ImportState
    uploaded_by: PersonId
    uploaded_at: datetime
    done_at: datetime | None = None
    counts: ImportCounts | None = None
    problems: tuple[FileProblem, ...] = ()
    message: str | None = None


class ImportRecords(Protocol):
    async def add(self, record: ImportRecord) -> None: ...

    async def find(self, identity: ImportId) -> ImportRecord | None: ...

    async def save(self, record: ImportRecord, *, expected: ImportState) -> bool:
        """Returns False, and changes nothing, if the record is not in that state any more."""
        ...

    async def last_applied(self) -> datetime | None:
        """When an import was last applied."""
        ...


class DirectoryFiles(Protocol):
    """The uploaded files, each import's in a folder of its own."""

    def folder(self, identity: ImportId) -> Path:
        """Makes it."""
        ...

    async def read(self, identity: ImportId) -> DirectoryUpdate | Sequence[FileProblem] | None:
        """Returns the problems of files that are refused whole; None if the files are gone."""
        ...

    async def remove(self, identity: ImportId) -> None: ...

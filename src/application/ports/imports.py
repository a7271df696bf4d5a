"""What the office uploads: the two files of a directory, what reading them says, and the record of each import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from moments.application.directory.file_problem import FileProblem
from moments.application.directory.update import DirectoryUpdate
from moments.domain.shared.ids import ApplicationId, DepartmentCode, ImportId, MentorshipId, PersonId


class ImportState(Enum):
    CHECKING = "checking"
    PREVIEWED = "previewed"
    REFUSED = "refused"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"


class ImportChangeKind(Enum):
    """In the order in which they are listed."""

    CAME = "came"
    RETURNED = "returned"
    LEFT = "left"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REROUTED = "rerouted"
    WITHOUT_SUPERVISOR = "without_supervisor"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    REQUEST_CLOSED = "request_closed"
    MENTORSHIP_FLAGGED = "mentorship_flagged"
    ADMINISTRATOR_REMOVED = "administrator_removed"
    OFFICE_MEMBER_REMOVED = "office_member_removed"


@dataclass(frozen=True, slots=True, repr=False)
class ImportChange:
    """`name`, `department`: as the import has them; in a preview, somebody new is nowhere else yet. `words`: a sentence
    for the office. `application`, `mentorship`: what it is about.
    """

    kind: ImportChangeKind
    person: PersonId
    name: str
    department: DepartmentCode
    words: str
    application: ApplicationId | None = None
    mentorship: MentorshipId | None = None


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
    without_supervisor: int = 0
    applications_withdrawn: int = 0
    requests_closed: int = 0
    mentorships_flagged: int = 0
    administrators_removed: int = 0
    office_members_removed: int = 0


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """`uploaded_by`: None for the command line. `message`: why it was refused or failed. `problems`: of rows set apart,
    or of refused files.
    """

    id: ImportId
    state: ImportState
    uploaded_by: PersonId | None
    uploaded_at: datetime
    done_at: datetime | None = None
    counts: ImportCounts | None = None
    problems: tuple[FileProblem, ...] = ()
    message: str | None = None


class ImportRecords(Protocol):
    async def add(self, record: ImportRecord, changes: Sequence[ImportChange] = ()) -> None: ...

    async def find(self, identity: ImportId) -> ImportRecord | None: ...

    async def save(
        self, record: ImportRecord, *, expected: ImportState, changes: Sequence[ImportChange] | None = None
    ) -> bool:
        """Returns False, and changes nothing, if the record is not in that state any more. `changes`: take the place
        of those that there are; None leaves them.
        """
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

"""Imports of the directory, as the office reads them."""

from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.directory.file_problem import FileProblem
from moments.application.ports import imports as port
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import ImportRow
from moments.edge.errors import ClientError
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference

ImportState = described_enum(
    port.ImportState,
    name="DirectoryImportState",
    description="Whether the uploaded files can be imported, or were.",
    values={
        port.ImportState.CHECKING: "The files are being checked.",
        port.ImportState.PREVIEWED: "The files can be imported; nothing has changed yet.",
        port.ImportState.REFUSED: "The files cannot be imported; nothing has changed.",
        port.ImportState.APPLYING: "The import is being applied.",
        port.ImportState.APPLIED: "The import was applied.",
        port.ImportState.FAILED: "The import was interrupted; nothing has changed.",
    },
)


@strawberry.type(description="A problem in an uploaded file, for which a row is set apart or the file refused (DIR-4).")
class ImportProblem:
    file: str = strawberry.field(description="Name of the file: `employees` or `departments`, with .csv or .xlsx.")
    line: int | None = strawberry.field(description="Line where the row begins; null for a problem of the whole file.")
    column: str | None = strawberry.field(description="Name of the column; null for a problem of the whole row.")
    message: str = strawberry.field(description="The problem as a sentence to show to the user.")

    @classmethod
    def of(cls, row: FileProblem) -> "ImportProblem":
        return cls(file=row.file, line=row.line, column=row.column, message=row.reason)


_K = port.ImportChangeKind
ImportChangeKind = described_enum(
    _K,
    name="ImportChangeKind",
    description="What an import changed of a person, an application, a request or a mentorship.",
    values={
        _K.CAME: "The person is new in the directory.",
        _K.RETURNED: "The person had left and is back.",
        _K.LEFT: "The person has left (DIR-1).",
        _K.SUSPENDED: "The participation is suspended (ELIG-4).",
        _K.REINSTATED: "The suspension is lifted (ELIG-4).",
        _K.REROUTED: "The submitted application goes to another supervisor (APP-7).",
        _K.WITHOUT_SUPERVISOR: "The submitted application waits for somebody who can no longer decide it.",
        _K.APPLICATION_WITHDRAWN: "The submitted application is withdrawn, because its applicant has left (DIR-1).",
        _K.REQUEST_CLOSED: "The request is closed, because a side has left (DIR-1).",
        _K.MENTORSHIP_FLAGGED: "The mentorship goes on, flagged, because a side has left or is suspended.",
        _K.ADMINISTRATOR_REMOVED: "The person is no longer an administrator, because they left or moved.",
        _K.OFFICE_MEMBER_REMOVED: "The person is no longer in the program office, because they left.",
    },
)


@strawberry.type(description="One change of an import, made or previewed, for the office.")
class ImportChange:
    kind: _K = strawberry.field(description="Kind of change.")
    person: strawberry.ID = strawberry.field(
        description="ID of the person whom it is about, for the filters by person."
    )
    name: str = strawberry.field(description="Name of the person, as in the import.")
    department: str = strawberry.field(description="Name of the person's department, as in the import.")
    message: str = strawberry.field(description="The change as a sentence to show to the user.")
    application: strawberry.ID | None = strawberry.field(description="ID of the application; null for other changes.")
    mentorship: strawberry.ID | None = strawberry.field(
        description="ID of the request or mentorship; null for other changes."
    )

    @classmethod
    def of(cls, row: port.ImportChange, reference: Reference) -> "ImportChange":
        return cls(
            kind=row.kind,
            person=ids.encode("Person", row.person),
            name=row.name,
            department=reference.department_name(row.department),
            message=row.words,
            application=ids.encode("Application", row.application) if row.application else None,
            mentorship=ids.encode("Mentorship", row.mentorship) if row.mentorship else None,
        )


CommandLine = Annotated[
    bool | None,
    strawberry.argument(description="Whether to list imports from the command line too; null for no."),
]
ChangeKinds = Annotated[list[_K] | None, strawberry.argument(description="Filter: changes of these kinds only.")]


@strawberry.type(description="Number of people and applications that an import changes, or would change.")
class ImportCounts:
    added: int = strawberry.field(description="Number of people who are new.")
    changed: int = strawberry.field(description="Number of people whose record changes.")
    left: int = strawberry.field(description="Number of people who have left.")
    returned: int = strawberry.field(description="Number of people who had left and are back.")
    suspended: int = strawberry.field(description="Number of participants who become ineligible (ELIG-4).")
    reinstated: int = strawberry.field(description="Number of participants who are eligible again (ELIG-4).")
    rerouted: int = strawberry.field(
        description="Number of submitted applications that go to another supervisor (APP-7)."
    )
    apart: int = strawberry.field(description="Number of employees' rows that are in error and set apart (DIR-4).")
    without_supervisor: int = strawberry.field(
        description="Number of submitted applications that wait for somebody who can no longer decide them."
    )
    applications_withdrawn: int = strawberry.field(
        description="Number of submitted applications withdrawn, because their applicant has left (DIR-1)."
    )
    requests_closed: int = strawberry.field(description="Number of requests closed, because a side has left (DIR-1).")
    mentorships_flagged: int = strawberry.field(
        description="Number of active mentorships of which a side has left or is suspended now."
    )
    administrators_removed: int = strawberry.field(
        description="Number of administrators who are one no longer, because they left or moved."
    )
    office_members_removed: int = strawberry.field(description="Number of members of the program office who have left.")

    @classmethod
    def of(cls, row: port.ImportCounts) -> "ImportCounts":
        return cls(
            added=row.added,
            changed=row.changed,
            left=row.left,
            returned=row.returned,
            suspended=row.suspended,
            reinstated=row.reinstated,
            rerouted=row.rerouted,
            apart=row.apart,
            without_supervisor=row.without_supervisor,
            applications_withdrawn=row.applications_withdrawn,
            requests_closed=row.requests_closed,
            mentorships_flagged=row.mentorships_flagged,
            administrators_removed=row.administrators_removed,
            office_members_removed=row.office_members_removed,
        )


@strawberry.type(description="An import of the directory by the office, uploaded at `/imports`.")
class DirectoryImport(Node):
    row: strawberry.Private[ImportRow]
    state: port.ImportState = strawberry.field(description="State of the import.")
    imported_by: Person | None = strawberry.field(
        description="The person in the office who uploaded the files; null for an import from the command line."
    )
    uploaded_at: datetime = strawberry.field(description="When the files were uploaded.")
    done_at: datetime | None = strawberry.field(
        description="When the files were checked, or the import was applied; null until then."
    )
    counts: ImportCounts | None = strawberry.field(
        description="Changes of the import, made or previewed; null if the files could not be read."
    )
    message: str | None = strawberry.field(description="Why the import was refused or failed; null if it was not.")

    @strawberry.field(
        description="The person in the office who uploaded the files; an error for an import from the command line.",
        deprecation_reason="Use `importedBy`, which is null for an import from the command line.",
    )
    def uploaded_by(self) -> Person:
        if self.imported_by is None:
            raise ClientError("Nobody uploaded this import: it is from the command line. Ask for `importedBy` instead.")
        return self.imported_by

    @connection_field("Why rows are set apart or the files refused, in the files' order, up to 10,000.")
    def problems(self, page: PageRequest) -> Connection[ImportProblem]:
        found = list(enumerate(self.row.record.problems))
        return slice_connection(found, lambda each: str(each[0]), page, lambda each: ImportProblem.of(each[1]))

    @connection_field("What the import changed or, in a preview, would change, by kind.")
    async def changes(self, info: Info, page: PageRequest, kinds: ChangeKinds = None) -> Connection[ImportChange]:
        identity, wanted = self.row.record.id, frozenset(kinds or ())
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.import_changes(actor, identity, wanted, page),
            lambda row, actor, reference: ImportChange.of(row, reference),
        )

    @classmethod
    def of(cls, row: ImportRow, reference: Reference) -> "DirectoryImport":
        record = row.record
        return cls(
            row=row,
            id=ids.encode("DirectoryImport", record.id),
            state=record.state,
            imported_by=Person.of_row(row.uploaded_by, reference),
            uploaded_at=record.uploaded_at,
            done_at=record.done_at,
            counts=ImportCounts.of(record.counts) if record.counts else None,
            message=record.message,
        )


@strawberry.type
class ImportDashboard:
    @connection_field("Imports of the directory, newest first.")
    async def imports(
        self, info: Info, page: PageRequest, command_line: CommandLine = None
    ) -> Connection[DirectoryImport]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.imports(actor, bool(command_line), page),
            lambda row, actor, reference: DirectoryImport.of(row, reference),
        )

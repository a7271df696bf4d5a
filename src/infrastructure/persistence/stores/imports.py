"""The records of imports. Each change is a transaction of its own, beside that of the import itself.

- counts: the fields of `ImportCounts`
- problems: `[[file, line, column, reason], ...]`
"""

from collections.abc import Sequence
from dataclasses import asdict, astuple
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from moments.application.directory.file_problem import FileProblem
from moments.application.ports.imports import (
    ImportChange,
    ImportChangeKind,
    ImportCounts,
    ImportRecord,
    ImportState,
)
from moments.domain.shared.ids import ImportId
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.persistence.tables import import_changes, imports

_i = imports.c
_ONE = select(imports).where(_i.id == bindparam("wanted"))
_SAVE = update(imports).where(_i.id == bindparam("wanted"), _i.state == bindparam("expected"))
_CLEAR = delete(import_changes).where(import_changes.c["import"] == bindparam("wanted"))
BATCH = 2_000
"""Rows sent at a time."""
_LAST = select(func.max(_i.done_at)).where(_i.state == ImportState.APPLIED.value)


def import_of(row: Row[Any]) -> ImportRecord:
    return ImportRecord(
        id=row.id,
        state=ImportState(row.state),
        uploaded_by=row.uploaded_by,
        uploaded_at=row.uploaded_at,
        done_at=row.done_at,
        counts=None if row.counts is None else ImportCounts(**row.counts),
        problems=tuple(FileProblem(*each) for each in row.problems),
        message=row.message,
    )


def _import_row(record: ImportRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "state": record.state.value,
        "uploaded_by": record.uploaded_by,
        "uploaded_at": record.uploaded_at,
        "done_at": record.done_at,
        "counts": None if record.counts is None else asdict(record.counts),
        "problems": [list(astuple(each)) for each in record.problems],
        "message": record.message,
    }


class SqlImportRecords:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, record: ImportRecord, changes: Sequence[ImportChange] = ()) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(imports).values(_import_row(record)))
            await _write_changes(connection, record.id, changes)
            await connection.commit()

    async def find(self, identity: ImportId) -> ImportRecord | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(_ONE, {"wanted": identity})).one_or_none()
        return None if row is None else import_of(row)

    async def save(
        self, record: ImportRecord, *, expected: ImportState, changes: Sequence[ImportChange] | None = None
    ) -> bool:
        async with self._database.writing() as connection:
            statement = _SAVE.values(_import_row(record))
            done = await connection.execute(statement, {"wanted": record.id, "expected": expected.value})
            if done.rowcount == 1 and changes is not None:
                await connection.execute(_CLEAR, {"wanted": record.id})
                await _write_changes(connection, record.id, changes)
            await connection.commit()
        return done.rowcount == 1

    async def last_applied(self) -> datetime | None:
        async with self._database.reading() as connection:
            found: datetime | None = (await connection.execute(_LAST)).scalar_one()
        return found


async def _write_changes(connection: AsyncConnection, identity: ImportId, changes: Sequence[ImportChange]) -> None:
    for start in range(0, len(changes), BATCH):
        batch = enumerate(changes[start : start + BATCH], start)
        await connection.execute(insert(import_changes), [_change_row(identity, *each) for each in batch])


def _change_row(identity: ImportId, number: int, change: ImportChange) -> dict[str, object]:
    return {"import": identity, "number": number, **asdict(change), "kind": change.kind.value}


def change_of(row: Row[Any]) -> ImportChange:
    return ImportChange(
        ImportChangeKind(row.kind), row.person, row.name, row.department, row.words, row.application, row.mentorship
    )

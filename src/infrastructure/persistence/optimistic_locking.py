"""Writes guarded by the version that was read: a stale one changes no row, and is told apart by that."""

from functools import cache

from sqlalchemy import Insert, Table, Update, bindparam, insert, update

from moments.application.ports.errors import ConcurrentUpdate
from moments.domain.shared.aggregate import Aggregate
from moments.infrastructure.persistence.transaction import Transaction, Values


async def write(work: Transaction, table: Table, row: Values, aggregate: Aggregate) -> None:
    """Adds the row of a new aggregate (version 0), or writes it over the version that was read.

    Raises DuplicateKey or ConcurrentUpdate; the use-case is then run again on what is there.
    """
    if aggregate.version == 0:
        await work.run(_added(table), row | {"version": 1})
    else:
        keys = {column.name for column in table.primary_key}
        changes = {name: value for name, value in row.items() if name not in keys}
        found_by: Values = {f"key_{name}": row[name] for name in keys} | {"key_version": aggregate.version}
        if await work.run(_changed(table), changes | found_by | {"version": aggregate.version + 1}) != 1:
            raise ConcurrentUpdate(f"{table.name}: version {aggregate.version} is not the one that is stored")
    aggregate.version += 1
    work.track(aggregate)


@cache
def _added(table: Table) -> Insert:
    return insert(table)


@cache
def _changed(table: Table) -> Update:
    guarded = [*table.primary_key, table.c.version]
    return update(table).where(*(column == bindparam(f"key_{column.name}") for column in guarded))

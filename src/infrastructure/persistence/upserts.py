"""INSERT ... ON CONFLICT, which both databases have and SQLAlchemy spells once for each."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from moments.infrastructure.persistence.transaction import Transaction


def add_or_overwrite(work: Transaction, table: Table, **some: Callable[[Any], ColumnElement[Any]]) -> Executable:
    """Adds rows, or writes them over those of the same primary key. `some`: columns that get another value then, made
    from the columns of the new row."""
    keys = [column.name for column in table.primary_key]
    insert = postgresql.insert(table) if work.on_postgresql else sqlite.insert(table)
    others = {column.name: insert.excluded[column.name] for column in table.c if column.name not in keys}
    given = {name: value(insert.excluded) for name, value in some.items()}
    return insert.on_conflict_do_update(index_elements=keys, set_=others | given)


def add_if_new(work: Transaction, table: Table, unique: str) -> Executable:
    """Adds a row, or does nothing where the unique column has its value already."""
    insert = postgresql.insert(table) if work.on_postgresql else sqlite.insert(table)
    return insert.on_conflict_do_nothing(index_elements=[unique])

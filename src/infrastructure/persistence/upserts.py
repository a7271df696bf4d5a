"""INSERT ... ON CONFLICT, which both databases have and SQLAlchemy spells once for each."""

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from moments.infrastructure.persistence.transaction import Transaction


def add_or_overwrite(work: Transaction, table: Table) -> Executable:
    """Adds rows, or writes them over those of the same primary key."""
    keys = [column.name for column in table.primary_key]
    insert = postgresql.insert(table) if work.on_postgresql else sqlite.insert(table)
    others = {column.name: insert.excluded[column.name] for column in table.c if column.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=others)


def add_if_new(work: Transaction, table: Table, unique: str) -> Executable:
    """Adds a row, or does nothing where the unique column has its value already."""
    insert = postgresql.insert(table) if work.on_postgresql else sqlite.insert(table)
    return insert.on_conflict_do_nothing(index_elements=[unique])

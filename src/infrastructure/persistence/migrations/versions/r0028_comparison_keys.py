"""One key by which people's names and words are compared and searched, in the place of case folding.

What is stored stays as it was written. The keys are made by the domain's own function: a migration that follows a
change of it makes them anew.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from moments.domain.shared.comparison import comparison_key, person_key, search_key, squeezed

revision = "0028"
down_revision = "0026"
branch_labels = None
depends_on = None

BATCH = 1_000
KEYS = {
    "employees": ("name_key", "title_key"),
    "skills": ("name_key",),
    "applications": ("bio_key",),
    "mentor_listing": ("name_key", "words"),
}
Change = Callable[[Any], dict[str, Any]]


def upgrade() -> None:
    _sort_by('"C"')
    for table in ("employees", "mentor_listing"):
        op.add_column(table, sa.Column("division_key", _key()))
        op.add_column(table, sa.Column("location_key", _key(), nullable=False, server_default=sa.text("''")))
    _change("employees", ("first_name", "last_name", "job_title", "division", "work_location"), _of_an_employee)
    _change("applications", ("bio",), lambda row: {"bio_key": None if row.bio is None else search_key(row.bio)})
    _name_skills(comparison_key)
    _follow("name_key", "division_key", "location_key")


def downgrade() -> None:
    for table in ("mentor_listing", "employees"):
        op.drop_column(table, "location_key")
        op.drop_column(table, "division_key")
    _change("employees", ("first_name", "last_name", "job_title"), _of_an_employee_folded)
    _change("applications", ("bio",), lambda row: {"bio_key": None if row.bio is None else row.bio.casefold()})
    _name_skills(str.casefold)
    _follow("name_key")
    _sort_by('"default"')


def _key() -> sa.Text:
    return sa.Text(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.Text()


def _sort_by(collation: str) -> None:
    """SQLite sorts by code points anyway."""
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in KEYS.items():
            for column in columns:
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE TEXT COLLATE {collation}")


def _of_an_employee(row: Any) -> dict[str, Any]:
    return {
        "name_key": person_key(row.first_name, row.last_name),
        "title_key": search_key(row.job_title),
        "division_key": None if row.division is None else squeezed(row.division),
        "location_key": squeezed(row.work_location),
    }


def _of_an_employee_folded(row: Any) -> dict[str, Any]:
    name = f"{row.last_name}, {row.first_name}".casefold()
    return {"name_key": name, "title_key": row.job_title.casefold()}


def _change(table: str, read: Sequence[str], change: Change) -> None:
    connection = op.get_bind()
    for rows in _batches(table, read):
        changes = [{"row": row.id, **change(row)} for row in rows]
        names = [name for name in changes[0] if name != "row"]
        assigned = ", ".join(f"{name} = :{name}" for name in names)
        connection.execute(sa.text(f"UPDATE {table} SET {assigned} WHERE id = :row"), changes)


def _batches(table: str, read: Sequence[str]) -> Iterator[Sequence[Any]]:
    connection, last = op.get_bind(), ""
    statement = sa.text(f"SELECT id, {', '.join(read)} FROM {table} WHERE id > :last ORDER BY id LIMIT {BATCH}")
    while rows := connection.execute(statement, {"last": last}).all():
        yield rows
        last = rows[-1].id


def _name_skills(key: Callable[[str], str]) -> None:
    """Of two that are one name now, the later keeps a key of its own: which is to be retired is the office's matter."""
    connection, taken = op.get_bind(), set[str]()
    for row in connection.execute(sa.text("SELECT id, name FROM skills ORDER BY number")).all():
        found = key(row.name)
        found = f"{found}\n{row.id}" if found in taken else found
        taken.add(found)
        connection.execute(sa.text("UPDATE skills SET name_key = :key WHERE id = :id"), {"key": found, "id": row.id})


def _follow(*columns: str) -> None:
    """The listing has what its people and applications have."""
    of_person = ", ".join(
        f"{column} = (SELECT e.{column} FROM employees e WHERE e.id = mentor_listing.person)" for column in columns
    )
    op.execute(
        f"UPDATE mentor_listing SET {of_person}, words = (SELECT e.title_key || ' ' || a.bio_key FROM employees e, "
        "applications a WHERE e.id = mentor_listing.person AND a.id = mentor_listing.application)"
    )

"""The software's version is no longer called `program`, which is the mentoring program's word."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RENAMED = {"program": "code_version"}
REHEARSALS = sa.table("rehearsals", sa.column("id"), sa.column("report", sa.JSON()))


def upgrade() -> None:
    op.execute("ALTER TABLE matching_runs RENAME COLUMN program TO code_version")
    _rename_keys(RENAMED)


def downgrade() -> None:
    op.execute("ALTER TABLE matching_runs RENAME COLUMN code_version TO program")
    _rename_keys({new: old for old, new in RENAMED.items()})


def _rename_keys(names: dict[str, str]) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(REHEARSALS)).all():
        if row.report:
            report = {names.get(key, key): value for key, value in row.report.items()}
            connection.execute(sa.update(REHEARSALS).where(REHEARSALS.c.id == row.id).values(report=report))

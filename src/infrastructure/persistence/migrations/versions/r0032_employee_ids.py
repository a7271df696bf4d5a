"""Employee ids that change, and departments whose code changes or that merge."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0030"
branch_labels = None
depends_on = None

_PRESENT = "left_on IS NULL AND number_key <> ''"


def upgrade() -> None:
    op.add_column("employees", sa.Column("number_key", _key(), nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE employees SET number_key = lower(employee_number)")  # ids are ASCII without spaces
    op.drop_index("uq_employees_employee_number", "employees")
    op.create_index(
        "uq_employees_number_key",
        "employees",
        ["number_key"],
        unique=True,
        sqlite_where=sa.text(_PRESENT),
        postgresql_where=sa.text(_PRESENT),
    )
    op.add_column("departments", sa.Column("former_codes", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.add_column("departments", sa.Column("retired_on", sa.Date()))
    op.create_table(
        "former_numbers",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("number_key", _key(), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_former_numbers_person"),
        sa.PrimaryKeyConstraint("person", "number_key", name="pk_former_numbers"),
    )
    _create_renumberings()


def _key() -> sa.String:
    """Sorted by code points, as SQLite does, whatever the server's language."""
    return sa.String(64, collation="C" if op.get_bind().dialect.name == "postgresql" else None)


def _create_renumberings() -> None:
    op.create_table(
        "renumberings",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("likenesses", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row", sa.JSON()),
        sa.Column("supervisor", sa.String(64)),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(16)),
        sa.Column("decided_by", sa.String(64)),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_renumberings_person"),
        sa.PrimaryKeyConstraint("id", name="pk_renumberings"),
    )
    op.create_index("ix_renumberings_person", "renumberings", ["person"])
    op.create_index(
        "ix_renumberings_open",
        "renumberings",
        ["found_at", "id"],
        sqlite_where=sa.text("verdict IS NULL"),
        postgresql_where=sa.text("verdict IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("renumberings")
    op.drop_table("former_numbers")
    op.drop_column("departments", "retired_on")
    op.drop_column("departments", "former_codes")
    op.drop_index("uq_employees_number_key", "employees")
    op.drop_column("employees", "number_key")
    op.create_index("uq_employees_employee_number", "employees", ["employee_number"], unique=True)

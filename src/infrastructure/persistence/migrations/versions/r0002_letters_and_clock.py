"""Delivery of letters, reminders that people do without, the clock's ledger and the quarterly cycle (MAT-2)."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(64)
MOMENT = sa.DateTime(timezone=True)

DELIVERY = ("state", "attempts", "next_at", "lease_until", "fence", "claimed_at", "settled_at", "problem")


def upgrade() -> None:
    _deliver_letters()
    _enter_meetings()
    op.create_table(
        "muted_reminders",
        sa.Column("person", ID, nullable=False),
        sa.Column("reminder", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", "reminder", name="pk_muted_reminders"),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_muted_reminders_person"),
    )
    op.create_table(
        "job_runs",
        sa.Column("job", ID, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("ran_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("job", "due", name="pk_job_runs"),
    )
    op.create_index("ix_job_runs_ran", "job_runs", ["ran_at"])
    op.create_table(
        "cycles",
        sa.Column("quarter", sa.String(6), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", name="pk_cycles"),
    )


def downgrade() -> None:
    for table in ("cycles", "job_runs", "muted_reminders"):
        op.drop_table(table)
    for index in ("claimed", "state"):
        op.drop_index(f"ix_letters_{index}", "letters")
    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as letters:
        for column in DELIVERY:
            letters.drop_column(column)
    with op.batch_alter_table("meetings") as meetings:
        for column in ("shared", "sequence", "organizer"):
            meetings.drop_column(column)


def _deliver_letters() -> None:
    """Letters that were written before anything sent them are due, and wait."""
    op.add_column("letters", sa.Column("state", sa.String(16), nullable=False, server_default=sa.text("'waiting'")))
    op.add_column("letters", sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("letters", sa.Column("next_at", MOMENT))
    op.add_column("letters", sa.Column("lease_until", MOMENT))
    op.add_column("letters", sa.Column("fence", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("letters", sa.Column("claimed_at", MOMENT))
    op.add_column("letters", sa.Column("settled_at", MOMENT))
    op.add_column("letters", sa.Column("problem", sa.Text()))
    op.execute("UPDATE letters SET next_at = due_at")
    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as letters:
        letters.alter_column("next_at", existing_type=MOMENT, nullable=False)
    op.create_index("ix_letters_state", "letters", ["state", "next_at", "id"])
    op.create_index("ix_letters_claimed", "letters", ["claimed_at"])


def _enter_meetings() -> None:
    """What the calendars' entry of a meeting needs; until now nobody has been sent one."""
    op.add_column("meetings", sa.Column("organizer", ID))
    op.execute("UPDATE meetings SET organizer = proposed_by")
    with op.batch_alter_table("meetings") as meetings:
        meetings.alter_column("organizer", existing_type=ID, nullable=False)
        meetings.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default=sa.text("0")))
        meetings.add_column(sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.text("false")))
